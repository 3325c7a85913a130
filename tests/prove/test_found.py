"""A word that must stay inside is found in every way of writing it, and in everything that it can be wrapped in."""

import base64
import binascii
import bz2
import codecs
import gzip
import hashlib
import html
import io
import json
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

import pytest

from journeybook.findings import Place
from journeybook.prove.picture import has_properties
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_sources import find_leaks
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import SecretSearch, search_for_secrets

PLACE = Place("journeys/maps/base.yml", 7, 3)
NAME = "Zelda Quandt"
SENTENCE = "The renewal of this account hangs by a thread since spring"
KNOWN = ("Plan your first rota", "We meet you in the first week of the new account", "Write to the team that helps", "since spring 2026")


@pytest.fixture(scope="module")
def search() -> SecretSearch:
    return search_for_secrets([Secret(NAME, "Team.name", PLACE), Secret(SENTENCE, "Step.note", PLACE)], KnownPhrases(KNOWN))


def found(search: SecretSearch, data: bytes | str, name: str = "page.html") -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    return [f"{hit.channel} {hit.place}" for hit in find_leaks({name: raw}, search)]


def numbers(text: str) -> str:
    return ", ".join(str(ord(sign)) for sign in text)


def between(sign: str) -> Callable[[str], str]:
    return sign.join


def at(offset: int) -> Callable[[str], str]:
    return lambda text: base64.b64encode(b"x" * offset + text.encode() + b"yyy").decode()


WAYS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "joined": lambda text: text.replace(" ", ""),
    "hyphens": lambda text: text.lower().replace(" ", "-"),
    "underscores": lambda text: text.lower().replace(" ", "_"),
    "accents": lambda text: text.replace("a", "ä").replace("e", "e\u0301"),
    "full width": lambda text: "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in text),
    "look-alikes of Cyrillic": lambda text: text.replace("e", "\u0435").replace("a", "\u0430"),
    "look-alikes of Greek": lambda text: text.replace("Z", "\u0396").replace("a", "\u03b1"),
    "reversed": lambda text: text[::-1],
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "percent signs": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "percent signs twice": lambda text: quote("".join(f"%{byte:02x}" for byte in text.encode())),
    "mail subject": lambda text: f"mailto:a@example.org?subject={quote(text)}",
    "decimal entities": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "hex entities": lambda text: "".join(f"&#x{ord(sign):x};" for sign in text),
    "unicode escapes": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text),
    "long unicode escapes": lambda text: "".join(f"\\u{{{ord(sign):x}}}" for sign in text),
    "byte escapes": lambda text: "".join(f"\\x{ord(sign):02x}" for sign in text),
    "style escapes": lambda text: "".join(f"\\{ord(sign):x} " for sign in text),
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "hex": lambda text: text.encode().hex(),
    "hex with signs": lambda text: text.encode().hex(" ").upper(),
    "numbers of characters": numbers,
    "base64": at(0),
    "base64 one later": at(1),
    "base64 two later": at(2),
    "base64 in an address": lambda text: base64.urlsafe_b64encode(f"??>{text}".encode()).decode().rstrip("="),
    "base64 of percent signs": lambda text: base64.b64encode(quote(text.replace(" ", "  ")).encode()).decode(),
    "base64 of gzip": lambda text: base64.b64encode(gzip.compress(text.encode())).decode(),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "tags between letters": lambda text: "".join(f"<i>{sign}</i>" for sign in text),
    "a tag inside a word": lambda text: f"{text[:2]}<b>{text[2:]}</b>",
    "soft hyphens": between("\u00ad"),
    "no width": between("\u200b"),
    "joiners": between("\u2060"),
    "entities of no width": between("&ZeroWidthSpace;"),
    "blanks between letters": between(" "),
    "small capitals": lambda text: text.lower().translate(str.maketrans("adelntuz", "\u1d00\u1d05\u1d07\u029f\u0274\u1d1b\u1d1c\u1d22")),
    "boxes": lambda text: "".join(chr(0x1F170 + ord(sign) - 65) if sign.isalpha() else sign for sign in text.upper()),
    "letters of flags": lambda text: "".join(chr(0x1F1E6 + ord(sign) - 65) if sign.isalpha() else sign for sign in text.upper()),
    "look-alikes of Armenian": lambda text: text.replace("u", "\u057d").replace("n", "\u0578"),
    "octal escapes": lambda text: "".join(f"\\{ord(sign):03o}" for sign in text),
    "binary": lambda text: " ".join(f"{ord(sign):08b}" for sign in text),
    "percent u": lambda text: "".join(f"%u{ord(sign):04X}" for sign in text),
    "range of a font": lambda text: "unicode-range: " + ", ".join(f"U+{ord(sign):04X}" for sign in text),
    "numbers with hyphens": lambda text: "-".join(str(ord(sign)) for sign in text),
    "numbers in cells": lambda text: "|".join(str(ord(sign)) for sign in text),
    "hex in a list": lambda text: ", ".join(f"0x{ord(sign):02x}" for sign in text),
    "base64 in groups": lambda text: " ".join(re.findall("....", base64.b64encode(f"{text} and its teams".encode()).decode())),
    "base64 put together": lambda text: "'+'".join(re.findall(".{1,9}", base64.b64encode(text.encode()).decode())),
    "uuencode": lambda text: f"begin 644 a\n{binascii.b2a_uu(text.encode()).decode()}",
    "utf-7": lambda text: "".join(f"+{base64.b64encode(sign.encode('utf-16-be')).decode().rstrip('=')}-" for sign in text),
    "md5": lambda text: hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(),
    "sha1": lambda text: hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(),
    "sha256": lambda text: hashlib.sha256(text.encode()).hexdigest(),
    "first of md5": lambda text: hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:8],
    "first of sha256": lambda text: f"logo.{hashlib.sha256(text.lower().encode()).hexdigest()[:8]}.png",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_name_is_found_in_every_way_of_writing(search: SecretSearch, way: Callable[[str], str]) -> None:
    assert found(search, f"<p>Plan your {way(NAME)} first rota</p>") != []


