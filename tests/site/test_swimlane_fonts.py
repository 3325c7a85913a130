"""The words of a swimlane stay in their shapes in each font that a reader may have."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("site")
MAPS = ("buying-mid-market", "post-sale", "payroll-go-live")
FONTS = ("Liberation Sans", "DejaVu Sans")
IS_PRESENT = """font => {
    const pen = document.createElement('canvas').getContext('2d');
    const width = family => { pen.font = `40px ${family}`; return pen.measureText('mWil.').width; };
    return width(`"${font}", monospace`) !== width('monospace');
}"""
OVER = """() => [...document.querySelectorAll('.swimlane .step')].flatMap(step => {
    const shape = step.querySelector('polygon, path, ellipse').getBBox();
    const right = shape.x + shape.width, bottom = shape.y + shape.height;
    return [...step.querySelectorAll('text')].map(text => text.getBBox())
        .map(box => Math.max(shape.x - box.x, box.x + box.width - right, shape.y - box.y, box.y + box.height - bottom));
})"""


def test_no_words_leave_their_shape_in_any_font(addresses: dict[str, str], browser: "Browser") -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    seen: dict[str, list[float]] = {}
    for name in MAPS:
        page.goto(f"{addresses['internal']}maps/{name}/")
        for font in (font for font in FONTS if page.evaluate(IS_PRESENT, font)):
            page.add_style_tag(content=f'.swimlane text {{ font-family: "{font}" !important; }}')
            seen.setdefault(font, []).extend(page.evaluate(OVER))
    context.close()
    assert seen
    assert {font: len(found) for font, found in seen.items() if len(found) < 100} == {}
    assert {font: max(found) for font, found in seen.items() if max(found) > 0.5} == {}
