"""Playbooks, plays and resources: what their pages show, and everything that names them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, NoSuchThing, open_book
from journeybook.views.base.elements import Address, Badge, Cell, Link, Rich
from journeybook.views.blocks.cards import Detail
from journeybook.views.links.back_references import uses_of
from journeybook.views.pages import playbook, playbooks, plays, resource, resources, stage
from journeybook.views.site_pages import site_pages

Draw = Callable[[str], Path]
ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | suggestions: {mail: "mailto:all@example.org"}
    | teams: [{id: care, name: Care, contact: {mail: "mailto:care@example.org"}}]
    | contact_roles: [{id: admin, name: Administrator}, {id: buyer, name: Buyer}]
    | lifecycle: [{id: start, name: Start}]
"""
WORLD = (
    ATLAS
    + """
  playbooks/
    rescue.yml
      | id: rescue
      | name: Rescue
      | type: risk
      | owner: care
      | phases: [start]
      | trigger: Nobody answers
      | steps:
      |   - {id: ring, what: Ring, who: care, recipients: [{to: admin, otherwise: buyer}], how: "By *phone*", automatable: no}
      |   - {what: Write, resources: [letter], only_if: silence}
      | decisions: {They are away: Wait a week}
      | suppress: [{what: Campaign mail, until: they answer}]
      | outcome: They answer
    idle.yml
      | {id: idle, name: Idle}
  events/
    all.yml
      | - {id: silence, name: Silence, threshold: Two weeks, play: call-again}
  plays/
    all.yml
      | - {id: call-again, name: Call again, kind: watch-list, playbook: rescue, bands: [poor], effort: call}
  measures/
    all.yml
      | - {id: logins, name: Logins}
  health/
    all.yml
      | - id: simple
      |   name: Simple
      |   indicators: [{measure: logins, weight: 100}]
      |   bands: [{id: poor, name: Poor, tone: poor, when: '< 50'}]
  resources/
    all.yml
      | - {id: letter, name: Letter, kind: mail, subject: Hello, body: "Dear *you*", owner: care}
      | - {id: talk, name: Talk, kind: interview-kit, questions: [Why?]}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages:
      |   - id: begin
      |     name: Begin
      |     phase: start
      |     exit: It runs
      |     plays: [call-again]
      |     steps:
      |       - {id: first, customer: Asks, pain_points: [{what: No answer, recovery: {text: Ring, playbook: rescue}}]}
    variant.yml
      | {id: variant, name: Variant, goal: To work, extends: base}
"""
)


