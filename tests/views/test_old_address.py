"""Old addresses lead on: on each site those that its readers had, and no word of what is internal stands on any of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, NoSuchThing, open_book
from journeybook.views.pages.moved import view
from journeybook.views.site_pages import site_pages

DrawProject = Callable[[str], Path]
PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: crew, formerly: [desk], name: Crew}]
    | gone: {old-course: This course has ended.}
  personas/
    planner.yml
      | {id: planner, formerly: [acme-planner, The planner], name: Planner, role: sponsor}
  segments/
    segments.yml
      | [{id: small, name: Small}, {id: large, name: Large}]
  maps/
    one.yml
      | id: trip
      | formerly: [acme-trip]
      | name: Trip
      | goal: Rest
      | owner: crew
      | status: live
      | audience: public
      | review: 2026-04-20
      | segments: [small]
      | public: {slug: rest, formerly: [calm, quiet], title: A restful trip, goal: Rest, known_by_id: true}
      | stages:
      |   - id: plan
      |     formerly: [{name: begin, audience: public}]
      |     name: Plan
      |     owner: crew
      |     events: none
      |     exit: Chosen
      |     steps:
      |       - id: choose
      |         formerly: [acme-choice, {name: pick, audience: public}, {name: Pick your days, audience: public}]
      |         customer: Choose
      |     milestones:
      |       - id: paid
      |         formerly: [{name: Money is here, audience: public}]
      |         name: Paid
      |         owner: crew
      |         target: 3 days after choose
    two.yml
      | id: draft
      | name: Draft
      | goal: Rest
      | owner: crew
      | segments: [large]
      | public: {slug: secret-plan, title: Secret, goal: Rest}
      | stages: [{id: plan, name: Plan, owner: crew, events: none, exit: Chosen, steps: [{customer: Choose}]}]
"""


@pytest.fixture
def books(draw_project: DrawProject) -> dict[Audience, Book]:
    checked = check(draw_project(PROJECT), as_of=date(2026, 5, 1))
    assert checked.ok, checked.findings
    return {audience: open_book(checked, audience) for audience in Audience}


def _moved(book: Book) -> dict[str, str]:
    """Return where each old address leads; what is gone leads nowhere."""
    stubs = [stub for stub in site_pages(book) if stub.view == "moved"]
    assert not [stub for stub in stubs if stub.is_listed]
    shown = {stub.page: view(book, stub.page) for stub in stubs}
    return {page: to.page if each.leads_on and not isinstance(to := each.to.to, str) else "" for page, each in shown.items()}


def test_each_site_leads_on_from_the_addresses_of_its_readers(books: dict[Audience, Book]) -> None:
    assert _moved(books[Audience.PUBLIC]) == {"calm.md": "rest.md", "quiet.md": "rest.md", "old-course.md": ""}
    assert _moved(books[Audience.INTERNAL]) == {
        "personas/acme-planner.md": "personas/planner.md",
        "teams/desk.md": "teams/crew.md",
        "maps/acme-trip/index.md": "maps/trip/index.md",
        "maps/acme-trip/customer-view.md": "maps/trip/customer-view.md",
        "maps/acme-trip/plan.md": "maps/trip/plan.md",
        "maps/trip/begin.md": "maps/trip/plan.md",
        "maps/acme-trip/begin.md": "maps/trip/plan.md",
    }
    with pytest.raises(NoSuchThing, match=r"no page was at 'old-course\.md'"):
        view(books[Audience.INTERNAL], "old-course.md")


def test_a_page_that_has_moved_has_a_heading_a_sentence_and_a_link(books: dict[Audience, Book]) -> None:
    html = str(render(books[Audience.PUBLIC], "moved", ("calm.md",), here="calm.md"))
    assert '<h1 id="moved">This page has moved</h1>' in html
    assert "It stands at another address now:" in html
    assert '<p data-moved><a href="../rest/">A restful trip</a></p>' in html
    gone = str(render(books[Audience.PUBLIC], "moved", ("old-course.md",), here="old-course.md"))
    assert "This course has ended." in gone
    assert ("data-moved" in gone, '<a href="../">To the start page</a>' in gone) == (False, True)


def test_an_anchor_that_is_gone_stands_beside_the_new_one(books: dict[Audience, Book]) -> None:
    html = str(render(books[Audience.PUBLIC], "success_map", ("rest",), here="rest.md"))
    anchors = ("part--plan", "part--begin", "step--choose", "step--pick", "step-pick-your-days", "goal--paid", "goal-money-is-here")
    assert [html.count(f' id="{anchor}"') for anchor in anchors] == [1] * 7
    assert 'data-plan="rest"' in html
    stage = str(render(books[Audience.INTERNAL], "stage", ("trip", "plan"), here="maps/trip/plan.md"))
    assert [stage.count(f' id="{anchor}"') for anchor in ("step-choose", "step-acme-choice", "step-pick")] == [1] * 3


def test_no_internal_name_of_earlier_is_public(books: dict[Audience, Book]) -> None:
    book = books[Audience.PUBLIC]
    pages = [str(render(book, stub.view, stub.arguments, here=stub.page)) for stub in site_pages(book)]
    assert len(pages) == 5
    assert [word for word in ("acme", "secret", "desk") if any(word in page.lower() for page in pages)] == []
    assert "acme" not in repr(book.atlas)


def test_an_edition_for_a_segment_leads_on_only_to_its_own_pages(draw_project: DrawProject) -> None:
    checked = check(draw_project(PROJECT), as_of=date(2026, 5, 1))
    assert set(_moved(open_book(checked, Audience.PUBLIC, "small"))) == {"calm.md", "quiet.md", "old-course.md"}
    assert set(_moved(open_book(checked, Audience.PUBLIC, "large"))) == {"old-course.md"}


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        ("[calm, quiet]", "[calm, rest]", "OLD-ADDRESS-TAKEN", "the old address 'rest' is taken: it is the address of 'A restful trip'"),
        (
            "[calm, quiet]",
            "[calm, old-course]",
            "OLD-ADDRESS-TAKEN",
            "the old address 'old-course' is taken: it stands at journeys/maps/one.yml",
        ),
        ("[calm, quiet]", "[search]", "OLD-ADDRESS-TAKEN", "the old address 'search' is taken: the site itself uses it"),
        ("slug: secret-plan,", "slug: secret-plan, formerly: [open],", "OLD-ADDRESS-LOST", "customers who come to 'open' find nothing"),
        (
            "formerly: [acme-trip]",
            "formerly: [draft]",
            "OLD-NAME-TAKEN",
            "'draft' is what another map is called now, at journeys/maps/two.yml",
        ),
        ("formerly: [acme-trip]", "formerly: [trip]", "OLD-NAME-TAKEN", "'trip' is the id now, so that the old link leads to itself"),
        ("id: draft\n", "id: draft\n      | formerly: [acme-trip]\n", "OLD-NAME-TAKEN", "'acme-trip' is an old name of two things"),
        (
            "customer: Choose\n",
            "customer: Choose\n      |       - {customer: Pick your days}\n",
            "OLD-NAME-TAKEN",
            "what another step is called",
        ),
    ],
)
def test_an_old_name_that_does_not_lead_to_one_thing_is_told(
    draw_project: DrawProject, old: str, new: str, rule: str, message: str
) -> None:
    assert old in PROJECT
    findings = check(draw_project(PROJECT.replace(old, new, 1)), as_of=date(2026, 5, 1)).findings
    assert {finding.rule for finding in findings if finding.level.value == "error"} == {rule}
    assert any(message in finding.message for finding in findings)
