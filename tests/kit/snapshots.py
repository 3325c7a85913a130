"""Pictures of pages as they were last approved: taken, compared with what is seen now, and laid side by side in a report.

The tolerance is measured: docs/develop/decisions.md has the figures, under "A picture may differ by ten pixels".
"""

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "snapshots"
REPORT = ROOT / "site" / "snapshots"
MADE_WITH = "made-with.json"
REFRESH = bool(os.environ.get("JOURNEYBOOK_REWRITE"))
STEP = 8
"""Colours are kept in steps of so many levels of 255: nobody sees the rest, it is half of the bytes, and one step is no change."""
TOLERANCE = 10
"""How many pixels of a picture may have changed: less than a short word, or the edges of a badge."""
FONTS = {"FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf"))}
"""The environment in which a browser sees the fonts of the pictures and no others."""
LOCALE = "en-GB"
_STYLES = ROOT / "overrides" / "assets" / "stylesheets"
_PROBE = "Aa 09 – · → ✓ ▲ ◆ <b>Aa</b> <i>Aa</i> <b><i>Aa</i></b>"
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

Fonts = dict[str, dict[str, object]]
"""For each of the style sheets' stacks: the fonts that the browser takes, and how wide a text becomes in them."""
Pixels = NDArray[np.int16]


@dataclass(frozen=True)
class Change:
    """A picture that is not what it was; one that is new has no old one, and one that is gone no new one."""

    name: str
    old: Image.Image | None
    new: Image.Image | None
    pixels: int

    def __str__(self) -> str:
        """Say in words what has changed."""
        if self.old is None or self.new is None:
            return f"{self.name} is {'new' if self.new else 'gone'}"
        if self.old.size != self.new.size:
            return f"{self.name} has another size"
        return f"{self.name}: {self.pixels} of its pixels differ"


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
        pairs = [(one, old.get(one), new.get(one)) for one in sorted({*old, *new})]
        every = [Change(*pair, pixels_changed(*pair[1:])) for pair in pairs]
        changes = [change for change in every if change.pixels > (0 if self.refresh else TOLERANCE)]
        self.seen += len(new)
        self.changes += changes
        if self.refresh:
            self._take_in(changes)
            return []
        return [str(change) for change in changes]

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


def pixels_changed(old: Image.Image | None, new: Image.Image | None) -> int:
    """Return how many pixels differ; all of them where the size does, or where one picture is missing.

    A line of words may stand a pixel higher or lower, since browsers round so: a pixel is unchanged when its colour is among
    those that the other picture has there, just above and just below. It is asked both ways, or a thin line could go unseen.
    """
    if old is None or new is None or old.size != new.size:
        return max(picture.width * picture.height for picture in (old, new) if picture)
    before, after = _pixels(old), _pixels(new)
    return int((_outside(before, after) | _outside(after, before)).sum())


def difference(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return the new picture faintly, with every pixel in red that differs by more than a step, or that only one of the two has."""
    size = max(old.width, new.width), max(old.height, new.height)
    before, after = (_on_paper(picture, size) for picture in (old, new))
    pixels = _pixels(after) // 4 + 191
    pixels[np.abs(_pixels(before) - _pixels(after)).max(axis=2) > STEP] = (220, 0, 0)
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


def fonts_of(browser: "Browser") -> Fonts:
    """Return the fonts that our style sheets get in a browser."""
    page = browser.new_page()
    styles = "".join((_STYLES / name).read_text(encoding="utf-8") for name in ("tokens.css", "components/swimlane.css"))
    boxes = "".join(f'<p><span class="{name}" style="{stack}">{_PROBE}</span></p>' for name, stack in _STACKS.items())
    page.set_content(f"<!doctype html><meta charset=utf-8><style>{styles} .swimlane {{ display: inline }}</style>{boxes}")
    fonts = {name: _fonts(page, f".{name}") for name in _STACKS}
    page.close()
    return fonts


def major_of(version: str) -> int:
    """Return the major of a browser's version, 156 of 156.0.8078.79."""
    return int(version.partition(".")[0])


def other_major(browser: str, folder: Path) -> str | None:
    """Return a sentence where the pictures were made with another major of the browser."""
    made = json.loads((folder / MADE_WITH).read_text(encoding="utf-8"))["browser"]
    if major_of(made) == major_of(browser):
        return None
    return (
        f"the pictures were made with Chromium {major_of(made)}, and this is {major_of(browser)}: look at them anew with `make snapshots`"
    )


def other_fonts(fonts: Fonts, folder: Path) -> str | None:
    """Return a sentence where the pictures were made with other fonts, which would move everything."""
    made = json.loads((folder / MADE_WITH).read_text(encoding="utf-8"))["fonts"]
    return None if fonts == made else "the pictures need the DejaVu fonts, version 2.37: install fonts-dejavu-core and fonts-dejavu-extra"


def state(folder: Path, browser: str, fonts: Fonts) -> None:
    """Write beside the pictures what they were made with."""
    folder.mkdir(exist_ok=True)
    text = json.dumps({"browser": browser, "fonts": fonts}, ensure_ascii=False, indent=2)
    (folder / MADE_WITH).write_text(text + "\n", encoding="utf-8")


def _fonts(page: "Page", selector: str) -> dict[str, object]:
    """Return the fonts that the browser takes for a text, and how wide it becomes, which tells versions of a font apart."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    width = page.locator(selector).evaluate("one => one.getBoundingClientRect().width")
    return {"names": sorted({font["postScriptName"] for font in used}), "width": round(width, 1)}


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def _pixels(picture: Image.Image) -> Pixels:
    return np.asarray(picture.convert("RGB"), dtype=np.int16)


def _outside(allowed: Pixels, seen: Pixels) -> NDArray[np.bool_]:
    """Return where a colour is not among those that stand there, just above and just below in the other picture, give or take a step."""
    padded = np.pad(allowed, ((1, 1), (0, 0), (0, 0)), mode="edge")
    column = np.stack([padded[:-2], padded[1:-1], padded[2:]])
    return np.asarray(((seen < column.min(axis=0) - STEP) | (seen > column.max(axis=0) + STEP)).any(axis=2))


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
    return f"<section><h2>{change}</h2><div>{cells}</div></section>"
