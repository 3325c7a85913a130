"""Tables as readers meet them: no column without a word, and long ones in a window with a search and choices."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sample_atlas import sample_book

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.views.base.elements import FoldedLinks, Link, Row, Table
from journeybook.views.tables import glossary

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = Path(__file__).parents[2] / "overrides" / "assets" / "javascripts" / "rows.js"


def _html(monkeypatch: pytest.MonkeyPatch, count: int) -> str:
    """Return a table of so many rows as HTML, in place of the glossary."""
    places = FoldedLinks("and 2 more", (Link("A", "https://a.example"), Link("B", "https://b.example")))
    rows = tuple(
        Row(((f"Thing {number}",), ("odd" if number % 2 else "even",), (), (f"Words {number}",), (places,))) for number in range(count)
    )
    table = Table("Things", ("Thing", "Kind", "Nothing", "Says", "Where"), rows, "No things")
    monkeypatch.setattr(glossary, "view", lambda _: table)
    return str(render(sample_book(Audience.INTERNAL), "glossary", (), here="index.md"))


def test_a_column_in_which_no_row_says_anything_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    html = _html(monkeypatch, 20)
    assert [name in html for name in (">Kind<", ">Nothing<", ">Where<")] == [True, False, True]
    assert html.count('<td data-jb-head="Kind">') == 20
    assert "data-jb-rows" not in html


def test_a_table_of_more_than_twenty_rows_is_searched_and_chosen_from(monkeypatch: pytest.MonkeyPatch, browser: "Browser") -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content(_html(monkeypatch, 21))
    assert not page.get_by_label("Find in these rows").is_visible()
    page.add_script_tag(path=SCRIPT)
    rows, status = page.locator("tbody tr"), page.get_by_role("status")
    assert page.locator("[data-jb-rows] select").count() == 1
    assert (rows.filter(visible=True).count(), status.inner_text()) == (21, "21 of 21")
    page.get_by_label("Kind").select_option("odd")
    assert (rows.filter(visible=True).count(), status.inner_text()) == (10, "10 of 21")
    page.get_by_label("Find in these rows").fill("THING 1 words")
    assert rows.filter(visible=True).locator("th").all_inner_texts() == [f"Thing {number}" for number in (1, 11, 13, 15, 17, 19)]
    assert status.inner_text() == "6 of 21"
    context.close()