@pytest.mark.parametrize("kind", ["utf-16-le", "utf-16-be", "utf-16", "utf-32-le"])
def test_a_name_is_found_in_wide_letters(search: SecretSearch, kind: str) -> None:
    assert found(search, f"<p>Plan your {NAME} first</p>".encode(kind)) != []
    assert found(search, b"\0\1\2" + f"Plan your {NAME} first".encode(kind), "any.bin") != []


PARTS = {
    "a sentence in another": f"We say so. {SENTENCE}! Nobody knows.",
    "the first half": SENTENCE[:38],
    "the second half": SENTENCE[22:],
}


@pytest.mark.parametrize("text", PARTS.values(), ids=PARTS.keys())
def test_a_part_of_a_text_is_enough(search: SecretSearch, text: str) -> None:
    assert found(search, f"<p>{text}</p>") != []


def test_what_customers_read_is_no_hit(search: SecretSearch) -> None:
    for text in (*KNOWN, "the new account since spring", "Your account: renew it, and plan the first week", "Talk to Zelda"):
        assert found(search, f"<p>{text}</p>") == []


CHANNELS = {
    "text": f"<p>{NAME}</p>",
    "comment": f"<p>Plan</p><!-- {NAME} -->",
    "tooltip": f'<p title="{NAME}">Plan</p>',
    "data attribute data-owner": f'<p data-owner="{NAME}">Plan</p>',
    "accessible name aria-label": f'<p aria-label="{NAME}">Plan</p>',
    "CSS class": '<p class="jb-step jb-zelda-quandt">Plan</p>',
    "anchor": '<p id="zelda-quandt">Plan</p>',
    "words of a picture": f'<img alt="{NAME}">',
    "meta": f'<meta name="author" content="{NAME}">',
    "link": '<a href="/zelda-quandt/">Plan</a>',
    "address": '<img src="zelda-quandt.png">',
    "style": '<p style="--owner: zelda-quandt">Plan</p>',
    "script": f'<script>let owner = "{NAME}"</script>',
    "title": f"<title>{NAME}</title>",
    "SVG title": f"<svg><title>{NAME}</title></svg>",
    "SVG description": f"<svg><desc>{NAME}</desc></svg>",
    "SVG metadata": f"<svg><metadata>{NAME}</metadata></svg>",
    "SVG text": f"<svg><text>{NAME}</text></svg>",
    "declaration": f"<!DOCTYPE html {NAME}><p>Plan</p>",
    "name of an attribute": "<p zelda-quandt>Plan</p>",
    "name of an element": "<zelda-quandt>Plan</zelda-quandt>",
}


@pytest.mark.parametrize(("channel", "text"), CHANNELS.items(), ids=CHANNELS.keys())
def test_the_channel_in_a_page_is_named(search: SecretSearch, channel: str, text: str) -> None:
    assert found(search, text)[0] == f"{channel} {PLACE}"


