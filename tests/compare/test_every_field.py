"""Whatever field of whatever part of an atlas is altered: one difference, with a sentence that names the thing and the field."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

import pytest
from answered import DAY, whole_atlas

from journeybook.audience.withhold import changed
from journeybook.compare.atlas_differences import RESOLVED
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Blankness, Part
from journeybook.model.enumerations import Answer
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.timing import Offset, Timing
from journeybook.model.walk import Spot, field_values, walk
from journeybook.views.base.answers import field_name
from journeybook.views.base.book import Book
from journeybook.views.changes.change import AtlasChange
from journeybook.views.changes.report import changes_between

PHRASES = ("Applies", "Attendee", "Fact", "ResourceUse", "SingleFact", "StageLength", "StepNeed", "StepTime", "When")
"""Parts that are read as one phrase: the field around them is named, and both phrases are shown."""
IS_LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
TRANSLATED = {("Translation", "language"), ("TranslatedText", "key"), ("TranslatedText", "text")}
"""The interface's own texts, which are no part of a journey: what they change is a word of every page."""
SETTLED = {("Map", name) for name in RESOLVED} | {("Map", "extends"), ("DataSource", "id")} | TRANSLATED
"""Fields whose effect is compared instead, and those that make another of it: the base of a map, and the id of what has no name."""


@cache
def _atlas() -> Atlas:
    return whole_atlas()


@cache
def _spots() -> dict[str, Spot]:
    """Return one part of each class of an atlas."""
    spots: dict[str, Spot] = {}
    for spot in walk(_atlas()):
        spots.setdefault(type(spot.part).__name__, spot)
    return {name: spot for name, spot in spots.items() if name != "Atlas"}


@dataclass(frozen=True)
class Case:
    """A part that is altered in one field."""

    field: str
    part: Part


def _cases(spot: Spot) -> Iterator[Case]:
    """Yield a part with each of its fields altered, emptied where that is allowed, and answered."""
    for field in part_fields(type(spot.part)).values():
        is_thing = field.part and field.part.KIND
        if field.name == "blank" or is_thing or (type(spot.part).__name__, field.name) in SETTLED:
            continue
        value, default = spot.part.get(field.name, object), type(spot.part).model_fields[field.name].default
        if field.name == "id" and spot.part.KIND:
            yield Case("id", changed(spot.part, id="another-id"))
        elif not isinstance(value, Part) and not (isinstance(value, tuple) and value and isinstance(value[0], Part)):
            yield Case(field.name, changed(spot.part, **{field.name: _other(field, value)}))
        if IS_LONG and not field.required and value != default:
            yield Case(field.name, changed(spot.part, **{field.name: default}))
        if IS_LONG and Answer.UNKNOWN in field.answers:
            row = Blankness.holding({"field": field.name, "state": Answer.UNKNOWN})
            empty = None if field.required else default
            yield Case(field.name, changed(spot.part, **{field.name: empty, "blank": (row,)}))


def test_every_class_of_an_atlas_is_altered() -> None:
    assert len(_spots()) > 90
    assert {"Map", "Stage", "Step", "Milestone", "Gate", "Handoff", "Playbook", "PlaybookStep", "Play", "Measure"} <= set(_spots())
    assert {"HealthModel", "Persona", "Segment", "Team", "Resource", "Event", "AtlasFile", "PublicFace", "When"} <= set(_spots())
    assert sum(len(list(_cases(spot))) for spot in _spots().values()) > 600


@pytest.mark.parametrize("name", sorted(_spots()))
def test_each_field_that_is_altered_is_named_once(name: str) -> None:
    spot = _spots()[name]
    before = Book(_around(spot, _atlas()), Audience.INTERNAL, DAY)
    faults = []
    for case in _cases(spot):
        after = Book(_around(spot, _put(spot, case.part)), Audience.INTERNAL, DAY)
        changes = changes_between(before, after)
        label = field_name(before, type(spot.part), case.field)
        if len(changes) != 1 or not _names(changes[0], label, case.field, is_phrase=name in PHRASES):
            faults.append((case.field, [change.sentence for change in changes]))
    assert faults == [], faults


def _names(change: AtlasChange, label: str, field: str, *, is_phrase: bool) -> bool:
    """Whether a change names the field, or shows both values of the one around it, which differ."""
    is_named = label in change.field or field in ("id", "name") or is_phrase
    return change.old != change.new and is_named


def _other(field: PartField, value: object) -> object:
    """Return another value of the same kind; of a name, that of another thing."""
    if field.names:
        names = [name for kind in field.names for known, _, name in _atlas().index if known == kind and value not in (name, (name,))]
        new = names[0] if names else "nothing-known"
        return (new,) if field.many else new
    if field.many:
        assert isinstance(value, tuple)
        return value[:-1] if value else (_single(field, None),)
    return _single(field, value)


def _single(field: PartField, value: object) -> object:  # noqa: PLR0911 - a line for each type of value
    kind = field.value_type
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(option for option in kind if option != value)
    if kind is bool or isinstance(value, bool):
        return not value
    if isinstance(value, Timing | Duration):
        return replace(value, offset=Offset(44, "days")) if isinstance(value, Timing) else replace(value, amount=44)
    if kind is Condition:
        others = (inner for spot in walk(_atlas()) for _, inner in field_values(spot.part) if isinstance(inner, Condition))
        return None if value else next(others)
    if isinstance(value, date):
        return date(2031, 1, 1)
    if isinstance(value, int | Decimal):
        return value + 1
    return f"other {value}" if isinstance(value, str) else None if value is not None else "other"


def _around(spot: Spot, atlas: Atlas) -> Atlas:
    """Return the settings of an atlas and the list in which a part stands, without everything else: most of it is never looked at."""
    home = spot.path[0]
    lists = {name: value[:1] if name == home else () for name, value in field_values(atlas) if isinstance(value, tuple)}
    return changed(atlas, **lists)


def _put(spot: Spot, part: Part) -> Atlas:
    """Return the atlas with another part in the place of one."""
    line = (*spot.parents, spot.part)
    for depth, (home, name) in reversed(list(enumerate(zip(spot.parents, spot.path, strict=True)))):
        value, old = home.get(name, object), line[depth + 1]
        part = changed(home, **{name: tuple(part if inner is old else inner for inner in value) if isinstance(value, tuple) else part})
    assert isinstance(part, Atlas)
    return part
