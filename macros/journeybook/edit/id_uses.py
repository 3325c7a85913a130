"""Where an id stands in authors' files: where it is declared, and in all that names it.

That is fields, conditions, timings, the alterations of variants, and exemptions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeybook.findings import Place
from journeybook.load.discover import FOLDER
from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode
from journeybook.model.alteration import Alteration
from journeybook.model.atlas import Atlas
from journeybook.model.base import Blankness, Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.health import HealthModel
from journeybook.model.language.nodes import Compare, Condition, Name, condition_names, nodes_in
from journeybook.model.language.parser import parse_condition
from journeybook.model.language.tokens import LanguageError
from journeybook.model.map import Map
from journeybook.model.organisation import Exemption
from journeybook.model.plays import Playbook
from journeybook.model.references import MOMENTS
from journeybook.model.timing import Timing, parse_timing, timing_names
from journeybook.validate.node_paths import scalar_items
from journeybook.validate.reading import Tree
from journeybook.validate.references import FACTS, MEASURED

_NAMED_BY_VALUE = {
    "segment": "segment",
    "persona": "persona",
    "coverage": "coverage-model",
    "band": "band",
    "stage": "stage",
    "phase": "phase",
}
"""Subjects of conditions whose values are ids, with their kind: `segment is enterprise`."""


@dataclass(frozen=True)
class NamedThing:
    """A thing by its kind, its id and the ids of the maps (or the playbook or health model) in which it is known by it."""

    kind: str
    id: str
    scopes: frozenset[str] = frozenset({""})
    files: frozenset[str] = frozenset()
    """The files in which it stands, without `journeys/`, as exemptions name them."""
    is_alone: bool = True
    """Whether nothing else of its kind has its id: then the id means it where no map is named, as in the table of accounts."""


@dataclass(frozen=True)
class IdUse:
    """A scalar in which an id stands, once or more often, as it is written there: alone or as `map-id/its-id`."""

    place: Place
    words: tuple[str, ...]
    """What stands there and names the thing: its id, or with its map."""


@dataclass(frozen=True)
class _Around:
    """The map, playbook or health model in which a part stands, and the one whose id its references may leave out."""

    home: str = ""
    reference_home: str = ""


def id_uses(trees: tuple[Tree, ...], atlas: Atlas, thing: NamedThing) -> Iterator[IdUse]:
    """Yield every use of a thing's id in expanded trees; one that variants inherit comes several times."""
    search = _Search(atlas, thing)
    for tree, model in trees:
        yield from search.in_part(tree, model, _Around())


