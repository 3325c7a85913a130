"""What pictures carry besides their dots: text, properties, and whatever stands behind their end."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

from journeybook.prove.encodings import LARGEST_FILE, text_of_bytes
from journeybook.prove.page import SiteText

PNG, JPEG, GIF, ICON = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"\0\0\1\0"
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
)
"""The parts of a PNG that only draw, and only the one picture."""
_COLOUR_PROFILES = (b"iCCP", b"ICC_PROFILE", b"ICCP")
"""How what only says how colours are meant begins."""
_ADOBE, _ADOBE_SIZE = b"Adobe", 12
"""The same of Adobe, which is always as long."""
_INDEXED = 3
"""The kind of PNG whose dots are numbers of colours in a table."""
_SAMPLES = {0: 1, 2: 3, _INDEXED: 1, 4: 2, 6: 4}
"""How many numbers each dot has, by the kind of PNG (PNG 3, 11.2.1)."""
_INTERLACED = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""The first column and row of each pass of Adam7, and its steps."""
_JFIF_SIZE = 16
"""The length of the head of a JPEG that holds no small second picture."""
_SHOWN = b"\xf9"
"""The label of the part of a GIF that says how a picture is shown."""
_CHANNEL = "properties of a picture"


def is_picture(data: bytes) -> bool:
    """Whether bytes are a picture made of dots."""
    return data.startswith((PNG, JPEG, GIF, ICON)) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def picture_texts(data: bytes) -> Iterator[SiteText]:
    """Yield every text in a picture that is no part of the drawing."""
    for part in picture_extras(data):
        yield SiteText(_CHANNEL, text_of_bytes(part))
        for start in _packed(part):
            with suppress(zlib.error):
                yield SiteText(_CHANNEL, text_of_bytes(zlib.decompressobj().decompress(part[start:], LARGEST_FILE)))


def has_properties(data: bytes) -> bool:
    """Whether a picture has bytes that nobody sees: text, EXIF, XMP, a time, a second picture, or something behind its end.

    Colour profiles are left out.
    """
    known = data.startswith((PNG, JPEG, GIF, ICON)) or data[:4] == b"RIFF"
    return known and any(not _is_of_colours(part) for part in picture_extras(data))


def _is_of_colours(part: bytes) -> bool:
    return part.startswith(_COLOUR_PROFILES) or (part.startswith(_ADOBE) and len(part) == _ADOBE_SIZE)


def picture_extras(data: bytes) -> list[bytes]:
    """Return what a picture carries besides its dots."""
    if data.startswith(PNG):
        return list(_png(data))
    if data.startswith(JPEG):
        return list(_jpeg(data))
    if data[:4] == b"RIFF":
        return list(_webp(data))
    if data.startswith(ICON):
        return list(_icon(data))
    if data.startswith(GIF):
        return list(_gif(data))
    return [data]


