"""An edition for one segment: whatever is only for others may be anything, and the pages stay the same, letter by letter."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from two_segments import MARK, OURS, THEIRS, Theirs, ours

from journeybook.audience import redact as redacting
from journeybook.audience.redact import redact
from journeybook.audience.withhold import changed
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.site_pages import site_pages

EXAMPLES = 200 if os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long" else 5
Draw = Callable[[str], Path]


def pages(atlas: Atlas, segment: str | None) -> dict[str, str]:
    book = Book(redact(atlas, Audience.PUBLIC, segment=segment), Audience.PUBLIC)
    stubs = site_pages(book)
    return {stub.page: f"{stub}\n{render(book, stub.view, stub.arguments, here=stub.page)}" for stub in stubs}


@cache
def our_pages() -> dict[str, str]:
    return pages(ours(), OURS)


@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.generate])
@given(st.builds(Theirs, st.integers(1, 10**6)))
def test_the_pages_of_a_segment_do_not_depend_on_other_segments(theirs: Theirs) -> None:
    assert pages(theirs.put_into(ours()), OURS) == our_pages()


def test_what_is_put_in_is_seen_where_it_is_allowed() -> None:
    mixed = Theirs(1).put_into(ours())
    assert (len(our_pages()) > 1, MARK in "".join(our_pages().values())) == (True, False)
    assert "".join(pages(mixed, None).values()).count(MARK) > 20
    assert "".join(pages(mixed, THEIRS).values()).count(MARK) > 20


LEAKS = {
    "nothing is cut": lambda atlas, _: atlas,
    "only whole maps are cut": lambda atlas, segment: changed(
        atlas, maps=tuple(journey for journey in atlas.maps if not journey.segments or segment in journey.segments)
    ),
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS.keys())
def test_a_cut_that_leaves_something_is_caught(leak: Callable[[Atlas, str], Atlas], monkeypatch: pytest.MonkeyPatch) -> None:
    our_pages()
    monkeypatch.setattr(redacting, "only_for", leak)
    assert pages(Theirs(1).put_into(ours()), OURS) != our_pages()


WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew}]
    | coverage_models: [{id: digital, name: By itself}, {id: named, name: By name}]
    | lanes: [{id: customer, name: You, role: customer}]
  segments/
    all.yml
      | - {id: small, name: Small, coverage: digital, rule: staff < 50, priority: 1}
      | - {id: large, name: Large, coverage: named, rule: staff >= 50, priority: 1}
      | - {id: vague, name: Vague}
  measures/
    all.yml
      | [{id: staff, name: Staff}]
  maps/
    everybody.yml
      | id: everybody
      | name: Everybody
      | goal: Sail
      | owner: crew
      | status: live
      | audience: public
      | public: {slug: sail, title: Sail, goal: Sail, role: I sail}
      | stages:
      |   - id: go
      |     name: Go
      |     owner: crew
      |     exit: [{fact: Gone}, {fact: Counted, when: segment is large}]
      |     steps:
      |       - {id: ask, customer: All}
      |       - {id: one, customer: Alone, applies: {segments: small}}
      |       - {id: two, customer: Not small, applies: {except_segments: small}}
      |       - {id: three, customer: By itself, applies: {coverage: digital}}
      |       - {id: four, customer: Alone by name, applies: {segments: small, coverage: named}}
      |       - {id: five, customer: Perhaps, applies: product is payroll}
      |       - {id: six, customer: Together who pay, applies: segment is large and product is payroll}
      |       - {id: seven, customer: Either, applies: segment is large or product is payroll}
      |       - {id: nine, customer: A crowd, applies: staff > 200 and product is payroll}
      |       - {id: ten, customer: Nearly a crowd, applies: staff > 49}
      |       - {id: eight, customer: Chooses, next: {left: one, right: two}}
    large.yml
      | id: large-only
      | name: Large only
      | goal: Sail
      | owner: crew
      | status: live
      | audience: public
      | segments: large
      | public: {slug: sail-far, title: Sail far, goal: Sail, role: I sail}
      | stages: [{id: far, name: Far, owner: crew, exit: Gone, steps: [{id: off, customer: Sails far}]}]
    named.yml
      | id: by-name
      | name: By name
      | goal: Sail
      | owner: crew
      | status: live
      | audience: public
      | coverage: named
      | public: {slug: sail-by-name, title: Sail by name, goal: Sail, role: I sail}
      | stages: [{id: near, name: Near, owner: crew, exit: Gone, steps: [{id: off, customer: Sails near}]}]
    variant.yml
      | id: variant
      | name: Variant
      | goal: Sail
      | extends: large-only
      | owner: crew
      | status: live
      | audience: public
      | public: {slug: sail-further, title: Sail further, goal: Sail, role: I sail}
"""
ALWAYS = ["All", "Chooses", "Either", "Nearly a crowd", "Perhaps"]
LEFT = {
    None: (
        ["sail", "sail-by-name", "sail-far", "sail-further"],
        [*ALWAYS, "A crowd", "By itself", "Together who pay", "Not small", "Alone", "Alone by name"],
        ["Gone", "Counted"],
        ["left", "right"],
    ),
    "small": (["sail"], [*ALWAYS, "By itself", "Alone", "Alone by name"], ["Gone"], ["left"]),
    "large": (
        ["sail", "sail-by-name", "sail-far", "sail-further"],
        [*ALWAYS, "A crowd", "Together who pay", "Not small"],
        ["Gone", "Counted"],
        ["right"],
    ),
    "vague": (["sail", "sail-by-name"], [*ALWAYS, "A crowd", "By itself", "Not small"], ["Gone"], ["right"]),
}


@pytest.mark.parametrize("segment", LEFT)
def test_what_is_left_for_a_segment(draw_project: Draw, segment: str | None) -> None:
    checked = check(draw_project(WORLD))
    assert checked.ok, checked.findings
    maps = open_book(checked, Audience.PUBLIC, segment).atlas.maps
    stage = next(journey for journey in maps if journey.public and journey.public.slug == "sail").stages[0]
    steps = [step.what for step in stage.steps]
    outcomes = [link.outcome for step in stage.steps for link in step.next]
    slugs = sorted(journey.public.slug for journey in maps if journey.public)
    assert (slugs, sorted(steps), [fact.fact for fact in stage.exit], outcomes) == (
        LEFT[segment][0],
        sorted(LEFT[segment][1]),
        *LEFT[segment][2:],
    )


def test_a_book_can_hold_one_map_alone(draw_project: Draw) -> None:
    book = open_book(check(draw_project(WORLD)), Audience.PUBLIC, only="sail-far")
    assert [journey.public.slug for journey in book.atlas.maps if journey.public] == ["sail-far"]


def test_what_cannot_be_opened_is_refused(draw_project: Draw) -> None:
    checked = check(draw_project(WORLD))
    with pytest.raises(LookupError, match="no segment 'smal'"):
        open_book(checked, Audience.PUBLIC, "smal")
    with pytest.raises(ValueError, match="only the public book"):
        open_book(checked, Audience.INTERNAL, "small")
