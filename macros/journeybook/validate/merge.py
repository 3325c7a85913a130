"""Merges base maps: the keys of the first, with the stages of all, and the steps of stages that have the same id.

The first writer of a field holds, whoever may read it: an internal text is not exchanged for a public one. A part that two bases write is
marked as public only if both mark it, since the mark of one does not speak for what the other wrote.
"""

import json

from journeybook.load.source import MappingNode, Node, SequenceNode, plain_data
from journeybook.model.base import Audience
from journeybook.validate.node_paths import identifiers, scalar_items


def merge_bases(bases: list[MappingNode]) -> MappingNode:
    """Return the merged tree of all bases; where two have the same key, the first holds."""
    whole = bases[0]
    for other in bases[1:]:
        lists_of_words = {key.text for key, value in whole.entries if isinstance(value, SequenceNode) and not _holds_parts(value)}
        whole = _joined_items(
            whole, MappingNode(tuple(entry for entry in other.entries if entry[0].text not in lists_of_words), other.place)
        )
    return whole


def _holds_parts(written: SequenceNode) -> bool:
    return any(isinstance(item, MappingNode) for item in written.items)


def _content(item: Node) -> str:
    """Return a text that is equal for items that say the same."""
    return json.dumps(plain_data(item), sort_keys=True)


def _joined_items(mine: MappingNode, theirs: MappingNode) -> MappingNode:
    if _is_marked_public(mine) is not _is_marked_public(theirs):
        mine, theirs = _without_public_mark(mine), _without_public_mark(theirs)
    for key, value in _unanswered(theirs, mine).entries:
        old = mine.get(key.text)
        if old is None:
            mine = MappingNode((*mine.entries, (key, value)), mine.place)
        elif isinstance(old, SequenceNode) and isinstance(value, SequenceNode):
            mine = mine.replaced(key.text, _joined_lists(old, value))
    return mine


def _is_marked_public(node: MappingNode) -> bool:
    return any(mark.text == Audience.PUBLIC for mark in scalar_items(node.get("audience")))


def _without_public_mark(node: MappingNode) -> MappingNode:
    """Return a part without its mark as public; one as internal stays."""
    if not _is_marked_public(node):
        return node
    return MappingNode(tuple(entry for entry in node.entries if entry[0].text != "audience"), node.place)


def _unanswered(theirs: MappingNode, mine: MappingNode) -> MappingNode:
    """Return a tree without the answers to what another says, and without what the other answers with "unknown" or the like."""
    answered, blanks = _open_fields(mine), theirs.get("blank")
    if isinstance(blanks, SequenceNode):
        kept = tuple(row for row in blanks.items if not _names(row) & ({*mine.keys()} | answered))
        theirs = theirs.replaced("blank", SequenceNode(kept, blanks.place))
    return MappingNode(tuple(entry for entry in theirs.entries if entry[0].text not in answered), theirs.place)


def _open_fields(node: MappingNode) -> set[str]:
    blanks = node.get("blank")
    return {name for row in blanks.items for name in _names(row)} if isinstance(blanks, SequenceNode) else set()


def _names(row: Node) -> set[str]:
    return {item.text for item in scalar_items(row.get("field"))} if isinstance(row, MappingNode) else set()


def _joined_lists(mine: SequenceNode, theirs: SequenceNode) -> SequenceNode:
    items: list[Node] = list(mine.items)
    at = {identifier: position for position, item in enumerate(items) for identifier in identifiers(item)}
    contents = {_content(item) for item in items}
    for item in theirs.items:
        here = next((at[identifier] for identifier in identifiers(item) if identifier in at), None)
        if here is None:
            items += [] if _content(item) in contents else [item]
            contents.add(_content(item))
        else:
            old = items[here]
            items[here] = _joined_items(old, item) if isinstance(old, MappingNode) and isinstance(item, MappingNode) else old
    return SequenceNode(tuple(items), mine.place)
