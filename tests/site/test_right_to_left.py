"""A site in Hebrew in a real browser: nothing covers anything, the first stage stands on the right, and paper begins there too."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lasting_page import lasting_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PROJECT = """
    journeys/
      atlas.yml
        |schema_version: 2
        |language: he
        |organisation: טרן
        |teams: [{id: csm, name: הצלחה}]
        |channels: []
        |anchors: [{id: signature, name: החתימה}]
        |default_anchor: signature
      translations/he.yml
        |language: he
        |words:
        |  success.goal: המטרה שלך
        |  success.role: זה בשבילך אם
        |  success.checked: ללקוחות · נבדק לאחרונה ב-{day}
        |  success.by.you: אתם
        |  success.by.we: אנחנו
        |  success.begins: מתחיל
        |  success.sheet_when: מתי
        |  plan.done: בוצע
      maps/way.yml
        |id: way
        |name: דרך קצרה
        |goal: הכול עובד
        |owner: csm
        |status: live
        |audience: public
        |review: {last: 2026-05-02}
        |public: {slug: derech, title: דרך קצרה, goal: הכול עובד, role: אני מתכנן}
        |stages:
        |  - id: alef
        |    name: התחלה
        |    owner: csm
        |    exit: התחלנו
        |    events: none
        |    steps: [{customer: פותח חשבון, feels: frustrated}, {company: "שולח ב-PDF (עמוד 2)!", when: within 3 days of signature}]
        |    milestones: [{name: ההתחלה הראשונה, target: 14 days after signature, owner: csm, test: נראה}]
        |  - id: gimel
        |    name: אמצע הדרך הארוכה
        |    owner: csm
        |    exit: הגענו
        |    events: none
        |    steps: [{customer: ממלא את הטופס הארוך מאוד של המחלקה ושולח אותו חזרה אלינו עד סוף השבוע, feels: worried}]
        |  - id: bet
        |    name: סוף
        |    owner: csm
        |    exit: סיימנו
        |    events: none
        |    steps: [{customer: שולח, feels: delighted}]
"""
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"
STEP_PARTS = """step => [...step.querySelectorAll('.jb-success__doer strong, .jb-success__what, input, label span')].map(part => {
    const words = document.createRange()
    words.selectNodeContents(part)
    const boxes = part.tagName === 'H4' ? [...words.getClientRects()] : [part.getBoundingClientRect()]
    return [part.tagName, boxes.map(box => [box.left, box.top, box.right, box.bottom])]
})"""
"""The badge, the words, the box and its label in a step, each with its boxes, of which words have one for each line."""
IN_ORDER = """selector => [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect()).filter(box => box.width)
    .map(box => Math.round(box.left + box.width / 2))"""


@pytest.fixture(scope="module")
def hebrew(
    tmp_path_factory: pytest.TempPathFactory,
    draw_tree: Callable[[str, Path], Path],
    build_sites: Callable[[Path], dict[str, Path]],
    serve_folder: Callable[[Path], str],
) -> dict[str, str]:
    project = draw_tree(PROJECT, tmp_path_factory.mktemp("hebrew") / "project")
    return {audience: serve_folder(folder) for audience, folder in build_sites(project).items()}


@pytest.fixture(scope="module")
def opened(browser: "Browser") -> "Iterator[Page]":
    with lasting_page(browser, bypass_csp=True) as page:
        yield page


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_covers_anything_in_a_step_of_a_success_map(hebrew: dict[str, str], page: "Page", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{hebrew['public']}derech/")
    page.evaluate(OPEN_ALL)
    steps = page.locator(".jb-success__step")
    assert steps.count() == 4
    for number, step in enumerate(steps.all()):
        parts = step.evaluate(STEP_PARTS)
        assert [part[0] for part in parts] == (["STRONG", "H4"] if number == 1 else ["STRONG", "H4", "INPUT", "SPAN"])
        pairs = ((a, b) for place, a in enumerate(parts) for b in parts[:place])
        assert [(a[0], b[0]) for a, b in pairs if any(_overlap(one, other) for one in a[1] for other in b[1])] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _overlap(one: list[float], other: list[float]) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


def test_the_first_stage_stands_at_the_right_in_picture_table_and_overview(hebrew: dict[str, str], page: "Page") -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{hebrew['public']}derech/")
    path = page.evaluate(IN_ORDER, ".jb-path__stop")
    page.goto(f"{hebrew['internal']}maps/way/")
    heads = page.evaluate(IN_ORDER, ".jb-map thead th")[1:]
    points = page.evaluate(IN_ORDER, ".jb-map table .jb-curve > g > :not(polyline)")
    assert [len(path), len(heads), len(points)] == [3, 3, 3]
    assert path == sorted(path, reverse=True)
    assert heads == sorted(heads, reverse=True)
    assert points == sorted(points, reverse=True)


def test_lines_of_several_parts_begin_on_the_right_on_paper(hebrew: dict[str, str], page: "Page") -> None:
    page.goto(f"{hebrew['public']}derech/")
    page.emulate_media(media="print")
    about = page.evaluate(IN_ORDER, ".jb-sheet__about > span")
    assert len(about) > 2
    assert about == sorted(about, reverse=True)
    heads = page.evaluate("[...document.querySelectorAll('.jb-sheet__table thead th')].map(each => each.getBoundingClientRect().right)")
    times = """() => [...document.querySelectorAll('.jb-sheet__table tbody td:nth-child(4)')].filter(cell => cell.innerText.trim())
    .map(each => {
        const words = document.createRange()
        words.selectNodeContents(each)
        return each.getBoundingClientRect().right - words.getBoundingClientRect().right
    })"""
    assert heads == sorted(heads, reverse=True)
    assert all(0 <= rest < 12 for rest in page.evaluate(times))
    assert page.evaluate(times)