def _book(draw_project: Draw, tree: str = WORLD) -> Book:
    checked = check(draw_project(tree), as_of=date(2026, 1, 1))
    assert [str(finding) for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE"))] == []
    return open_book(checked, Audience.INTERNAL)


def _said(entries: tuple[Detail, ...]) -> dict[str, Cell]:
    return {entry.label: entry.value for entry in entries if hasattr(entry, "value")}


def test_a_playbook_says_if_then_until(draw_project: Draw) -> None:
    view = playbook.view(_book(draw_project), "rescue")
    assert (view.thing.title, view.thing.badges, view.triggers, view.outcome) == (
        "Rescue",
        (Badge("risk"),),
        ("Nobody answers",),
        ("They answer",),
    )
    assert [(step.anchor, step.title) for step in view.steps] == [("playbook-step-ring", "Ring"), ("playbook-step-write", "Write")]
    assert _said(view.steps[0].lead) == {
        "Who": (Link("Care", Address("teams/care.md")),),
        "To": ("Administrator", "or else", "Buyer"),
        "How": (Rich("By *phone*"),),
    }
    assert _said(view.steps[1].lead)["Only if"] == ("“Silence” has happened",)
    assert [row.cells for row in view.decisions.rows] == [(("They are away",), ("Wait a week",))]
    assert view.holds is not None
    assert view.holds.points == (("Campaign mail", "until they answer"),)
    assert view.thing.change is not None
    assert view.thing.change.suggestion is not None
    assert view.thing.change.suggestion.base == "mailto:care@example.org"


def test_a_playbook_knows_what_calls_for_it(draw_project: Draw) -> None:
    rows = [row.cells for row in playbook.view(_book(draw_project), "rescue").thing.used_by.rows]
    play, pain = rows
    assert play[0] == (Link("Call again", Address("playbooks/plays.md", "play-call-again")),)
    assert play[2] == (Badge("Poor", "poor"), Link("Silence", Address("library/early-warning.md", "event-silence")))
    assert play[3] == tuple(Link(f"Begin · {name}", Address(f"maps/{name.lower()}/begin.md")) for name in ("Base", "Variant"))
    assert pain[0] == (Link("No answer · Begin", Address("maps/base/begin.md", "step-first")),)
    assert [link.text for link in pain[3] if isinstance(link, Link)] == ["Base", "Variant"]


def test_what_a_variant_takes_over_counts_once(draw_project: Draw) -> None:
    found = uses_of(_book(draw_project), "playbook", "rescue")
    assert [(use.part.KIND, len(use.spots)) for use in found] == [("play", 1), ("pain-point", 2)]


def test_an_empty_playbook_still_has_a_page_and_an_unknown_one_none(draw_project: Draw) -> None:
    book = _book(draw_project)
    view = playbook.view(book, "idle")
    assert (view.steps, view.triggers, view.thing.used_by.rows, view.thing.used_by.empty) == (
        (),
        (),
        (),
        "Nothing calls for this playbook yet.",
    )
    with pytest.raises(NoSuchThing):
        playbook.view(book, "nothing")


def test_the_lists_are_grouped(draw_project: Draw) -> None:
    book = _book(draw_project)
    index = playbooks.view(book)
    assert [(group.title, [one.link.text for one in group.cards]) for group in index.groups] == [
        ("Start", ["Rescue"]),
        ("For any phase", ["Idle"]),
    ]
    listed = plays.view(book)
    assert (listed.count, [group.anchor for group in listed.groups]) == (1, ["plays-watch-list"])
    assert listed.groups[0].cards[0].anchor == "play-call-again"


def test_a_mail_can_be_copied_and_says_where_it_is_used(draw_project: Draw) -> None:
    book = _book(draw_project)
    view = resource.view(book, "letter")
    assert (view.is_mail, view.subject, view.body) == (True, "Hello", "Dear *you*")
    assert [row.cells[0] for row in view.thing.used_by.rows] == [(Link("Write", Address("playbooks/rescue.md")),)]
    assert resource.view(book, "talk").questions == ("Why?",)
    assert [(anchor, title) for anchor, title, _ in resources.view(book).tables] == [
        ("resources-mail", "Mail"),
        ("resources-interview-kit", "Interview kit"),
    ]


def test_customers_see_none_of_it(draw_project: Draw) -> None:
    public = open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.PUBLIC)
    assert {stub.view for stub in site_pages(public)} == {"landing"}


def test_an_empty_atlas_has_empty_lists(draw_project: Draw) -> None:
    book = _book(draw_project, ATLAS)
    assert (playbooks.view(book).groups, plays.view(book).count, resources.view(book).tables) == ((), 0, ())


FACETS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | lifecycle: [{id: start, name: Start}, {id: use, name: Use}]
    | playbook_types: [{risk: A customer may leave}, growth, unused]
  segments/
    all.yml
      | - {id: small, name: Small}
      | - {id: large, name: Large}
  playbooks/
    all.yml
      | - {id: rescue, name: Rescue, type: risk, opening: automatically, phases: [start, use]}
      | - {id: grow, name: Grow, type: growth, opening: both, phases: [use], segments: [large]}
      | - {id: visit, name: Visit, type: risk, opening: by-hand, applies: {except_segments: [small]}}
      | - {id: idle, name: Idle}
