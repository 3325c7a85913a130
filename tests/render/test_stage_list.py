"""A map stage by stage, as a script makes it of the table: every cell once, where it begins, under what its row is called."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import open_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "javascripts"
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew}]
    | lanes: [{id: customer, name: Customer, role: customer}, {id: crew, name: Crew, role: frontstage, team: crew}]
  maps/
    tour.yml
      | id: tour
      | name: A tour
      | goal: To come home
      | stages:
      |   - id: sail
      |     name: Sail
      |     exit: Land
      |     milestones: [{id: away, name: Away}]
      |     sub_stages:
      |       - {id: load, name: Load, steps: [{id: board, customer: Goes on board}]}
      |       - {id: leave, name: Leave, applies: {says: if the wind is fair}, steps: [{id: cast, crew: Casts off}]}
      |   - {id: rest, name: Rest, exit: Slept, steps: [{id: sleep, customer: Sleeps}]}
"""
LIST = """() => [...document.querySelectorAll('[data-jb-list] > details')].map(fold => [fold.open, ...[
    'summary', 'p > a[href]', 'p + p', 'dt', 'dd',
].map(name => [...fold.querySelectorAll(name)].map(one => one.textContent.trim()))])"""
"""Of each stage whether it is open, its title, the link to its page, its note, and the names and contents of its rows."""


def test_every_cell_stands_once_in_the_list_where_it_begins(browser: "Browser", draw_project: Callable[[str], Path]) -> None:
    book = open_book(check(draw_project(WORLD)), Audience.INTERNAL)
    html = render(book, "map", ("tour",), here="maps/tour/index.md")
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_content(f'<!DOCTYPE html><html class="js"><body>{html}</body></html>')
    for name in ("stage-list", "journey-map"):
        page.add_script_tag(path=SCRIPTS / f"{name}.js")
    assert page.evaluate(LIST) == []
    page.set_viewport_size({"width": 360, "height": 720})
    page.wait_for_function("document.querySelector('[data-jb-list] > details')")
    customer = "Customer · done by the customer"
    assert page.evaluate(LIST) == [
        [True, ["Sail · Load"], ["Open Sail · Load"], [], [customer, "Milestones"], ["Goes on board", "Away Milestone"]],
        [False, ["Sail · Leave"], ["Open Sail · Leave"], ["if the wind is fair"], ["Crew · seen by the customer"], ["Casts off"]],
        [False, ["Rest"], ["Open Rest"], [], [customer], ["Sleeps"]],
    ]
    page.get_by_text("Rows that are shown").click()
    page.locator("[data-jb-shows='lane.customer']").uncheck()
    assert page.locator("[data-jb-list] [data-jb-row='lane.customer']:not([hidden])").count() == 0
    page.close()
