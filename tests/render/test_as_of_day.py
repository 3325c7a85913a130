"""The day of account data: it stands once, in one style, on each page that shows figures of accounts, and on no other."""

import re
from dataclasses import replace

import pytest
from sailing_accounts import sailing_book

from journeybook.render.environment import render
from journeybook.views.base.book import Book
from journeybook.views.site_pages import site_pages

DAY = '<time datetime="2026-03-31">2026-03-31</time>'
FIGURES = {
    *("home", "lifecycle", "portfolio", "account", "my_book", "data", "adoption_today"),
    *("measured_milestones", "measured_stages", "promises", "signals", "coverage", "change_log", "early-warning", "stage", "map"),
}
"""The views, and the page of the library, on which accounts are counted or named; a map or stage that nobody is in has none."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return sailing_book(tmp_path_factory.mktemp("sailing"))


def days_by_page(book: Book) -> dict[str, tuple[set[str], int]]:
    """Return by page the names of its view, and how often the day stands openly on it."""
    pages = {}
    for stub in site_pages(book):
        html = str(render(book, stub.view, stub.arguments, here=stub.page))
        shown = re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)
        pages[stub.page] = {stub.view, *stub.arguments}, len(re.findall(f"as of {DAY}", shown, re.IGNORECASE))
    return pages


def test_the_day_stands_once_where_figures_are_and_nowhere_else(book: Book) -> None:
    pages = days_by_page(book)
    assert len(pages) > 30
    assert {page: count for page, (_, count) in pages.items() if count > 1} == {}
    dated = {name for names, count in pages.values() if count for name in names & FIGURES}
    assert dated == {name for names, _ in pages.values() for name in names & FIGURES}
    assert len(dated) > 8
    assert [page for page, (names, count) in pages.items() if count and not names & FIGURES] == []


def test_without_account_data_no_page_has_a_day(book: Book) -> None:
    pages = days_by_page(replace(book, figures=None))
    assert [page for page, (_, count) in pages.items() if count] == []
