"""Serialises a redacted atlas: the one text that the process which makes a public site receives of a project's journeys."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.language.nodes import Duration, Name
from journeybook.model.timing import Every, Offset, Timing
from journeybook.model.walk import field_values

_VALUES: tuple[type, ...] = (Timing, Offset, Every, Name, Duration, Decimal, date)
"""The types of values that fields of parts hold beside texts, numbers, truth values and enumerations."""


def atlas_to_json(atlas: Atlas) -> str:
    """Return an atlas as JSON: each part and value with the name of its type, fields that are withheld left out."""
    return json.dumps(plain_value(atlas), ensure_ascii=False, indent=1)


def atlas_from_json(text: str) -> Atlas:
    """Return the atlas that was serialised; reading a field that was withheld from it raises Withheld."""
    atlas = _value(json.loads(text))
    if not isinstance(atlas, Atlas):
        raise TypeError("the text holds no atlas")
    return atlas


def plain_value(value: object) -> object:
    """Return a value of an atlas as JSON holds it: each part with the name of its class, fields that are withheld left out."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    return {"type": type(value).__name__, "value": _content(value)}


def _content(value: object) -> object:
    if isinstance(value, Part):
        return {name: plain_value(inside) for name, inside in field_values(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | date):
        return str(value)
    if is_dataclass(value) and type(value) in _VALUES:
        return {field.name: plain_value(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be serialised, so no public field may hold it")


def _value(plain: object) -> object:
    if isinstance(plain, list):
        return tuple(_value(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    kind, content = _types()[plain["type"]], plain["value"]
    if issubclass(kind, Part):
        return kind.holding({name: _value(inside) for name, inside in content.items()})
    if issubclass(kind, date):
        return kind.fromisoformat(content)
    return kind(**{name: _value(inside) for name, inside in content.items()}) if is_dataclass(kind) else kind(content)


@cache
def _types() -> dict[str, type[Any]]:
    """Return every type that may stand in an atlas, by its name."""
    kinds: tuple[type[Any], ...] = (
        *_below(Part),
        *(kind for kind in _below(Enum) if kind.__module__.startswith("journeybook.model.")),
        *_VALUES,
    )
    return {kind.__name__: kind for kind in kinds}


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)
