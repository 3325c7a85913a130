"""Every field of every class, answered with unknown: the word stands where the value would, or the field says why it is on no page.

With JOURNEYBOOK_REWRITE=1 the list of places is written anew; read the difference before keeping it.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from answered import DAY, MARK, Place, every_field, texts_by_place, whole_atlas, with_answers

from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.measures import Measure
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.render.reference import reference_pages
from journeybook.validate import check
from journeybook.views.base.answers import field_name
from journeybook.views.base.book import Book
from journeybook.words import words

VIEWS = Path(__file__).parents[2] / "macros" / "journeybook" / "views"
PLACES = Path(__file__).parent / "cases" / "answers_in_their_places.txt"
"""Where the answers of a small map stand, on every page that shows their fields."""
REWRITE = os.environ.get("JOURNEYBOOK_REWRITE") == "1"
Fields = dict[type[Part], tuple[str, ...]]


@cache
def open_fields() -> Fields:
    """Return the fields of every class of the atlas in which an answer may stand, the classes in the order of the atlas."""
    classes = dict.fromkeys(type(spot.part) for spot in whole_atlas().spots)
    return {model: tuple(name for name, field in part_fields(model).items() if field.answers) for model in classes}


@cache
def texts() -> dict[Place, Counter[str]]:
    """Return every text of its pages."""
    return texts_by_place(whole_atlas())


@cache
def below(place: Place) -> Counter[str]:
    """Return the texts inside of a place: those of a table that has no rows any more, or of the entries of a section."""
    *around, last = place
    outer = (*around, last) if last != "blank" else tuple(around)
    inside = (words for other, words in texts_of(place[0]) if other[: len(around)] == tuple(around) and is_inside(other, outer))
    return sum(inside, Counter())


@cache
def texts_of(view: str) -> list[tuple[Place, Counter[str]]]:
    """Return every text of the pages of one view, which is the first of the names that lead to it."""
    return [(place, words) for place, words in texts().items() if place[0] == view]


def is_inside(other: Place, outer: Place) -> bool:
    """Return whether a place is inside another, whose last name may be the caption of a table."""
    *around, last = outer
    return len(other) > len(around) and other[len(around)].partition("/")[0] == last


@cache
def height(model: type[Part]) -> int:
    """Return how many classes stand below one another in a class: 0 where no field holds parts."""
    inner = {field.part for field in part_fields(model).values() if field.part and field.name != "blank" and field.part is not model}
    return 1 + max(map(height, inner)) if inner else 0


def in_their_places(fields: Fields) -> Iterator[str]:
    """Yield the fields whose answer stands where a text of the whole atlas is gone."""
    atlas = with_answers(whole_atlas(), lambda part: fields.get(type(part), ()))
    assert isinstance(atlas, Atlas)
    for place, now in texts_by_place(atlas).items():
        before = texts().get(place, Counter()) or below(place)
        if before - now:
            yield from (name for text in now for name in re.findall(rf"{MARK}(\w+\.\w+)", text))


def shown_with_their_answers() -> set[str]:
    """Return the fields whose answer stands in their place: all of a class are answered at once, then those that others hid or moved."""
    shown: set[str] = set()
    for level in sorted({height(model) for model in open_fields()}):
        fields = {model: names for model, names in open_fields().items() if height(model) == level}
        shown |= set(in_their_places(fields))
        hidden = {model: tuple(name for name in names if f"{model.__name__}.{name}" not in shown) for model, names in fields.items()}
        shown |= set(in_their_places(hidden))
    return shown


def test_every_answer_stands_where_the_value_would_or_its_field_says_why_not() -> None:
    every = {f"{model.__name__}.{name}": part_fields(model)[name] for model, names in open_fields().items() for name in names}
    assert len(every) > 600
    without_place = {name for name, field in every.items() if field.not_shown}
    assert len(without_place) > 3
    assert sorted(every.keys() - shown_with_their_answers()) == sorted(without_place)


def test_the_reference_says_why_a_field_is_on_no_page() -> None:
    reasons = {field.not_shown for model in open_fields() for field in part_fields(model).values() if field.not_shown}
    reference = "".join(reference_pages().values())
    assert reasons
    assert all(f"Not shown, because {reason}." in reference for reason in reasons)


def test_every_field_that_is_named_beside_its_answer_has_a_word() -> None:
    calls = re.compile(r'(?:answered_among|answered_badge|named_answer)\(\s*[\w.]+,\s*[\w.]+,\s*"(\w+)"')
    named = {name for path in VIEWS.rglob("*.py") for name in calls.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 60
    assert named <= every_field()


def test_every_field_has_a_word() -> None:
    """Fields are named beside an answer, and wherever two maps or two states of an atlas are compared."""
    keys = {key for key in words("en") if key.startswith("field.") and key.count(".") == 1}
    assert keys == {f"field.{name}" for name in every_field() - {"blank"}}


def test_a_word_for_the_field_of_one_class_is_that_of_a_field() -> None:
    pairs = {tuple(key.split(".")[1:]) for key in words("en") if key.startswith("field.") and key.count(".") == 2}
    fields = {(model.KIND or model.__name__.lower(), name) for model in open_fields() for name in part_fields(model)}
    assert pairs
    assert pairs - fields == set()


def test_a_field_is_called_alike_in_an_answer_and_in_a_difference() -> None:
    book = Book(whole_atlas(), Audience.INTERNAL, DAY)
    names = [field_name(book, model, name) for model, name in ((Stage, "laer"), (Step, "how"), (Measure, "how"), (Stage, "pain_points"))]
    assert names == ["LAER", "how it is done", "how it is known", "pain points"]


ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | channels: [{id: mail, name: Mail}]
"""
OPEN = (
    ATLAS
    + """
  maps/first.yml
    | id: first
    | name: First
    | goal: To work
    | owner: care
    | segments: unknown
    | stages:
    |   - id: begin
    |     name: Begin
    |     exit: It works
    |     milestones: [{id: use, name: First use, target: unknown, owner: unknown}]
    |     handoffs: [{id: order, what: The order, giver: care, taker: unknown}]
    |     pain_points: [{id: slow, what: Slow, severity: unknown, recovery: unstated}]
    |     steps: [{id: wait, customer: Waits, takes: unstated, price: none}]
  health/score.yml
    | {id: score, name: Score, segments: unknown, indicators: [{measure: logins, weight: unstated, bands: unknown}]}
  measures/logins.yml
    | {id: logins, name: Logins}
"""
)
BARE = (
    ATLAS
    + """
  maps/first.yml
    | id: first
    | name: First
    | goal: To work
    | participants: [{who: Two planners}]
    | actions: [Ask again]
    | stages:
    |   - id: begin
    |     name: Begin
    |     exit: It works
    |     milestones: [{name: First use}]
    |     events: [{name: Nobody calls}]
    |     plays: [{id: call, name: Call}]
    |     steps: [{customer: Waits, channel: mail, pain_points: [Slow], opportunities: [Faster]}]
  health/score.yml
    | {id: score, name: Score, indicators: {logins: 100}}
  measures/logins.yml
    | {id: logins, name: Logins, readings: [{value: '3', date: 2026-01-01, by: Planner}]}
"""
)
NOBODY_SAID = frozenset(
    {"Draft", "Current", "Primary", "Descriptive", "Computed", "Set by hand", "Progress", "Engagement", "Medium", "Online", "Open", "Team"}
    | {"Required", "Bad sign", "left out; its weight is not used"}
)
"""What pages printed for a field that nobody had filled."""


def read(project: Path) -> dict[Place, Counter[str]]:
    return texts_by_place(check(project, as_of=DAY).atlas, Book)


def test_an_answer_stands_in_the_place_of_the_value(draw_project: Callable[[str], Path]) -> None:
    found = read(draw_project(OPEN))
    places = [
        f"{' / '.join(place)}: {text}"
        for place, words_there in found.items()
        for text in words_there
        if re.search("not known|not stated|^none$", text)
    ]
    told = "\n".join(sorted(places)) + "\n"
    if REWRITE:
        PLACES.write_text(told, encoding="utf-8")
    assert told == PLACES.read_text(encoding="utf-8")


def test_what_nobody_said_is_not_printed(draw_project: Callable[[str], Path]) -> None:
    below_heads = [texts_there for place, texts_there in read(draw_project(BARE)).items() if not place[-1].endswith("/columns")]
    printed = {text for texts_there in below_heads for text in texts_there}
    assert {"Slow", "Faster", "First use", "Nobody calls", "Call", "Logins", "Two planners", "Ask again"} <= printed
    assert printed & NOBODY_SAID == set()
