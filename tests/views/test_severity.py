"""Levels of severity stand in one table, and everything that has one leads to it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.audience.redact import redact
from journeybook.model.base import Audience
from journeybook.model.measures import Event
from journeybook.model.pain_points import PainPoint
from journeybook.model.vocabulary import SeverityLevel
from journeybook.model.walk import walk
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Labelled, Link, cell_text
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.links.severity import severity_badge
from journeybook.views.pages.library import view as library
from journeybook.views.pages.success_map import view as success_map
from journeybook.views.site_pages import site_pages
from journeybook.views.tables import pain_points, severity_levels

Draw = Callable[[str], Path]
LEVELS = """
    | severity_levels:
    |   - {id: p1, name: P1, tone: poor, summary: Nobody can work, who: [care], response: 15 minutes, resolution: 4 hours}
    |   - {id: p2, name: P2, who: unknown, response: 1 business day, resolution: {text: with the next release}}
    |   - {id: p3, name: P3}
"""
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | lifecycle: [{id: use, name: Use}]LEVELS
  events/all.yml
    | - {id: silence, name: Silence, severity: WORST, threshold: Two weeks, owner: care}
  personas/all.yml
    | - {id: clerk, name: Clerk, role: end-user}
  maps/base.yml
    | id: base
    | name: Base
    | goal: To work
    | owner: care
    | personas: [clerk]
    | stages:
    |   - id: begin
    |     name: Begin
    |     exit: It runs
    |     events: [silence]
    |     steps:
    |       - customer: Asks
    |         pain_points:
    |           - {id: mild, what: Mild, severity: MILD, owner: care, recovery: Wait}
    |           - {id: open, what: Open, owner: care, recovery: Wait}
    |           - {id: hard, what: Hard, severity: WORST, owner: care, recovery: Ring}
    |           - {id: unsaid, what: Unsaid, severity: unknown, owner: care, recovery: Wait}
"""
WITH = WORLD.replace("LEVELS\n", LEVELS).replace("WORST", "p1").replace("MILD", "p3")
WITHOUT = WORLD.replace("LEVELS\n", "\n").replace("WORST", "critical").replace("MILD", "low")


