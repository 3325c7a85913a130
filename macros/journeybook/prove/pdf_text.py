"""The texts of a PDF: what pypdf decodes of its pages and streams, and what stands in its bytes, raw and decompressed.

The raw sweep does not trust the tables of a file: it takes every stream between its keywords, whether or not something leads to it, so
that a damaged file, or one made to be misread, is searched as it stands. pypdf adds all filters, encryption without a password, and the
letters of glyphs: of each page by its own fonts, then of each stream by every font of the file, since the one meant may be out of reach.
"""

import logging
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from typing import TypeVar

from pypdf import PageObject, PdfReader
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, StreamObject

from journeybook.prove.archive import Limits
from journeybook.prove.encodings import text_of_bytes
from journeybook.prove.page import SiteText

MOST_UNPACKED = 100_000_000
"""Bytes of all streams together: pictures of screens take some megabytes each."""
LARGEST_CONTENT = 10_000_000
"""How many bytes of content are read letter by letter: some hundreds of pages, in about ten seconds."""
_TEXT, _PROPERTIES = "text of a PDF", "properties of a PDF"
_STREAM = re.compile(rb"stream\r?\n(.*?)(?:endstream|\Z)", re.DOTALL)
_BRACKETS = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{2,})>")
_FONT_NAME = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+[\d.+-]+\s+Tf")
_FONT = {"/Type": "/Font", "/Subtype": "/Type0", "/BaseFont": "/Any", "/Encoding": "/Identity-H"}
Answer = TypeVar("Answer")
logging.getLogger("pypdf").addHandler(logging.NullHandler())  # that a file is damaged is not what the proof is about


def pdf_texts(data: bytes) -> Iterator[SiteText]:
    """Yield the texts of a PDF; one that unpacks to more than MOST_UNPACKED bytes raises UnsearchableArchive."""
    limits = Limits(len(data), MOST_UNPACKED)
    reader = _attempt(lambda: PdfReader(BytesIO(data)))
    streams = [*(_decompressed(stream[1], limits) for stream in _STREAM.finditer(data)), *(_streams(reader) if reader else ())]
    tables = [stream for stream in streams if b"begincmap" in stream]
    parts = dict.fromkeys(part for part in (_STREAM.sub(b"", data), *streams) if part not in tables)
    for part in parts:
        yield from _raw_texts(part)
    if reader:
        yield SiteText(_PROPERTIES, _attempt(lambda: "\n".join(map(str, (reader.metadata or {}).values()))) or "")
        yield from _page_texts(_attempt(lambda: list(reader.pages)) or ())
    yield from _page_texts(_page(part, table) for part in sorted(parts, key=len) for table in tables)


def _page_texts(pages: Iterable[PageObject]) -> Iterator[SiteText]:
    """Yield the text of each page until more content has been read than anybody publishes."""
    size = 0
    for page in pages:
        size += len(_attempt(partial(_content, page)) or b"")
        if size > LARGEST_CONTENT:
            return
        yield SiteText(_TEXT, _attempt(page.extract_text) or "")


def _content(page: PageObject) -> bytes:
    content = page.get_contents()
    return b"" if content is None else content.get_data()


def _streams(reader: PdfReader) -> Iterator[bytes]:
    """Yield the content of every stream that pypdf can decode, but for images, for some of which it would start a program."""
    for number in sorted({*reader.xref_objStm, *(number for table in reader.xref.values() for number in table)}):
        stream = _attempt(partial(reader.get_object, number))
        if isinstance(stream, StreamObject) and dict.get(stream, "/Subtype") != "/Image":
            yield _attempt(stream.get_data) or b""


def _attempt(read: Callable[[], Answer]) -> Answer | None:
    """Return what pypdf reads; nothing where a damaged file makes it fail, in whatever way."""
    try:
        return read()
    except Exception:  # noqa: BLE001 - there is no list of what damaged files raise
        return None


def _page(content: bytes, table: bytes) -> PageObject:
    """Return a page with this content, in which every font has the letters of one table (ToUnicode, ISO 32000-1, 9.10.3)."""
    letters, shown, page = DecodedStreamObject(), DecodedStreamObject(), PageObject()
    letters.set_data(table)
    shown.set_data(b"/Any 1 Tf " + content)
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in _FONT.items()} | {NameObject("/ToUnicode"): letters})
    names = {"Any", *(name.decode("latin-1") for name in _FONT_NAME.findall(content))}
    fonts = DictionaryObject({NameObject(f"/{name}"): font for name in names})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = shown
    return page


def _raw_texts(part: bytes) -> Iterator[SiteText]:
    """Yield what bytes say as they stand, and in the strings of a PDF: in brackets and in hex."""
    brackets = [_unescaped(string[1]) for string in _BRACKETS.finditer(part)]
    codes = [re.sub(rb"\s", b"", string[1]).decode() for string in _HEX.finditer(part)]
    yield SiteText(_PROPERTIES, text_of_bytes(part))
    yield SiteText(_TEXT, "".join(map(text_of_bytes, brackets)))
    yield from (SiteText(_TEXT, text_of_bytes(string)) for string in brackets if string.startswith((b"\xfe\xff", b"\xff\xfe")))
    yield SiteText(_TEXT, "\n".join(text_of_bytes(bytes.fromhex(code)) for code in codes if len(code) % 2 == 0))


def _decompressed(stream: bytes, limits: Limits) -> bytes:
    try:
        inside = zlib.decompressobj().decompress(stream, limits.room + 1)
    except zlib.error:
        return stream
    return limits.take(inside)


def _unescaped(string: bytes) -> bytes:
    plain = re.sub(rb"\\([0-7]{1,3})", lambda code: bytes([int(code[1], 8) & 255]), string)
    return re.sub(rb"\\(.)", rb"\1", plain, flags=re.DOTALL)
