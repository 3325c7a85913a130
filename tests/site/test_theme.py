"""The theme says its colours in one place, they can be seen and read wherever they meet, and what we say about the theme is true."""

import re
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
from colours import SCHEMES, Pair, faint, literals, tokens

from journeybook.load.theme import components, style_sheet
from journeybook.model.organisation import Brand
from journeybook.model.scalars import LANGUAGES
from journeybook.render.brand import DARK_GROUND, LIGHT_GROUND, brand_css, contrast

TONES = ("good", "average", "poor", "info", "neutral")
SURFACES = ("paper", "surface", "surface-strong")
GROUNDS = (*SURFACES, *(f"{tone}-paper" for tone in TONES))
LANES = tuple(f"lane-{name}" for name in ("odd", "even", "customer", "partner", "system"))
KINDS = tuple(f"step-{name}" for name in ("customer", "company", "decision", "milestone", "moment", "attention", "end"))
ARROWS = tuple(f"arrow-{name}" for name in ("flow", "handoff", "loop"))
HEADER = ("md-primary-bg-color", "md-primary-fg-color")
WORDS: tuple[Pair, ...] = (
    *((f"{tone}-ink", f"{tone}-paper") for tone in TONES),
    *product(("ink", "ink-soft"), SURFACES),
    *product(("accent",), GROUNDS),
    *product(("ink",), (*LANES, *KINDS)),
    ("paper", "ink"),
)
LINES: tuple[Pair, ...] = (
    *((f"{tone}-line", f"{tone}-paper") for tone in TONES),
    *product((f"{tone}-line" for tone in TONES), ("paper", "surface")),
    *product(("line-strong", "focus"), SURFACES),
    *product(("lane-line", "ink", *ARROWS, *(f"{kind}-line" for kind in KINDS)), LANES),
    *((f"{kind}-line", kind) for kind in KINDS),
)
SHEETS = (*(f"components/{name}" for name in components()), "change-page", "poster")
EXTREMES = ("#ffff00", "#000000", "#ffffff", "#777777", "#00ffff", "#ff0000", "#0000ff")


def ours(pairs: tuple[Pair, ...]) -> list[Pair]:
    return [(f"jb-{one}", f"jb-{other}") for one, other in pairs]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("accent", [None, *EXTREMES])
def test_every_text_can_be_read_on_what_it_stands_on(scheme: str, accent: str | None) -> None:
    colours = tokens(scheme, brand_css(Brand(accent=accent, primary=accent)))
    assert faint(colours, [*ours(WORDS), HEADER], least=4.5) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_line_and_shape_that_means_something_can_be_seen(scheme: str) -> None:
    assert faint(tokens(scheme), ours(LINES), least=3) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("primary", [None, *EXTREMES])
def test_a_header_stands_out_from_every_ground_by_its_fill_or_its_outline(scheme: str, primary: str | None) -> None:
    colours = tokens(scheme, brand_css(Brand(primary=primary)))
    for ground in (*LANES, "paper"):
        assert max(contrast(colours[name], colours[f"jb-{ground}"]) for name in HEADER) >= 3, ground


def test_every_colour_of_lanes_kinds_and_arrows_is_compared_with_another() -> None:
    compared = {name for pair in (*WORDS, *LINES) for name in pair}
    drawn = {name.removeprefix("jb-") for name in tokens("default") if name.startswith(("jb-lane", "jb-step", "jb-arrow"))}
    assert drawn - compared == set()


def test_dark_names_every_colour_that_light_names() -> None:
    dark = style_sheet("tokens").partition('"slate"')[2].partition("}")[0]
    assert [name for name in tokens("default") if name.startswith("jb-") and f"--{name}:" not in dark] == []


