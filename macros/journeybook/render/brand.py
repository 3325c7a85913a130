"""The organisation's colours as custom properties, lightened or darkened where text would be hard to read."""

from collections.abc import Iterator

from journeybook.model.organisation import Brand

LIGHT_PAPER, DARK_PAPER = "#e8edf2", "#29323f"
"""The strongest surface of tokens.css in light and in dark: what can be read there can be read on all of them."""
ENOUGH = 4.5
"""The contrast that WCAG 2.2 (1.4.3) asks of text."""


def brand_css(brand: Brand) -> str:
    """Return a style sheet that sets the brand's colours in light and dark; empty where the atlas names none."""
    rules: list[str] = []
    if brand.primary:
        ink = "#ffffff" if contrast(brand.primary, "#ffffff") >= contrast(brand.primary, "#000000") else "#000000"
        colours = {"--md-primary-fg-color": brand.primary, "--md-primary-fg-color--dark": brand.primary, "--md-primary-bg-color": ink}
        rules.append(f":root {{ {' '.join(f'{name}: {colour};' for name, colour in colours.items())} }}")
    if brand.accent:
        rules.append(f':root, [data-md-color-scheme="default"] {{ --jb-link: {readable(brand.accent, LIGHT_PAPER)}; }}')
        rules.append(f'[data-md-color-scheme="slate"] {{ --jb-link: {readable(brand.accent, DARK_PAPER)}; }}')
    return "".join(f"{rule}\n" for rule in rules)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, paper: str) -> str:
    """Return the colour, moved towards black or white only as far as text in it needs on this paper."""
    goal = "#000000" if _luminance(paper) > 0.5 else "#ffffff"  # noqa: PLR2004 - light paper wants dark text
    return next((mixed for mixed in _mixes(colour, goal) if contrast(mixed, paper) >= ENOUGH), goal)


def _mixes(colour: str, goal: str) -> Iterator[str]:
    for share in range(0, 105, 5):
        pairs = zip(_channels(colour), _channels(goal), strict=True)
        yield "#" + "".join(f"{round(own + (wanted - own) * share / 100):02x}" for own, wanted in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG 2.2's definition


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
