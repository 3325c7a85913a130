"""Beside a number stands how it is reckoned, and the way to the data report; small counts are hidden where names are."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from journeybook.measure.figures import open_figures
from journeybook.measure.statistics.suppression import CountSum
from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Link, cell
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.blocks.small_cells import shown_counts
from journeybook.views.links.site_map import page_address

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | {{schema_version: 2, organisation: Tern, teams: [{{id: crew, name: Crew}}]}}
  measures/m.yml
    | {{id: hours, name: Hours at sea, unit: hours}}
  metrics/hours.yml
    | row: reading
    | as_of: 2026-03-31
    | names_accounts: true
    | names_shown: {names}
    | columns: {{boat: account, day: day, hours: measure}}
  metrics/hours.csv
    | boat,day,hours
    | gull,2026-03-01,4
    | tern,2026-03-02,much
"""


def a_book(draw: Draw, *, names: bool) -> Book:
    project = draw(WORLD.format(names=str(names).lower()))
    checked = check(project)
    assert checked.ok, checked.findings
    return replace(open_book(checked, Audience.INTERNAL), figures=open_figures(project, checked.atlas))


def test_a_number_says_rule_day_counts_and_exclusions(draw_project: Draw) -> None:
    book = a_book(draw_project, names=True)
    lines = reckoning(book, cell("more than 3 hours"), "2 accounts", [("no reading", 1), ("never", 0), ("few", "not shown")])
    assert [(line.label, line.value) for line in lines] == [
        ("Rule", ("more than 3 hours",)),
        ("As of", ("2026-03-31",)),
        ("Stands on", ("2 accounts",)),
        ("Left out", ("no reading: 1", "few: not shown")),
        ("Data", (Link("the data report", page_address("data")),)),
    ]
    assert reckoning(book, cell("all"), "2 accounts")[3].value == ("nothing",)


def test_a_book_without_account_data_reckons_nothing(draw_project: Draw) -> None:
    book = replace(a_book(draw_project, names=True), figures=None)
    assert reckoning(book, cell("all"), "2 accounts") == ()
    assert shown_counts(book, {"a": 1}) == {"a": "1"}


@pytest.mark.parametrize(("names", "shown"), [(True, ["1,200", "1", "1,201"]), (False, ["not shown, since few"] * 2 + ["1,201"])])
def test_counts_are_hidden_with_what_would_give_them_away(draw_project: Draw, names: bool, shown: list[str]) -> None:  # noqa: FBT001 - a case
    counts = {"good": 1200, "poor": 1, "all": 1201}
    assert list(shown_counts(a_book(draw_project, names=names), counts, [CountSum("all", ("good", "poor"))]).values()) == shown