@pytest.mark.parametrize(("scheme", "hardest"), [("default", LIGHT_GROUND), ("slate", DARK_GROUND)])
def test_a_brand_is_tried_on_the_hardest_ground(scheme: str, hardest: str) -> None:
    colours = tokens(scheme)
    extreme = "#000000" if scheme == "default" else "#ffffff"
    assert min((colours[f"jb-{ground}"] for ground in GROUNDS), key=lambda ground: contrast(extreme, ground)) == hardest


@pytest.mark.parametrize("name", SHEETS)
def test_colours_are_named_in_the_tokens_alone(name: str) -> None:
    assert literals(style_sheet(name)) == []


@pytest.mark.parametrize(
    "said",
    [
        "color: red",
        "fill:#abc",
        "stroke: #12345678",
        "border: 1px solid white",
        "border-inline-start: 0.2rem solid rgb(1 2 3)",
        "background: linear-gradient(to right, var(--jb-ink), gold)",
        "background-color: color-mix(in srgb, var(--jb-ink) 40%, black)",
        "--jb-other: #ffffff",
        "--jb-other: hsl(10deg 20% 30%)",
        "color: var(--jb-ink); outline: 2px dotted tomato",
    ],
)
def test_a_colour_that_is_planted_elsewhere_is_found(said: str) -> None:
    assert len(literals(f"/* color: red */ .a {{ margin: 0; {said} }}")) == 1


PHYSICAL = re.compile(r"\b(?:margin|padding|border)-(?:left|right)\b|text-align: (?:left|right)|float: (?:left|right)")
SHORTHAND = re.compile(r"\b(?:margin|padding): ([^;]+);")
VALUE = re.compile(r"(?:[a-z-]*\((?:[^()]|\([^()]*\))*\)|\S)+")


def one_sided(sheet: str) -> list[str]:
    """Return the declarations that say something of the left or the right alone, which stands on the wrong side in a mirrored page."""
    sides = [(text, VALUE.findall(text)) for text in SHORTHAND.findall(sheet)]
    return [*PHYSICAL.findall(sheet), *(text for text, values in sides if len(values) == 4 and values[1] != values[3])]


@pytest.mark.parametrize("name", SHEETS)
def test_spaces_are_named_by_the_way_of_reading(name: str) -> None:
    assert [text for text in one_sided(style_sheet(name)) if text != "text-align: right"] == []


def test_a_space_on_one_side_is_found() -> None:
    found = "margin: 0 1em 0 0; padding: calc(1px + (2px)) 0 0 var(--a, 1px); padding: 1px 2px 3px 2px; margin-left: 1px; float: right;"
    assert one_sided(found) == ["margin-left", "float: right", "0 1em 0 0", "calc(1px + (2px)) 0 0 var(--a, 1px)"]


@pytest.mark.parametrize("name", SHEETS)
def test_words_have_the_sizes_of_the_scale(name: str) -> None:
    """Pictures are measured in pixels and paper in points; everything else is as large as a token says."""
    assert re.findall(r"font-size: [\d.]+rem", style_sheet(name)) == []


def test_every_token_is_used_and_every_one_that_is_used_is_there() -> None:
    sheets = "".join(style_sheet(name) for name in ("tokens", *SHEETS))
    used, named = (set(re.findall(pattern, sheets)) for pattern in (r"var\((--jb-[\w-]+)", r"(?<!\()(--jb-[\w-]+):"))
    assert named - used == set()
    templates = (Path(__file__).parents[2] / "macros/journeybook/render/templates").rglob("*.jinja")
    counted = {name for path in templates for name in re.findall(r"(--jb-[\w-]+): \{\{", path.read_text(encoding="utf-8"))}
    assert "--jb-columns" in counted
    assert used - named == counted


def test_the_languages_an_atlas_may_name_are_the_theme_s() -> None:
    folder = files("material") / "templates" / "partials" / "languages"
    spoken = {path.name.removesuffix(".html") for path in folder.iterdir() if path.name.endswith(".html")}
    assert "en" in spoken
    assert spoken >= LANGUAGES
