"""Pages look as they did when somebody last looked at them; `make snapshots` takes in what has changed and shows old beside new."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pytest
from drawn import Drawn, read_drawn
from PIL import Image
from sites import Sites

from snapshots import (
    FOLDER,
    FONTS,
    LOCALE,
    REFRESH,
    REPORT,
    Gallery,
    fonts_of,
    other_fonts,
    other_major,
    pixels_changed,
    printed,
    state,
    taken,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Form = Literal["horizontal", "vertical", "panels"]
SCHEMES = {"light": "default", "dark": "slate"}
"""What the theme calls them; the page is switched as a reader does it."""
SIZES = ((1280, 800), (360, 720))
AIR = 80
"""How many pixels stand above what a picture is about, the site's own header included."""
SHEETS = 0.6
"""How many pixels a point of paper gets: enough to read headings, and to see every line move."""


@dataclass(frozen=True)
class Look:
    """A page that is looked at, and what of it stands at the top."""

    name: str
    audience: str
    path: str
    top: str = ""


LOOKS = (
    Look("home", "internal", ""),
    Look("map", "internal", "maps/mid-market-administrator/", ".jb-map__wide, .jb-map__narrow"),
    Look("stage", "internal", "maps/post-sale/onboarding/"),
    Look("playbook", "internal", "playbooks/new-administrator/"),
    Look("success-map", "public", "publish-rotas-at-every-site/", "#path"),
    Look("swimlane-horizontal", "internal", "maps/payroll-go-live/", "#swimlane"),
    Look("swimlane-vertical", "internal", "maps/site-manager-day/", "#swimlane"),
    Look("swimlane-panels", "internal", "maps/post-sale/", "#swimlane"),
)
PRINTS = (
    Look("print-map", "internal", "maps/site-manager-day/"),
    Look("print-success-map", "public", "plan-your-own-rota/"),
)
FORMS: dict[str, Form] = {"swimlane-horizontal": "horizontal", "swimlane-vertical": "vertical", "swimlane-panels": "panels"}


@pytest.fixture(scope="module")
def pictured(start_browser: "Callable[..., Browser]") -> "Iterator[Browser]":
    """Start a Chromium that sees the fonts of the pictures; skip where they are not installed."""
    with start_browser(env={**os.environ, **FONTS}) as chromium:
        fonts = fonts_of(chromium)
        if REFRESH:
            state(FOLDER, chromium.version, fonts)
        elif problem := other_fonts(fonts, FOLDER):
            pytest.skip(problem)
        yield chromium


@pytest.fixture(scope="module")
def gallery() -> Iterator[Gallery]:
    """Compare with the kept pictures, and show at the end what has changed."""
    kept = Gallery(FOLDER, refresh=REFRESH)
    yield kept
    if kept.refresh or kept.changes:
        kept.write_report(REPORT)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_page_looks_as_it_did(look: Look, addresses: dict[str, str], pictured: "Browser", gallery: Gallery) -> None:
    page = pictured.new_page(viewport={"width": SIZES[0][0], "height": SIZES[0][1]}, reduced_motion="reduce", locale=LOCALE)
    page.goto(f"{addresses[look.audience]}{look.path}{look.top if look.top.startswith('#') else ''}")  # a link opens what it leads to
    faults: list[str] = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme, name in SCHEMES.items():
            page.locator(f"[data-jb-palette] [data-md-color-scheme={name}]").evaluate("one => one.click()")
            faults += gallery.compare(f"{look.name}-{width}-{scheme}", [taken(page, look.top, air=AIR)])
            if look.name in FORMS:
                assert page.locator(f"{look.top} + details[open] svg.swimlane").count()
    page.close()
    assert faults == [], f"see {REPORT}/index.html"


@pytest.mark.parametrize("look", PRINTS, ids=lambda look: look.name)
def test_a_print_looks_as_it_did(look: Look, addresses: dict[str, str], pictured: "Browser", gallery: Gallery) -> None:
    page = pictured.new_page(locale=LOCALE)
    page.goto(f"{addresses[look.audience]}{look.path}")
    assert gallery.compare(look.name, printed(page, SHEETS)) == [], f"see {REPORT}/index.html"
    page.close()


def test_the_pictures_were_made_with_this_major(pictured: "Browser") -> None:
    """Another major is said at the end of a run, as an expected failure; with pytest's `--runxfail` it fails."""
    problem = other_major(pictured.version, FOLDER)
    if problem:
        pytest.xfail(problem)
    assert problem is None


@pytest.mark.parametrize("look", [look for look in LOOKS if look.name in FORMS], ids=lambda look: look.name)
def test_each_form_of_a_swimlane_is_among_the_pictures(look: Look, sample: Sites) -> None:
    drawn = re.findall(r'<svg[^>]* class="swimlane".*?</svg>', sample[look.audience].page(look.path), re.DOTALL)
    assert _form([read_drawn(svg) for svg in drawn]) == FORMS[look.name]


def test_every_kept_picture_belongs_to_a_look() -> None:
    kept = {path.name.split(".")[0] for path in FOLDER.glob("*.png")}
    seen = {f"{look.name}-{width}-{scheme}" for look in LOOKS for width, _ in SIZES for scheme in SCHEMES}
    assert kept == seen | {look.name for look in PRINTS}


def test_light_and_dark_are_different_pictures() -> None:
    pairs = [[Image.open(FOLDER / f"{look.name}-{width}-{scheme}.png") for scheme in SCHEMES] for look in LOOKS for width, _ in SIZES]
    assert len(pairs) == len(LOOKS) * len(SIZES)
    assert [light.size for light, dark in pairs if pixels_changed(light, dark) < light.width * light.height / 2] == []


def _form(pictures: list[Drawn]) -> Form:
    """Say how a swimlane runs from where the headings of its stages stand."""
    if len(pictures) > 1:
        return "panels"
    return "horizontal" if len({round(stage.box.y) for stage in pictures[0].stages}) == 1 else "vertical"
