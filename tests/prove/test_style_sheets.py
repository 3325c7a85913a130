"""What CSS and the theme say by themselves is nobody's secret; what an author writes into them is searched."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from limits import limited
from small_atlas import write_project

from journeybook.audience.build_request import BuildRequest
from journeybook.findings import Level, Place
from journeybook.load.theme import material_folder
from journeybook.model.base import Audience
from journeybook.prove.normalise import normalised_words
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_sources import find_leaks, prove_sources
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import search_for_secrets
from journeybook.prove.style_sheets import LARGEST, without_css_names
from journeybook.validate import check

SHEET = """/* Ours */
@font-face { font-family: "Letters"; font-weight: 400; src: url("letters.woff2") }
@media (min-width: 30em) { .card { border-radius: 4px 2px; font-size: 1.2rem; justify-content: space-between } }
.card { align-items: flex-start; background-color: #fff; text-decoration: none; box-shadow: none; line-height: 1 }
"""
NAMES = (
    *("Font family", "Font weight", "Font face", "Min width", "Border radius", "Font size", "Justify content", "Space between"),
    *("Align items", "Flex start", "Background color", "Text decoration", "Box shadow", "Line height"),
)
PAGE = "# Hi\n\n<p style='font-size: 2em; border-radius: 3px'>Hi</p>\n\n<style>\n.a { line-height: 2 }\n</style>\n"


def hits(path: str, text: str, secrets: Iterable[str]) -> list[str]:
    """Return where any of these is found in a file; each is a field of a step and a heading of a page for colleagues."""
    place = Place("journeys/maps/base.yml", 7, 3)
    sought = [Secret(secret, what, place) for secret in secrets for what in ("Step.what", "a page for colleagues")]
    search = search_for_secrets(sought, KnownPhrases(["Plan your first rota"]))
    data = {path: without_css_names(path, text.encode())}
    return [hit.file for hit in find_leaks(data, search)]


@pytest.mark.parametrize(("path", "text"), [("overrides/assets/own.css", SHEET), ("docs/public/a.md", PAGE), ("overrides/a.html", PAGE)])
def test_names_of_css_are_no_secret(path: str, text: str) -> None:
    assert hits(path, text, NAMES) == []


def test_without_that_they_would_be_refused() -> None:
    search = search_for_secrets([Secret(name, "Step.what", Place("a")) for name in NAMES], KnownPhrases([]))
    assert len({hit.what for hit in find_leaks({"overrides/assets/own.css": SHEET.encode()}, search)}) == len(NAMES)


PLANTED = {
    "a comment": "/* Font size */",
    "a comment in a rule": "a { color: red; /* border-radius */ }",
    "a custom property": ":root { --font-size: 1 }",
    "a use of one": "a { width: var(--font-size) }",
    "a text": "a::after { content: 'Font size' }",
    "a text that looks like a name": "a::after { content: 'border-radius' }",
    "a class": ".font-size { color: red }",
    "an anchor": "#border-radius { color: red }",
    "an attribute": "[data-font-size] { color: red }",
    "a text of an attribute": "[title='Border radius'] { color: red }",
    "an address": "a { background: url(/font-size.png) }",
    "a name of a picture": "a { background: url('border radius.png') }",
    "a family of fonts": "a { font-family: 'Font size' }",
    "a property that there is not": "a { zelda-quandt: 1 }",
    "a value that there is not": "a { transition: zelda-quandt }",
    "words beside each other": "a { transition: zelda quandt }",
    "a name of an animation": "@keyframes zelda-quandt { from { margin-top: 0 } }",
    "an area of a grid": "a { grid-template-areas: 'zelda quandt' }",
    "a layer": "@layer zelda-quandt;",
    "escapes": "a::after { content: '\\5a elda Quandt' }",
}


@pytest.mark.parametrize("rule", PLANTED.values(), ids=PLANTED)
@pytest.mark.parametrize(
    ("path", "around"),
    [("overrides/assets/own.css", "{}"), ("docs/public/a.md", "# Hi\n\n<style>{}</style>\n"), ("overrides/a.html", "<style>{}</style>")],
    ids=["sheet", "page", "template"],
)
def test_what_an_author_writes_into_a_style_sheet_is_found(path: str, around: str, rule: str) -> None:
    assert {file.partition(":")[0] for file in hits(path, around.format(rule), ("Font size", "Border radius", "Zelda Quandt"))} == {path}


def test_what_is_no_text_or_too_large_is_searched_as_it_is() -> None:
    for data in (b"\xff\xfea\0", b"a { font-size: 1px }" + b" " * LARGEST):
        assert without_css_names("overrides/a.css", data) is data
    assert without_css_names("overrides/a.js", b"font-size") == b"font-size"


PARTIALS = ("base.html", "partials/header.html", "partials/footer.html", "partials/nav-item.html")


@pytest.mark.parametrize("name", PARTIALS)
def test_a_copy_of_a_template_of_material_is_searched_where_it_was_changed(tmp_path: Path, name: str) -> None:
    project = write_project(tmp_path)
    whole = (material_folder() / name).read_text(encoding="utf-8")
    pairs = sorted({" ".join(pair) for line in whole.splitlines() for pair in pairwise(normalised_words(line)) if len("".join(pair)) > 7})
    assert len(pairs) > 40
    notes = "".join(
        f"- {{id: note-{number}, name: {pair}, kind: customer, date: 2026-01-01, owner: crew}}\n" for number, pair in enumerate(pairs)
    )
    (project / "journeys/evidence").mkdir(exist_ok=True)
    (project / "journeys/evidence/notes.yml").write_text(notes, encoding="utf-8")
    checked = check(project)
    copy = project / "overrides" / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    for text, wanted in ((whole, []), (f"\t{whole}\n", []), (f"{whole}<p>A Canary voyage</p>\n", [whole.count("\n") + 1])):
        copy.write_text(text, encoding="utf-8")
        found = prove_sources(checked, BuildRequest(project, Audience.PUBLIC))
        assert [hit.file for hit in found if hit.level is Level.ERROR] == [f"overrides/{name}:{line}" for line in wanted]


@pytest.mark.parametrize("text", ["-" * 150_000, "a{" + "_-" * 75_000, "a{b:" + "url(" * 40_000], ids=lambda text: text[:6])
def test_a_style_sheet_without_end_is_searched_as_it_is(text: str) -> None:
    """The lexer took the square of such a name: minutes for 900 KB."""
    with limited(2):
        assert without_css_names("a.css", text.encode()) == text.encode()
