"""Badges break between words only, and a label of three letters fits its shape, on a wide screen and on a narrow one."""

from typing import TYPE_CHECKING

import pytest
from lasting_page import as_new

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = ("maps/post-sale/", "maps/post-sale/onboarding/", "playbooks/", "health/onboarding-health/", "library/measures/", "segments/")
BADGES = """() => {
    const broken = [], seen = []
    for (const badge of document.querySelectorAll('.jb-badge')) {
        const words = document.createTreeWalker(badge, NodeFilter.SHOW_TEXT)
        while (words.nextNode()) {
            const text = words.currentNode
            for (const word of text.data.matchAll(/[^\\s-]+/g)) {
                const range = document.createRange()
                range.setStart(text, word.index)
                range.setEnd(text, word.index + word[0].length)
                const lines = new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top)))
                if (lines.size) seen.push(word[0])
                if (lines.size > 1) broken.push(word[0])
            }
        }
    }
    return [seen.length, broken]
}"""
LABELS = """() => {
    const wide = []
    const marks = [...document.querySelectorAll('.jb-path__mark')]
    for (const mark of marks) {
        mark.classList.add('jb-path__mark--long')
        mark.textContent = 'WWW'
        const circle = mark.parentElement.querySelector('circle, rect').getBoundingClientRect()
        if (mark.getBoundingClientRect().width > circle.width) wide.push(mark.outerHTML)
    }
    return [marks.length, wide]
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_no_badge_breaks_inside_a_word(addresses: dict[str, str], opened: "Page", width: int) -> None:
    page, seen = as_new(opened, width=width), 0
    for path in PAGES:
        page.goto(f"{addresses['internal']}{path}")
        page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true })")
        words, broken = page.evaluate(BADGES)
        assert broken == [], path
        seen += words
    assert seen > 200


@pytest.mark.parametrize("width", [1280, 360])
def test_a_label_of_three_letters_fits_its_shape(addresses: dict[str, str], opened: "Page", width: int) -> None:
    page = as_new(opened, width=width)
    page.goto(f"{addresses['public']}publish-rotas-at-every-site/")
    in_picture, wide = page.evaluate(LABELS)
    assert in_picture > 2
    assert wide == []
