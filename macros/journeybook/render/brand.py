"""The organisation's logo, and its colours as custom properties, lightened or darkened where text would be hard to read."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from journeybook.load.discover import read_project_file
from journeybook.model.organisation import Brand

LIGHT_GROUND, DARK_GROUND = "#fde4e4", "#2a3340"
"""The grounds of tokens.css on which it is hardest to be seen, in light and in dark: what can be read there can be read on all."""
ENOUGH = 4.5
"""The contrast that WCAG 2.2 (1.4.3) asks of text."""
LARGEST_LOGO = 500_000
"""In bytes."""
_ON_PRIMARY = ("--md-primary-bg-color", "--md-primary-bg-color--light")
_PRIMARY = ("--md-primary-fg-color", "--md-primary-fg-color--light", "--md-primary-fg-color--dark")


def brand_css(brand: Brand) -> str:
    """Return a style sheet that sets the brand's colours in light and dark; empty where the atlas names none.

    The primary colour fills headers, of pages as of stages in a picture, with words in black or white, whichever is read better.
    The accent is the colour of links and of the lines and dots that pictures have to themselves; it moves until it can be read.
    """
    rules: list[str] = []
    if brand.primary:
        ink = ink_on(brand.primary)
        colours = dict.fromkeys(_PRIMARY, brand.primary) | dict.fromkeys(_ON_PRIMARY, ink)
        rules.append(f":root {{ {' '.join(f'{name}: {colour};' for name, colour in colours.items())} }}")
    if brand.accent:
        rules.append(f':root, [data-md-color-scheme="default"] {{ --jb-accent: {readable(brand.accent, LIGHT_GROUND)}; }}')
        dark = f'[data-md-color-scheme="slate"] {{ --jb-accent: {readable(brand.accent, DARK_GROUND)}; }}'
        rules.append(f"@media screen {{ {dark} }}")
    return "".join(f"{rule}\n" for rule in rules)


def logo_data(project: Path, brand: Brand) -> bytes:
    """Return the bytes of the organisation's logo; none where it has none."""
    return read_project_file(project, f"journeys/resources/{brand.logo}", most=LARGEST_LOGO) if brand.logo else b""


def logo_uri(project: Path, brand: Brand) -> str:
    """Return the logo as an address that holds the picture itself, for documents that stand alone; empty where there is none."""
    data = logo_data(project, brand)
    kind = (brand.logo or "").rpartition(".")[2].lower().replace("jpg", "jpeg")
    return f"data:image/{kind};base64,{b64encode(data).decode()}" if data else ""


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Return black or white, whichever is read better on a colour: one of them always has a contrast of 4.5 and more.

    >>> ink_on("#ffff00"), ink_on("#1d4f5c")
    ('#000000', '#ffffff')
    """
    return max("#ffffff", "#000000", key=lambda ink: contrast(ink, colour))


def readable(colour: str, paper: str) -> str:
    """Return the colour, moved towards black or white only as far as text in it needs on this paper."""
    goal = "#000000" if _luminance(paper) > 0.5 else "#ffffff"  # noqa: PLR2004 - light paper wants dark text
    return next((mixed for mixed in _mixes(colour, goal) if contrast(mixed, paper) >= ENOUGH), goal)


def _mixes(colour: str, goal: str) -> Iterator[str]:
    for share in range(0, 105, 5):
        pairs = zip(_channels(colour), _channels(goal), strict=True)
        yield "#" + "".join(f"{round(start + (wanted - start) * share / 100):02x}" for start, wanted in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG 2.2's definition


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
