"""Facts joined by all or any: what stands on each page, internal and public, where several facts stand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Cell, Joiner, Labelled
from journeybook.views.blocks.cards import Points
from journeybook.views.pages import lifecycle, playbook, playbooks, stage, success_map
from journeybook.views.pages import map as map_page
from journeybook.views.tables import handoffs

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | lifecycle: [{id: start, name: Start}]
    | teams: [{id: care, name: Care}]
  measures/
    all.yml
      | - {id: logins, name: Logins}
  playbooks/
    all.yml
      | - {id: rescue, name: Rescue, steps: [Ring], trigger: %(facts)s, outcome: %(facts)s}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | status: live
      | audience: public
      | public: {slug: base, title: Base, goal: To work, role: I am here}
      | programme: {enter: %(facts)s, leave: %(facts)s, back_to: The way}
      | stages:
      |   - id: begin
      |     name: Begin
      |     phase: start
      |     entry: %(facts)s
      |     exit: %(facts)s
      |     handoffs: [{what: All of it, giver: care, taker: care, entry: %(facts)s, accepted_when: {any: [Yes, "Yes, later"]}}]
      |     gates: [{name: Gate, checklist: %(facts)s}]
      |     steps: [{customer: Asks}]
"""
PLAIN, ALL, ANY = "[It runs, They know it]", "{all: [It runs, They know it]}", "{any: [It runs, They know it]}"
UNSTATED = "all or any: not stated"
JOINED = [(ALL, "all of these:"), (ANY, "at least one of these:")]


