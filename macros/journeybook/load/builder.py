"""Builds nodes from the events of a YAML parser with a stack of its own instead of recursion, and collects findings."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from journeybook.findings import Finding, FindingRule, Place
from journeybook.load import rules
from journeybook.load.characters import describe_character, is_crowded, normalise_nfc, refused_in_text
from journeybook.load.comments import CommentSigns
from journeybook.load.marks import position
from journeybook.load.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_DEPTH = 20
MAX_FINDINGS = 100
MAX_NODES = 100_000
_SHORT_KEY = "A key is a short text: key: value."
_WIDEST = 60
_CORE = "tag:yaml.org,2002:"


class LimitExceededError(Exception):
    """Raised where a file exceeds a limit of depth, nodes or findings; the finding has been added."""


@dataclass(slots=True)
class _Open:
    """A sequence or mapping whose end event has not come yet; in_braces tells flow style, where commas separate keys."""

    place: Place
    is_mapping: bool
    in_braces: bool = False
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[ScalarNode, Node]] = field(default_factory=list)
    seen: dict[str, Place] = field(default_factory=dict)
    key: ScalarNode | None = None
    key_ends: tuple[int, int] = (0, 0)
    awaits_value: bool = False
    is_doubled: bool = False
    """Whether its first key came again, so that what follows seems to be the next entry of the list."""


@dataclass(slots=True)
class NodeBuilder:
    """Consumes parser events; afterwards it holds the root node of each document, the findings and the last scalar event."""

    file: str
    comment_signs: CommentSigns = field(default_factory=dict)
    roots: list[Node | None] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    last: yaml.ScalarEvent | None = None
    long_texts: list[tuple[int, int]] = field(default_factory=list)
    joined_texts: list[tuple[int, int]] = field(default_factory=list)
    """The further lines of each text without quotes, counted from 0."""
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0

    def take_all(self, events: Iterable[yaml.Event]) -> None:
        """Consume events until the end; a limit that is exceeded raises LimitExceededError, a syntax error the parser's own."""
        for event in events:
            self._take(event)

    def refuse(self, place: Place, rule: FindingRule, message: str, hint: str) -> None:
        """Add a finding; beyond MAX_FINDINGS add one of YAML-COUNT and raise LimitExceededError."""
        if len(self.findings) == MAX_FINDINGS:
            message = f"This file has more than {MAX_FINDINGS} problems; from here on it was not read."
            self.findings.append(rules.YAML_COUNT.at(place, message, "Mend the problems above first."))
            raise LimitExceededError
        self.findings.append(rule.at(place, message, hint))

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._count(event)
                self._add(self._scalar(event))
            case yaml.CollectionStartEvent():
                self._count(event)
                self._begin(event)
            case yaml.CollectionEndEvent():
                self._end()
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent() if len(self.roots) == 1:
                message = "A second document begins here; a file holds one."
                self.refuse(self._place(event), rules.YAML_DOCUMENTS, message, "Remove the line --- or make a second file.")

    def _place(self, event: yaml.Event) -> Place:
        line, column = position(event.start_mark)
        return Place(self.file, line + 1, column + 1)

    def _count(self, event: yaml.NodeEvent) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = f"This file holds more than {MAX_NODES:,} texts, lists and groups of keys; from here on it was not read."
            self.refuse(self._place(event), rules.YAML_SIZE, message, "Split it into several files.")
            raise LimitExceededError
        self._properties(event)

    def _properties(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            message = f"The anchor &{event.anchor} is refused."
            hint = "Remove it and write the text out where it belongs; put text that begins with & in quotes."
            self.refuse(self._place(event), rules.YAML_ALIAS, message, hint)
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = f"The explicit type {_short(tag.replace(_CORE, '!!', 1))} is refused."
            hint = "Remove it, the field decides the type; put text that begins with ! in quotes."
            self.refuse(self._place(event), rules.YAML_TAG, message, hint)

    def _alias(self, event: yaml.AliasEvent) -> None:
        """Take an alias for the text that it may have been meant as; as a key, or of a key that is refused, it is none."""
        mapping = self.stack[-1] if self.stack and self.stack[-1].is_mapping else None
        if mapping and mapping.awaits_value and mapping.key is None:
            self._add(None)
            return
        message = f"The alias *{event.anchor} is refused."
        hint = "Write the text out here; put text that begins with * in quotes."
        self.refuse(self._place(event), rules.YAML_ALIAS, message, hint)
        if mapping and not mapping.awaits_value:
            mapping.awaits_value, mapping.key = True, None
        else:
            self._add(ScalarNode(f"*{event.anchor}", self._place(event)) if self.stack else None)

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        place = self._place(event)
        quoted = event.style in {"'", '"', "|", ">"}
        self.last = event
        first, (last, column) = position(event.start_mark)[0], position(event.end_mark)
        for before, sign in self.comment_signs.get(last, ()) if not event.style else ():
            if before == column:
                message = "Here a comment begins, because of the space before #."
                hint = "If it belongs to the text, put the whole text in quotes; if it is a comment, put a space behind #."
                self.refuse(Place(self.file, last + 1, sign + 1), rules.YAML_COMMENT, message, hint)
        if quoted and last > first:
            self.long_texts.append((first + 1, last))
        if not quoted and last > first:
            self.joined_texts.append((first + 1, last))
        if event.style == '"':
            for character in refused_in_text(event.value):
                message = f"This text holds {describe_character(character)}, written as an escape."
                hint = "Use single quotes around the text, or remove the escape that begins with a backslash."
                self.refuse(place, rules.YAML_CHARACTER, message, hint)
        if is_crowded(event.value):
            message = "More than 30 combining marks follow each other in this text."
            self.refuse(place, rules.YAML_CHARACTER, message, "Type the text anew without them.")
            return ScalarNode(event.value, place, quoted)
        return ScalarNode(normalise_nfc(event.value), place, quoted)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        place = self._place(event)
        if len(self.stack) == MAX_DEPTH:
            message = f"Keys and lists are nested more than {MAX_DEPTH} deep here."
            self.refuse(place, rules.YAML_DEPTH, message, "Use fewer levels; the rest of the file was not read.")
            raise LimitExceededError
        self.stack.append(_Open(place, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))

    def _end(self) -> None:
        done = self.stack.pop()
        self._add(MappingNode(tuple(done.entries), done.place) if done.is_mapping else SequenceNode(tuple(done.items), done.place))

    def _add(self, node: Node | None) -> None:
        if not self.stack:
            self.roots.append(node)
            return
        home = self.stack[-1]
        if not home.is_mapping:
            home.items.extend([] if node is None else [node])
        elif home.awaits_value:
            home.awaits_value = False
            if node is not None and home.key is not None and not self._lacks_colon(home, home.key, node):
                home.entries.append((home.key, node))
        else:
            home.awaits_value = True
            home.key = self._key(home, node)
            home.key_ends = position(self.last.end_mark) if self.last else (0, 0)

    def _lacks_colon(self, home: _Open, key: ScalarNode, value: Node) -> bool:
        """Whether a key in braces has no colon, as in `{text: one, and two}`; adds the finding."""
        if not home.in_braces or not isinstance(value, ScalarNode) or value.quoted or value.text or self.last is None:
            return False
        if position(self.last.start_mark) != home.key_ends or home.key_ends[0] + 1 != key.place.line:
            return False
        message = f"The comma before '{_short(key.text)}' begins a new key here, which has no colon."
        if not home.entries:
            message = f"The key '{_short(key.text)}' has no colon."
        self.refuse(key.place, rules.YAML_KEY, message, "Put text that holds a comma in quotes; else write key: value.")
        return True

    def _key(self, home: _Open, node: Node | None) -> ScalarNode | None:
        if not isinstance(node, ScalarNode):
            place = home.place if node is None else node.place
            hint = "Put text that begins with { in quotes; a key is a short text: key: value." if home.in_braces else _SHORT_KEY
            self.refuse(place, rules.YAML_KEY, "A list or a group of keys stands here as a key.", hint)
        elif not node.text.strip():
            self.refuse(node.place, rules.YAML_KEY, "This key is empty.", "Write the key before the colon: key: value.")
        elif self.last is not None and self.last.style in {"|", ">"}:
            self.refuse(node.place, rules.YAML_KEY, "A block of text stands here as a key.", _SHORT_KEY)
        elif node.text == "<<" and not node.quoted:
            self.refuse(node.place, rules.YAML_MERGE, "The merge key << is refused.", "Write the entries out where they belong.")
        elif node.text in home.seen:
            message = (
                f"The key {_short(node.text)} stands twice: first in line {home.seen[node.text].line}, again in line {node.place.line}."
            )
            is_entry = len(self.stack) > 1 and not self.stack[-2].is_mapping and not home.in_braces and node.text == next(iter(home.seen))
            home.is_doubled = is_entry
            hint = "If a new entry of the list begins here, write - and a space in front of it; else keep one of the two."
            self.refuse(node.place, rules.YAML_DUPLICATE, message, hint if is_entry else "Keep one of the two.")
        elif not home.is_doubled:
            home.seen[node.text] = node.place
            return node
        return None


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
