"""Extracts the texts of a site's files: of pages, data, archives, pictures and PDFs, each with its channel."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from journeybook.prove.archive import Limits, open_archive
from journeybook.prove.encodings import text_of_bytes
from journeybook.prove.page import SiteText, read_page
from journeybook.prove.picture import is_picture, picture_texts

IN_ARCHIVE = " in an archive"
"""The end of the channels of what an archive holds."""
CHANNELS = {
    ".css": "style sheet",
    ".js": "script",
    ".map": "source map",
    ".xml": "sitemap",
    ".txt": "text file",
    ".ics": "calendar",
    ".webmanifest": "web manifest",
}
PAGE_SUFFIXES = (".html", ".htm", ".svg", ".xhtml")
MARKDOWN = ".md"
_BETWEEN = re.compile(r"https?://[^\s)>\"']*|\d[\d:.,>-]*")
"""Addresses, numbers and times, between which the words of captions and of lists of links stand."""
_QUOTED = re.compile(r"[\"']([^\"'\n]{1,200})[\"']")
"""Texts in quotes, as attributes, keys and lists of words have them, whatever stands between."""
_END_OF_LINE = re.compile(r"</(?:\w+:)?(?:p|h|si|br|tab|td|tr|li|title|row)>|<(?:\w+:)?(?:br|tab|s)\s*/>")
"""What ends a line in the XML of office documents and books, whose words stand in several elements without a blank between."""
_ANY_TAG = re.compile(r"<[^<>]*>")
_DAY = re.compile(r"<lastmod>\d{4}-\d\d-\d\d</lastmod>")


def extract_texts(name: str, data: bytes) -> Iterator[SiteText]:
    """Yield every text in a file, whatever it is wrapped in; an archive that cannot be searched as a whole raises UnsearchableArchive."""
    yield from _texts(name, data, Limits(len(data)), 0)


def _texts(name: str, data: bytes, limits: Limits, depth: int) -> Iterator[SiteText]:
    members = open_archive(data, limits, depth)
    if members is not None:
        for member in members:
            yield SiteText("header of an archive", member.notes)
            yield SiteText("name in an archive", member.name)
            inside = _texts(member.name or name.rpartition(".")[0], member.data, limits, depth + 1)
            yield from (SiteText(f"{piece.channel.removesuffix(IN_ARCHIVE)}{IN_ARCHIVE}", piece.text, piece.across) for piece in inside)
    elif is_picture(data):
        yield from picture_texts(data)
    elif data.startswith(b"%PDF"):
        from journeybook.prove.pdf_text import pdf_texts  # noqa: PLC0415 - its library takes a tenth of each start, and few sites hold a PDF

        yield from pdf_texts(data)
    else:
        text = text_of_bytes(data)
        yield from _plain_file(name, text)
        if depth and text.lstrip().startswith("<?xml"):
            yield SiteText("text", _ANY_TAG.sub("", _END_OF_LINE.sub("\n", text)))


def _plain_file(name: str, text: str) -> Iterator[SiteText]:
    suffix = "." + name.rpartition(".")[2].lower()
    if suffix == MARKDOWN:
        yield SiteText("text", text)
    if suffix in (*PAGE_SUFFIXES, MARKDOWN):
        yield from read_page(text).pieces
    elif suffix == ".json":
        with suppress(ValueError):
            value = json.loads(text)
            yield from _json(value, "search entry" if "search" in name else "JSON")
            yield SiteText("JSON", " ".join(_strings(value)), across=True)
        yield SiteText("JSON", text)
    else:
        yield SiteText(CHANNELS.get(suffix, "file"), _DAY.sub("", text))
    if suffix in (*PAGE_SUFFIXES, MARKDOWN, ".json"):
        yield SiteText("source", text, across=True)
    yield SiteText("source", _BETWEEN.sub(" ", text), across=True)
    yield SiteText("source", " ".join(_QUOTED.findall(text)), across=True)


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever the file holds
    """Yield every text that is a value."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield value


def _json(value: Any, channel: str) -> Iterator[SiteText]:  # noqa: ANN401 - whatever the file holds
    if isinstance(value, dict):
        for key, item in value.items():
            yield SiteText(channel, key)
            yield from _json(item, channel)
    elif isinstance(value, list):
        for item in value:
            yield from _json(item, channel)
    elif isinstance(value, str) and "<" in value:
        page = read_page(value)
        yield from (SiteText(channel, piece.text, piece.across) for piece in page.pieces)
    elif value is not None:
        yield SiteText(channel, str(value))