@dataclass(frozen=True)
class _Search:
    """Looks for the id of a thing in the parts of an atlas."""

    atlas: Atlas
    thing: NamedThing

    def in_part(self, node: Node, model: type[Part], around: _Around) -> Iterator[IdUse]:
        """Yield the uses in the tree of a part of a class."""
        if not isinstance(node, MappingNode):
            return
        identifier = node.get("id")
        if isinstance(identifier, ScalarNode):
            home = around.home if model.LOCAL else ""
            if (self.thing.kind, self.thing.id) == (model.KIND, identifier.text) and home in self.thing.scopes:
                yield IdUse(identifier.place, (self.thing.id,))
            around = _inside(model, identifier.text, around)
        around = _about(model, node, around)
        for key, value in node.entries:
            field = part_fields(model).get(key.text)
            if field is None:
                continue
            if field.part:
                for item in value.items if isinstance(value, SequenceNode) else (value,):
                    yield from self.in_part(item, field.part, around)
                continue
            scope = (around.home if model.LOCAL else "") or around.reference_home
            for text in scalar_items(value):
                words = tuple(dict.fromkeys(self._words(text, field, model, scope)))
                if words:
                    yield IdUse(text.place, words)

    def _words(self, text: ScalarNode, field: PartField, model: type[Part], scope: str) -> Iterator[str]:
        """Yield what names the thing in one text."""
        if field.names:
            yield from self._named(text.text, field.names, scope)
        elif field.value_type is Condition:
            yield from self._in_condition(text.text, scope)
        elif field.value_type is Timing:
            yield from self._in_timing(text.text, scope)
        elif self._is_named_otherwise(text.text, field.name, model, scope):
            yield f"#{self.thing.id}" if model is Exemption else text.text

    def _is_named_otherwise(self, text: str, name: str, model: type[Part], scope: str) -> bool:
        """Whether a text names the thing in an alteration, as a blank lane or behind the file of an exemption."""
        if model is Exemption:
            return name == "at" and text.removeprefix(f"{FOLDER}/") in {f"{file}#{self.thing.id}" for file in self.thing.files}
        is_altered = model is Alteration and name not in ("to", "why") and scope in self.thing.scopes
        is_lane = model is Blankness and (name, self.thing.kind) == ("field", "lane")
        return text == self.thing.id and (is_altered or is_lane)

    def _named(self, reference: str, kinds: tuple[str, ...], scope: str) -> Iterator[str]:
        """Yield a reference if it names the thing, or the part of it before the slash if that is the thing's id."""
        outer, slash, inner = reference.rpartition("/")
        if slash and self.thing.kind == "map" and outer == self.thing.id:
            yield f"{outer}/"
        if inner != self.thing.id or self.thing.kind not in kinds:
            return
        spot = self.atlas.spot(kinds, reference, scope=scope)
        is_local = bool(self.thing.scopes - {""})
        if spot is None:  # some kinds may be named without their map
            is_other = any(
                (kind, name) == (self.thing.kind, inner) and home not in self.thing.scopes for kind, home, name in self.atlas.index
            )
            if is_local and not slash and not is_other:
                yield reference
        elif self.thing.kind == spot.part.KIND and (spot.scope in self.thing.scopes):
            yield reference

    def _in_condition(self, text: str, scope: str) -> Iterator[str]:
        try:
            condition = parse_condition(text)
        except LanguageError:
            return
        for name in condition_names(condition):
            yield from self._by_role(name, scope)
        for comparison in nodes_in(condition.root, Compare):
            kind = _NAMED_BY_VALUE.get(comparison.subject.name) if comparison.subject else None
            for value in comparison.values if kind == self.thing.kind else ():
                if isinstance(value, Name):
                    yield from self._named(value.name, (self.thing.kind,), scope)

    def _in_timing(self, text: str, scope: str) -> Iterator[str]:
        try:
            timing = parse_timing(text)
        except LanguageError:
            return
        for name in timing_names(timing):
            yield from self._by_role(name, scope)

    def _by_role(self, name: Name, scope: str) -> Iterator[str]:
        kinds = {"measure": MEASURED, "fact": FACTS, "window": (*MOMENTS, "measure"), "value": ()}.get(name.role, MOMENTS)
        yield from self._named(name.name, kinds, scope)


def _inside(model: type[Part], identifier: str, around: _Around) -> _Around:
    if issubclass(model, Map | Playbook):
        return _Around(identifier, identifier)
    return replace(around, home=identifier) if issubclass(model, HealthModel) else around


def _about(model: type[Part], node: MappingNode, around: _Around) -> _Around:
    """Return what is around the fields of a part: the map that it is about, where it names one."""
    subject = node.get(model.ABOUT) if model.ABOUT else None
    return replace(around, reference_home=subject.text) if isinstance(subject, ScalarNode) else around


def with_new_id(raw: str, use: IdUse, old: str, new: str) -> str:
    """Return the text of a scalar, as it stands in the file, in which an id is exchanged wherever these words stand.

    >>> with_new_id("'5 days after kick-off'", IdUse(Place("a.yml"), ("kick-off",)), "kick-off", "first-call")
    "'5 days after first-call'"
    """
    for words in use.words:
        before, behind = ("" if words.startswith("#") else r"(?<![A-Za-z0-9_/-])"), "" if words.endswith("/") else r"(?![A-Za-z0-9_/-])"
        fresh = f"{new}/" if words == f"{old}/" else f"{words[: len(words) - len(old)]}{new}"
        raw = re.sub(rf"{before}{re.escape(words)}{behind}", fresh, raw)
    return raw
