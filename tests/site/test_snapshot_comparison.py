"""Two pictures differ where a reader would see it, and not where browsers merely round otherwise."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from snapshots import FOLDER, STEP, TOLERANCE, Gallery, other_fonts, other_major, pixels_changed, state

BLOCK = 60
MIDDLE = (15, 15, 45, 45)
MOVE = 10
"""How many pixels something is moved where the comparison itself is tried."""
CORNER = (100, 240)
"""Where on a picture something is drawn for that."""
SPOILED: dict[str, Callable[[Image.Image], tuple[Image.Image, Image.Image]]] = {
    "a badge moved to the right": lambda kept: (badge(kept), badge(kept, right=MOVE)),
    "a badge moved down": lambda kept: (badge(kept), badge(kept, down=MOVE)),
    "a badge of another colour": lambda kept: (badge(kept), badge(kept, fill="#e2efe6")),
    "a short word gone": lambda kept: (word(kept, "Tell us"), word(kept, "Tell")),
    "a letter's case": lambda kept: (word(kept, "Send the form"), word(kept, "send the form")),
    "a thin line across gone": lambda kept: (line(kept, 60, 0), paper(kept)[0]),
    "a thin line down gone": lambda kept: (line(kept, 0, 50), paper(kept)[0]),
    "a line two pixels away": lambda kept: (line(kept, 60, 0), line(kept, 60, 0, down=2)),
}
"""Changes that a reader would see, each as a picture before and after."""
TRIED = ("home-1280-light", "map-1280-dark", "swimlane-panels-360-light", "print-map.01")


def test_a_small_change_is_seen_refused_and_taken_in_when_refreshed(tmp_path: Path) -> None:
    old = Image.new("RGB", (1280, 800), "white")
    new = old.copy()
    new.paste((160, 170, 250), (600, 400, 616, 416))
    walls, report = tmp_path / "pictures", tmp_path / "report"
    walls.mkdir()
    Gallery(walls, refresh=True).compare("home", [old])
    assert Gallery(walls).compare("home", [old]) == []
    strict = Gallery(walls)
    assert strict.compare("home", [new]) == ["home: 256 of its pixels differ"]
    strict.write_report(report)
    assert sorted(path.name for path in report.iterdir()) == ["home.difference.png", "home.new.png", "home.old.png", "index.html"]
    assert 'src="home.difference.png"' in (report / "index.html").read_text(encoding="utf-8")
    assert Gallery(walls, refresh=True).compare("home", [new]) == []
    assert Gallery(walls).compare("home", [new]) == []


def test_another_size_and_a_sheet_more_or_less_are_seen(tmp_path: Path) -> None:
    sheet = Image.new("RGB", (100, 100), "white")
    Gallery(tmp_path, refresh=True).compare("print", [sheet, sheet])
    assert Gallery(tmp_path).compare("print", [sheet, sheet]) == []
    assert Gallery(tmp_path).compare("print", [sheet, sheet.resize((100, 101))]) == ["print.02 has another size"]
    assert Gallery(tmp_path).compare("print", [sheet] * 3) == ["print.03 is new"]
    assert Gallery(tmp_path).compare("print", [sheet]) == ["print is new", "print.01 is gone", "print.02 is gone"]
    Gallery(tmp_path, refresh=True).compare("print", [sheet])
    assert [path.name for path in tmp_path.iterdir()] == ["print.png"]


@pytest.mark.parametrize("name", TRIED)
@pytest.mark.parametrize("spoiled", SPOILED)
def test_what_a_reader_would_see_is_told(name: str, spoiled: str) -> None:
    before, after = SPOILED[spoiled](opened(name))
    assert pixels_changed(before, after) > TOLERANCE


def test_a_block_of_any_page_moved_by_ten_pixels_is_told() -> None:
    kept = {path.stem: opened(path.stem) for path in FOLDER.glob("*.png")}
    blocks = {name: busiest(picture) for name, picture in kept.items() if picture.getcolors(1) is None}
    assert len(blocks) > 35
    assert [name for name, block in blocks.items() if pixels_changed(block, moved(block, MOVE, 0)) <= TOLERANCE] == []
    assert [name for name, block in blocks.items() if pixels_changed(block, moved(block, 0, MOVE)) <= TOLERANCE] == []


@pytest.mark.parametrize("name", TRIED)
def test_what_browsers_round_otherwise_is_no_change(name: str) -> None:
    kept = opened(name)
    before = word(kept, "Send the form")
    after = before.copy()
    inner = (CORNER[0] - 4, CORNER[1] - 4, CORNER[0] + 140, CORNER[1] + 24)
    after.paste(ImageChops.offset(before, 0, -1).crop(inner), inner[:2])
    assert (before == after, pixels_changed(before, after)) == (False, 0)
    lighter = kept.point(lambda level: min(level + STEP, 255))
    assert pixels_changed(kept, lighter) == 0


def test_other_fonts_and_another_major_are_said(tmp_path: Path) -> None:
    here = {"text": {"names": ["DejaVuSans"], "width": 179}}
    state(tmp_path, "156.0.8078.79", here)
    assert (other_fonts(here, tmp_path), other_major("156.1.2.3", tmp_path)) == (None, None)
    wider = {"text": {"names": ["DejaVuSans"], "width": 181}}
    assert "install fonts-dejavu-core" in str(other_fonts(wider, tmp_path))
    assert "made with Chromium 156, and this is 158" in str(other_major("158.0.8078.79", tmp_path))


def opened(name: str) -> Image.Image:
    """Return a kept picture."""
    return Image.open(FOLDER / f"{name}.png").convert("RGB")


def busiest(kept: Image.Image) -> Image.Image:
    """Return the square of a picture that has the most different colours in its middle."""
    corners = product(range(0, kept.width - BLOCK, BLOCK // 2), range(0, kept.height - BLOCK, BLOCK // 2))
    squares = (kept.crop((left, top, left + BLOCK, top + BLOCK)) for left, top in corners)
    return max(squares, key=lambda square: len(square.crop(MIDDLE).getcolors(BLOCK * BLOCK) or ()))


def moved(square: Image.Image, right: int, down: int) -> Image.Image:
    """Return a square whose middle stands elsewhere in it."""
    copy = square.copy()
    copy.paste(square.crop(MIDDLE), (MIDDLE[0] + right, MIDDLE[1] + down))
    return copy


def paper(kept: Image.Image) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return a copy of a picture with an empty white place around the corner, and a pen for it."""
    copy = kept.copy()
    pen = ImageDraw.Draw(copy)
    pen.rectangle((CORNER[0] - 8, CORNER[1] - 8, CORNER[0] + 150, CORNER[1] + 60), fill="white")
    return copy, pen


def badge(kept: Image.Image, *, right: int = 0, down: int = 0, fill: str = "#e2ebf6") -> Image.Image:
    """Return a picture with a pale badge drawn on it."""
    copy, pen = paper(kept)
    left, top = CORNER[0] + right, CORNER[1] + down
    pen.rectangle((left, top, left + 60, top + 18), fill=fill)
    return copy


def word(kept: Image.Image, text: str) -> Image.Image:
    """Return a picture with small dark words drawn on it."""
    copy, pen = paper(kept)
    pen.text(CORNER, text, fill="#1f2d33", font=ImageFont.load_default(11))
    return copy


def line(kept: Image.Image, right: int, down_to: int, *, down: int = 0) -> Image.Image:
    """Return a picture with a line of one pixel drawn on it."""
    copy, pen = paper(kept)
    pen.line((CORNER[0], CORNER[1] + down, CORNER[0] + right, CORNER[1] + down + down_to), fill="#8496a9")
    return copy
