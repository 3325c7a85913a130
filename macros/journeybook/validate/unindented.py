"""Takes what stands below an empty key without indentation as what belongs to it, and says so: one finding for the whole block."""

from collections.abc import Collection
from dataclasses import dataclass, field

from journeybook.findings import Finding, FindingRule, Level
from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode
from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.step import Step

YAML_INDENTATION = FindingRule(
    "YAML-INDENTATION",
    Level.ERROR,
    """What belongs to a key stands below it, indented by two more spaces.

A list may begin in the same column as its key, unless the key itself stands in a list.

Good:
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        steps:
          - customer: Cleans the list

Bad:
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        steps:
      - customer: Cleans the list
""",
)


@dataclass
class Indentation:
    """Indents the blocks of one tree, with the lanes by which steps are written."""

    lanes: Collection[str]
    findings: list[Finding] = field(default_factory=list)

    def indented(self, node: Node, model: type[Part] | None) -> Node:
        """Return a node in which each empty key has what stands below it; adds a finding for each."""
        if isinstance(node, SequenceNode):
            items = self._items(node.items, model) if model else node.items
            return SequenceNode(tuple(self.indented(item, model) for item in items), node.place)
        if isinstance(node, ScalarNode) or model is None:
            return node
        fields = part_fields(model)
        entries = self._entries(node.entries, model)
        parts = ((key, value, fields[key.text].part if key.text in fields else None) for key, value in entries)
        return MappingNode(tuple((key, self.indented(value, part) if part else value) for key, value, part in parts), node.place)

    def _entries(self, entries: tuple[tuple[ScalarNode, Node], ...], model: type[Part]) -> list[tuple[ScalarNode, Node]]:
        kept: list[tuple[ScalarNode, Node]] = []
        waiting = list(entries)
        while waiting:
            key, value = waiting.pop(0)
            inner = _empty_part(key, value, model)
            below: list[tuple[ScalarNode, Node]] = []
            while inner and waiting and not self._is_key_of(waiting[0][0], model) and self._is_key_of(waiting[0][0], inner):
                below.append(waiting.pop(0))
            if below:
                self._tell(key, below[0][0])
                value = MappingNode(tuple(below), below[0][0].place)
            kept.append((key, value))
        return kept

    def _items(self, items: tuple[Node, ...], model: type[Part]) -> list[Node]:
        kept: list[Node] = []
        waiting = list(items)
        while waiting:
            item = waiting.pop(0)
            key, value = item.entries[-1] if isinstance(item, MappingNode) and item.entries else (None, None)
            inner = _empty_part(key, value, model) if key and value else None
            below: list[Node] = []
            further: tuple[tuple[ScalarNode, Node], ...] = ()
            while inner and waiting and isinstance(waiting[0], MappingNode) and self._is_item_of(waiting[0], inner, model):
                belongs, further = self._split(waiting[0], inner)
                waiting.pop(0)
                below.append(belongs)
                if further:
                    break
            if below and key and isinstance(item, MappingNode):
                self._tell(key, below[0])
                item = item.replaced(key.text, SequenceNode(tuple(below), below[0].place))
                item = MappingNode((*item.entries, *further), item.place)
            kept.append(item)
        return kept

    def _is_key_of(self, key: ScalarNode, model: type[Part]) -> bool:
        return key.text in part_fields(model) or (model is Step and key.text in self.lanes)

    def _is_item_of(self, item: MappingNode, inner: type[Part], model: type[Part]) -> bool:
        """Whether an item is one of a class inside, and none of the list in which it stands; keys of that list may follow its own."""
        belongs, further = self._split(item, inner)
        keys = [key for key, _ in belongs.entries]
        return any(not self._is_key_of(key, model) for key in keys) and all(self._is_key_of(key, model) for key, _ in further)

    def _split(self, item: MappingNode, inner: type[Part]) -> tuple[MappingNode, tuple[tuple[ScalarNode, Node], ...]]:
        """Return an item with its leading keys that are of a class, and the entries from the first other key on."""
        end = next((end for end, (key, _) in enumerate(item.entries) if not self._is_key_of(key, inner)), len(item.entries))
        return MappingNode(item.entries[:end], item.place), item.entries[end:]

    def _tell(self, key: ScalarNode, below: Node) -> None:
        where = f"from line {below.place.line} on, and is not indented: it begins in column {below.place.column}"
        message = f"what belongs to '{key.text}' stands below it {where}"
        hint = f"begin each of these lines with two more spaces than the key has, in column {key.place.column + 2}"
        self.findings.append(YAML_INDENTATION.at(key.place, message, hint))


def _empty_part(key: ScalarNode, value: Node, model: type[Part]) -> type[Part] | None:
    """Return the class of what belongs to an empty key; None where it is not empty, or takes texts."""
    wanted: PartField | None = part_fields(model).get(key.text)
    return wanted.part if wanted and isinstance(value, ScalarNode) and not value.quoted and not value.text else None
