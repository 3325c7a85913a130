"""Customers read an answer where its author says so, and no other."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from answered import MARK, customer_texts, whole_atlas, with_answers

from journeybook.audience.redact import redact
from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.flow import Station, links, stations
from journeybook.validate import check
from journeybook.validate.rules.public_answer_unread import READ_BY_CUSTOMERS
from journeybook.views.base.book import Book, open_book
from journeybook.views.pages.success_map import view
from journeybook.views.success_map.success_stage import StagePart
from journeybook.views.success_map.success_step import StepGroup, StepLine

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: care, name: Care}]
  maps/
    one.yml
      | id: one
      | name: One
      | goal: To work
      | status: live
      | audience: public
      | owner: care
      | review: 2026-09-01
      | public: {slug: one, title: One, goal: To work, role: I work}
      | stages:
      |   - id: begin
      |     name: Begin
      |     events: none
      |     ANSWERS: [lasts, time_box, outcome, entry, exit, owner, plays]
      |     milestones: [{id: over, name: Over, owner: care, ANSWERS: [target, test]}]
      |     steps:
      |       - {customer: Waits, ANSWERS: [when, takes, channel, recipients, price, research]}
      |   - id: inside
      |     name: Inside
      |     audience: internal
      |     owner: care
      |     exit: It is over
      |     ANSWERS: [lasts]
"""
SHOWN = {
    **dict.fromkeys(("lasts", "by_when", "outcome"), "not known"),
    **dict.fromkeys(("starts_when", "done_when"), ("not known",)),
}
STEP = dict.fromkeys(("takes", "channel", "recipients", "price"), "not known")


def project(form: str) -> str:
    """Return the project with an answer in each field that it lists."""
    lines = []
    for line in PROJECT.split("\n"):
        before, marker, after = line.partition("ANSWERS: [")
        names, _, rest = after.partition("]")
        lines.append(f"{before}blank: {{{', '.join(f'{name}: {form}' for name in names.split(', '))}}}{rest}" if marker else line)
    return "\n".join(lines)


@pytest.fixture
def books(draw_project: Callable[[str], Path]) -> Callable[..., Book]:
    def opened(form: str, before_inside: str = "      |   - id: inside") -> Book:
        checked = check(draw_project(project(form).replace("      |   - id: inside", before_inside)))
        assert [str(finding) for finding in checked.findings if finding.level is Level.ERROR] == []
        return open_book(checked, Audience.PUBLIC)

    return opened


def shown(book: Book) -> tuple[StagePart, StepLine]:
    (part,) = view(book, "one").path
    (group,) = part.sections[0].groups
    assert isinstance(group, StepGroup)
    return part, group.steps[0]


def test_customers_read_an_answer_that_says_so(books: Callable[[str], Book]) -> None:
    part, step = shown(books("{state: unknown, audience: public}"))
    assert {name: getattr(part, name) for name in SHOWN} == SHOWN
    assert {name: getattr(step, name) for name in STEP} == STEP
    assert [time.text for time in step.times] == ["not known"]
    assert [(goal.target, goal.test, goal.owner) for goal in part.goals] == [("not known", "not known", "")]


@pytest.mark.parametrize("form", ["unknown", "{state: unknown}", "{state: unknown, audience: internal}"])
def test_customers_read_no_other_answer(books: Callable[[str], Book], form: str) -> None:
    book = books(form)
    part, step = shown(book)
    assert {getattr(part, name) for name in SHOWN} == {"", ()}
    assert {getattr(step, name) for name in STEP} == {""}
    assert step.times == ()
    assert [spot.part for spot in book.atlas.spots if spot.part.blank] == []


def test_an_answer_in_a_field_that_is_internal_stays_there(books: Callable[[str], Book]) -> None:
    book = books("{state: unknown, audience: public}")
    told = {row.field for spot in book.atlas.spots for row in spot.part.blank}
    assert told == {"lasts", "time_box", "outcome", "entry", "exit", "target", "test", "when", *STEP}


@pytest.mark.parametrize("field", ["next", "ends"])
@pytest.mark.parametrize("answer", ["unstated", "{state: unknown, audience: public}"])
def test_a_way_that_stops_on_an_answer_stops_for_customers_without_its_words(books: Callable[..., Book], field: str, answer: str) -> None:
    appeals = (
        f"      |       - {{customer: Appeals, blank: {{{field}: {answer}}}}}\n      |       - {{customer: Works}}\n      |   - id: inside"
    )
    book = books(answer, appeals)
    (waits, appeal, works) = (station.step for station in stations(book.atlas.maps[0]))
    ends = [(link.source, link.target) for link in links(book.atlas.maps[0])]
    assert [tuple(end.step for end in pair if isinstance(end, Station)) for pair in ends] == [(waits, appeal)]
    assert works.what == "Works"
    text = json.dumps(asdict(view(book, "one").path[0].sections[0].groups[1]), default=str)
    assert "Appeals" in text
    assert not any(words in text for words in ("not stated", "not known"))


def public_fields() -> dict[type[Part], tuple[str, ...]]:
    """Return the fields that may be public and left open, by the classes that customers read of, the innermost classes first."""
    classes = dict.fromkeys(type(spot.part) for spot in redact(whole_atlas(), Audience.PUBLIC).spots)
    return {
        model: tuple(name for name, field in part_fields(model).items() if field.answers and field.ceiling is Audience.PUBLIC)
        for model in classes
    }


def read_by_customers(fields: dict[type[Part], tuple[str, ...]]) -> set[str]:
    """Return those of the fields whose answers customers read when all of them hold one."""
    atlas = with_answers(whole_atlas(), lambda part: fields.get(type(part), ()), audience=Audience.PUBLIC)
    assert isinstance(atlas, Atlas)
    return {name for text in customer_texts(atlas) for name in re.findall(rf"{MARK}(\w+\.\w+)", text)}


def test_customers_read_each_answer_for_them_or_its_author_is_told() -> None:
    """Every class is answered on its own, since an answer for a whole part hides what is inside it."""
    fields = public_fields()
    every = {f"{model.__name__}.{name}" for model, names in fields.items() for name in names}
    assert len(every) > 100
    read: set[str] = set()
    for model, names in fields.items():
        read |= read_by_customers({model: names})
        if others := tuple(name for name in names if f"{model.__name__}.{name}" not in read):
            read |= read_by_customers({model: others})
    assert sorted(read) == sorted(f"{model}.{name}" for model, names in READ_BY_CUSTOMERS.items() for name in names)
