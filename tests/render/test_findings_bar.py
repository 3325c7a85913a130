"""The bar of pages that are being edited: level, place, message, remedy and rule, as text; and the addresses at which places open."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.findings import Finding, Level, Place
from journeybook.model.base import Audience
from journeybook.render.banner import MOST_IN_BAR, findings_bar, findings_list
from journeybook.render.editors import EDITOR_URLS, Editor, editor_urls, forge_urls, no_url
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book

PLACE = Place("journeys/maps/a b.yml", 12, 3)
ERROR = Finding(PLACE, Level.ERROR, "SHAPE-LANE", "<b>two</b> lanes {{ 1 }}", "write two steps")
WARNING = Finding(Place("journeys/atlas.yml", 1, 1), Level.WARNING, "LANE-UNUSED", "nothing is in it")
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew}]
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


def test_a_finding_says_everything_as_text_and_opens_its_place(book: Book) -> None:
    html = findings_list(book, (WARNING, ERROR), editor_urls(Editor.VSCODE, Path("/our/atlas")))
    assert html == (
        '<details class="jb-findings__fold" open><summary>1 error, 1 warning</summary>'
        "<p><strong>The files have mistakes. These pages are the last good ones.</strong></p><ul>"
        '<li><span class="jb-badge jb-badge--poor">error</span> <a href="vscode://file/our/atlas/journeys/maps/a%20b.yml:12:3">'
        "<code>journeys/maps/a b.yml:12:3</code></a> &lt;b&gt;two&lt;/b&gt; lanes {{ 1 }} "
        '<span class="jb-findings__remedy">What to do: write two steps</span> <span class="jb-soft">SHAPE-LANE</span></li>'
        '<li><span class="jb-badge jb-badge--average">warning</span> <a href="vscode://file/our/atlas/journeys/atlas.yml:1:1">'
        '<code>journeys/atlas.yml:1:1</code></a> nothing is in it <span class="jb-soft">LANE-UNUSED</span></li></ul></details>'
    )


def test_warnings_alone_are_folded_and_stop_no_page(book: Book) -> None:
    html = findings_list(book, (WARNING,), no_url)
    assert html.startswith('<details class="jb-findings__fold"><summary>1 warning</summary><ul>')
    assert "href" not in html


def test_a_bar_without_findings_is_hidden(book: Book) -> None:
    bar = findings_bar(book, (), no_url, "/-/findings", "7")
    assert ' hidden><p class="jb-hidden" role="status"></p><div class="jb-findings__content"></div></aside>' in bar
    assert " hidden>" not in findings_bar(book, (WARNING,), no_url, "/-/findings", "7").partition("<p")[0]


def test_a_long_list_is_cut(book: Book) -> None:
    findings = tuple(Finding(Place("journeys/atlas.yml", line), Level.WARNING, "X", "y") for line in range(1, MOST_IN_BAR + 8))
    html = findings_list(book, findings, no_url)
    assert html.count("<li>") == MOST_IN_BAR
    assert "<p>7 more: see the terminal, or run journeybook check.</p>" in html


def test_every_editor_has_an_address() -> None:
    assert {*EDITOR_URLS, Editor.NONE} == set(Editor)
    urls = {editor: editor_urls(editor, Path("/our/atlas"))(PLACE) for editor in EDITOR_URLS}
    assert len(set(urls.values())) == len(EDITOR_URLS)
    assert all("/our/atlas/journeys/maps/a%20b.yml" in url and "12" in url for url in urls.values())


@pytest.mark.parametrize(
    ("repository", "edit_uri", "template", "url"),
    [
        ("https://github.com/our/atlas", "edit/main/docs/", "", "https://github.com/our/atlas/edit/main/journeys/x.yml#L7"),
        ("https://gitlab.com/our/atlas/", "-/edit/main/docs/", "", "https://gitlab.com/our/atlas/-/edit/main/journeys/x.yml#L7"),
        ("https://bitbucket.org/our/atlas", "src/main/docs/", "", "https://bitbucket.org/our/atlas/src/main/journeys/x.yml#lines-7"),
        ("https://git.example.org/atlas", "", "edit/docs/{path}", "https://git.example.org/atlas/edit/journeys/x.yml#L7"),
        ("https://git.example.org/atlas", "", "", ""),
    ],
)
def test_a_place_opens_where_the_repository_is_kept(repository: str, edit_uri: str, template: str, url: str) -> None:
    assert forge_urls(repository, edit_uri, template)(Place("journeys/x.yml", 7)) == url
    assert forge_urls(repository, edit_uri, template)(Place("")) == ""
