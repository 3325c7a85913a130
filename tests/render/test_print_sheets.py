"""A map on sheets of paper: everything of it stands there, legible, beside nothing else, and in as few sheets as hold it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from printed_type import type_sizes
from pypdfium2 import PdfDocument

from journeybook.model.base import Audience
from journeybook.render.print_page import SIZES, SheetSize, print_page, usual_sheet
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LEAST_TYPE = 7.0
"""The least size of type on paper, in points."""
STAGES = range(1, 11)
STEPS = range(1, 7)
LINKS = ("https://example.org/plan?a=1&b=2", "https://example.org/board")
SHEETS = """() => [...document.querySelectorAll('.jb-poster__sheet')].map(sheet => ({
    number: sheet.querySelector('.jb-poster__count').textContent,
    stages: [...sheet.querySelectorAll('.jb-poster__stage')].map(one => one.textContent.trim()),
    rows: [...sheet.querySelectorAll('tr[data-jb-key] > th')].map(one => one.textContent.trim()),
    items: [...sheet.querySelectorAll('td li')].map(one => one.textContent.trim()),
    cut: [...sheet.querySelectorAll('th, td, .jb-poster__box')]
        .filter(one => one.scrollWidth > one.clientWidth + 1 || one.matches('div') && one.scrollHeight > one.clientHeight)
        .map(one => one.outerHTML.slice(0, 120)),
}))"""
"""What stands on each sheet, and what is cut there."""
CURVE = """() => {
    const heads = [...document.querySelectorAll('.jb-poster__stage')].map(one => one.getBoundingClientRect())
    const line = document.querySelector('.jb-poster__curve polyline')
    const points = [...line.points].map(point => point.matrixTransform(line.getScreenCTM()))
    return points.map(point => heads.findIndex(head => head.left < point.x && point.x < head.right))
}"""
"""Under the head of which stage each point of the curve stands."""


def world(language: str = "en", steps: int = len(STEPS)) -> str:
    """Return a project with a map of ten stages, and with a small one."""
    head = f"""
journeys/
  atlas.yml
    | schema_version: 2
    | language: {language}
    | organisation: {{name: Small, notice: Sample data}}
    | teams: [{{id: success, name: Success}}]
    | lanes: [{{id: customer, name: Customer, role: customer}}, {{id: desk, name: Desk, role: frontstage, team: success}}]
  maps/
    small.yml
      | id: small
      | name: Small
      | goal: To work
      | stages: [{{id: only, name: Only, exit: Done, steps: [{{id: do, customer: Does it}}]}}]
    bare.yml
      | {{id: bare, name: Bare, goal: To begin}}
    tour.yml
      | id: tour
      | name: A tour
      | goal: To come home
      | owner: success
      | links: [{{url: "{LINKS[0]}", text: Plan}}, {{url: "{LINKS[1]}"}}, {{url: "{LINKS[0]}", text: Plan again}}]
      | stages:
