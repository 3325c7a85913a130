"""The texts of authors that customers read on a success map, each with the place where it was written, in the order of the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from journeybook.audience.redact import public_remainder
from journeybook.findings import Place
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.item import Former
from journeybook.model.language.nodes import Duration
from journeybook.model.map import Map
from journeybook.model.step import Next
from journeybook.model.timing import Timing
from journeybook.model.visibility import as_live
from journeybook.model.walk import field_values, walk
from journeybook.views.base.book import Book
from journeybook.views.links.texts import length_text, timing_text
from journeybook.views.pages.success_map import SuccessMap, view

REPEATING = ("picture", "sheet", "document")
"""Fields of the view of a success map and of its plan that say again what others say."""
ANCHORS = ("anchor", "other_anchors", "key")
"""Fields of views that say where something stands, in words of its own."""

NO_WORDS = ("id", "slug", "formerly", "language", "logo", "colour")
"""Fields whose texts are no words."""


@dataclass(frozen=True)
class CustomerText:
    """A text that customers read, and the place where it was written."""

    place: Place
    text: str


def customer_texts(atlas: Atlas, journey: Map, *, is_inheriting: bool = False) -> tuple[CustomerText, ...]:
    """Return every text of an author on the success map of a map, as if it were live; none where it has no public face.

    With `is_inheriting`, as it was in version 1 of the vocabulary, in which a public map spoke for its bases as well.
    """
    if journey.public is None:
        return ()
    maps = tuple(as_live(other) if other is journey else other for other in atlas.maps)
    live = Atlas.holding(dict(field_values(atlas)) | {"maps": maps}, atlas.origin)
    book = Book(public_remainder(live, is_inheriting=is_inheriting), Audience.PUBLIC)
    if not any(shown.public and shown.public.slug == journey.public.slug for shown in book.atlas.maps):
        return ()
    page = tuple(_page_strings(view(book, journey.public.slug)))
    first = {text: _first(text.text, page) for text in dict.fromkeys(_texts(book, journey.public.slug))}
    return tuple(sorted((text for text, position in first.items() if position), key=lambda text: (first[text], text.place)))


def texts_lost_by_inheritance(atlas: Atlas, journey: Map) -> tuple[CustomerText, ...]:
    """Return the texts of a map that customers read in version 1 of the vocabulary and not in this one."""
    now = set(customer_texts(atlas, journey))
    return tuple(text for text in customer_texts(atlas, journey, is_inheriting=True) if text not in now)


def _texts(book: Book, slug: str) -> Iterator[CustomerText]:
    """Yield every text, timing and length of time that may stand on a page: of its map, of what maps share, and of steps it leads to."""
    spots = tuple(walk(book.atlas))
    shown = tuple(spot for spot in spots if spot.map is None or (spot.map.public and spot.map.public.slug == slug))
    links = (book.atlas.spot("step", spot.part.to, scope=spot.map.id) for spot in shown if isinstance(spot.part, Next) and spot.map)
    for spot in (*shown, *(target for target in links if target)):
        for name, value in field_values(spot.part):
            if name in NO_WORDS or isinstance(spot.part, Former) or part_fields(type(spot.part))[name].names:
                continue
            for position, item in enumerate(value if isinstance(value, tuple) else (value,)):
                place = spot.part.origin.of(f"{name}.{position}" if isinstance(value, tuple) else name)
                if text := _text(book, item):
                    yield CustomerText(place, text)


def _text(book: Book, value: object) -> str:
    if isinstance(value, Timing):
        return timing_text(book, value)
    if isinstance(value, Duration):
        return length_text(book, value)
    return value.strip() if isinstance(value, str) and not isinstance(value, Enum) else ""


def _page_strings(shown: SuccessMap) -> Iterator[str]:
    """Yield every string of a page, in the order of the fields of its view, and last what pictures, paper and scripts say again."""
    yield from view_strings(shown)
    yield from view_strings((shown.picture, shown.sheet, shown.plan.document))


def view_strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a view holds
    """Yield every string in a part of a view but for those that are repeated."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from view_strings(inside)
    elif isinstance(value, tuple | list):
        for inside in value:
            yield from view_strings(inside)
    elif is_dataclass(value) and not isinstance(value, Part):
        for field in fields(value):
            if field.name not in (*REPEATING, *ANCHORS):
                yield from view_strings(getattr(value, field.name))


def _first(text: str, page: tuple[str, ...]) -> tuple[int, int] | None:
    """Return where a text stands on a page: the number of the string that it is, or has as whole words, and the offset in that string."""
    whole = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    for number, string in enumerate(page):
        if string == text:
            return number, 0
        if text in string and (match := whole.search(string)):
            return number, match.start()
    return None
