"""Hostile text in every author's field of an atlas: on both sites it is text, in the same places where a plain letter would be."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from full_atlas import Filler, face, journey, opened, settings
from two_audiences import below, ceilings

from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.files import FOLDERS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

HOSTILE = (
    '<script>window.__pwned=1;alert(1)</script> {{ 7*7 }} {% of %} {#1 "double" \'single\' ]]> --8<-- "x" back\\slash \\N &lt; '
    '<img src=x onerror="window.__pwned=1"> 日本語 שלום مرحبا 🧭'
)
LONG = f"{HOSTILE} {'w' * 5000}"
PLAIN, PLAIN_LONG = ("".join(one if one.isalnum() or one.isspace() else "x" for one in text) for text in (HOSTILE, LONG))
"""Texts of the same length and words, with a letter in the place of every sign."""
ADDRESS = "https://bücher.example:8080/50%25/[1]/ä%20ö/{1}/a%7Cb|c/100%?q=[x%20y]&r=(ß)&of="
RESOLVED = "https://bücher.example:8080/50%/[1]/ä ö/{1}/a|b|c/100%?q=[x y]&r=(ß)&"
"""An address with signs that no URL has, and with others that it has encoded; and what it says to the host that is asked."""
WITHOUT_LINK = {"AtlasFile.base_address"}
"""Addresses that no page links to: the base of relative ones."""
FOR_COLLEAGUES_ALONE = {"Suggestions.mail"}
"""Addresses that no page of customers has: that for suggestions by mail."""
FOR_CUSTOMERS_ALONE = {"GonePage.says"}
"""Addresses that stand on pages which colleagues have not: those where a page of customers was."""
LONG_FIELDS = ("name", "title", "what", "goal", "customer_name", "label")
FIXED = {
    "*.formerly": [],
    "*.blank": [],
    "LaneEntries.lane": "the-row",
    "Observation.step": "the-map/the-step",
    "AdoptionAttribute.moments": ["the-map/the-step"],
    "Attribute.values": ["one", "two"],
    "AtlasFile.exemptions": [],
    "AtlasFile.levels": [],
    "AtlasFile.internal_words": ["a word that nobody writes"],
    "AtlasFile.as_of": "2026-11-02",
    "Brand.logo": None,
    "DataSource.row": "account",
    "DataSource.columns": [{"column": "customer", "means": "account"}],
    "DataSource.time_zone": "UTC",
    "DataSource.decimal": "point",
    "DataSource.thousands": "space",
    "DataSource.may_repeat": False,
    "Anchor.usually": None,
}
AUDIENCES = ("public", "internal")
DRAWN = frozenset(
    (
        "svg",
        "a",
        "circle",
        "defs",
        "desc",
        "ellipse",
        "g",
        "line",
        "linearGradient",
        "path",
        "polygon",
        "polyline",
        "rect",
        "stop",
        "style",
        "text",
        "title",
        "tspan",
    )
)
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
pytestmark = pytest.mark.xdist_group("hostile")
Sites = dict[str, dict[str, Path]]


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - our files have none
        return True


def fields_with_addresses() -> tuple[set[str], set[str]]:
    """Return the fields that hold an address outside, and those whose text may link to one, both as `Class.field`."""
    fields = {f"{model.__name__}.{name}": about for model in below(Part) for name, about in part_fields(model).items()}
    return {name for name, about in fields.items() if about.is_address}, {name for name, about in fields.items() if about.formatted}


def write_project(project: Path, text: str, long: str) -> None:
    """Write an atlas with this text in every field that takes any, and with an address that names its field in every link."""
    formatted = fields_with_addresses()[1]

    def said(place: str, _shown: bool) -> str:  # noqa: FBT001 - the filler asks this way
        if place.endswith("Segment.name"):
            return f"segment {text}"
        told = long if place.rpartition(".")[2] in LONG_FIELDS else text
        return f"{told} [a link](<{address(place)}>)" if field_of(place) in formatted else told

    filler = Filler(said, ceilings(), beside=lambda _: (0, 0), fixed=FIXED, address=lambda place, _: address(place))
    file = settings(filler)
    file["lanes"].append({**file["lanes"][0], "id": "the-row", "kind": "text"})
    seen = face(filler, "open", "your-goal")
    trees: dict[str, Any] = {"atlas.yml": file, "maps/open.yml": journey(filler, "open", shown=True, face=seen, status="live")}
    for folder, model in FOLDERS.items():
        if folder != "maps":
            shown = folder in ("resources", "personas")
            things = list(filler.parts(model, folder, shown=shown))
            trees[f"{folder}/all.yml"] = [opened(one) for one in things] if shown else things
    for name, tree in trees.items():
        path = project / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (project / "journeys/resources/staff-list.csv").write_text("a,b\n", encoding="utf-8")


def field_of(place: str) -> str:
    """Return the class and the field in which a place ends, which may have a number behind it."""
    return ".".join([name for name in place.split(".") if not name.isdigit()][-2:])


def address(place: str) -> str:
    return f"{ADDRESS}{field_of(place)}"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, build_sites: Callable[[Path], dict[str, Path]]) -> Sites:
    """Build both sites of a hostile atlas, and of the same atlas with letters in the place of its signs."""
    made: Sites = {}
    for name, texts in {"hostile": (HOSTILE, LONG), "plain": (PLAIN, PLAIN_LONG)}.items():
        project = tmp_path_factory.mktemp(name)
        write_project(project, *texts)
        made[name] = build_sites(project)
    return made


class _Reader(HTMLParser):
    """Reads the elements of a page with the names of their attributes, and its texts; drawings are read apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.drawn: list[str] = []
        self.texts: list[str] = []
        self.values: list[str] = []
        self.links: list[str] = []
        self._depth = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "svg"
        element = f"{tag} {' '.join(sorted(name for name, _ in attrs))}"
        (self.drawn if self._depth else self.elements).append(element)
        self.values += [value or "" for _, value in attrs]
        self.links += [value for name, value in attrs if name in ("href", "xlink:href") and value]

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "svg"
        if not self._depth and tag not in VOID:
            self.elements.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.texts.append(" ".join(data.split()))

    def handle_comment(self, data: str) -> None:
        self.elements.append(f"comment {data}")


