"""Joins several base maps: the first one's keys, with the stages, and the steps of stages of the same id, of all."""

from journeybook.load.source import Listing, Mapping, Node, plain
from journeybook.validate.node_paths import identifiers


def joined(bases: list[Mapping]) -> Mapping:
    """Return one tree of all bases; where two say the same thing, the first holds."""
    whole = bases[0]
    for other in bases[1:]:
        lists_of_words = {key.text for key, value in whole.entries if isinstance(value, Listing) and not _holds_parts(value)}
        whole = _joined_items(whole, Mapping(tuple(entry for entry in other.entries if entry[0].text not in lists_of_words), other.place))
    return whole


def _holds_parts(written: Listing) -> bool:
    return any(isinstance(item, Mapping) for item in written.items)


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
            items += [] if any(plain(item) == plain(old) for old in items) else [item]
        else:
            old = items[here]
            items[here] = _joined_items(old, item) if isinstance(old, Mapping) and isinstance(item, Mapping) else old
    return Listing(tuple(items), mine.place)
