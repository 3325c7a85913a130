"""The atlas as JSON, and its schema."""

import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from journeybook.exchange.document import ATLAS_KEY, FORMAT, FORMAT_VERSION, INHERITED, Document
from journeybook.exchange.foreign_cells import UnreadableFile
from journeybook.exchange.imported import ImportedAtlas, imported_document
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.files import FOLDERS
from journeybook.model.map import Map
from journeybook.model.organisation import AtlasFile

DIALECT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]


def json_bytes(document: Document) -> bytes:
    """Return a document as JSON in UTF-8, keys in the order of the model."""
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def read_json(text: str) -> ImportedAtlas:
    """Return the files of an exported atlas; raises UnreadableFile where the text is no such JSON."""
    try:
        return imported_document(json.loads(text))
    except (ValueError, RecursionError) as problem:
        raise UnreadableFile(f"The file cannot be read as JSON: {problem}") from None


def json_schema() -> Schema:
    """Return the JSON Schema of an exported atlas: what may stand in it for colleagues; for customers, fields may be missing."""
    models: list[type[Part]] = [AtlasFile, *FOLDERS.values()]
    definitions: Schema = {}
    for model in models:
        _define(model, definitions)
    properties: Schema = {
        "format": {"const": FORMAT},
        "version": {"const": FORMAT_VERSION},
        "audience": {"enum": [str(audience) for audience in Audience]},
        ATLAS_KEY: _reference(AtlasFile),
        **{folder: {"type": "array", "items": _reference(model)} for folder, model in FOLDERS.items()},
    }
    head = {"$schema": DIALECT, "title": "An atlas exported by journeybook export", "type": "object"}
    required = ["format", "version", "audience"]
    return head | {
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "definitions": dict(sorted(definitions.items())),
    }


def _define(model: type[Part], definitions: Schema) -> None:
    """Add the definition of a class and of every class in it."""
    if model.__name__ in definitions:
        return
    definitions[model.__name__] = {}
    properties = {name: _described(field) for name, field in part_fields(model).items()}
    if model is Map:
        properties[INHERITED] = {"type": "array", "items": {"type": "string"}, "description": "The keys that come from its bases."}
    definitions[model.__name__] = {"type": "object", "properties": properties, "additionalProperties": False}
    for field in part_fields(model).values():
        if field.part:
            _define(field.part, definitions)


def _described(field: PartField) -> Schema:
    value = _reference(field.part) if field.part else _single(field.value_type)
    described: Schema = {"type": "array", "items": value} if field.many else value
    return described | ({"description": field.description} if field.description and "$ref" not in described else {})


def _single(kind: Any) -> Schema:  # noqa: ANN401 - whatever type a field has
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [str(word) for word in kind]}
    known: dict[Any, Schema] = {
        Any: {},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        Decimal: {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"},
        date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    }
    return known.get(kind, {"type": "string"})


def _reference(model: type[Part]) -> Schema:
    return {"$ref": f"#/definitions/{model.__name__}"}
