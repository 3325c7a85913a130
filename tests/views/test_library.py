"""The library's pages and tables: what variants take over stands there once, and every row says where it belongs."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from journeybook.findings import Place
from journeybook.model.base import Audience
from journeybook.model.plays import Play
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, FoldedLinks, Line, Link, plain_text
from journeybook.views.pages import library
from journeybook.views.site_pages import site_pages
from journeybook.views.tables import (
    accounts,
    adoption,
    channels,
    early_warning,
    evidence_ledger,
    exemptions,
    findings,
    glossary,
    good_signs,
    handoffs,
    interactions,
    metric_library,
    milestones,
    moments,
    opportunities,
    overdue_milestones,
    own_terms,
    pain_points,
    review_calendar,
    touchpoints,
)
from journeybook.views.tables.findings import owner_at

Draw = Callable[[str], Path]
GATHERED = (accounts, adoption, early_warning, evidence_ledger, good_signs, handoffs, interactions, metric_library, milestones, moments)
TABLES = (*GATHERED, opportunities, overdue_milestones, own_terms, pain_points, review_calendar, touchpoints)
ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
"""
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}]
    | lifecycle: [{id: start, name: Start}]
    | channels: [{id: mail, name: Mail}, {id: visit, name: Visit, medium: offline}]
    | anchors: [{id: signature, name: signature}]
    | words: {segment: tier}
    | attributes: [{id: bought, name: Products bought, values: {second-module: Second module, rota: unknown}}]
    | glossary: {zeal: Wanting it, aim: What we want}
    | exemptions: [{rule: STAGE-WITHOUT-EXIT, at: maps/odd.yml, reason: We learn it in May, until: 2026-06-01}]
  segments/
    all.yml
      | - {id: small, name: Small business}
  accounts/
    all.yml
      | - id: a1
      |   name: A-1
      |   history:
      |     - {field: segment, value: small, since: 2025-01-01, until: 2025-12-31}
      |     - {field: status, value: new, since: 2025-01-01}
      |     - {field: bought, value: second-module, since: 2025-02-01}
      |     - {field: bought, value: rota, since: 2025-03-01}
      |   instances: [main, {id: trial, name: Once tried, excluded: Never paid}]
  measures/
    all.yml
      | - id: mood
      |   name: Mood
      |   telemetry: predictive
      |   stale_after: 30 days
      |   readings:
      |     - {value: good, date: 2025-12-20, by: CSM}
      |     - {value: poor, date: 2025-11-01, by: Score, how: computed}
  evidence/
    all.yml
      | - {id: calls, name: Calls, kind: customer, method: interview, date: 2025-12-01, count: 9}
      | - {id: old, name: Old survey, kind: data, date: 2023-12-01}
  events/
    all.yml
      | - {id: silence, name: Silence, threshold: Two weeks, severity: high, play: ring}
      | - {id: joy, name: Joy, polarity: good, threshold: They say so}
  plays/
    all.yml
      | - {id: ring, name: Ring}
  interactions/
    all.yml
      | - {id: hello, name: Hello mail, channel: mail}
  adoption/
    all.yml
      | {id: ours, name: Ours, attributes: [{id: wide, name: Wide, meaning: Everybody, measures: [mood], moments: [base/ask]}]}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | owner: sales
      | review: {last: 2025-06-01, every: 90 days}
      | stages:
      |   - id: begin
      |     name: Begin
      |     phase: start
      |     owner: care
      |     exit: It runs
      |     events: [silence]
      |     handoffs: [{what: The file, giver: sales, taker: care}]
      |     milestones:
      |       - {id: live, name: Live, target: 14 days after signature, late_after: 3 days, owner: care, overdue_play: Ring them}
      |     opportunities:
      |       - {what: Later, impact: 1, effort: 5}
      |       - {what: Sooner, impact: 5, effort: 1}
      |       - {what: Done, impact: 5, effort: 1, progress: done}
      |     steps:
      |       - id: ask
      |         customer: Asks
      |         channel: mail
      |         interaction: hello
      |         moment_that_matters: They decide here
      |         evidence: [calls]
      |         pain_points: [{what: No answer, severity: low}, {what: Wrong answer, severity: critical, root_cause: Haste}]
    variant.yml
      | {id: variant, name: Variant, goal: To work, extends: base, review: 2025-12-20}
    odd.yml
      | {id: odd, name: Odd, goal: To work, stages: [{id: one, name: One}]}
