"""JSON Schemas for editors, made from the model classes: every field, and every short form that authors may write.

Those of one project know its ids and where its manual stands as well.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from journeybook.cli.expression_patterns import CONDITION_PATTERN, DURATION_PATTERN, TIMING_PATTERN
from journeybook.edit.editor_ids import EditorIds
from journeybook.model.base import Blankness, Part
from journeybook.model.enumerations import Answer, Duty, LaneKind
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.files import ATLAS, FOLDERS
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.map import Map
from journeybook.model.organisation import AtlasFile
from journeybook.model.scalars import ID_PATTERN, LONGEST_ID
from journeybook.model.step import Step
from journeybook.model.timing import Timing
from journeybook.model.vocabulary import Lane

Schema = dict[str, Any]
DIALECT = "http://json-schema.org/draft-07/schema#"
_NAME = ID_PATTERN.pattern.removesuffix(r"\Z")
WORD: Schema = {"type": ["string", "number", "boolean"]}
"""A text as an editor sees it: `2026` is a number to it and a text to us."""
SHARED: dict[str, Schema] = {
    "text": WORD,
    "answer": {"type": "string", "enum": [str(word) for word in Answer]},
    "id": {"type": "string", "pattern": f"^{_NAME}$", "maxLength": LONGEST_ID},
    "reference": {"type": "string", "pattern": f"^({_NAME}/)?{_NAME}$"},
    "condition": WORD | {"pattern": CONDITION_PATTERN},
    "timing": WORD | {"pattern": TIMING_PATTERN},
    "duration": WORD | {"pattern": DURATION_PATTERN},
}
EXPRESSIONS: dict[type, str] = {Condition: "condition", Timing: "timing", Duration: "duration"}
"""The name of the schema of each small language."""
VALUES: dict[type, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Duty: {"type": "string", "pattern": "^[RACI ,/+&]+$"},
}


ManualAddress = Callable[[type[Part], str], str]
"""Returns where the manual describes a class, or one of its fields: an address, or nothing."""


def editor_schemas(lanes: tuple[Lane, ...], ids: EditorIds | None = None, manual_address: ManualAddress | None = None) -> dict[str, Schema]:
    """Return a schema for each folder of the journeys and for the atlas file, by the name of its file.

    With ids, references offer them; with the address of the manual, descriptions link to it.
    """
    models: dict[str, type[Part]] = {ATLAS.partition(".")[0]: AtlasFile, **FOLDERS}
    return {f"{name}.json": _Writer(lanes, ids, manual_address).file(model) for name, model in models.items()}


class _Writer:
    """Writes one file's schema and gathers the classes it names."""

    def __init__(self, lanes: tuple[Lane, ...], ids: EditorIds | None, manual_address: ManualAddress | None) -> None:
        self.ids, self.manual_address = ids, manual_address
        self.lanes = tuple(lane.id for lane in lanes if lane.kind is LaneKind.STEP and lane.id not in part_fields(Step))
        self.all_lanes = [lane.id for lane in lanes]
        self.definitions: dict[str, Schema] = dict(SHARED)

    def file(self, model: type[Part]) -> Schema:
        item = self.reference(model)
        whole = item if model in (Map, AtlasFile) else _any(item, {"type": "array", "items": item})
        return {"$schema": DIALECT, **whole, "definitions": dict(sorted(self.definitions.items()))}

    def reference(self, model: type[Part], *, without: str = "") -> Schema:
        """Name a class, and describe it where that has not been done; one field may be said elsewhere."""
        name = f"{model.__name__}-without-{without}" if without else model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.group(model, without)
        return _shared(name)

    def group(self, model: type[Part], without: str) -> Schema:
        """Describe a class written out as keys and values."""
        fields = {name: field for name, field in part_fields(model).items() if name != without}
        properties = {name: {**self.field(field), **self.description(model, field)} for name, field in fields.items()}
        properties |= {old: {**properties[new], "deprecated": True} for old, new in model.OLD_KEYS.items()}
        required = [name for name, field in fields.items() if field.required]
        schema: Schema = {"type": "object", "description": inspect.cleandoc(model.__doc__ or ""), "additionalProperties": False}
        if model is Step:
            properties |= {lane: {**_shared("text"), "description": f"What is done in the lane {lane}."} for lane in self.lanes}
            required_keys = [["lane", "what"], *([lane] for lane in self.lanes)]
            return schema | {"properties": properties, "oneOf": [{"required": keys} for keys in required_keys]}
        if model is Map:
            return schema | {"properties": properties, "anyOf": [{"required": required}, {"required": ["id", "extends"]}]}
        return schema | {"properties": properties} | ({"required": required} if required else {})

    def field(self, field: PartField) -> Schema:
        """Describe what may stand behind a key."""
        if field.part is Blankness:
            return self.blank()
        value = self.value(field)
        forms = [value]
        if field.many and field.part:
            forms = [*self.single(field.part), *self.keyed(field.part), {"type": "array", "items": self.list_item(field.part)}]
        elif field.many:
            forms = [value, {"type": "array", "items": value}]
        elif field.part:
            forms = list(self.single(field.part))
        takes_any_word = any(_shared(name) in forms for name in ("text", "reference"))
        return _any(*forms, *([_shared("answer")] if field.answers and not takes_any_word else []))

    def blank(self) -> Schema:
        """Name the ways to write which fields hold an answer, which are the same in every class."""
        if "blank" not in self.definitions:
            self.definitions["blank"] = {}
            self.definitions["blank"] = _any(*self.keyed(Blankness), {"type": "array", "items": self.list_item(Blankness)})
        return _shared("blank")

    def value(self, field: PartField) -> Schema:
        """Describe a single value."""
        kind = field.value_type
        if field.names == ("lane",):
            return {"type": "string", "enum": self.all_lanes}
        if field.names:
            return self.reference_to(field.names)
        if field.name == "id":
            return _shared("id")
        if kind in EXPRESSIONS:
            return _shared(EXPRESSIONS[kind])
        if isinstance(kind, type) and kind in VALUES:
            return VALUES[kind]
        return _enumeration(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else {} if kind is Any else _shared("text")

    def reference_to(self, kinds: tuple[str, ...]) -> Schema:
        """Name the ids of some kinds, and list them where that has not been done."""
        if self.ids is None:
            return _shared("reference")
        name = f"id-of-{'-or-'.join(kinds)}"
        self.definitions.setdefault(name, self.ids.schema(kinds))
        return _shared(name)

    def description(self, model: type[Part], field: PartField) -> Schema:
        """Say what a field is, with a link to the manual where one is known."""
        if not field.description:
            return {}
        address = self.manual_address(model, field.name) if self.manual_address else ""
        linked = {"markdownDescription": f"{field.description}\n\n[Reference]({address})"} if address else {}
        return {"description": field.description, **linked}

    def single(self, part: type[Part]) -> Iterator[Schema]:
        """Yield the ways to write one part."""
        if part.SHORT:
            yield self.short(part, part.SHORT)
        yield self.reference(part)

    def short(self, part: type[Part], name: str) -> Schema:
        field = part_fields(part)[name]
        return self.value(field) if field.part is None else _any(*self.single(field.part))

    def keyed(self, part: type[Part], *, single: bool = False) -> Iterator[Schema]:
        """Yield the way in which keys stand for items; a key that is one of the class's own fields means the long form."""
        if not part.KEYED:
            return
        first, second = part.KEYED
        inside = _any(self.field(part_fields(part)[second]), self.reference(part, without=first))
        schema: Schema = {
            "type": "object",
            "propertyNames": {"not": {"enum": list(part_fields(part))}},
            "minProperties": 1,
            "additionalProperties": inside,
        }
        yield schema | ({"maxProperties": 1} if single else {})

    def list_item(self, part: type[Part]) -> Schema:
        """Name the ways to write one part in a list."""
        if not part.SHORT and not part.KEYED:
            return self.reference(part)
        name = f"{part.__name__}-in-a-list"
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = _any(*self.single(part), *self.keyed(part, single=True))
        return _shared(name)


def _shared(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _enumeration(kind: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [str(word) for word in kind]}


def _any(*schemas: Schema) -> Schema:
    """Return one schema for several, each once."""
    each: list[Schema] = []
    for schema in schemas:
        each += [inner for inner in _alternatives(schema) if inner not in each]
    return each[0] if len(each) == 1 else {"anyOf": each}


def _alternatives(schema: Mapping[str, Any]) -> list[Schema]:
    return list(schema["anyOf"]) if set(schema) == {"anyOf"} else [dict(schema)]
