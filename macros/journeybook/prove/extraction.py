"""Opens the files of a site: pages, data, archives, pictures and documents become texts, each with its channel."""

import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from journeybook.prove.encodings import LARGEST, as_text, unpacked
from journeybook.prove.page import Piece, read_page
from journeybook.prove.pdf_text import document
from journeybook.prove.picture import is_picture, picture

NESTED = 4
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
PAGES = (".html", ".htm", ".svg", ".xhtml")
_DAY = re.compile(r"<lastmod>\d{4}-\d\d-\d\d</lastmod>")


def opened(name: str, data: bytes, depth: int = 0) -> Iterator[Piece]:
    """Yield every text in a file, whatever it is wrapped in."""
    inside = unpacked(data)
    if depth > NESTED:
        return
    if inside:
        yield Piece("header of an archive", as_text(data[:200]))
        yield from opened(name.removesuffix(".gz"), inside, depth + 1)
    elif data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _zip(data, depth)
    elif data[257:262] == b"ustar":
        yield from _tar(data, depth)
    elif is_picture(data):
        yield from picture(data)
    elif data.startswith(b"%PDF"):
        yield from document(data)
    else:
        yield from _written(name, as_text(data))


def _written(name: str, text: str) -> Iterator[Piece]:
    suffix = "." + name.rpartition(".")[2].lower()
    if suffix in PAGES:
        yield from read_page(text).pieces
    elif suffix == ".json":
        with suppress(ValueError):
            yield from _json(json.loads(text), "search entry" if "search" in name else "JSON")
    else:
        yield Piece(CHANNELS.get(suffix, "file"), _DAY.sub("", text))
    if suffix in (*PAGES, ".json"):
        yield Piece("source", text, across=True)


def _json(value: Any, channel: str) -> Iterator[Piece]:  # noqa: ANN401 - whatever the file holds
    if isinstance(value, dict):
        for key, one in value.items():
            yield Piece(channel, key)
            yield from _json(one, channel)
    elif isinstance(value, list):
        for one in value:
            yield from _json(one, channel)
    elif isinstance(value, str) and "<" in value:
        page = read_page(value)
        yield from (Piece(channel, piece.text, piece.across) for piece in page.pieces)
    elif value is not None:
        yield Piece(channel, str(value))


def _zip(data: bytes, depth: int) -> Iterator[Piece]:
    with suppress(zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError), zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield Piece("comment of an archive", as_text(archive.comment))
        for member in archive.infolist():
            yield Piece("name in an archive", member.filename)
            yield Piece("comment of an archive", as_text(member.comment) + "\n" + as_text(member.extra))
            if member.file_size <= LARGEST:
                yield from (_inside(piece) for piece in opened(member.filename, archive.read(member), depth + 1))


def _tar(data: bytes, depth: int) -> Iterator[Piece]:
    with suppress(tarfile.TarError), tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            yield Piece("name in an archive", f"{member.name}\n{member.linkname}\n{member.uname}\n{member.gname}")
            file = archive.extractfile(member) if member.isfile() and member.size <= LARGEST else None
            if file:
                yield from (_inside(piece) for piece in opened(member.name, file.read(), depth + 1))


def _inside(piece: Piece) -> Piece:
    return Piece(f"{piece.channel} in an archive", piece.text, piece.across)