"""
    return head + "".join(f"{line}\n" for stage in STAGES for line in _stage(stage, steps))


def _stage(stage: int, steps: int) -> Iterator[str]:
    yield f"      |   - id: stage-{stage}"
    yield f"      |     name: Stage {stage}."
    yield "      |     exit: Land is in sight"
    yield f"      |     milestones: [{{id: port-{stage}, name: Port {stage}., target: day {stage}}}]"
    yield "      |     steps:"
    for step in range(1, steps + 1):
        lane, level = ("customer", "desk")[step % 2], ("worried", "delighted")[(stage + step) % 2]
        feels = f", feels: {level}" if step == 1 else ""
        yield f"      |       - {{id: s-{stage}-{step}, {lane}: Sails past the island {stage}/{step}. and looks at its light{feels}}}"


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(world())), Audience.INTERNAL)


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    page = browser.new_page(viewport={"width": 800, "height": 600})
    yield page
    page.close()


def printed(page: "Page", book: Book, sheet: SheetSize, map_id: str = "tour", *, has_swimlane: bool = False) -> PdfDocument:
    page.set_content(print_page(book, map_id, sheet=sheet, has_swimlane=has_swimlane))
    return PdfDocument(page.pdf(prefer_css_page_size=True))


def text_of(document: PdfDocument) -> list[str]:
    return [" ".join(sheet.get_textpage().get_text_range().replace("\ufffe", "").split()) for sheet in document]


@pytest.mark.parametrize(("sheet", "is_one"), [(SheetSize.A4, False), (SheetSize.LETTER, False), (SheetSize.A3, True)])
def test_a_map_stands_on_sheets_whole_and_legible(book: Book, page: "Page", sheet: SheetSize, *, is_one: bool) -> None:
    document = printed(page, book, sheet)
    sheets: list[dict[str, Any]] = page.evaluate(SHEETS)
    assert ([one["number"] for one in sheets], len(sheets) == 1) == (
        [f"sheet {number} of {len(sheets)}" for number in range(1, len(sheets) + 1)],
        is_one,
    )
    size = tuple(map(round, SIZES[sheet]))
    assert [tuple(round(side * 25.4 / 72) for side in each.get_size()) for each in document] == [size for _ in sheets]
    assert [one["cut"] for one in sheets] == [[] for _ in sheets]
    steps = [f"{stage}/{step}." for stage in STAGES for step in STEPS]
    assert sorted(re.findall(r"\d+/\d+\.", " ".join(item for one in sheets for item in one["items"]))) == sorted(steps)
    assert {stage for one in sheets for stage in one["stages"]} == {f"Stage {stage}." for stage in STAGES}
    assert {row for one in sheets for row in one["rows"]} >= {
        "Feels",
        "Customerdone by the customer",
        "Deskseen by the customer",
        "Milestones",
    }
    assert all(one["rows"] and one["stages"] for one in sheets)
    words = " ".join(text_of(document))
    assert [step for step in steps if step not in words] == []


@pytest.mark.parametrize("sheet", [SheetSize.A4, SheetSize.A2])
def test_type_has_seven_points_at_least(book: Book, page: "Page", sheet: SheetSize) -> None:
    document = printed(page, book, sheet, has_swimlane=True)
    sizes = [size for each in document for size in type_sizes(each.get_textpage())]
    assert len(sizes) > 2000
    assert min(sizes) >= LEAST_TYPE - 0.05
    assert max(sizes) > LEAST_TYPE


def test_a_picture_that_no_sheet_holds_is_cut_between_its_lanes(draw_project: Callable[[str], Path], page: "Page") -> None:
    lanes = [f"Lane {number}." for number in range(1, 21)]
    project = draw_project(world(steps=1))
    (project / "journeys" / "atlas.yml").write_text(
        "schema_version: 2\norganisation: Small\nlanes:\n"
        + "".join(f"  - {{id: lane-{number}, name: {name}, role: frontstage}}\n" for number, name in enumerate(lanes)),
        encoding="utf-8",
    )
    steps = "".join(f"{{lane-{number}: Does the work of {name}}}, " for number, name in enumerate(lanes))
    (project / "journeys" / "maps" / "small.yml").write_text(
        f"{{id: small, name: Small, goal: To work, stages: [{{id: only, name: Only, exit: Done, steps: [{steps}]}}]}}", encoding="utf-8"
    )
    for file in ("tour", "bare"):
        (project / "journeys" / "maps" / f"{file}.yml").unlink()
    checked = check(project)
    assert checked.ok
    document = printed(page, open_book(checked, Audience.INTERNAL), SheetSize.A4, "small", has_swimlane=True)
    pictures = [text for text in text_of(document) if "Lane 1." in text or "Lane 20." in text]
    assert min(size for each in document for size in type_sizes(each.get_textpage())) >= LEAST_TYPE - 0.05
    assert [sheet["cut"] for sheet in page.evaluate(SHEETS)] == [[] for _ in document]
    assert len(page.query_selector_all(".jb-poster__figure")) > 1
    assert len(pictures) > 1


def test_larger_paper_needs_fewer_sheets_and_a_small_map_one(book: Book, page: "Page") -> None:
    counts = [len(printed(page, book, sheet)) for sheet in (SheetSize.A4, SheetSize.A3, SheetSize.A1)]
    assert counts == sorted(counts, reverse=True)
    assert (counts[0] > 2, counts[-1]) == (True, 1)
    assert len(printed(page, book, SheetSize.A4, "small")) == 1
    assert (usual_sheet(book, "tour"), usual_sheet(book, "small")) == (SheetSize.A3, SheetSize.A4)


def test_a_map_of_nothing_but_its_head_has_a_sheet_too(book: Book, page: "Page") -> None:
    assert len(printed(page, book, usual_sheet(book, "bare"), "bare")) == 1
    (text,) = page.locator(".jb-poster__sheet").all_inner_texts()
    assert [word for word in ("Bare", "To begin", "sheet 1 of 1") if word not in text] == []


def test_a_step_too_many_for_one_sheet_goes_on_in_the_next(draw_project: Callable[[str], Path], page: "Page") -> None:
    book = open_book(check(draw_project(world(steps=40))), Audience.INTERNAL)
    document = printed(page, book, SheetSize.A4)
    sheets = page.evaluate(SHEETS)
    assert len(document) == len(sheets)
    assert [one["cut"] for one in sheets] == [[] for _ in sheets]
    steps = re.findall(r"\d+/\d+\.", " ".join(item for one in sheets for item in one["items"]))
    assert (len(steps), len(set(steps))) == (400, 400)


def test_links_are_numbered_and_listed_with_their_addresses(book: Book, page: "Page") -> None:
    document = printed(page, book, SheetSize.A1)
    numbers = page.evaluate("[...document.querySelectorAll('a[href]')].map(one => [one.getAttribute('href'), one.textContent])")
    assert numbers == [[LINKS[0], "Plan [1]"], [LINKS[1], "example.org [2]"], [LINKS[0], "Plan again [1]"]]
    listed = page.evaluate("[...document.querySelectorAll('.jb-poster__links li')].map(one => [one.value, one.textContent])")
    assert listed == [[1, LINKS[0]], [2, LINKS[1]]]
    assert [link for link in LINKS if link not in text_of(document)[-1]] == []


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_curve_stands_below_its_stages(draw_project: Callable[[str], Path], page: "Page", language: str) -> None:
    book = open_book(check(draw_project(world(language))), Audience.INTERNAL)
    page.set_content(print_page(book, "tour", sheet=SheetSize.A1))
    assert page.evaluate(CURVE) == [stage - 1 for stage in STAGES]
