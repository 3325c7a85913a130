"""Pages look as they did when somebody last looked at them; `make snapshots` takes in what has changed and shows old beside new."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Literal, cast

import pytest
from drawn import Drawn, read_drawn
from PIL import Image, ImageChops
from sites import Sites

from snapshots import FOLDER, REFRESH, REPORT, Gallery, left_out, printed, share_changed, state, surroundings, taken

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
browsed = pytest.mark.xdist_group("site")


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
def gallery(browser: "Browser") -> Iterator[Gallery]:
    """Compare with the kept pictures; tests that use it are left out where those were made with another browser or other fonts."""
    kept = Gallery(FOLDER, refresh=REFRESH)
    if kept.refresh:
        state(kept.folder, surroundings(browser))
    yield kept
    if kept.refresh or kept.changes:
        kept.write_report(REPORT)


@browsed
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_page_looks_as_it_did(look: Look, addresses: dict[str, str], browser: "Browser", gallery: Gallery) -> None:
    page = browser.new_page(viewport={"width": SIZES[0][0], "height": SIZES[0][1]}, reduced_motion="reduce")
    page.goto(f"{addresses[look.audience]}{look.path}")
    faults: list[str] = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme, name in SCHEMES.items():
            page.locator(f"[data-md-component=palette] [data-md-color-scheme={name}]").evaluate("one => one.click()")
            faults += gallery.compare(f"{look.name}-{width}-{scheme}", [taken(page, look.top, air=AIR)])
    page.close()
    assert faults == [], f"see {REPORT}/index.html"


@browsed
@pytest.mark.parametrize("look", PRINTS, ids=lambda look: look.name)
def test_a_print_looks_as_it_did(look: Look, addresses: dict[str, str], browser: "Browser", gallery: Gallery) -> None:
    page = browser.new_page()
    page.goto(f"{addresses[look.audience]}{look.path}")
    assert gallery.compare(look.name, printed(page, SHEETS)) == [], f"see {REPORT}/index.html"
    page.close()


@browsed
@pytest.mark.parametrize("look", [look for look in LOOKS if look.name in FORMS], ids=lambda look: look.name)
def test_each_form_of_a_swimlane_is_among_the_pictures(look: Look, sample: Sites) -> None:
    drawn = re.findall(r'<svg[^>]* class="swimlane".*?</svg>', sample[look.audience].page(look.path), re.DOTALL)
    assert _form([read_drawn(svg) for svg in drawn]) == FORMS[look.name]


def test_every_kept_picture_belongs_to_a_look() -> None:
    kept = {path.name.split(".")[0] for path in FOLDER.glob("*.png")}
    seen = {f"{look.name}-{width}-{scheme}" for look in LOOKS for width, _ in SIZES for scheme in SCHEMES}
    assert kept == seen | {look.name for look in PRINTS}


def test_light_and_dark_are_different_pictures() -> None:
    pairs = [[FOLDER / f"{look.name}-{width}-{scheme}.png" for scheme in SCHEMES] for look in LOOKS for width, _ in SIZES]
    assert [light.name for light, dark in pairs if share_changed(Image.open(light), Image.open(dark)) < 0.5] == []


def test_a_small_change_is_seen_refused_and_taken_in_when_refreshed(tmp_path: Path) -> None:
    old = Image.new("RGB", SIZES[0], "white")
    new = old.copy()
    new.paste((160, 170, 250), (600, 400, 616, 416))
    walls, report = tmp_path / "pictures", tmp_path / "report"
    walls.mkdir()
    Gallery(walls, refresh=True).compare("home", [old])
    assert Gallery(walls).compare("home", [old]) == []
    strict = Gallery(walls)
    assert strict.compare("home", [new]) == ["home: 0.025% of its pixels differ"]
    strict.write_report(report)
    assert sorted(path.name for path in report.iterdir()) == ["home.difference.png", "home.new.png", "home.old.png", "index.html"]
    assert 'src="home.difference.png"' in (report / "index.html").read_text(encoding="utf-8")
    assert Gallery(walls, refresh=True).compare("home", [new]) == []
    assert Gallery(walls).compare("home", [new]) == []


def test_another_size_and_a_sheet_more_or_less_are_seen(tmp_path: Path) -> None:
    sheet = Image.new("RGB", (100, 100), "white")
    Gallery(tmp_path, refresh=True).compare("print", [sheet, sheet])
    assert Gallery(tmp_path).compare("print", [sheet, sheet]) == []
    assert Gallery(tmp_path).compare("print", [sheet, sheet.resize((100, 101))]) == ["print.02: 100.000% of its pixels differ"]
    assert len(Gallery(tmp_path).compare("print", [sheet] * 3)) == 1
    assert len(Gallery(tmp_path).compare("print", [sheet])) == 3
    Gallery(tmp_path, refresh=True).compare("print", [sheet])
    assert [path.name for path in tmp_path.iterdir()] == ["print.png"]


def test_what_nobody_can_see_is_no_change() -> None:
    old = Image.new("RGB", (100, 100), (120, 130, 140))
    assert share_changed(old, Image.new("RGB", (100, 100), (130, 120, 150))) == 0
    words = Image.effect_noise((100, 100), 200).convert("RGB")
    assert [share_changed(words, ImageChops.offset(words, 0, by)) > 0.01 for by in (-1, 1, 3)] == [False, False, True]


def test_pictures_are_compared_only_where_they_were_made(tmp_path: Path, browser: "Browser") -> None:
    here = surroundings(browser)
    pictured, other = SimpleNamespace(fixturenames=("gallery", "browser")), SimpleNamespace(fixturenames=("browser",))
    items = cast("list[pytest.Item]", [pictured, other])
    assert left_out(items, here, tmp_path) == [pictured]
    state(tmp_path, here)
    assert left_out(items, here, tmp_path) == []
    assert [part for part in here if left_out(items, here | {part: "another"}, tmp_path) != [pictured]] == []
    assert left_out(items, None, tmp_path) == [pictured]
    assert {"browser", "fonts"} <= here.keys()


def _form(pictures: list[Drawn]) -> Form:
    """Say how a swimlane runs from where the headings of its stages stand."""
    if len(pictures) > 1:
        return "panels"
    return "horizontal" if len({round(stage.box.y) for stage in pictures[0].stages}) == 1 else "vertical"