def _books(draw_project: Draw, facts: str) -> tuple[Book, Book]:
    checked = check(draw_project(WORLD % {"facts": facts}), as_of=date(2026, 1, 1))
    assert [str(finding) for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE"))] == []
    assert checked.atlas is not None
    return open_book(checked, Audience.INTERNAL), open_book(checked, Audience.PUBLIC)


@pytest.mark.parametrize(("facts", "join"), [(PLAIN, UNSTATED), *JOINED])
def test_every_internal_page_says_how_facts_join(draw_project: Draw, facts: str, join: str) -> None:
    book, _ = _books(draw_project, facts)
    texts = ("It runs", "They know it")
    points: tuple[Cell, ...] = (("It runs",), ("They know it",))
    title = join.capitalize()
    behind = f"({join})" if facts == PLAIN else join
    view = stage.view(book, "base", "begin")
    shown = [
        entry
        for section in view.sections
        for entry in (*section.entries, *(entry for group in section.groups for card in group.cards for entry in (*card.lead, *card.more)))
        if isinstance(entry, Points)
    ]
    gate = "At least one of these must hold" if facts == ANY else "All of this must hold"
    labels = ["Begins when", "Over when", "Before it can happen"]
    wanted = [Points(f"{label} {behind}", points) for label in labels] + [Points(gate, points)]
    assert sorted(map(repr, shown)) == sorted(map(repr, wanted))
    over = next(tile for tile in view.tiles if tile.name == "exit")
    assert [(group.title, [line.text for line in group.lines]) for group in over.groups] == [(title, [("It runs",), ("They know it",)])]
    cell = (Joiner(join), *texts)
    assert handoffs.view(book).rows[0].cells[4] == cell
    assert handoffs.view(book).rows[0].cells[6] == ("At least one of these: Yes; Yes, later",)
    (row,) = [row for part in lifecycle.view(book).phases for row in part.stages.rows]
    assert row.cells[2] == cell
    rescue = playbook.view(book, "rescue")
    assert (rescue.triggers_join, rescue.triggers, rescue.outcome_join, rescue.outcome) == (title, texts, title, texts)
    assert map_page.view(book, "base").programme == (
        Labelled(f"A customer enters when {behind}", texts),
        Labelled(f"A customer leaves when {behind}", texts),
        Labelled("And goes back to", ("The way",)),
    )


@pytest.mark.parametrize(("facts", "join"), [(PLAIN, ""), *JOINED])
def test_customers_read_how_facts_join(draw_project: Draw, facts: str, join: str) -> None:
    _, book = _books(draw_project, facts)
    (part,) = success_map.view(book, "base").path
    title = join.capitalize()
    texts = ("It runs", "They know it")
    assert (part.starts_when, part.starts_join, part.done_when, part.done_join) == (texts, title, texts, title)
    assert [(check.must, check.lead) for check in part.checks] == [
        (texts, f"You must have {'at least one of these' if facts == ANY else 'all of this'} before you can go on")
    ]


@pytest.mark.parametrize(
    ("facts", "internal", "public"),
    [
        ("{all: [It runs, {when: logins >= 3}]}", ("It runs", "“Logins” is at least 3"), ("It runs",)),
        ("{any: [{fact: It runs, customer_words: It works}, They leave]}", ("It runs", "They leave"), ("It works", "They leave")),
        ("[It runs, {any: [A, B]}]", ("It runs", "At least one of these: A; B"), ("It runs", "At least one of these: A; B")),
        (
            "{all: [A, B], any: [C, D]}",
            ("All of these: A; B; and at least one of these: C; D",),
            ("All of these: A; B; and at least one of these: C; D",),
        ),
        ("{fact: They are ready, all: [A, B]}", ("They are ready – all of these: A; B",), ("They are ready – all of these: A; B",)),
        (
            "{fact: Ready, customer_words: You can begin, all: [A, B]}",
            ("Ready – all of these: A; B",),
            ("You can begin – all of these: A; B",),
        ),
        ("{any: [A]}", ("A",), ("A",)),
    ],
)
def test_groups_of_any_form_are_said_whole(draw_project: Draw, facts: str, internal: tuple[str, ...], public: tuple[str, ...]) -> None:
    book, customers = _books(draw_project, facts)
    assert playbook.view(book, "rescue").triggers == internal
    (part,) = success_map.view(customers, "base").path
    assert part.done_when == public


def test_one_fact_has_nothing_to_join(draw_project: Draw) -> None:
    book, _ = _books(draw_project, "It runs")
    rescue = playbook.view(book, "rescue")
    assert (rescue.triggers_join, rescue.triggers, rescue.outcome_join) == ("", ("It runs",), "")
    assert handoffs.view(book).rows[0].cells[4] == ("It runs",)


def test_how_facts_join_is_asked_for_where_it_is_not_stated(draw_project: Draw) -> None:
    def asked(facts: str) -> list[str]:
        findings = check(draw_project(WORLD % {"facts": facts}), as_of=date(2026, 1, 1)).findings
        unstated = [finding for finding in findings if finding.rule == "JOIN-UNSTATED"]
        return [f"{finding.place.line} {finding.message}, {finding.hint.split('`')[1]}" for finding in unstated]

    assert [asked(facts) for facts in (ALL, ANY, "It runs")] == [[], [], []]
    wanted = [(7, "enter"), (7, "leave"), (12, "entry"), (13, "exit"), (14, "entry"), (1, "trigger"), (1, "outcome")]
    assert asked(PLAIN) == [f"{line} how these facts join is not stated, {key}: {{all: [...]}}" for line, key in wanted]


def test_the_index_of_playbooks_says_the_whole_of_a_group(draw_project: Draw) -> None:
    book, _ = _books(draw_project, ANY)
    (card,) = [card for group in playbooks.view(book).groups for card in group.cards]
    assert (card.trigger, card.outcome) == ("At least one of these: It runs; They know it",) * 2


def test_one_fact_left_for_customers_joins_nothing(draw_project: Draw) -> None:
    _, book = _books(draw_project, "{any: [It runs, {when: logins >= 3}]}")
    (part,) = success_map.view(book, "base").path
    assert (part.done_when, part.done_join, part.starts_join) == (("It runs",), "", "")
    assert [check.lead for check in part.checks] == ["You must have all of this before you can go on"]
