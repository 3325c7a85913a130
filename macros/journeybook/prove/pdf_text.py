"""The texts of a PDF: packed streams, texts in brackets and in hex, and glyphs by the tables of their fonts."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from journeybook.prove.encodings import LARGEST, as_text
from journeybook.prove.page import Piece

CHANNEL = "text of a PDF"
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_BRACKETS = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{2,})>")
_SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
Table = dict[str, str]


def document(data: bytes) -> Iterator[Piece]:
    """Yield the texts of a PDF."""
    streams = [_unpacked(found[1]) for found in _STREAM.finditer(data)]
    outside = _STREAM.sub(b"", data)
    tables = [_table(stream) for stream in streams if b"begincmap" in stream]
    for part in (outside, *streams):
        if b"begincmap" in part:
            continue
        yield Piece("properties of a PDF", as_text(part))
        brackets = [_unescaped(found[1]) for found in _BRACKETS.finditer(part)]
        codes = [re.sub(rb"\s", b"", found[1]).decode() for found in _HEX.finditer(part)]
        yield Piece(CHANNEL, "".join(as_text(one) for one in brackets))
        yield from (Piece(CHANNEL, as_text(one)) for one in brackets if one.startswith((b"\xfe\xff", b"\xff\xfe")))
        yield Piece(CHANNEL, "\n".join(as_text(bytes.fromhex(code)) for code in codes if len(code) % 2 == 0))
        for table in tables:
            wide = [*codes, *(one.hex() for one in brackets)]
            yield Piece(CHANNEL, "".join(_by_table(code, table) for code in wide))


def _unpacked(stream: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(stream, LARGEST)
    return stream


def _unescaped(text: bytes) -> bytes:
    plain = re.sub(rb"\\([0-7]{1,3})", lambda found: bytes([int(found[1], 8) & 255]), text)
    return re.sub(rb"\\(.)", rb"\1", plain, flags=re.DOTALL)


def _table(stream: bytes) -> Table:
    """Return the letters of a font by the numbers of its glyphs, in hex."""
    table: Table = {}
    for block in _SINGLE.findall(stream):
        codes = [code.decode().lower() for code in re.findall(rb"<([0-9A-Fa-f]+)>", block)]
        table |= {glyph: _letters(to) for glyph, to in zip(codes[::2], codes[1::2], strict=False)}
    for block in _RANGE.findall(stream):
        for first, last, to in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\[.*?\]|<[0-9A-Fa-f]+>)", block, re.DOTALL):
            targets = [code.decode() for code in re.findall(rb"<([0-9A-Fa-f]+)>", to)]
            for offset in range(min(int(last, 16) - int(first, 16) + 1, 65536)):
                glyph = f"{int(first, 16) + offset:0{len(first)}x}"
                table[glyph] = _letters(targets[offset]) if to.startswith(b"[") and offset < len(targets) else _after(targets[0], offset)
    return table


def _letters(code: str) -> str:
    return bytes.fromhex(code.zfill(len(code) + len(code) % 2)).decode("utf-16-be", "ignore")


def _after(code: str, offset: int) -> str:
    return chr(int(code, 16) + offset) if int(code, 16) + offset < 0xD800 else ""  # noqa: PLR2004 - where surrogates begin


def _by_table(code: str, table: Table) -> str:
    size = len(next(iter(table), "0000"))
    return "".join(table.get(code[at : at + size].lower(), "") for at in range(0, len(code), size))
