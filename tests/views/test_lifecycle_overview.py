"""The lifecycle seen whole: which maps go on through which phases, who hands over at their ends, and where most trouble is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Link
from journeybook.views.journey_map.lifecycle_overview import (
    LifecycleOverview,
    MapSpan,
    PhaseColumn,
    PhaseHandoff,
    PhaseTrouble,
    lifecycle_overview,
)

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}]
    | lifecycle:
    |   - {id: aside, name: Aside, kind: side}
    |   - {id: start, name: Start}
    |   - {id: use, name: Use}
    |   - {id: renew, name: Renew}
    | lanes: [{id: customer, name: Customer, role: customer}]
    | severity_levels: [{id: bad, name: Bad, tone: poor}, {id: mild, name: Mild}]
  events/
    all.yml
      | - {id: silence, name: Silence, polarity: bad}
      | - {id: praise, name: Praise, polarity: good}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | status: live
      | handoffs: [{what: The renewal}]
      | stages:
      |   - id: begin
      |     name: Begin
      |     phase: start
      |     exit: It runs
      |     events: [silence, praise]
      |     handoffs:
      |       - {what: The list, giver: sales, taker: care}
      |       - {id: late, what: The end, giver: sales, to_stage: sign}
      |       - {what: Inside, giver: sales, taker: care, to_stage: begin}
      |     pain_points:
      |       - {what: Lost, severity: bad}
      |       - {what: Slow, severity: mild}
      |   - {id: work, name: Work, phase: use, exit: It is used, events: [silence]}
      |   - {id: fall, name: Fall, phase: aside, exit: Up again}
      |   - {id: sign, name: Sign, phase: renew, exit: Signed}
    care.yml
      | id: care
      | name: With care
      | goal: To work
      | status: live
      | extends: base
    other.yml
      | {id: other, name: Other, goal: To look, status: live, stages: [{id: look, name: Look, phase: renew, exit: Seen}]}
    empty.yml
      | {id: empty, name: Empty, goal: To be written, status: live}
"""
NO_SPAN = MapSpan((), goes_back=False, goes_on=False)
NO_TROUBLE = PhaseTrouble((), 0, is_most=False)
SIGN = Link("1 bad sign", Address("library/early-warning.md"))


def _drawn(book: Book) -> LifecycleOverview:
    view = lifecycle_overview(book, book.atlas.maps)
    assert view
    return view


@pytest.fixture
def book(draw_project: Draw) -> Book:
    """Return a book with four phases, one of them aside, a base with a variant, and a map without stages."""
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


def test_phases_stand_in_order_with_their_maps_handoffs_and_trouble(book: Book) -> None:
    view = _drawn(book)
    assert [link.text for link in view.maps] == ["Base", "With care", "Other"]
    begin = Address("maps/base/begin.md")
    base, care = (Link("Begin", Address(f"maps/{name}/begin.md")) for name in ("base", "care"))
    assert view.phases[0] == PhaseColumn(
        "Start",
        Address("lifecycle.md", "phase-start"),
        is_side=False,
        now="",
        spans=(MapSpan((base,), goes_back=False, goes_on=True), MapSpan((care,), goes_back=False, goes_on=True), NO_SPAN),
        handoffs=(
            PhaseHandoff(Link("Sales to Care", begin), "The list", ""),
            PhaseHandoff(Link("Sales", Address("maps/base/begin.md", "handoff-late")), "The end", "Renew"),
        ),
        trouble=PhaseTrouble((Link("1 severe pain point", Address("library/pain-points.md")), SIGN), 100, is_most=True),
    )


def test_bars_go_on_from_phase_to_phase_and_stop_at_those_aside(book: Book) -> None:
    bars = {phase.title: [(bool(span.stages), span.goes_back, span.goes_on) for span in phase.spans] for phase in _drawn(book).phases}
    alone, nothing = (True, False, False), (False, False, False)
    assert bars["Use"] == [(True, True, True), (True, True, True), (False, False, True)]
    assert bars["Renew"] == [(True, True, False), (True, True, False), alone]
    assert bars["Aside"] == [alone, alone, nothing]
    assert [phase.title for phase in _drawn(book).phases if phase.is_side] == ["Aside"]


def test_less_trouble_is_drawn_as_its_share_of_the_most(book: Book) -> None:
    troubles = {phase.title: phase.trouble for phase in _drawn(book).phases}
    assert troubles["Use"] == PhaseTrouble((SIGN,), 50, is_most=False)
    assert troubles["Renew"] == troubles["Aside"] == NO_TROUBLE


def test_a_handoff_of_a_whole_map_stands_at_the_end_of_its_last_phase(book: Book) -> None:
    assert _drawn(book).phases[2].handoffs == (PhaseHandoff(Link("The renewal", Address("maps/base/index.md")), "The renewal", ""),)


def test_maps_without_phases_are_not_drawn(book: Book) -> None:
    assert lifecycle_overview(book, tuple(journey for journey in book.atlas.maps if journey.id == "empty")) is None
