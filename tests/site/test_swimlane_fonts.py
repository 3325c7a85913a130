"""The words of a swimlane stay in their shapes in each font that a reader may have."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MAPS = ("buying-mid-market", "post-sale", "payroll-go-live")
FONTS = {"Liberation Sans": "fonts-liberation", "DejaVu Sans": "fonts-dejavu-core"}
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


@pytest.mark.parametrize("font", FONTS)
def test_no_words_leave_their_shape_in_any_font(font: str, addresses: dict[str, str], browser: "Browser") -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    if not page.evaluate(IS_PRESENT, font):
        context.close()
        pytest.skip(f"the font {font} is not installed: install the package {FONTS[font]}")
    over: list[float] = []
    for name in MAPS:
        page.goto(f"{addresses['internal']}maps/{name}/")
        page.add_style_tag(content=f'.swimlane text {{ font-family: "{font}" !important; }}')
        over += page.evaluate(OVER)
    context.close()
    assert len(over) > 100
    assert max(over) <= 0.5
