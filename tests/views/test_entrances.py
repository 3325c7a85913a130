"""Ways in from the home page: what each role is led to, and which stages stand under a segment for a call in a minute."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Labelled, Link, cell_text
from journeybook.views.blocks.entrances import SegmentChoice, StageChoice, role_entrances, segment_choices
from journeybook.views.pages import home
from journeybook.views.site_pages import site_pages

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | words: {segment: tier}
    | lanes: [{id: customer, name: Customer, role: customer}]
  personas/
    all.yml
      | - {id: boss, name: Boss, role: sponsor}
      | - {id: user, name: User, role: user}
  segments/
    all.yml
      | - {id: small, name: Small}
      | - {id: large, name: Large}
  maps/
    a-draft.yml
      | {id: a-draft, name: Draft, goal: G, segments: small, personas: boss, stages: [{id: d, name: Dream, exit: E}]}
    everyone.yml
      | {id: everyone, name: For all, goal: G, status: live, stages: [{id: begin, name: Begin, exit: E}]}
    base.yml
      | {id: base, name: Base, goal: G, status: live, stages: [{id: one, name: One, exit: E}, {id: two, name: Two, exit: E}]}
    old.yml
      | {id: old, name: Old, goal: G, status: retired, segments: small, personas: boss, stages: [{id: o, name: Once, exit: E}]}
    small.yml
      | {id: small-map, name: Small map, goal: G, status: live, extends: base, segments: small, personas: boss}
"""


@pytest.fixture
def book(draw_project: Draw) -> Book:
    """Return a book with a draft, a map for all, a base with a variant for one of two segments, and a retired map."""
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


def _choice(map_id: str, name: str, **stages: str) -> StageChoice:
    links = tuple((stage, Link(title, Address(f"maps/{map_id}/{stage}.md"))) for stage, title in stages.items())
    return StageChoice(Link(name, Address(f"maps/{map_id}/index.md")), links)


def test_a_segment_leads_to_the_stages_of_its_live_maps(book: Book) -> None:
    assert segment_choices(book) == (
        SegmentChoice("small", "Small", (_choice("small-map", "Small map", one="One", two="Two"),)),
        SegmentChoice("", "Every tier", (_choice("base", "Base", one="One", two="Two"), _choice("everyone", "For all", begin="Begin"))),
    )


def test_where_no_map_is_live_drafts_are_led_to(draw_project: Draw) -> None:
    drafts = open_book(check(draw_project(WORLD.replace("status: live", "status: draft"))), Audience.INTERNAL)
    assert [choice.map.text for choice in segment_choices(drafts)[0].maps] == ["Draft", "Small map"]


def test_every_role_is_led_to_pages_that_exist(book: Book) -> None:
    pages = {stub.page for stub in site_pages(book)}
    entrances = role_entrances(book)
    assert [entrance.role for entrance in entrances] == ["Customer success", "Whoever leads", "Support", "Product", "Marketing", "Sales"]
    links = [link for entrance in entrances for link in entrance.questions if isinstance(link, Link)]
    assert len(links) > 11
    assert [link for link in links if not isinstance(link.to, Address) or link.to.page not in pages] == []


def test_the_grid_has_live_maps_first_and_nothing_retired_no_base_and_no_empty_column(book: Book) -> None:
    page = home.view(book)
    assert [cell_text(column) for column in page.columns] == ["Boss", "Everybody"]
    names = [[[entry.link.text for entry in maps] for maps in row.cells] for row in page.rows]
    assert names == [[["Small map", "Draft"], []], [[], ["For all"]]]
    assert [entry.counts for entry in page.rows[0].cells[0]] == ["2 stages", "1 stage"]
    assert page.apart == (
        Labelled("Bases, on which these are built", (Link("Base", Address("maps/base/index.md")),)),
        Labelled("Retired", (Link("Old", Address("maps/old/index.md")),)),
    )


def test_an_atlas_without_maps_leads_nobody_anywhere(draw_project: Draw) -> None:
    empty = open_book(check(draw_project("journeys/\n  atlas.yml\n    | schema_version: 2\n    | organisation: Acme\n")), Audience.INTERNAL)
    assert (role_entrances(empty), segment_choices(empty), home.view(empty).apart) == ((), (), ())
