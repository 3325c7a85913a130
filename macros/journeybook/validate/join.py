"""Joins several base maps: the first one's keys, with the stages, and the steps of stages of the same id, of all."""

from journeybook.load.source import Listing, Mapping, Node
from journeybook.validate.alter import identifiers


def joined(bases: list[Mapping]) -> Mapping:
    """Return one tree of all bases; where two say the same thing, the first holds."""
    whole = bases[0]
    for other in bases[1:]:
        whole = _joined_items(whole, other)
    return whole


def _joined_items(mine: Mapping, theirs: Mapping) -> Mapping:
    for key, value in theirs.entries:
        old = mine.get(key.text)
        if old is None:
            mine = Mapping((*mine.entries, (key, value)), mine.place)
        elif isinstance(old, Listing) and isinstance(value, Listing):
            mine = mine.replaced(key.text, _joined_lists(old, value))
    return mine


def _joined_lists(mine: Listing, theirs: Listing) -> Listing:
    items: list[Node] = list(mine.items)
    at = {identifier: position for position, item in enumerate(items) for identifier in identifiers(item)}
    for item in theirs.items:
        here = next((at[identifier] for identifier in identifiers(item) if identifier in at), None)
        if here is None:
            items += [] if any(item == old for old in items) else [item]
        else:
            old = items[here]
            items[here] = _joined_items(old, item) if isinstance(old, Mapping) and isinstance(item, Mapping) else old
    return Listing(tuple(items), mine.place)