"""


def test_the_index_counts_by_type_phase_segment_and_opening(draw_project: Draw) -> None:
    index = playbooks.view(_book(draw_project, FACETS))
    counts = {facet.title: {value.name: [link.text for link in value.links] for value in facet.values} for facet in index.facets}
    assert counts == {
        "Type": {"risk": ["Rescue", "Visit"], "growth": ["Grow"], "no type is said": ["Idle"]},
        "Lifecycle phase": {"Start": ["Rescue"], "Use": ["Rescue", "Grow"], "For any phase": ["Visit", "Idle"]},
        "Segment": {"Small": ["Rescue", "Idle"], "Large": ["Rescue", "Grow", "Visit", "Idle"]},
        "Opened": {"By hand": ["Visit"], "Automatically": ["Rescue"], "By hand or automatically": ["Grow"], "not said": ["Idle"]},
    }
    assert [value.summary for value in index.facets[0].values] == ["A customer may leave", "", ""]
    assert index.facets[0].counts == ("risk (2)", "growth (1)", "no type is said (1)")


def test_a_card_carries_its_values_and_of_its_phases_the_one_it_stands_under(draw_project: Draw) -> None:
    index = playbooks.view(_book(draw_project, FACETS))
    assert [(group.title, [(one.id, one.tokens) for one in group.cards]) for group in index.groups] == [
        ("Start", [("rescue", "phase-0 type-0 segment-0 segment-1 opening-1")]),
        ("Use", [("rescue", "phase-1 type-0 segment-0 segment-1 opening-1"), ("grow", "phase-1 type-1 segment-1 opening-2")]),
        ("For any phase", [("visit", "phase-2 type-0 segment-1 opening-0"), ("idle", "phase-2 type-3 segment-0 segment-1 opening-3")]),
    ]
    known = {value.token for facet in index.facets for value in facet.values}
    assert {token for group in index.groups for one in group.cards for token in one.tokens.split()} == known


def test_what_does_not_part_the_playbooks_is_no_facet(draw_project: Draw) -> None:
    assert [facet.title for facet in playbooks.view(_book(draw_project)).facets] == ["Type", "Lifecycle phase"]


def test_a_playbook_says_who_opens_it_and_what_its_type_means(draw_project: Draw) -> None:
    view = playbook.view(_book(draw_project, FACETS), "rescue")
    assert _said(view.thing.facts) == {
        "What its type means": ("A customer may leave",),
        "Opened": ("Automatically",),
        "Lifecycle phases": (Link("Start", Address("lifecycle.md", "phase-start")), Link("Use", Address("lifecycle.md", "phase-use"))),
    }


def test_the_playbooks_come_before_what_is_counted_of_them(draw_project: Draw) -> None:
    stubs = [stub for stub in site_pages(_book(draw_project)) if stub.page.startswith("playbooks/")]
    assert [stub.page for stub in stubs][:3] == ["playbooks/index.md", "playbooks/coverage.md", "playbooks/plays.md"]


COUNTED = ATLAS.replace("| lifecycle", "| anchors: [{id: signature, name: Signature}]\n    | default_anchor: signature\n    | lifecycle")


@pytest.mark.parametrize(
    ("timing", "words"),
    [
        ("within 2 business days", "within 2 business days of what called for it"),
        ("3 days after", "3 days after what called for it"),
        ("2 to 3 weeks after", "2 to 3 weeks after what called for it"),
        ("day 3", "day 3, counted from what called for it"),
        ("days 3 to 5", "days 3 to 5, counted from what called for it"),
        ("by day 3", "by day 3, counted from what called for it"),
        ("at least 14 days after", "at least 14 days after what called for it"),
        ("within 2 days of signature", "within 2 days of Signature"),
        ("every 3 weeks", "every 3 weeks"),
        ("same day", "on the same day"),
    ],
)
def test_the_time_of_a_play_counts_from_what_called_for_it(draw_project: Draw, timing: str, words: str) -> None:
    tree = (
        COUNTED
        + f"""
  playbooks/
    all.yml
      | - {{id: rescue, name: Rescue, steps: [{{what: Ring, when: {timing}}}]}}
  plays/
    all.yml
      | - {{id: call, name: Call, owner: care, playbook: rescue, timing: {timing}}}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages: [{{id: begin, name: Begin, exit: So, plays: [call]}}]