def pages(folder: Path) -> dict[str, _Reader]:
    """Read every page of a site."""
    return {str(page.relative_to(folder)): _Reader(page.read_text(encoding="utf-8")) for page in sorted(folder.rglob("*.html"))}


FINDINGS = "library/findings/index.html"
"""What the checks say of a text depends on it, in rows of the same kinds of elements."""


@pytest.mark.parametrize("audience", AUDIENCES)
def test_hostile_text_makes_the_same_elements_as_a_plain_letter(audience: str, sites: Sites) -> None:
    hostile, plain = pages(sites["hostile"][audience]), pages(sites["plain"][audience])
    assert (len(hostile) > 2, list(hostile)) == (True, list(plain))
    for name, page in hostile.items():
        if name == FINDINGS:
            assert set(page.elements) == set(plain[name].elements)
        else:
            assert page.elements == plain[name].elements, name
        for element in page.drawn:
            tag, _, attributes = element.partition(" ")
            assert (tag in DRAWN or tag.lower() in DRAWN, [one for one in attributes.split() if one.startswith("on")]) == (True, []), name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_hostile_text_is_read_as_it_was_typed(audience: str, sites: Sites) -> None:
    for name, page in pages(sites["hostile"][audience]).items():
        if name != "404.html":
            assert any(HOSTILE in text for text in page.texts), name
    start = pages(sites["hostile"][audience])["index.html"]
    assert any(HOSTILE in value for value in start.values)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_leads_where_its_author_wrote(audience: str, sites: Sites) -> None:
    links = {link for page in pages(sites["hostile"][audience]).values() for link in page.links if "of=" in link}
    fields = {re.split("[&#]", link.rpartition("of=")[2])[0] for link in links}
    shown = {name for names in fields_with_addresses() for name in names if audience == "internal" or ceilings()[name] == "public"}
    absent = WITHOUT_LINK | (FOR_CUSTOMERS_ALONE if audience == "internal" else FOR_COLLEAGUES_ALONE)
    assert (len(shown) > 10, shown - fields) == (True, shown & absent)
    assert {resolved(link).partition("of=")[0] for link in links} == {RESOLVED}


def resolved(link: str) -> str:
    """Return what a link says to the host that is asked, with the name of that host; every letter of it must be one that a URL has."""
    assert re.fullmatch(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", link), link
    parts = urlsplit(link)
    host = str(parts.hostname).encode("ascii").decode("idna")
    return unquote(f"{parts.scheme}://{host}:{parts.port}{parts.path}?{parts.query}")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_search_index_holds_text_and_no_markup_of_authors(audience: str, sites: Sites) -> None:
    pages = sorted((sites["hostile"][audience] / "search").glob("documents-*.json"))
    entries = [entry for page in pages for entry in json.loads(page.read_text(encoding="utf-8"))]
    assert entries
    assert any(HOSTILE in text for _, title, _, text in entries for text in (title, text))
    texts = [text for entry in entries for text in (entry[1], entry[3])]
    assert [text for text in texts if any(escaped in text for escaped in ("&lt;script", "&lt;img", "&amp;", "&#"))] == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_of_it_runs_and_no_word_breaks_the_page(
    audience: str, sites: Sites, serve_folder: Callable[[Path], str], browser: "Browser"
) -> None:
    folder = sites["hostile"][audience]
    address = serve_folder(folder)
    page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.set_default_timeout(60_000)
    faults: list[str] = []

    def dismiss(dialog: "Dialog") -> None:
        faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    for name in sorted(pages(folder), key=len)[:12]:
        page.goto(address + name.removesuffix("index.html"), wait_until="load")
        faults += _found_on(page, name)
    assert faults == []
    page.context.close()


def test_search_results_show_it_as_text(sites: Sites, serve_folder: Callable[[Path], str], browser: "Browser") -> None:
    page = browser.new_context().new_page()
    page.set_default_timeout(60_000)
    page.goto(serve_folder(sites["hostile"]["public"]))
    page.click(".jb-search-button")
    page.wait_for_selector(".jb-search[open]")
    page.keyboard.type("double")
    page.wait_for_function("() => document.querySelector('.jb-search__hits').textContent.includes('<script>')")
    assert page.evaluate("[window.__pwned, document.querySelectorAll('.jb-search :is(script, img)').length]") == [None, 0]
    page.context.close()


def _found_on(page: "Page", name: str) -> list[str]:
    ran, width = page.evaluate("[window.__pwned, document.documentElement.scrollWidth]")
    return ([f"{name}: it ran"] if ran else []) + ([f"{name}: {width} wide"] if width > 360 else [])
