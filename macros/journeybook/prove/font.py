"""What fonts carry besides the shapes of their letters: tables of names, metadata and private blocks."""

import re
import struct
from collections.abc import Iterator

_WOFF2, _WOFF = b"wOF2", b"wOFF"
_PLAIN = (b"\0\1\0\0", b"OTTO", b"true")
_READ = frozenset(
    re.findall(
        ".{4}",
        "BASECBDTCBLCCFF CFF2COLRCPALEBDTEBLCEBSCGDEFGPOSGSUBHVARJSTFLTSHMATHMVAROS/2PCLTSTATSVG VDMXVORGVVARavarcmapcvarcvt "
        "fpgmfvargaspglyfgvarhdmxheadhheahmtxkernlocamaxppostprepsbixvheavmtx",
    )
)
"""The tags of the tables that a font may have for its letters (OpenType 1.9)."""
_POST, _POST_SIZE = "post", 32
"""The table that may name each letter, and its size where it names none."""
_UNREAD = {"name": "a table of names", "meta": "a table of metadata", "DSIG": "a signature"}
"""The tables that no browser shows, by their tags."""
_WOFF2_TAGS = {5: "name", 7: "post", 37: "DSIG", 54: "meta"}
"""Their places in the list of known tags (WOFF 2.0, 4.1); tags that are not in that list have the place 63."""
_OTHER_TAG = 63
_GLYF, _LOCA = 10, 11
EMPTY_TABLE = 18
"""The most bytes of a table of names in which there are no names: its head, and a record that is empty."""


def font_extras(data: bytes) -> str:
    """Return in words what a font says that no reader sees; the empty text where it says nothing, or the bytes are no font."""
    if data.startswith(_WOFF2):
        return ", ".join(dict.fromkeys((*_blocks(data[28:48]), *_unread(_woff2_tables(data)))))
    if data.startswith(_WOFF):
        return ", ".join(dict.fromkeys((*_blocks(data[24:44]), *_unread(_tables(data, 44, 20, 12)))))
    if data.startswith(_PLAIN):
        return ", ".join(dict.fromkeys(_unread(_tables(data, 12, 16, 12))))
    return ""


def is_font(data: bytes) -> bool:
    """Whether bytes are a font."""
    return data.startswith((_WOFF2, _WOFF, *_PLAIN))


def _unread(tables: Iterator[tuple[str, int]]) -> Iterator[str]:
    for tag, size in tables:
        if tag in _UNREAD:
            yield from [_UNREAD[tag]] if size > EMPTY_TABLE else []
        elif tag == _POST and size > _POST_SIZE:
            yield "names of letters"
        elif tag and tag not in _READ:
            yield "a table that draws nothing"


def _blocks(header: bytes) -> Iterator[str]:
    """Yield the blocks named at the end of a header of WOFF: three numbers for metadata, then offset and length of private data."""
    sizes = struct.unpack(">5I", header.ljust(20, b"\0"))
    if sizes[1]:
        yield "a block of metadata"
    if sizes[4]:
        yield "a private block"


def _tables(data: bytes, start: int, record: int, length_at: int) -> Iterator[tuple[str, int]]:
    """Yield the tag and size of each table in the directory of a font (OpenType 1.9; WOFF 1.0, 5)."""
    count = int.from_bytes(data[4:6] if start == 12 else data[12:14], "big")  # noqa: PLR2004 - the head of a plain font has 12 bytes
    for number in range(count):
        entry = data[start + number * record :][:record].ljust(record, b"\0")
        yield entry[:4].decode("latin-1"), struct.unpack(">I", entry[length_at : length_at + 4])[0]


def _woff2_tables(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield the tag and original size of each table in the directory of a WOFF2 font (WOFF 2.0, 4.1)."""
    at = 48
    for _ in range(int.from_bytes(data[12:14], "big")):
        if at >= len(data):
            return
        place, version = data[at] & 63, data[at] >> 6
        at += 1
        tag = _WOFF2_TAGS.get(place, "")
        if place == _OTHER_TAG:
            tag, at = data[at : at + 4].decode("latin-1"), at + 4
        size, at = _base128(data, at)
        if (version != 3) if place in (_GLYF, _LOCA) else version:  # noqa: PLR2004 - 3 means that these two are not transformed
            _, at = _base128(data, at)
        yield tag, size


def _base128(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of variable length and where it ends."""
    number = 0
    for byte in data[at : at + 5]:
        number, at = number << 7 | byte & 127, at + 1
        if not byte & 128:
            break
    return number, at