"""
    )
    book = _book(draw_project, tree)
    on_stage = stage.view(book, "base", "begin").sections
    cards = [card for section in on_stage for group in section.groups for card in group.cards if card.title == "Call"]
    assert [_said(card.lead)["When"] for card in cards] == [(words,)]
    assert _said(plays.view(book).groups[0].cards[0].lead)["When"] == (words,)
    assert _said(playbook.view(book, "rescue").steps[0].lead)["When"] == (words,)


def test_what_is_not_known_of_a_playbook_is_counted_as_such(draw_project: Draw) -> None:
    tree = FACETS.replace("{id: idle, name: Idle}", "{id: idle, name: Idle, type: unknown, opening: unstated}")
    book = _book(draw_project, tree)
    names = [[value.name for value in facet.values] for facet in playbooks.view(book).facets]
    assert (names[0], names[3]) == (
        ["risk", "growth", "not known"],
        ["By hand", "Automatically", "By hand or automatically", "not stated by the source"],
    )
    assert _said(playbook.view(book, "idle").thing.facts) == {"Type": ("not known",), "Opened": ("not stated by the source",)}


SEVERAL = (
    ATLAS
    + """
  playbooks/
    all.yml
      | - {id: plain, name: Plain, phases: [start], trigger: [Nobody answers, Nobody signs in], outcome: [They answer, They leave]}
      | - {id: either, name: Either, phases: [start], trigger: {any: [Nobody answers, Nobody signs in]}, outcome: [They answer]}
      | - {id: open, name: Open, phases: [start], opening: unstated}
  events/
    all.yml
      | - {id: silence, name: Silence, threshold: Two weeks, playbook: plain}
  plays/
    all.yml
      | - {id: ring, name: Ring, owner: care, phases: [start], bands: [low], playbook: plain, applies: not vip}
  health/
    all.yml
      | {id: simple, name: Simple, phases: [start], bands: [{id: low, name: Low, tone: poor, when: '< 50'}]}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages: [{id: begin, name: Begin, phase: start, exit: It runs, events: [silence], steps: [{customer: Asks}]}]
"""
).replace("    | lifecycle:", "    | attributes: [{id: vip, name: Very important}]\n    | lifecycle:")


def test_the_list_shows_every_trigger_and_outcome_and_how_they_join(draw_project: Draw) -> None:
    (group,) = playbooks.view(_book(draw_project, SEVERAL)).groups
    assert [(card.trigger, card.outcome) for card in group.cards[:2]] == [
        ("Nobody answers; Nobody signs in (all or any: not stated)", "They answer; They leave (all or any: not stated)"),
        ("At least one of these: Nobody answers; Nobody signs in", "They answer"),
    ]
    assert group.cards[2].small == ("opened: not stated by the source",)


def test_an_event_that_calls_for_a_playbook_says_in_which_stages(draw_project: Draw) -> None:
    rows = [row.cells for row in playbook.view(_book(draw_project, SEVERAL), "plain").thing.used_by.rows]
    begin = Link("Begin · Base", Address("maps/base/begin.md"))
    assert [row[3] for row in rows if row[1] == ("Event",)] == [(begin,)]


def test_a_play_of_a_band_says_once_whom_it_is_for(draw_project: Draw) -> None:
    sections = {section.anchor: section for section in stage.view(_book(draw_project, SEVERAL), "base", "begin").sections}
    (table,) = sections["plays"].tables
    assert table.rows[0].cells[2] == (Link("Ring", Address("playbooks/plays.md", "play-ring")), "where “Very important” is not true")
    (card,) = (card for group in sections["plays"].groups for card in group.cards)
    said = [entry.label for entry in (*card.lead, *card.more) if hasattr(entry, "value")]
    assert sorted(said) == ["Follows", "Only", "Owner"]
