"""Bytes that no reader sees and no search can read are refused, and what honest files hold is not."""

import base64
import io
import json
import struct
import zipfile
import zlib

import pytest

from journeybook.findings import Place
from journeybook.prove.encodings import embedded_files
from journeybook.prove.picture import has_properties
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_sources import find_leaks
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import search_for_secrets
from journeybook.prove.unread_bytes import unread_bytes

SENTENCE = "Held back while a ticket is escalated"
BITS = "".join(f"{byte:08b}" for byte in SENTENCE.encode())


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(dots: bytes, *before: bytes, kind: int = 2, interlaced: int = 0) -> bytes:
    """Return a PNG of four by four dots with eight bits for each sample."""
    header = struct.pack(">IIBBBBB", 4, 4, 8, kind, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + b"".join((chunk(b"IHDR", header), *before, chunk(b"IDAT", zlib.compress(dots)), chunk(b"IEND", b"")))


ROWS = (b"\0" + b"\x20" * 12) * 4
HIDDEN = {
    "tags": "".join(chr(0xE0000 + byte) for byte in SENTENCE.encode()),
    "choices of a form": "".join(chr(0xE0100 + byte - 16) for byte in SENTENCE.encode()),
    "bits of no width": BITS.replace("0", "\u200b").replace("1", "\u200c"),
    "bits of blanks": f"<p>Hi</p>{BITS.replace('0', ' ').replace('1', chr(9))}",
}
UNKNOWN = {
    "AVIF": b"\0\0\0\x1cftypavif\0\0\0\0",
    "BMP": b"BM\xc8\0\0\0\0\0",
    "SQLite": b"SQLite format 3\0",
    "WebAssembly": b"\0asm\1\0\0\0",
    "Brotli": b"\x1b\x24\0\xf8\x8d\xff",
    "EBCDIC": SENTENCE.encode("cp037"),
    "an archive behind a script": b"var a = 1;\nPK\3\4\x14\0\0\0\x08\0\xff\xfe",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_signs_that_nobody_sees_are_refused(text: str) -> None:
    assert [channel for channel, _, _ in unread_bytes(f"# Hi{text}\n".encode())] == ["hidden signs"]


@pytest.mark.parametrize("data", UNKNOWN.values(), ids=UNKNOWN)
def test_bytes_that_cannot_be_searched_are_refused(data: bytes) -> None:
    assert [channel for channel, _, _ in unread_bytes(data)] == ["kind of file"]


HONEST = {
    "text": "# Grüße\n\nIn \u201equotes\u201c \u2013 \U0001f44d\U0001f3fd".encode(),
    "a flag of a country of a country": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f".encode(),
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467".encode(),
    "Persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645".encode(),
    "blanks and tabs": b"  \t  if (a) {\n\t\t  b();\n",
    "UTF-16": "Grüße".encode("utf-16"),
    "a picture": png(ROWS),
    "an archive": b"PK\3\4\xff\xfe",
    "a PDF": b"%PDF-1.4\n\xff\xfe",
    "nothing": b"",
}


@pytest.mark.parametrize("data", HONEST.values(), ids=HONEST)
def test_honest_files_pass(data: bytes) -> None:
    assert list(unread_bytes(data)) == []


COLOURS = chunk(b"PLTE", b"\0\1\2" * 16)
PICTURES = {
    "behind the last row": (png(ROWS + b"weight 35"), True),
    "a table of colours that no dot uses": (png(ROWS, COLOURS), True),
    "a table of colours": (png((b"\0" + b"\x01" * 4) * 4, COLOURS, kind=3), False),
    "in passes": (png(b"\0" * (4 + 4 + 7 + 2 * 7 + 2 * 13), interlaced=1), False),
    "in passes, and more": (png(b"\0" * 99, interlaced=1), True),
    "Adobe's part of a JPEG": (b"\xff\xd8\xff\xee\0\x0eAdobe" + b"\0" * 7 + b"\xff\xd9", False),
    "more than Adobe's part": (b"\xff\xd8\xff\xee\0\x18Adobe" + b" weight 35 of all" + b"\xff\xd9", True),
}


@pytest.mark.parametrize(("data", "wanted"), PICTURES.values(), ids=PICTURES)
def test_a_picture_holds_its_dots_alone(data: bytes, *, wanted: bool) -> None:
    assert has_properties(data) is wanted


def test_a_file_inside_an_address_is_looked_at_as_well() -> None:
    noted = png(ROWS, chunk(b"zTXt", b"note\0\0" + zlib.compress(SENTENCE.encode() * 2)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", SENTENCE * 3)
    for kind, data in (("image/png", noted), ("application/zip;charset=x", packed.getvalue())):
        page = f'<img src="data:{kind};base64,{base64.b64encode(data).decode()}">'.encode()
        assert embedded_files(page) == [data]
        assert list(hits(page, "docs/public/a.md")) != []
    assert [channel for data in embedded_files(b"a" + page) for channel, _, _ in unread_bytes(data)] == []
    assert embedded_files(b"<p>data:;base64</p>") == []


PIECES = {
    "ascii85": ("docs/public/a.md", f"<~{base64.a85encode(SENTENCE.encode()).decode()}~>"),
    "a list of numbers": ("docs/public/a.json", json.dumps([ord(sign) for sign in SENTENCE])),
    "anchors in order": ("docs/public/a.svg", "".join(f'<g id="{word}"/>' for word in SENTENCE.split())),
    "attributes in order": ("docs/public/a.md", "".join(f'<b data-{n}="{word}">x</b>' for n, word in enumerate(SENTENCE.split()))),
    "words backwards": ("docs/public/a.md", " ".join(word[::-1] for word in SENTENCE.split())),
    "from the last word to the first": ("docs/public/a.md", " ".join(SENTENCE.split()[::-1])),
    "behind a sign in settings": ("mkdocs.yml", f'site_description: "Rotas # {SENTENCE}"'),
}


@pytest.mark.parametrize(("path", "text"), PIECES.values(), ids=PIECES)
def test_a_text_in_pieces_is_found(path: str, text: str) -> None:
    assert {hit.partition(":")[0] for hit in hits(text.encode(), path)} == {path}


def hits(data: bytes, path: str) -> list[str]:
    secrets = [Secret(SENTENCE, "Step.note", Place("journeys/maps/base.yml", 7, 3))]
    return [hit.file for hit in find_leaks({path: data}, search_for_secrets(secrets, KnownPhrases(["Plan your first rota"])))]