"""


def _book(draw_project: Draw, tree: str = WORLD) -> Book:
    checked = check(draw_project(tree), as_of=date(2026, 1, 1))
    assert [str(finding) for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE"))] == []
    return open_book(checked, Audience.INTERNAL)


def test_what_a_variant_takes_over_stands_once_with_its_maps(draw_project: Draw) -> None:
    rows = pain_points.view(_book(draw_project)).rows
    assert [row.cells[0] for row in rows] == [
        (Link("Wrong answer", Address("maps/base/begin.md", "step-ask")),),
        (Link("No answer", Address("maps/base/begin.md", "step-ask")),),
    ]
    assert rows[0].cells[1:4] == ((Badge("Critical", "poor"),), ("Haste",), (Badge("No way back is written yet", "poor"),))
    assert rows[0].cells[5] == tuple(
        Link(f"Begin · {name}", Address(f"maps/{name.lower()}/begin.md", "step-ask")) for name in ("Base", "Variant")
    )


def test_channels_with_their_touchpoints(draw_project: Draw) -> None:
    table = touchpoints.view(_book(draw_project))
    assert table.columns == ("Stage", "Mail")
    assert [row.cells for row in table.rows] == [
        (
            (Link("Begin · Base", Address("maps/base/begin.md")),),
            (FoldedLinks("1", (Link("Asks", Address("maps/base/begin.md", "step-ask")),)),),
        )
    ]
    assert [(row.anchor, row.cells) for row in channels.view(_book(draw_project)).rows] == [
        ("channel-mail", (("Mail",), (), ("1",), ())),
        ("channel-visit", (("Visit",), (Badge("Offline"),), ("no step uses it yet",), ())),
    ]


def test_channels_beyond_those_there_is_room_for_share_a_column(draw_project: Draw) -> None:
    channels_used = [f"way-{number}" for number in range(10)]
    steps = [{"id": f"step-{number}", "customer": f"Asks {number}", "channel": way} for number, way in enumerate((*channels_used, "way-9"))]
    world = f"""
    journeys/
      atlas.yml
        | schema_version: 2
        | organisation: Acme
        | channels: {json.dumps([{"id": way, "name": way.title()} for way in channels_used])}
      maps/
        base.yml
          | {{id: base, name: Base, goal: To fly, stages: [{{id: begin, name: Begin, steps: {json.dumps(steps)}}}]}}
    """
    table = touchpoints.view(_book(draw_project, dedent(world)))
    assert table.columns == ("Stage", *(f"Way-{number}" for number in (0, 1, 2, 3, 4, 5, 9)), "Other channels")
    ((_, *counted, others),) = (row.cells for row in table.rows)
    assert [inline.text for (inline,) in counted if isinstance(inline, FoldedLinks)] == [*"111111", "2"]
    assert others == tuple(
        FoldedLinks(f"Way-{number}: 1", (Link(f"Asks {number}", Address("maps/base/begin.md", f"step-step-{number}")),))
        for number in (6, 7, 8)
    )


def test_events_with_their_stage_and_play(draw_project: Draw) -> None:
    book = _book(draw_project)
    (bad,) = early_warning.view(book).rows
    assert bad.anchor == "event-silence"
    assert bad.cells[:4] == (
        ("Silence",),
        (Badge("High", "poor"),),
        ("Two weeks",),
        (Link("Ring", Address("playbooks/plays.md", "play-ring")),),
    )
    (good,) = good_signs.view(book).rows
    assert (good.cells[3], good.cells[-1]) == ((Badge("nobody answers it yet", "poor"),), (Badge("in no stage yet", "average"),))


def test_a_play_that_variants_take_over_answers_an_event_once(draw_project: Draw) -> None:
    stage = "{id: s, name: S, exit: E, plays: [{id: ring, name: Ring, owner: crew, events: [silence], timing: at once}]}"
    variants = "".join(f"\n  maps/{name}.yml\n    | {{id: {name}, name: {name}, extends: base}}" for name in ("a-first", "second"))
    project = draw_project(
        f"""{ATLAS}    | teams: [{{id: crew, name: Crew}}]
  events/events.yml
    | [{{id: silence, name: Silence, polarity: bad, threshold: Nobody calls, owner: crew}}]
  maps/base.yml
    | {{id: base, name: Base, goal: G, owner: crew, stages: [{stage}]}}{variants}
