"""The colours of the theme's tokens in light or dark, and where other style sheets name colours of their own."""

import re
from collections.abc import Iterable

from journeybook.load.theme import style_sheet
from journeybook.render.brand import contrast

SCHEMES = ("default", "slate")
Pair = tuple[str, str]
_BLOCK = re.compile(r'((?::root|\[data-md-color-scheme="\w+"\])[^{}]*)\{([^{}]*)\}')
_TOKEN = re.compile(r"--((?:jb|md)-[\w-]+):\s*(#[0-9a-f]{6})\s*;")
_PAINTED = re.compile(
    r"(?<![\w-])(color|fill|stroke|caret-color|accent-color|scrollbar-color|stop-color|flood-color|box-shadow|text-shadow|text-decoration"
    r"|text-decoration-color|(?:background|border|outline|column-rule)[\w-]*)\s*:\s*([^;{}]+)"
)
_OWN = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]*(?:#|(?:rgb|hsl|hwb|lab|lch|color)a?\()[^;{}]*)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_KEEPS = re.compile(r"var\([^()]*\)|\"[^\"]*\"|(?<![#\w])[-+]?[\d.]+(?:[a-z]+|%)?(?![\w])")
_WORD = re.compile(r"#?[\w-]+")
_HARMLESS = re.compile(
    r"auto|center|clip|collapse|color-mix|currentcolor|dashed|dotted|double|in|inherit|line-through|none|no-repeat|(?:repeating-)?linear-gradient"
    r"|separate|solid|srgb|thin|to|top|right|bottom|left|transparent|underline"
)


def tokens(scheme: str, brand: str = "") -> dict[str, str]:
    """Return the colours of a scheme by their names without dashes in front, as a browser ends up with them on a screen."""
    found: dict[str, str] = {}
    for selectors, body in _BLOCK.findall(style_sheet("tokens") + brand):
        if ":root" in selectors or f'"{scheme}"' in selectors:
            found |= dict(_TOKEN.findall(body))
    return found


def faint(colours: dict[str, str], pairs: Iterable[Pair], *, least: float) -> dict[Pair, float]:
    """Return the pairs of tokens whose contrast is too small."""
    figures = {(one, other): contrast(colours[one], colours[other]) for one, other in pairs}
    return {pair: figure for pair, figure in figures.items() if figure < least}


def literals(css: str) -> list[str]:
    """Return what a style sheet says of colours with other words than tokens."""
    plain = _COMMENT.sub("", css)
    strange = [(name, value) for name, value in _PAINTED.findall(plain) if _strange(value)]
    return [f"{name}: {value.strip()}" for name, value in (*strange, *_OWN.findall(plain))]


def _strange(value: str) -> list[str]:
    return [word for word in _WORD.findall(_KEEPS.sub(" ", value)) if not _HARMLESS.fullmatch(word)]
