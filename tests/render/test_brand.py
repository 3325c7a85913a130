"""A brand reaches every picture, and no colour of it makes anything unreadable."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.load.theme import style_sheet
from journeybook.model.organisation import Brand
from journeybook.render.brand import DARK_GROUND, LIGHT_GROUND, brand_css, contrast, ink_on, logo_uri, readable
from journeybook.render.inline_css import LightStyles

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_any_colour_is_mixed_only_as_far_as_it_must(colour: str) -> None:
    for ground in (LIGHT_GROUND, DARK_GROUND):
        mixed = readable(colour, ground)
        assert contrast(mixed, ground) >= 4.5
        assert (mixed == colour) == (contrast(colour, ground) >= 4.5)
    assert contrast(ink_on(colour), colour) >= 4.5


def test_words_on_extreme_colours_are_black_or_white() -> None:
    assert [ink_on(colour) for colour in ("#ffff00", "#000000", "#ffffff")] == ["#000000", "#ffffff", "#000000"]


def test_a_brand_that_names_nothing_changes_nothing() -> None:
    assert brand_css(Brand()) == ""


def test_the_dark_accent_is_for_screens() -> None:
    light, dark = brand_css(Brand(accent="#ffff00")).splitlines()
    assert light.startswith(":root")
    assert dark.startswith("@media screen")


def test_the_primary_colour_fills_the_stages_of_a_swimlane_file() -> None:
    css = style_sheet("tokens") + brand_css(Brand(primary="#ffff00")) + style_sheet("components/swimlane")
    root = ET.fromstring('<svg class="swimlane"><g class="stage"><polygon/><text/></g></svg>')  # noqa: S314 - written here
    LightStyles(root, css).write()
    header, name = root[0]
    assert header.attrib == {"fill": "#ffff00", "stroke": "#000000"}
    assert name.get("fill") == "#000000"


@pytest.mark.parametrize("name", ["curve", "spark", "impact-effort", "shell"])
def test_the_accent_draws_what_the_other_pictures_and_links_have_to_themselves(name: str) -> None:
    assert "var(--jb-accent)" in style_sheet(f"components/{name}")


def test_the_logo_travels_in_the_document(draw_project: Callable[[str], Path], tmp_path: Path) -> None:
    project = draw_project("journeys/\n  resources/\n    mark.jpg\n      | not really a picture\n")
    assert logo_uri(project, Brand(logo="mark.jpg")) == "data:image/jpeg;base64,bm90IHJlYWxseSBhIHBpY3R1cmUK"
    assert logo_uri(tmp_path, Brand()) == ""
