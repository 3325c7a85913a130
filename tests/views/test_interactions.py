"""A standard interaction that is a meeting: what its page shows, and where it is used."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Joiner, Labelled, Link, Prefix
from journeybook.views.pages import interaction
from journeybook.views.site_pages import site_pages
from journeybook.views.tables import interactions

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | roles: [{id: csm, name: CSM, team: care}]
    | contact_roles: [{id: sponsor, name: Sponsor}, {id: champion, name: Champion}]
    | channels: [{id: room, name: Meeting room}]
    | lifecycle: [{id: use, name: Use}]
  segments/
    all.yml
      | - {id: large, name: Large}
  measures/
    all.yml
      | - {id: logins, name: Logins}
  interactions/
    all.yml
      | - id: review
      |   name: Business review
      |   summary: Twice a year, with figures.
      |   goal: The next goal is agreed
      |   when: every 6 months
      |   who: csm
      |   attendees: [{to: sponsor, otherwise: champion}, csm,
      |    {champion: recommended}, {to: sponsor, need: optional, applies: {says: if asked}}]
      |   agenda: [What was reached, What comes next]
      |   channel: room
      |   phases: use
      |   applies: {segments: large, when: logins >= 10}
      |   owner: care
      | - {id: hello, name: Hello}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages: [{id: work, name: Work, exit: So, steps: [{id: meet, customer: Meets us, interaction: review}]}]
"""


def _book(draw_project: Draw, audience: Audience = Audience.INTERNAL) -> Book:
    checked = check(draw_project(WORLD), as_of=date(2026, 1, 1))
    assert [str(finding) for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE"))] == []
    return open_book(checked, audience)


def test_a_meeting_says_its_goal_rhythm_attendees_agenda_and_accounts(draw_project: Draw) -> None:
    view = interaction.view(_book(draw_project), "review")
    assert (view.thing.title, view.thing.summary, view.agenda) == (
        "Business review",
        "Twice a year, with figures.",
        ("What was reached", "What comes next"),
    )
    csm = Link("CSM", Address("teams/care.md", "role-csm"))
    who_attends = (
        "Sponsor",
        Joiner("or else"),
        "Champion",
        csm,
        "Champion (recommended)",
        "Sponsor (optional)",
        Prefix("Only:"),
        "if asked",
    )
    assert view.thing.facts == (
        Labelled("Owner", (Link("Care", Address("teams/care.md")),)),
        Labelled("Goal", ("The next goal is agreed",)),
        Labelled("When", ("every 6 months",)),
        Labelled("Held by", (csm,)),
        Labelled("Who attends", who_attends),
        Labelled("For which customers", (Link("Large", Address("segments/large.md")), "where “Logins” is at least 10")),
        Labelled("Channel", (Link("Meeting room", Address("library/touchpoints.md", "channel-room")),)),
        Labelled("Lifecycle phases", (Link("Use", Address("lifecycle.md", "phase-use")),)),
    )
    assert view.thing.more == ()
    assert [row.cells[0] for row in view.thing.used_by.rows] == [(Link("Meets us · Work", Address("maps/base/work.md", "step-meet")),)]


def test_what_nobody_wrote_is_not_there(draw_project: Draw) -> None:
    view = interaction.view(_book(draw_project), "hello")
    assert (view.thing.facts, view.thing.more, view.thing.used_by.rows, view.agenda) == ((), (), (), ())


def test_the_library_leads_to_the_page_and_keeps_its_anchor(draw_project: Draw) -> None:
    rows = interactions.view(_book(draw_project)).rows
    assert [(row.anchor, row.cells[0]) for row in rows] == [
        ("interaction-review", (Link("Business review", Address("interactions/review.md")),)),
        ("interaction-hello", (Link("Hello", Address("interactions/hello.md")),)),
    ]


def test_customers_have_no_such_page(draw_project: Draw) -> None:
    assert not [stub.page for stub in site_pages(_book(draw_project, Audience.PUBLIC)) if stub.page.startswith("interactions/")]


def test_what_is_not_known_stands_where_it_would(draw_project: Draw) -> None:
    open_fields = ("goal", "when", "who", "attendees", "recipients", "applies", "channel", "phases", "resources", "replaces", "agenda")
    tree = WORLD.replace("name: Hello}", f"name: Hello, {', '.join(f'{name}: unknown' for name in open_fields)}}}")
    checked = check(draw_project(tree), as_of=date(2026, 1, 1))
    view = interaction.view(open_book(checked, Audience.INTERNAL), "hello")
    assert [(entry.label, entry.value) for entry in view.thing.facts if isinstance(entry, Labelled)] == [
        (label, ("not known",))
        for label in (
            *("Goal", "When", "Held by", "Who attends", "To", "For which customers", "Channel", "Lifecycle phases", "Resources"),
            "Replaces",
        )
    ]
    assert view.no_agenda == "not known"
