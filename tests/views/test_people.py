"""Home, teams, personas and segments: what they gather over all maps."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Labelled, Link, Table
from journeybook.views.blocks.cards import Points
from journeybook.views.pages import home, people, persona, personas, segment, segments, team, teams
from journeybook.views.site_pages import site_pages

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: {name: Acme, notice: All invented}
    | words: {segment: tier}
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}]
    | roles: [{id: carer, name: Carer, team: care}]
    | contact_roles: [{id: boss, name: Boss}]
    | lanes: [{id: customer, name: Customer, role: customer}, {id: desk, name: Desk, role: frontstage, team: care}]
    | coverage_models: [{id: pooled, name: Pooled}]
    | entrances: [{text: I care, team: care}, {text: Show me, map: base}]
  segments/
    segments.yml
      | - {id: small, name: Small, rule: staff < 50, coverage: pooled, needs: [Little effort]}
  measures/
    measures.yml
      | - {id: staff, name: Staff}
  personas/
    personas.yml
      | - {id: user, name: User, role: end-user, contact_roles: [boss], goals: [Go home early]}
  plays/
    plays.yml
      | - {id: call, name: Call, owner: carer, suppress: [{what: Mails, until: it is over, team: sales}], segments: [small]}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: Be glad
      | status: live
      | owner: carer
      | changes: [{date: 2026-06-01, what: A first change}]
      | stages:
      |   - id: begin
      |     name: Begin
      |     handoffs: [{what: The account, giver: sales, taker: care}]
      |     steps:
      |       - {id: ask, customer: Asks, who: boss, feels: neutral}
      |       - {id: help, desk: Helps, feels: neutral}
    child.yml
      | id: child
      | name: Child
      | goal: Be glad too
      | extends: base
      | segments: [small]
      | personas: [user]
      | review: {last: 2026-01-01, every: 30 days}
      | changes: [{date: 2026-07-01, what: A later change}]
      | alterations:
      |   - {change: ask, set: {feels: delighted}}
      |   - {add: {id: cry, customer: Cries, feels: frustrated}, into: begin, after: ask}
"""


def test_home_shows_maps_by_segment_and_persona(draw_project: Draw) -> None:
    page = home.view(_book(draw_project(WORLD)))
    assert page.notice == "All invented"
    assert page.columns == ((Link("User", Address("personas/user.md")),),)
    assert [[[one.link.text for one in maps] for maps in row.cells] for row in page.rows] == [[["Child"]]]
    assert page.apart == (Labelled("Bases, on which these are built", (Link("Base", Address("maps/base/index.md")),)),)
    child = page.rows[0].cells[0][0]
    assert child.lowest == (Badge("Frustrated", "poor"), Link("Cries", Address("maps/child/begin.md", "step-cry")))
    assert Badge("Review 152 days overdue", "poor") in child.badges


def test_home_tells_changes_newest_first_and_ways_in(draw_project: Draw) -> None:
    page = home.view(_book(draw_project(WORLD)))
    assert [(change.date, change.what) for change in page.changes] == [("2026-07-01", "A later change"), ("2026-06-01", "A first change")]
    assert page.entrances == (Link("I care", Address("teams/care.md")), Link("Show me", Address("maps/base/index.md")))


def test_home_of_an_empty_atlas_has_an_empty_grid(draw_project: Draw) -> None:
    page = home.view(_book(draw_project("journeys/\n  atlas.yml\n    | schema_version: 2\n    | organisation: Acme\n")))
    assert (page.columns, page.rows, page.changes, page.entrances) == ((), (), (), ())


def test_a_team_page_names_an_inherited_part_once_with_its_maps(draw_project: Draw) -> None:
    tables = dict(team.view(_book(draw_project(WORLD)), "care").tables)
    assert [(row.cells[0], row.cells[-1]) for row in tables["steps"].rows] == [
        (
            (Link("Helps", Address("maps/base/begin.md", "step-help")),),
            (Link("Base", Address("maps/base/begin.md", "step-help")), Link("Child", Address("maps/child/begin.md", "step-help"))),
        )
    ]
    assert [row.cells[0][0] for row in tables["handoffs-in"].rows] == [Link("The account", Address("maps/base/begin.md"))]
    assert [row.cells[0] for row in tables["plays"].rows] == [(Link("Call", Address("playbooks/plays.md", "play-call")),)]
    assert "handoffs-out" not in tables


VARIED = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}]
    | contact_roles: [{id: boss, name: Boss}]
    | lanes: [{id: customer, name: Customer, role: customer}, {id: desk, name: Desk, role: frontstage, team: care}]
    | anchors: [{id: signing, name: the signing}]
    | default_anchor: signing
  personas/
    head.yml
      | {id: head, name: Head, role: buyer, contact_roles: [boss]}
  maps/
    a-child.yml
      | id: child
      | name: Child
      | extends: base
      | goal: Be glad too
      | owner: care
      | alterations:
      |   - {change: help, set: {when: 9 days after signing, raci: {sales: C}}}
      |   - {change: visit, set: {how: By car}}
      |   - {move: call, into: end}
      |   - unsure: call
      |   - {change: glad, set: {target: 30 days after signing}}
    base.yml
      | id: base
      | name: Base
      | goal: Be glad
      | owner: care
      | stages:
      |   - id: begin
      |     name: Begin
      |     milestones: [{id: glad, name: Glad, owner: care, target: 20 days after signing}]
      |     steps:
      |       - {id: help, desk: Helps, who: boss, when: 2 days after signing}
      |       - {id: visit, desk: Visits}
      |       - {id: call, desk: Calls, who: boss}
      |   - {id: end, name: End, steps: [{id: leave, customer: Leaves}]}