"""
    )
    book = open_book(check(project), Audience.INTERNAL)
    assert len(book.atlas.spots_of(Play)) == 3
    (row,) = early_warning.view(book).rows
    assert row.cells[3] == (Link("Ring", Address("maps/base/s.md", "play-ring")),)


def test_an_overdue_milestone_is_an_event(draw_project: Draw) -> None:
    (row,) = overdue_milestones.view(_book(draw_project)).rows
    assert row.cells[:3] == (
        (Link("Overdue: Live", Address("maps/base/begin.md", "milestone-live")),),
        ("not reached 3 days after its target (14 days after signature)", Line(Place("journeys/maps/base.yml", 15, 32))),
        ("Ring them",),
    )


@pytest.mark.parametrize(
    ("event", "answer", "told"),
    [
        ("not live and day >= 20", "", ("Ring", "Ring them")),
        ("no live for 3 days", "", ("Ring", "Ring them")),
        ("live and day >= 20", "", ("Ring them",)),
        ("not (live or day < 20)", "", ("Ring", "Ring them")),
        ("not live", "play: write", ("Write", "Ring them")),
        ("not live", "playbook: calls", ("Calls", "Ring them")),
        ("not live", "play: none", ("play: none", "Ring them")),
    ],
)
def test_what_answers_an_overdue_milestone(draw_project: Draw, event: str, answer: str, told: tuple[str, ...]) -> None:
    world = WORLD.replace("threshold: Two weeks,", f"when: {event},")
    world = world.replace("- {id: ring, name: Ring}", "- {id: ring, name: Ring}\n      | - {id: write, name: Write}")
    world = world.replace("overdue_play: Ring them", f"overdue_play: Ring them, {answer}" if answer else "overdue_play: Ring them")
    world += "  playbooks/calls.yml\n    | {id: calls, name: Calls, steps: [Ring]}\n"
    (row,) = overdue_milestones.view(_book(draw_project, world)).rows
    assert tuple(plain_text(inline) for inline in row.cells[2]) == told


def test_the_backlog_puts_the_best_first_and_the_done_last(draw_project: Draw) -> None:
    rows = opportunities.view(_book(draw_project)).rows
    assert [(row.cells[0][0], row.cells[1][0]) for row in rows if isinstance(row.cells[0][0], Link)] == [
        (Link("Sooner", Address("maps/base/begin.md")), "25"),
        (Link("Later", Address("maps/base/begin.md")), "1"),
        (Link("Done", Address("maps/base/begin.md")), "25"),
    ]


def test_hand_set_values_stand_beside_computed_ones(draw_project: Draw) -> None:
    (row,) = metric_library.view(_book(draw_project)).rows
    assert row.anchor == "measure-mood"
    assert row.cells[5] == (
        "good (CSM, 2025-12-20)",
        "poor (Computed: Score, 2025-11-01)",
        Badge("they disagree", "average"),
        Badge("too old to use", "average"),
    )


def test_evidence_says_how_old_it_is_and_how_often_it_is_used(draw_project: Draw) -> None:
    young, old = evidence_ledger.view(_book(draw_project)).rows
    assert (young.anchor, young.cells[1:3], young.cells[5]) == (
        "evidence-calls",
        (("Customer", "Interview", "9 cases"), ("2025-12-01",)),
        ("1 ×",),
    )
    line = Line(Place("journeys/evidence/all.yml", 2, 3))
    assert old.cells[2] == ("2023-12-01", Badge("too old to count", "poor"), line)
    assert old.cells[5] == (Badge("nothing leans on it", "average"), line)


def test_reviews_by_the_day_they_are_due(draw_project: Draw) -> None:
    rows = review_calendar.view(_book(draw_project)).rows
    assert [row.cells[0][0] for row in rows] == [
        Link("Odd", Address("maps/odd/index.md")),
        Link("Base", Address("maps/base/index.md")),
        Link("Variant", Address("maps/variant/index.md")),
    ]
    assert rows[1].cells[3] == (Badge("Review 124 days overdue", "poor"), Line(Place("journeys/maps/base.yml", 5, 9)))


def test_accounts_show_dates_and_what_is_left_out(draw_project: Draw) -> None:
    (row,) = accounts.view(_book(draw_project)).rows
    (history,) = row.cells[1]
    assert str(history).split("\n") == [
        "Tier Small business from 2025-01-01 to 2025-12-31",
        "Status new since 2025-01-01",
        "Products bought Second module since 2025-02-01",
        "Products bought rota since 2025-03-01",
    ]
    assert row.cells[2] == ("A subscription without a name", "Once tried, left out: Never paid")


def test_findings_and_exemptions_name_owner_and_line(draw_project: Draw) -> None:
    book = _book(draw_project)
    assert all(row.cells[3] for row in findings.view(book).rows)
    exempted = [row.cells[1:] for row in exemptions.view(book).rows]
    assert exempted == [(("We learn it in May",), ("2026-06-01",), (Line(Place("journeys/maps/odd.yml", 1, 46)),), ("STAGE-WITHOUT-EXIT",))]
    assert owner_at(book, Place("journeys/maps/base.yml", 10, 5)) == "care"
    assert owner_at(book, Place("journeys/maps/base.yml", 4, 1)) == "sales"
    assert owner_at(book, Place("journeys/nothing.yml")) is None


def test_the_glossary_knows_our_own_words(draw_project: Draw) -> None:
    book = _book(draw_project)
    words = {row.anchor: row.cells for row in glossary.view(book).rows}
    assert words["term-segment"][2] == ("tier",)
    assert "Not a journey map" in str(words["term-experience-map"][1][0])
    assert [row.cells[0] for row in own_terms.view(book).rows] == [("aim",), ("zeal",)]


def test_every_page_of_the_library_has_its_tables(draw_project: Draw) -> None:
    book = _book(draw_project)
    stubs = list(library.pages(book))
    assert [stub.page for stub in stubs][:2] == ["library/index.md", "library/early-warning.md"]
    assert len(library.view(book, "index").cards) == len(stubs) - 1
    assert [name for _, _, name in library.view(book, "findings").tables] == ["findings", "exemptions"]
    assert {stub.view for stub in site_pages(open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.PUBLIC))} == {"landing"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.__name__.rpartition(".")[2]))
def test_an_empty_table_says_why(draw_project: Draw, table: object) -> None:
    made = table.view(_book(draw_project, ATLAS))  # type: ignore[attr-defined]  # every table has one
    assert made.rows == ()
    assert made.empty
