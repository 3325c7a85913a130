"""The coverage table is true: every number once, every field in the model, and the pages show what the sample atlas says in it."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sample_atlas import sample_book

from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.item import SingleFact, When
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.map import Map
from journeybook.model.timing import Timing
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.labels import title_of
from journeybook.views.links.fact_texts import fact_text
from journeybook.views.links.texts import condition_text, length_text, timing_text, when_text

if TYPE_CHECKING:
    from sites import Built

ROOT = Path(__file__).parents[2]
WORDS: dict[str, str] = json.loads((ROOT / "macros/journeybook/words/en.json").read_text(encoding="utf-8"))
ROW = re.compile(r"^\| (D?\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NUMBERS = [*map(str, range(1, 141)), *(f"D{number}" for number in range(1, 47))]
MOST_LATER = 16
FLAGS = {
    "Step.visible_to_customer": "step.unseen",
    "Measure.leading": "metric_library.leading",
    "Milestone.manual": "milestone.manual",
    "Play.nothing_to_do": "play.nothing_to_do",
}
"""What a page says for a flag that is set, or for one that is taken away."""


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    number: str
    fields: tuple[str, ...]
    pages: tuple[str, ...]


def rows() -> list[Row]:
    """Return the rows of the table."""
    table = (ROOT / "docs/reference/coverage.md").read_text(encoding="utf-8")
    return [
        Row(found[1], tuple(re.findall(r"`(.+?)`", found[3])), tuple(re.findall(r"`(.+?)`", found[4]))) for found in ROW.finditer(table)
    ]


@cache
def classes() -> dict[str, type[Part]]:
    """Return every class of the model by its name."""
    found: dict[str, type[Part]] = {}
    todo: list[type[Part]] = [Atlas]
    while todo:
        part = todo.pop()
        if part.__name__ not in found:
            found[part.__name__] = part
            todo += [field.part for field in part_fields(part).values() if field.part]
    return found


def resolved(path: str) -> tuple[type[Part], str]:
    """Return the class and the name of the field that a path means; a path that leads nowhere raises KeyError."""
    name, *steps = path.split(".")
    model = classes()[name]
    for step in steps[:-1]:
        inner = part_fields(model)[step].part
        if inner is None:
            raise KeyError(path)
        model = inner
    return model, part_fields(model)[steps[-1]].name


def test_every_number_stands_in_the_table_once() -> None:
    numbers = [row.number for row in rows()]
    assert numbers == NUMBERS
    assert sum(not row.pages for row in rows()) <= MOST_LATER


def test_every_field_is_in_the_model() -> None:
    wrong = []
    for row in rows():
        assert row.fields, row.number
        for path in row.fields:
            try:
                resolved(path)
            except KeyError:
                wrong.append(f"{row.number}: {path}")
    assert wrong == []


@pytest.fixture(scope="module")
def book() -> Book:
    """Open the sample atlas as colleagues see it."""
    return sample_book(Audience.INTERNAL)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.number)
def test_the_pages_show_the_fields(row: Row, book: Book, sample: "dict[str, Built]") -> None:
    for path in row.fields if row.pages else ():
        shown = [
            page for page in row.pages if any(stands_in(text, read(sample["internal"].folder, page)) for text in said(book, path, page))
        ]
        assert shown, f"{row.number}: {path} is shown on none of {', '.join(row.pages)}"


@cache
def read(site: Path, page: str) -> str:
    """Return the text of a page's own part, in small letters, without markup, navigation and comments."""
    source = (site / ("" if page == "home" else page) / "index.html").read_text(encoding="utf-8")
    body = re.search(r"<article.*?</article>", source, re.DOTALL)
    links = " ".join(re.findall(r'href="(https?://[^"]+)"', body[0])) if body else ""
    text = re.sub(r"<(script|style).*?</\1>|<!--.*?-->|<[^>]+>", " ", body[0] if body else source, flags=re.DOTALL)
    return plain(html.unescape(f"{text} {links}"))


def plain(text: str) -> str:
    """Return a text's words only, so that markup and spaces do not matter."""
    words = re.sub(r"[^\w%<>=-]+", " ", text).lower().split()
    return f" {' '.join(words)} "


def stands_in(text: str, page: str) -> bool:
    """Whether a page says a text, word for word."""
    return bool(plain(text).strip()) and plain(text) in page


def said(book: Book, path: str, page: str) -> Iterator[str]:
    """Yield what the sample atlas says in a field, of the map that a page is about or of everything."""
    name, *steps = path.split(".")
    about = re.match(r"maps/([a-z-]+)/", page)
    for spot in book.atlas.spots:
        if isinstance(spot.part, classes()[name]) and not (about and spot.map and spot.map.id != about[1]):
            yield from (text for value in values(spot.part, steps) for text in worded(book, spot, path, value, page=page))


def values(part: Part, steps: list[str]) -> Iterator[Any]:
    """Yield every value that a path leads to."""
    found = part.__dict__.get(steps[0])
    for value in found if isinstance(found, tuple) else (found,):
        if len(steps) > 1 and isinstance(value, Part):
            yield from values(value, steps[1:])
        elif len(steps) == 1 and value is not None and value != "":
            yield value


def worded(book: Book, spot: Spot, path: str, value: Any, *, page: str) -> Iterator[str]:
    """Yield the ways in which a page may say a value."""
    model, name = resolved(path)
    kinds = part_fields(model)[name].names
    if path in FLAGS:
        yield from (text for key, text in WORDS.items() if key.startswith(FLAGS[path]))
    elif isinstance(value, Audience):
        face = spot.part.public if isinstance(spot.part, Map) else None
        yield face.title if face else title_of(spot.part)
    elif isinstance(value, Enum):
        yield value.value if page.startswith("reference/") else ""
        kind = type(value).__name__.lower()
        yield from (text for key, text in WORDS.items() if key.lower() in (f"{kind}.{value.value}".lower(), f"duty.{value.value}".lower()))
    elif kinds:
        here = spot.scope or (spot.map.id if spot.map else "")
        meant = book.atlas.spot(kinds, value, scope=here)
        found = [meant] if meant else [one for (kind, _, name), one in book.atlas.index.items() if kind in kinds and name == value]
        yield from (title_of(one.part) for one in found)
    else:
        yield from written(book, value)


def written(book: Book, value: Any) -> Iterator[str]:
    """Yield a value that names nothing else as a page writes it."""
    if isinstance(value, Condition):
        yield condition_text(book, value)
        yield condition_text(book, value).replace("the value is ", "")
    elif isinstance(value, Timing):
        yield timing_text(book, value)
    elif isinstance(value, Duration):
        yield length_text(book, value)
    elif isinstance(value, SingleFact):
        yield fact_text(book, value)
    elif isinstance(value, When):
        yield when_text(book, value)
    elif isinstance(value, Part):
        yield title_of(value) or ""
    elif isinstance(value, date | Decimal | int | str) and not isinstance(value, bool):
        yield str(value)
        yield next((line for line in str(value).splitlines() if line.strip()), "")
