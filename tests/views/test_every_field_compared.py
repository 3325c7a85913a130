"""Whatever field of whatever thing of a map differs: one difference, with the field in words, both values and where it was written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

import pytest
from answered import DAY, whole_atlas

from journeybook.audience.withhold import changed
from journeybook.compare.part_differences import NEVER_COMPARED, DifferenceKind
from journeybook.findings import Place
from journeybook.model.alteration import OWN_KEYS, Alteration
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Blankness, Origin, Part
from journeybook.model.enumerations import Answer
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.map import Map
from journeybook.model.step import Attendee
from journeybook.model.walk import Spot, field_values, walk
from journeybook.views.base.answers import field_name
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Rich
from journeybook.views.journey_map.differences import difference_table
from journeybook.views.journey_map.map_differences import map_differences
from journeybook.views.tables import journey_map

VARIANT = "journeys/maps/variant.yml"
THERE, WRITTEN = Place(VARIANT, 5, 3), Place(VARIANT, 6, 12)


@cache
def _atlas() -> Atlas:
    return whole_atlas()


@cache
def _things() -> dict[str, Spot]:
    """Return one thing of each class of a map: the map itself, and what has a kind."""
    things: dict[str, Spot] = {}
    for spot in walk(_atlas().maps[0]):
        if spot.part.KIND:
            things.setdefault(type(spot.part).__name__, spot)
    return things


@dataclass(frozen=True)
class Case:
    """A thing of a variant that differs in one field, and whether there is a value before and after."""

    field: str
    other: Part
    is_filled: tuple[bool, bool]


def _cases(spot: Spot) -> Iterator[Case]:
    """Yield a thing with each of its fields emptied, else filled or altered, and with each answered by unknown."""
    for field in part_fields(type(spot.part)).values():
        is_own = isinstance(spot.part, Map) and field.name in OWN_KEYS
        if field.name in NEVER_COMPARED or is_own or (field.part and field.part.KIND):
            continue  # what has a kind of its own is compared as a thing
        value, default = spot.part.get(field.name, object), type(spot.part).model_fields[field.name].default
        is_filled = field.required or value != default
        if is_filled and not field.required:
            yield Case(field.name, _written(spot.part, {field.name: default}), (True, False))
        else:
            yield Case(field.name, _written(spot.part, {field.name: _other(field, value)}), (is_filled, True))
        if is_filled and Answer.UNKNOWN in field.answers:
            rows = (Blankness.holding({"field": field.name, "state": Answer.UNKNOWN}, Origin(WRITTEN)),)
            yield Case(field.name, _written(spot.part, {field.name: None if field.required else default, "blank": rows}), (True, True))


def test_every_thing_of_a_map_is_compared() -> None:
    assert {"Map", "Stage", "SubStage", "Step", "Handoff", "Choice", "Milestone", "Gate", "PainPoint", "Opportunity"} <= set(_things())
    assert {"lane", "also_in", "state", "what", "audience", "next"} <= {case.field for case in _cases(_things()["Step"])}
    assert sum(len(list(_cases(spot))) for spot in _things().values()) > 400


@pytest.mark.parametrize("thing", sorted(_things()))
def test_each_field_that_differs_is_named_once_with_both_values(thing: str) -> None:
    spot = _things()[thing]
    base, cases = spot.map, list(_cases(spot))
    assert base
    assert cases
    variants = [_variant(spot, case.other, f"variant-{number}") for number, case in enumerate(cases)]
    book = Book(changed(_atlas(), maps=(*_atlas().maps, *variants)), Audience.INTERNAL, DAY)
    for case, variant in zip(cases, variants, strict=True):
        _assert_told(book, base, variant, case)
    compared = journey_map.view(book, variants[0].id).compared
    assert [each.count for each in compared if each.other == base.id] == [1]


def _variant(spot: Spot, other: Part, name: str) -> Map:
    """Return the map around a thing with another in its place, as an alteration would put it there."""
    alteration = Alteration.holding({"change": spot.part.first_text("id"), "why": "They differ"}, Origin(THERE))
    base = spot.map.id if spot.map else ""
    values = {"id": name, "extends": (base,), "alterations": (alteration,), "future_of": None}
    around = _put(spot, other)
    return Map.holding(dict(field_values(around)) | values, replace(around.origin, place=Place(VARIANT)))


def _assert_told(book: Book, base: Map, variant: Map, case: Case) -> None:
    """Assert that a variant has one difference, told from the base and from the variant."""
    name = field_name(book, type(case.other), case.field)
    (difference,) = map_differences(book, base, variant)
    assert (difference.field, difference.key[1]) == (name, case.field)
    assert difference.kind is (DifferenceKind.MOVED if case.field == "lane" else DifferenceKind.CHANGED)
    assert (bool(difference.old), bool(difference.new)) == case.is_filled, case.field
    assert _text(difference.old) != _text(difference.new), case.field
    alteration = None if isinstance(case.other, Map) else variant.alterations[0]
    assert (difference.place, difference.alteration) == (WRITTEN, alteration), case.field
    (row,) = difference_table(book, base, variant).rows
    assert name in _text(row.cells[1])
    reason = "They differ" if alteration else ""
    assert [_text(cell) for cell in row.cells[2:5]] == [_text(difference.old) or "not said", _text(difference.new) or "not said", reason]
    assert f"{VARIANT}:6" in _text(row.cells[5])


def _written(part: Part, values: dict[str, object]) -> Part:
    """Return a part in which some fields were written by the variant."""
    keys = tuple((name, WRITTEN) for name in values)
    return type(part).holding(dict(field_values(part)) | values, replace(part.origin, keys=(*part.origin.keys, *keys)))


def _other(field: PartField, value: object) -> object:
    """Return another value of the same kind; of a name, that of another thing."""
    if field.names:
        names = [name for kind in field.names for found, _, name in _atlas().index if found == kind and name != value]
        return (names[0],) if field.many else names[0]
    if isinstance(field.value_type, type) and issubclass(field.value_type, StrEnum):
        option = next(option for option in field.value_type if option != value)
        return (option,) if field.many else option
    if value is None or isinstance(value, bool):
        return not value
    if isinstance(value, tuple):
        assert value or field.part is Attendee, field.name
        return value[:-1] or (Attendee.holding({"lane": "the-lane-backstage"}),)
    if isinstance(value, str):
        return f"other {value}"
    assert isinstance(value, Part), field.name
    name = next(name for name, inner in field_values(value) if type(inner) is str)
    return changed(value, **{name: f"other {value.first_text(name)}"})


def _put(spot: Spot, part: Part) -> Map:
    """Return the map around a thing with another in its place."""
    line = (*spot.parents, spot.part)
    for depth, (home, name) in reversed(list(enumerate(zip(spot.parents, spot.path, strict=True)))):
        value, old = home.get(name, object), line[depth + 1]
        part = changed(home, **{name: tuple(part if inner is old else inner for inner in value) if isinstance(value, tuple) else part})
    assert isinstance(part, Map)
    return part


def _text(cell: Cell) -> str:
    return " ".join(inline.text if isinstance(inline, Link | Badge | Rich) else str(inline) for inline in cell)