"""


def test_what_a_variant_says_otherwise_is_a_row_of_its_own(draw_project: Draw) -> None:
    book = _book(draw_project(VARIED))
    tables = dict(team.view(book, "care").tables)
    assert _rows(tables["steps"]) == [
        ("Helps", "9 days after the signing", "does it", "Begin", "Child"),
        ("Visits", "", "does it", "Begin", "Base", "Child"),
        ("Calls", "", "does it", "not known whether this applies here", "End", "Child"),
        ("Helps", "2 days after the signing", "does it", "Begin", "Base"),
        ("Calls", "", "does it", "Begin", "Base"),
    ]
    assert _rows(tables["milestones"]) == [
        ("Glad", "30 days after the signing", "Begin", "Child"),
        ("Glad", "20 days after the signing", "Begin", "Base"),
    ]
    assert _rows(dict(team.view(book, "sales").tables)["steps"]) == [("Helps", "9 days after the signing", "Consulted", "Begin", "Child")]


def test_a_person_reads_what_each_variant_says_and_what_is_not_known(draw_project: Draw) -> None:
    tables = dict(persona.view(_book(draw_project(VARIED)), "head").thing.tables)
    assert _rows(tables["steps"]) == [
        ("Helps", "9 days after the signing", "Begin", "Child"),
        ("Calls", "not known whether this applies here", "End", "Child"),
        ("Helps", "2 days after the signing", "Begin", "Base"),
        ("Calls", "", "Begin", "Base"),
    ]


def test_a_team_and_a_person_read_the_labels_of_steps_and_stages(draw_project: Draw) -> None:
    labelled = (
        WORLD.replace("id: begin\n", "id: begin\n      |     label: 4a\n")
        .replace("{id: ask,", "{id: ask, label: b,")
        .replace("{id: help,", "{id: help, label: c,")
    )
    book = _book(draw_project(labelled))
    does = next(table for anchor, table in team.view(book, "care").tables if anchor == "steps")
    assert [(row[0], row[3]) for row in _rows(does)] == [("c · Helps", "4a · Begin")]
    asks = dict(persona.view(book, "user").thing.tables)["steps"]
    assert [(row[0], row[2]) for row in _rows(asks)] == [("b · Asks", "4a · Begin")]


def _rows(table: Table) -> list[tuple[str, ...]]:
    """Return the words of each row; an empty cell is an empty text."""
    return [
        tuple(inline if isinstance(inline, str) else str(inline.text) for field in row.cells for inline in field or ("",))
        for row in table.rows
    ]


def test_a_team_page_says_what_is_held_back(draw_project: Draw) -> None:
    page = team.view(_book(draw_project(WORLD)), "sales")
    assert [anchor for anchor, _ in page.tables] == ["handoffs-out", "holds"]
    held = dict(page.tables)["holds"].rows[0].cells
    assert held[:3] == (("Mails",), ("it is over",), (Link("Call", Address("playbooks/plays.md", "play-call")),))


def test_the_index_of_teams_names_roles_and_contact_roles(draw_project: Draw) -> None:
    page = teams.view(_book(draw_project(WORLD)))
    assert [(row.cells[0][0], row.cells[2]) for row in page.teams.rows] == [
        (Link("Care", Address("teams/care.md")), ("Carer",)),
        (Link("Sales", Address("teams/sales.md")), ()),
    ]
    assert [row.anchor for row in page.contact_roles.rows] == ["contact-role-boss"]


def test_a_persona_appears_by_its_contact_roles_and_maps(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    page = persona.view(book, "user")
    assert page.thing.facts[0] == Points("Wants to reach", (("Go home early",),))
    tables = dict(page.thing.tables)
    assert [row.cells[0][0] for row in tables["maps"].rows] == [Link("Child", Address("maps/child/index.md"))]
    assert {row.cells[0][0].text for row in tables["steps"].rows} == {"Asks"}  # type: ignore[union-attr]  # a link has a text
    assert {row.cells[0][0] for row in tables["feelings"].rows} >= {Badge("Frustrated", "poor"), Badge("Delighted", "good")}
    assert [row.cells[0][0] for row in personas.view(book).personas.rows] == [Link("User", Address("personas/user.md"))]


def test_a_segment_says_its_rule_in_words(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    page = segment.view(book, "small")
    assert page.facts[0] == Labelled("Who belongs to it", ("“Staff” is below 50",))
    assert [row.cells[0][0] for row in dict(page.tables)["maps"].rows] == [
        Link("Child", Address("maps/child/index.md")),
        Link("Base", Address("maps/base/index.md")),
    ]
    assert [row.cells[0] for row in dict(page.tables)["plays"].rows] == [(Link("Call", Address("playbooks/plays.md", "play-call")),)]
    index = segments.view(book)
    assert index.title == "Tiers"
    assert [card.anchor for card in index.coverage_models] == ["coverage-model-pooled"]


def test_the_section_on_people_leads_to_its_three_parts(draw_project: Draw) -> None:
    page = people.view(_book(draw_project(WORLD)))
    assert [card.link.to for card in page.cards] == [Address(f"{name}/index.md") for name in ("segments", "personas", "teams")]
    assert page.cards[0].summary.startswith("1 ")


def test_none_of_these_pages_is_public(draw_project: Draw) -> None:
    public = _book(draw_project(WORLD)).customer_book
    assert public is not None
    assert {stub.view for stub in site_pages(public)} == {"landing"}


def _book(project: Path) -> Book:
    return open_book(check(project, as_of=date(2026, 7, 2)), Audience.INTERNAL)