def zipped(name: str, data: bytes, comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        archive.comment = comment
    return file.getvalue()


def tarred(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


def png(*parts: tuple[bytes, bytes], behind: bytes = b"") -> bytes:
    drawn = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), *parts, (b"IEND", b"")]
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in drawn)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + behind


def jpeg(kind: int, data: bytes) -> bytes:
    return b"\xff\xd8\xff" + bytes([kind]) + struct.pack(">H", len(data) + 2) + data + b"\xff\xda\0\2\0\xff\xd9"


def webp(*kinds: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + b"".join(kind + struct.pack("<I", 2) + b"xx" for kind in kinds)


DOTS = b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"


def gif(*parts: bytes) -> bytes:
    return b"GIF89a\1\0\1\0\x80\0\0" + bytes(6) + b"!\xf9\4\0\0\0\0\0" + DOTS + b"".join(parts) + b";"


def icon(picture: bytes) -> bytes:
    return b"\0\0\1\0\1\0" + struct.pack("<BBBBHHII", 1, 1, 0, 0, 1, 32, len(picture), 22) + picture


def pdf(stream: bytes, *, packed: bool = False, more: bytes = b"") -> bytes:
    body = zlib.compress(stream) if packed else stream
    return b"%PDF-1.4\n1 0 obj <<>>\nstream\n" + body + b"\nendstream\nendobj\n" + more + b"%%EOF"


N = NAME.encode()
CMAP = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <005f> <0020> endbfrange endcmap"
GLYPHS = "".join(f"{ord(sign) - 31:04x}" for sign in NAME).encode()
WRAPPED = {
    "gzip": ("a.gz", gzip.compress(N * 20)),
    "bzip2": ("a.bz2", bz2.compress(N * 20)),
    "xz": ("a.xz", lzma.compress(N * 200)),
    "zlib": ("a.bin", zlib.compress(N * 20)),
    "zip": ("a.zip", zipped("a.txt", N)),
    "name in a zip": ("a.zip", zipped("zelda-quandt.txt", b"")),
    "comment of a zip": ("a.zip", zipped("a.txt", b"", N)),
    "tar": ("a.tar", tarred("a.txt", N)),
    "name in a tar": ("a.tar.gz", gzip.compress(tarred("zelda-quandt.txt", b""))),
    "zip in gzip in zip": ("a.zip", zipped("b.gz", gzip.compress(zipped("c.txt", N)))),
    "PNG text": ("a.png", png((b"tEXt", b"Author\0" + N))),
    "PNG packed text": ("a.png", png((b"zTXt", b"Author\0\0" + zlib.compress(N)))),
    "PNG packed international text": ("a.png", png((b"iTXt", b"Author\0\1\0en\0\0" + zlib.compress(N)))),
    "PNG international text": ("a.png", png((b"iTXt", b"Author\0\0\0en\0\0" + N))),
    "PNG EXIF": ("a.png", png((b"eXIf", b"II*\0" + N))),
    "behind a PNG": ("a.png", png(behind=N)),
    "JPEG comment": ("a.jpg", jpeg(0xFE, N)),
    "JPEG EXIF": ("a.jpg", jpeg(0xE1, b"Exif\0\0II*\0" + NAME.encode("utf-16-le"))),
    "JPEG XMP": ("a.jpg", jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + N)),
    "behind a JPEG": ("a.jpg", jpeg(0xE0, b"JFIF\0") + N),
    "GIF": ("a.gif", b"GIF89a\1\0\1\0\0\0\0!\xfe" + bytes([len(N)]) + N + b"\0;"),
    "WebP": ("a.webp", b"RIFF\0\0\0\0WEBPXMP " + struct.pack("<I", len(N)) + N),
    "PDF": ("a.pdf", pdf(b"BT (" + N + b") Tj ET")),
    "packed PDF": ("a.pdf", pdf(b"BT [(Zel) -20 (da Quandt)] TJ ET", packed=True)),
    "PDF in octal": ("a.pdf", pdf(b"BT (" + b"".join(b"\\%03o" % byte for byte in N) + b") Tj ET", packed=True)),
    "PDF in hex": ("a.pdf", pdf(b"BT <" + N.hex().encode() + b"> Tj ET", packed=True)),
    "title of a PDF": ("a.pdf", pdf(b"", more=b"<< /Title <FEFF" + NAME.encode("utf-16-be").hex().encode() + b"> >>")),
    "glyphs of a PDF": ("a.pdf", pdf(b"BT <" + GLYPHS + b"> Tj ET", packed=True, more=pdf(CMAP, packed=True))),
    "search index": (
        "search/documents-0.json",
        json.dumps({"docs": [{"title": "Plan", "text": f"<b>{NAME[:4]}</b>{NAME[4:]}"}]}).encode(),
    ),
    "escaped JSON": ("a.json", json.dumps({"a": [{html.escape("Zëlda Quandt"): 1}]}).encode()),
    "broken JSON": ("a.json", b"{" + N),
    "source map": ("a.js.map", json.dumps({"sourcesContent": [f"// {NAME}"]}).encode()),
    "calendar": ("a.ics", b"SUMMARY:Zelda Qu\r\n andt\r\n"),
    "style sheet": ("a.css", f'.a::after {{ content: "{NAME}" }}'.encode()),
    "data in a style sheet": ("a.css", f".a {{ background: url(data:image/svg+xml;base64,{base64.b64encode(N).decode()}) }}".encode()),
    "sitemap": ("sitemap.xml", f"<urlset><url><loc>https://example.org/{quote(NAME)}/</loc></url></urlset>".encode()),
    "unknown": ("a.bin", b"\0\xff\x80" + N + b"\xfe\0"),
}


