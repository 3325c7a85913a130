"""Extracts the texts of a site's files: of pages, data, archives, pictures and PDFs, each with its channel."""

import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from journeybook.prove.encodings import LARGEST_FILE, decompress, text_of_bytes
from journeybook.prove.page import SiteText, read_page
from journeybook.prove.pdf_text import pdf_texts
from journeybook.prove.picture import is_picture, picture_texts

MOST_NESTED = 4
"""How deep archives may stand in one another."""
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
_DAY = re.compile(r"<lastmod>\d{4}-\d\d-\d\d</lastmod>")


def extract_texts(name: str, data: bytes, depth: int = 0) -> Iterator[SiteText]:
    """Yield every text in a file, whatever it is wrapped in."""
    inside = decompress(data)
    if depth > MOST_NESTED:
        return
    if inside:
        yield SiteText("header of an archive", text_of_bytes(data[:200]))
        yield from extract_texts(name.removesuffix(".gz"), inside, depth + 1)
    elif data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _zip(data, depth)
    elif data[257:262] == b"ustar":
        yield from _tar(data, depth)
    elif is_picture(data):
        yield from picture_texts(data)
    elif data.startswith(b"%PDF"):
        yield from pdf_texts(data)
    else:
        yield from _plain_file(name, text_of_bytes(data))


def _plain_file(name: str, text: str) -> Iterator[SiteText]:
    suffix = "." + name.rpartition(".")[2].lower()
    if suffix == MARKDOWN:
        yield SiteText("text", text)
    if suffix in (*PAGE_SUFFIXES, MARKDOWN):
        yield from read_page(text).pieces
    elif suffix == ".json":
        with suppress(ValueError):
            yield from _json(json.loads(text), "search entry" if "search" in name else "JSON")
        yield SiteText("JSON", text)
    else:
        yield SiteText(CHANNELS.get(suffix, "file"), _DAY.sub("", text))
    if suffix in (*PAGE_SUFFIXES, MARKDOWN, ".json"):
        yield SiteText("source", text, across=True)


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


def _zip(data: bytes, depth: int) -> Iterator[SiteText]:
    with suppress(zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError), zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield SiteText("comment of an archive", text_of_bytes(archive.comment))
        for member in archive.infolist():
            yield SiteText("name in an archive", member.filename)
            yield SiteText("comment of an archive", text_of_bytes(member.comment) + "\n" + text_of_bytes(member.extra))
            if member.file_size <= LARGEST_FILE:
                yield from (_inside(piece) for piece in extract_texts(member.filename, archive.read(member), depth + 1))


def _tar(data: bytes, depth: int) -> Iterator[SiteText]:
    with suppress(tarfile.TarError), tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            yield SiteText("name in an archive", f"{member.name}\n{member.linkname}\n{member.uname}\n{member.gname}")
            file = archive.extractfile(member) if member.isfile() and member.size <= LARGEST_FILE else None
            if file:
                yield from (_inside(piece) for piece in extract_texts(member.name, file.read(), depth + 1))


def _inside(piece: SiteText) -> SiteText:
    return SiteText(f"{piece.channel} in an archive", piece.text, piece.across)
