"""What pictures carry besides their dots: text, properties, and whatever stands behind their end."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

from journeybook.prove.encodings import LARGEST_FILE, text_of_bytes
from journeybook.prove.page import SiteText

PNG, JPEG, GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8"
_PNG_DRAWING = (
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"pHYs",
    b"sBIT",
    b"bKGD",
    b"acTL",
    b"fcTL",
    b"fdAT",
)
"""The parts of a PNG that only draw."""
_COLOUR_PROFILES = (b"iCCP", b"ICC_PROFILE", b"ICCP", b"Adobe")
"""How what only says how colours are meant begins."""
_CHANNEL = "properties of a picture"


def is_picture(data: bytes) -> bool:
    """Whether bytes are a picture made of dots."""
    return data.startswith((PNG, JPEG, GIF, b"\0\0\1\0")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def picture_texts(data: bytes) -> Iterator[SiteText]:
    """Yield every text in a picture that is no part of the drawing."""
    for part in picture_extras(data):
        yield SiteText(_CHANNEL, text_of_bytes(part))
        for start in _packed(part):
            with suppress(zlib.error):
                yield SiteText(_CHANNEL, text_of_bytes(zlib.decompressobj().decompress(part[start:], LARGEST_FILE)))


def has_properties(data: bytes) -> bool:
    """Whether a picture tells of its making: text, EXIF, XMP, a time, or something behind its end; colour profiles are left out."""
    known = data.startswith((PNG, JPEG)) or data[:4] == b"RIFF"
    return known and any(not part.startswith(_COLOUR_PROFILES) for part in picture_extras(data))


def picture_extras(data: bytes) -> list[bytes]:
    """Return what a picture carries besides its dots."""
    if data.startswith(PNG):
        return list(_png(data))
    if data.startswith(JPEG):
        return list(_jpeg(data))
    if data[:4] == b"RIFF":
        return list(_webp(data))
    return [data]


def _png(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 8 <= len(data):
        (size,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        if kind not in _PNG_DRAWING:
            yield kind + data[at + 8 : at + 8 + size]
        at += size + 12
        if kind == b"IEND":
            break
    if data[at:]:
        yield data[at:]


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every segment begins so
        kind, (size,) = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])
        if kind == 0xDA:  # noqa: PLR2004 - from here on it is dots
            break
        if kind == 0xFE or 0xE1 <= kind <= 0xEF:  # noqa: PLR2004 - a comment, or what a program adds
            yield data[at + 4 : at + 2 + size]
        at += 2 + size
    end = data.rfind(b"\xff\xd9")
    if end >= 0 and data[end + 2 :]:
        yield data[end + 2 :]


def _webp(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        kind, (size,) = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])
        if kind not in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"):
            yield kind + data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    if data[at:]:
        yield data[at:]


def _packed(part: bytes) -> list[int]:
    """Return where packed text may begin in a part: behind the keyword of zTXt, iTXt and iCCP."""
    return [at + 1 for at in range(min(len(part), 200)) if part[at : at + 1] == b"\0" and part[at + 1 : at + 2] == b"\x78"] + [
        at + 2 for at in range(min(len(part), 200)) if part[at : at + 2] == b"\0\0" and part[at + 2 : at + 3] == b"\x78"
    ]