def _png(data: bytes) -> Iterator[bytes]:
    at, dots, kind_of_dots = len(PNG), b"", data[25:26]
    while at + 8 <= len(data):
        (size,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        if kind == b"IDAT":
            dots += data[at + 8 : at + 8 + size]
        elif kind not in _PNG_DRAWING or (kind == b"PLTE" and kind_of_dots != bytes([_INDEXED])):
            yield kind + data[at + 8 : at + 8 + size]
        at += size + 12
        if kind == b"IEND":
            break
    yield from filter(None, (*_behind_dots(dots, _bytes_of_dots(data[16:29])), data[at:]))


def _behind_dots(packed: bytes, expected: int) -> tuple[bytes, bytes]:
    """Return what stands behind the end of the packed dots of a PNG, and what is packed behind the last row of so many bytes in all."""
    unpacking, unpacked = zlib.decompressobj(), b""
    with suppress(zlib.error):
        unpacked = unpacking.decompress(packed, LARGEST_FILE)
    return unpacking.unused_data, unpacked[expected:]


def _bytes_of_dots(header: bytes) -> int:
    """Return how many bytes the rows of a PNG have, by its header; more than any file where the header is none."""
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", header.ljust(13, b"\0"))
    passes = _INTERLACED if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-max(0, width - left) // across), -(-max(0, height - top) // down)
        total += rows * (1 + -(-columns * depth * _SAMPLES.get(kind, 8) // 8)) if columns else 0
    return total


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the comments and additions of a JPEG, and what stands behind the end of its first picture (ITU T.81, annex B)."""
    at = 2
    while at + 4 <= len(data):
        kind = data[at + 1]
        if data[at] != 0xFF or kind == 0 or 0xD0 <= kind <= 0xD7:  # noqa: PLR2004 - dots, and marks between them
            at += 1 if data[at] != 0xFF else 2  # noqa: PLR2004 - a mark has two bytes
            continue
        if kind in (0xD9, 0xFF):
            at += 2 if kind == 0xD9 else 1  # noqa: PLR2004 - the end; otherwise a byte that only fills
            if kind == 0xD9:  # noqa: PLR2004 - the end
                break
            continue
        (size,) = struct.unpack(">H", data[at + 2 : at + 4])
        if kind == 0xFE or 0xE1 <= kind <= 0xEF or (kind == 0xE0 and size > _JFIF_SIZE):  # noqa: PLR2004 - a comment, or what a program adds
            yield data[at + 4 : at + 2 + size]
        at += 2 + size
    else:
        at = len(data)
    if data[at:]:
        yield data[at:]


def _webp(data: bytes) -> Iterator[bytes]:
    at, seen = 12, set[bytes]()
    while at + 8 <= len(data):
        kind, (size,) = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])
        if kind not in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH") or kind in seen:
            yield kind + data[at + 8 : at + 8 + size]
        seen.add(kind)
        at += 8 + size + size % 2
    if data[at:]:
        yield data[at:]


def _icon(data: bytes) -> Iterator[bytes]:
    """Yield what stands between and behind the pictures of an icon, and what they carry themselves."""
    count = int.from_bytes(data[4:6], "little")
    places = sorted(struct.unpack("<II", data[at + 8 : at + 16]) for at in range(6, 6 + 16 * count, 16) if at + 16 <= len(data))
    at = 6 + 16 * count
    for size, start in sorted(places, key=lambda place: place[1]):
        if data[at:start]:
            yield data[at:start]
        if data[start:].startswith(PNG):
            yield from _png(data[start : start + size])
        at = start + size
    if data[at:]:
        yield data[at:]


def _gif(data: bytes) -> Iterator[bytes]:
    """Yield what a GIF has beside its first picture and how that is shown: comments, further pictures, what is behind its end (GIF89a)."""
    at, pictures = 13 + _colours(data[10:11]), 0
    while at < len(data) and data[at] in b"!,":
        start, is_picture_block = at, data[at : at + 1] == b","
        pictures += is_picture_block
        at += 11 + _colours(data[at + 9 : at + 10]) if is_picture_block else 2
        while data[at : at + 1] not in (b"", b"\0"):
            at += 1 + data[at]
        at += 1
        if pictures > 1 or (not is_picture_block and data[start + 1 : start + 2] != _SHOWN):
            yield data[start:at]
    if data[at + 1 :]:
        yield data[at + 1 :]


def _colours(flags: bytes) -> int:
    """Return how many bytes a table of colours has, by the flags before it."""
    return 3 * 2 ** ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _packed(part: bytes) -> list[int]:
    """Return where packed text may begin in a part: behind the keyword of zTXt, iTXt and iCCP."""
    return [at + 1 for at in range(min(len(part), 200)) if part[at : at + 1] == b"\0" and part[at + 1 : at + 2] == b"\x78"] + [
        at + 2 for at in range(min(len(part), 200)) if part[at : at + 2] == b"\0\0" and part[at + 2 : at + 3] == b"\x78"
    ]
