"""The shape of one file: its nodes become frozen model classes, or findings at the author's own lines."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journeybook.findings import Finding, Level, Place
from journeybook.load.source import Listing, Mapping, Node, Scalar, plain
from journeybook.model.base import ORIGIN, Origin, Part
from journeybook.model.field_info import part_fields
from journeybook.validate.messages import Fault, explain, noun


@dataclass(frozen=True)
class Shaped:
    """A part, or why there is none."""

    part: Part | None
    findings: tuple[Finding, ...] = ()


def shape(node: Node, model: type[Part], lanes: tuple[str, ...]) -> Shaped:
    """Make a part of an expanded node; every fault in it is found at once."""
    if not isinstance(node, Mapping):
        wanted = f"{noun(model)} is written as keys and values"
        return Shaped(None, (Finding(node.place, Level.ERROR, "SHAPE-GROUP", wanted, "write `key: value` lines"),))
    try:
        return Shaped(model.model_validate(_data(node, model)))
    except ValidationError as error:
        details = error.errors(include_url=False)
    unknown = {detail["loc"][:-1] for detail in details if detail["type"] == "extra_forbidden"}
    told = (detail for detail in details if not _follows(detail, unknown))
    return Shaped(None, tuple(sorted({_finding(detail, node, model, lanes) for detail in told})))


def _follows(detail: ErrorDetails, unknown: set[tuple[int | str, ...]]) -> bool:
    """Whether an error only follows from a misspelt lane of the same step."""
    return detail["type"] == "missing" and detail["loc"][-1] in ("lane", "what") and detail["loc"][:-1] in unknown


def _data(node: Node, model: type[Part] | None) -> Any:  # noqa: ANN401 - whatever the author wrote
    """Return plain data in which every mapping that becomes a part carries its origin."""
    if isinstance(node, Scalar) or model is None:
        return plain(node)
    if isinstance(node, Listing):
        return [_data(item, model) for item in node.items]
    fields = part_fields(model)
    values = {key.text: _data(value, fields[key.text].part if key.text in fields else None) for key, value in node.entries}
    return values | {ORIGIN: Origin(node.place, tuple(_places(node)))}


def _places(node: Mapping) -> Iterator[tuple[str, Place]]:
    """Yield the place of every key, and of every text in a list as `key.0`, `key.1` and so on."""
    for key, value in node.entries:
        yield key.text, key.place
        if isinstance(value, Listing):
            yield from ((f"{key.text}.{position}", item.place) for position, item in enumerate(value.items))


def _finding(detail: ErrorDetails, root: Mapping, model: type[Part], lanes: tuple[str, ...]) -> Finding:
    fault, place = _located(detail, root, model)
    said = explain(fault, lanes)
    column = detail.get("ctx", {}).get("column")
    if isinstance(column, int) and isinstance(fault.node, Scalar) and not fault.node.quoted:
        place = replace(place, column=place.column + column)
    return Finding(place, Level.ERROR, said.rule, said.message, said.hint)


def _located(detail: ErrorDetails, root: Mapping, model: type[Part]) -> tuple[Fault, Place]:
    """Follow an error's path as far as the author wrote it, and say what stands there."""
    node: Node = root
    place, owner, key, written, in_list = root.place, model, "", "", False
    path = detail["loc"]
    for position, piece in enumerate(path):
        last = position == len(path) - 1
        if isinstance(node, Mapping) and isinstance(piece, str):
            name, value = node.key(piece), node.get(piece)
            key = piece
            if name is None or value is None:
                break
            # A key that stands where its value stands was put back by us: authors know the key around it.
            written = piece if not written or name.place != value.place else written
            place = name.place if last and detail["type"] == "extra_forbidden" else value.place
            field = part_fields(owner).get(piece)
            owner = field.part if field and field.part and not last else owner
            node, in_list = value, False
        elif isinstance(node, Listing) and isinstance(piece, int) and piece < len(node.items):
            node, in_list = node.items[piece], True
            place = node.place
        else:
            break
    return Fault(detail, key, written or key, node, owner, in_list), place
