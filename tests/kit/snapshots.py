"""Pictures of pages as they were last approved: taken, compared with what is seen now, and laid side by side in a report."""

import json
import os
import platform
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

from journeybook.cli.browser import BrowserFailed, find_browser

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "snapshots"
REPORT = ROOT / "site" / "snapshots"
REFRESH = bool(os.environ.get("JOURNEYBOOK_REWRITE"))
STEP = 8
"""Colours are kept in steps of so many levels of 255: nobody sees the rest, and it is half of the bytes."""
LEVELS = 24
"""A pixel has changed when one of its colours differs by more than so many levels of 255."""
TOLERANCE = 0.0002
"""How large a share of a picture's pixels may have changed: 200 in a million, less than a word."""
_STYLES = ROOT / "overrides" / "assets" / "stylesheets"
_PROBE = "Aa 09 – · → ✓ ▲ ◆ 日本 🧭"
_HIDDEN = ".md-top { display: none }"
"""What comes and goes with the direction in which one has scrolled."""
_PATIENCE = 30
"""How many pictures are taken of a page until two are the same."""
_STACKS = {"text": "font-family: var(--md-text-font), sans-serif", "code": "font-family: var(--md-code-font), monospace", "swimlane": ""}
_CELL = '<figure><figcaption>{title}</figcaption><img src="{name}.{title}.png" alt="{name}, {title}"></figure>'
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Snapshots: old beside new</title>
<style>body{{font-family:sans-serif;margin:2rem}}section>div{{display:flex;gap:1rem;align-items:start}}
figure{{margin:0;flex:1;min-width:0}}img{{max-width:100%;border:1px solid #888}}</style>
<h1>Snapshots: old beside new</h1><p>{summary}</p>{sections}</html>
"""

Surroundings = dict[str, object]
Pixels = NDArray[np.int16]


@dataclass(frozen=True)
class Change:
    """A picture that is not what it was; one that is new has no old one, and one that is gone no new one."""

    name: str
    old: Image.Image | None
    new: Image.Image | None
    share: float


@dataclass
class Gallery:
    """The approved pictures; it refuses what differs, or takes it in where the pictures are refreshed."""

    folder: Path
    refresh: bool = False
    seen: int = 0
    changes: list[Change] = field(default_factory=list)

    def compare(self, name: str, pictures: Sequence[Image.Image]) -> list[str]:
        """Say in what a page, or the sheets of a print, differ from what they were; nothing where they are refreshed."""
        names = [name] if len(pictures) == 1 else [f"{name}.{number:02}" for number in range(1, len(pictures) + 1)]
        new = {one: rounded(picture) for one, picture in zip(names, pictures, strict=True)}
        old = {path.stem: _opened(path) for path in sorted(self.folder.glob(f"{name}.*png"))}
        levels, tolerance = (STEP, 0) if self.refresh else (LEVELS, TOLERANCE)
        pairs = [(one, old.get(one), new.get(one)) for one in sorted({*old, *new})]
        changes = [Change(*pair, share) for pair in pairs if (share := share_changed(*pair[1:], levels=levels)) > tolerance]
        self.seen += len(new)
        self.changes += changes
        if self.refresh:
            self._take_in(changes)
            return []
        return [f"{change.name}: {change.share:.3%} of its pixels differ" for change in changes]

    def write_report(self, folder: Path) -> None:
        """Write each changed picture as old, new and difference beside one another."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        summary = f"{self.seen} pictures were taken, {len(self.changes)} differ from what was kept."
        sections = "\n".join(_section(change, folder) for change in sorted(self.changes, key=lambda change: change.name))
        (folder / "index.html").write_text(_PAGE.format(summary=summary, sections=sections), encoding="utf-8")

    def _take_in(self, changes: Iterable[Change]) -> None:
        for change in changes:
            path = self.folder / f"{change.name}.png"
            if change.new is None:
                path.unlink()
            else:
                change.new.save(path, optimize=True)


def rounded(picture: Image.Image) -> Image.Image:
    """Return a picture in the colours in which it is kept."""
    pixels = _pixels(picture)
    return Image.fromarray(np.minimum((pixels + STEP // 2) // STEP * STEP, 255).astype(np.uint8))


def share_changed(old: Image.Image | None, new: Image.Image | None, *, levels: int = LEVELS) -> float:
    """Return which share of the pixels differs by more than some levels; all of them where the size does, or where one is missing.

    A line of words may stand a pixel higher or lower, since browsers round so: a pixel differs when it is unlike all three.
    """
    if old is None or new is None or old.size != new.size:
        return 1.0
    moved = (ImageChops.offset(old, 0, by) for by in (0, -1, 1))
    return float(np.logical_and.reduce([_apart(one, new, levels=levels) for one in moved]).mean())


def difference(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return the new picture faintly, with every pixel in red that differs by more than a step, or that only one of the two has."""
    size = max(old.width, new.width), max(old.height, new.height)
    before, after = (_on_paper(picture, size) for picture in (old, new))
    pixels = _pixels(after) // 4 + 191
    pixels[_apart(before, after, levels=STEP)] = (220, 0, 0)
    return Image.fromarray(pixels.astype(np.uint8))


def taken(page: "Page", top: str, *, air: float) -> Image.Image:
    """Return what a page shows when something of it stands near the top, as soon as it has come to rest."""
    page.evaluate(
        """([top, air]) => {
            const found = top && [...document.querySelectorAll(top)].find(one => one.checkVisibility())
            scrollTo({top: found ? found.getBoundingClientRect().top + scrollY - air : 0, behavior: "instant"})
        }""",
        [top, air],
    )
    before = b""
    for _ in range(_PATIENCE):
        now = page.screenshot(animations="disabled", style=_HIDDEN)
        if now == before:
            return Image.open(BytesIO(now))
        before = now
    raise AssertionError(f"the page does not come to rest: {page.url}")


def printed(page: "Page", scale: float) -> list[Image.Image]:
    """Return the sheets of a printed page; paper is A4 where the page's own style asks for nothing else."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    sheets = [sheet.render(scale=scale).to_pil() for sheet in document]
    document.close()
    return sheets


def surroundings(browser: "Browser") -> Surroundings:
    """Say what decides how a picture comes out: browser, system, what draws printed sheets, and the fonts that our style sheets get."""
    page = browser.new_page()
    styles = "".join((_STYLES / name).read_text(encoding="utf-8") for name in ("tokens.css", "components/swimlane.css"))
    boxes = "".join(f'<p><span class="{name}" style="{stack}">{_PROBE}</span></p>' for name, stack in _STACKS.items())
    page.set_content(f"<!doctype html><meta charset=utf-8><style>{styles} .swimlane {{ display: inline }}</style>{boxes}")
    fonts = {name: _fonts(page, f".{name}") for name in _STACKS}
    page.close()
    return {
        "browser": f"Chromium {browser.version}",
        "system": f"{platform.system()} {platform.machine()}",
        "sheets": f"PDFium {pypdfium2.PDFIUM_INFO}",
        "fonts": fonts,
    }


def surroundings_here() -> Surroundings | None:
    """Say the same of the browser of this machine, or nothing where there is none."""
    try:
        program = find_browser()
    except BrowserFailed:
        return None
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=program) as browser:
        return surroundings(browser)


def left_out(items: Iterable["pytest.Item"], here: Surroundings | None, folder: Path) -> list["pytest.Item"]:
    """Return the tests that cannot compare: those with pictures, where pictures were made with something else than what is here."""
    return [] if here and here == stated(folder) else [item for item in items if "gallery" in getattr(item, "fixturenames", ())]


def stated(folder: Path) -> Surroundings | None:
    """Return what the kept pictures say that they were made with."""
    statement = folder / "made-with.json"
    if not statement.exists():
        return None
    read: Surroundings = json.loads(statement.read_text(encoding="utf-8"))
    return read


def state(folder: Path, here: Surroundings) -> None:
    """Write beside the pictures what they were made with."""
    folder.mkdir(exist_ok=True)
    (folder / "made-with.json").write_text(json.dumps(here, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _fonts(page: "Page", selector: str) -> dict[str, object]:
    """Return the families that the browser takes for a text, and how wide it becomes, which tells versions of a font apart."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    width = page.locator(selector).evaluate("one => one.getBoundingClientRect().width")
    return {"families": sorted({font["familyName"] for font in used}), "width": round(width, 2)}


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def _pixels(picture: Image.Image) -> Pixels:
    return np.asarray(picture.convert("RGB"), dtype=np.int16)


def _apart(old: Image.Image, new: Image.Image, *, levels: int) -> NDArray[np.bool_]:
    return np.asarray(np.abs(_pixels(old) - _pixels(new)).max(axis=2) > levels)


def _on_paper(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    paper = Image.new("RGB", size, "magenta")
    paper.paste(picture)
    return paper


def _section(change: Change, folder: Path) -> str:
    shown = {"old": change.old, "new": change.new}
    if change.old and change.new:
        shown["difference"] = difference(change.old, change.new)
    for title, picture in shown.items():
        if picture:
            picture.save(folder / f"{change.name}.{title}.png")
    cells = "".join(_CELL.format(title=title, name=change.name) for title, picture in shown.items() if picture)
    what = "is new" if not change.old else "is gone" if not change.new else f"{change.share:.3%} of its pixels differ"
    return f"<section><h2>{change.name}: {what}</h2><div>{cells}</div></section>"