def opened(project: Path) -> Book:
    checked = check(project, as_of=date(2026, 1, 1))
    assert [finding.rule for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE"))] == []
    return open_book(checked, Audience.INTERNAL)


def test_the_table_says_what_each_level_means_who_acts_and_within_what_time(draw_project: Draw) -> None:
    table = without_empty_columns(severity_levels.view(opened(draw_project(WITH))))
    assert table.columns == ("Level", "What it means", "Who acts", "Answered within", "Solved within")
    assert [tuple(cell_text(inlines) for inlines in row.cells) for row in table.rows] == [
        ("P1", "Nobody can work", "Care", "15 minutes", "4 hours"),
        ("P2", "", "not known", "1 business day", "with the next release"),
        ("P3", "", "", "", ""),
    ]
    assert table.rows[0].cells[2] == (Link("Care", Address("teams/care.md")),)
    assert [row.anchor for row in table.rows] == ["severity-level-p1", "severity-level-p2", "severity-level-p3"]


def test_everything_with_a_level_leads_to_it(draw_project: Draw) -> None:
    book = opened(draw_project(WITH))
    parts = [spot.part for spot in walk(book.atlas) if isinstance(spot.part, Event | PainPoint) and spot.part.severity]
    assert len(parts) == 3
    for part in parts:
        tone = "poor" if part.severity == "p1" else "neutral"
        home = Address("library/early-warning.md", f"severity-level-{part.severity}")
        assert severity_badge(book, part) == Badge(str(part.severity).upper(), tone, home)
    pages = {stub.page: render(book, stub.view, stub.arguments, here=stub.page) for stub in site_pages(book)}
    naming = [page for page, html in pages.items() if ">P1<" in html and page != "library/early-warning.md"]
    assert len(naming) >= 4
    assert [page for page in naming if "severity-level-p1" not in pages[page]] == []


def test_the_worst_comes_first_and_what_nobody_stated_before_the_last_level(draw_project: Draw) -> None:
    for world in (WITH, WITHOUT):
        rows = pain_points.view(opened(draw_project(world))).rows
        assert [cell_text(row.cells[0]) for row in rows] == ["Hard", "Open", "Unsaid", "Mild"]


def test_an_atlas_without_levels_has_the_four_usual_ones_and_no_table(draw_project: Draw) -> None:
    book = opened(draw_project(WITHOUT))
    tables = [[name for *_, name in library(opened(draw_project(world)), "early-warning").tables] for world in (WITH, WITHOUT)]
    assert tables == [[*tables[1], "severity_levels"], ["early_warning", "overdue_milestones", "good_signs"]]
    severity = [spot.part for spot in walk(book.atlas) if isinstance(spot.part, PainPoint)]
    assert [severity_badge(book, part) for part in severity] == [
        Badge("Low", "neutral"),
        None,
        Badge("Critical", "poor"),
        Badge("severity: not known"),
    ]


def test_a_level_that_the_atlas_does_not_list_is_an_error(draw_project: Draw) -> None:
    findings = check(draw_project(WITH.replace("severity: p3", "severity: high"))).findings
    assert [str(finding).partition(" (")[0] for finding in findings if finding.rule == "REFERENCE-UNKNOWN"] == [
        "journeys/maps/base.yml:14:36 error REFERENCE-UNKNOWN there is no severity level 'high'"
    ]


def test_the_heading_of_a_fold_says_the_level_once_and_without_a_link(draw_project: Draw) -> None:
    html = render(opened(draw_project(WITH)), "map", ("base",), here="maps/base/index.md")
    folds = re.findall(r"<summary><strong>Hard</strong>(.*?)</summary>(.*?)</details>", html, re.DOTALL)
    assert len(folds) == 1
    heading, inside = folds[0]
    assert ">P1</span>" in heading
    assert "<a" not in heading
    assert "P1" not in inside


PUBLIC_LEVELS = """
    | severity_levels:
    |   - {id: p1, name: P1, audience: public, tone: poor, summary: Nobody can work, who: [care], tell: [care],
    |      response: {length: 30 minutes, text: at any hour, audience: public}, updates: 1 hour, resolution: 4 hours}
    |   - {id: p2, name: P2, audience: public, response: {length: 1 business day, audience: public},
    |      blank: {updates: {state: none, audience: public}}}
    |   - {id: p3, name: P3, response: {length: 3 business days, audience: public}}
    |   - {id: p4, name: P4, audience: public, response: {length: 5 business days, audience: public}}
"""
FACE = """    | audience: public
    | status: live
    | review: 2026-01-01
    | public: {slug: work, title: Work, goal: Work, severity_levels: [p2, p1, p3]}
    | stages:
"""
PUBLISHED = WITH.replace(LEVELS, PUBLIC_LEVELS).replace("    | stages:\n", FACE)


def test_customers_read_the_times_that_are_public_of_the_levels_that_the_map_names(draw_project: Draw) -> None:
    book = open_book(check(draw_project(PUBLISHED), as_of=date(2026, 1, 1)), Audience.PUBLIC)
    assert success_map(book, "work").answer_times == (
        Labelled("P1", ("Nobody can work", "Answered within: 30 minutes; at any hour")),
        Labelled("P2", ("Answered within: 1 business day", "News within: none")),
    )
    html = render(book, "success_map", ("work",), here="work.md")
    assert html.count("at any hour") == 2
    assert [words for words in ("4 hours", "1 hour", "Care", "P3", "P4", "3 business") if words in html] == []


def test_who_is_told_and_how_often_there_is_news_stand_in_the_table_for_colleagues(draw_project: Draw) -> None:
    table = severity_levels.view(opened(draw_project(PUBLISHED)))
    assert table.columns == ("Level", "What it means", "Who acts", "Who is told", "Answered within", "News within", "Solved within", "More")
    assert tuple(cell_text(inlines) for inlines in table.rows[0].cells) == (
        *("P1", "Nobody can work", "Care", "Care"),
        *("30 minutes; at any hour", "1 hour", "4 hours", ""),
    )


def test_a_level_without_a_public_time_is_told_where_a_public_page_names_it(draw_project: Draw) -> None:
    findings = check(draw_project(PUBLISHED), as_of=date(2026, 1, 1)).findings
    assert [finding.message for finding in findings if finding.rule == "PUBLIC-SEVERITY-UNREAD"] == [
        "customers read no time of the level 'P3'"
    ]


def test_the_usual_levels_are_nothing_that_customers_could_be_told(draw_project: Draw) -> None:
    """Else a page would tell apart an atlas whose internal level has the id of a usual one."""
    world = WITHOUT.replace("    | stages:\n", FACE.replace("p2, p1, p3", "high"))
    checked = check(draw_project(world), as_of=date(2026, 1, 1))
    assert checked.atlas is not None
    public = redact(checked.atlas, Audience.PUBLIC)
    assert [spot for spot in public.spots if isinstance(spot.part, SeverityLevel)] == []
    assert [journey.public.severity_levels for journey in public.maps if journey.public] == [()]