@pytest.mark.parametrize(("name", "data"), WRAPPED.values(), ids=WRAPPED.keys())
def test_a_name_is_found_whatever_it_is_wrapped_in(search: SecretSearch, name: str, data: bytes) -> None:
    hits = found(search, data, name)
    assert (hits != [], [hit for hit in hits if not hit.endswith(str(PLACE))]) == (True, [])


def test_a_name_is_found_in_a_path(search: SecretSearch) -> None:
    assert found(search, "", "plans/zelda-quandt/index.html") == [f"path {PLACE}"]


def test_a_picture_that_only_draws_says_nothing(search: SecretSearch) -> None:
    assert found(search, png(), "a.png") == []


PICTURES = {
    "plain": (png(), False),
    "colours": (png((b"iCCP", b"sRGB\0\0")), False),
    "time": (png((b"tIME", b"\x07\xea\1\1\0\0\0")), True),
    "program": (png((b"tEXt", b"Software\0Paint")), True),
    "behind": (png(behind=b"x"), True),
    "plain JPEG": (jpeg(0xE0, b"JFIF\0"), False),
    "colours of a JPEG": (jpeg(0xE2, b"ICC_PROFILE\0"), False),
    "camera": (jpeg(0xE1, b"Exif\0\0"), True),
    "moving": (png((b"acTL", b"\0\0\0\2\0\0\0\0"), (b"fdAT", b"\0\0\0\1")), True),
    "a private part": (png((b"prVt", b"x")), True),
    "behind the packed dots": (png((b"IDAT", b"x")), True),
    "a second JPEG": (jpeg(0xE0, b"JFIF\0") + jpeg(0xE0, b"JFIF\0"), True),
    "dots and marks between them": (jpeg(0xE0, b"JFIF\0")[:-2] + b"\x12\xff\0\xff\xd0\x34\xff\xd9", False),
    "a small second picture in the head": (jpeg(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1rgb"), True),
    "a JPEG that ends early": (jpeg(0xE0, b"JFIF\0")[:-2], False),
    "WebP": (webp(b"VP8 "), False),
    "the same again in a WebP": (webp(b"VP8 ", b"VP8 "), True),
    "frames of a WebP": (webp(b"VP8X", b"ANMF"), True),
    "GIF": (gif(), False),
    "a comment in a GIF": (gif(b"!\xfe\1x\0"), True),
    "a second GIF": (gif(DOTS), True),
    "behind a GIF": (gif() + b"x", True),
    "an icon": (icon(png()), False),
    "an icon of a picture with text": (icon(png((b"tEXt", b"Author\0x"))), True),
    "behind an icon": (icon(png()) + b"x", True),
}


@pytest.mark.parametrize(("data", "told"), PICTURES.values(), ids=PICTURES.keys())
def test_a_picture_that_tells_of_its_making_is_told(data: bytes, told: bool) -> None:  # noqa: FBT001 - a column of the table
    assert has_properties(data) is told


@pytest.mark.parametrize("data", [data for data, _ in PICTURES.values()], ids=PICTURES.keys())
def test_a_picture_that_ends_anywhere_is_read(data: bytes) -> None:
    assert all(has_properties(data[:end]) in (True, False) for end in range(len(data)))
