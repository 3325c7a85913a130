"""The encodings in which a text can be written: percent signs, entities, escapes, numbers of characters, and base64."""

import base64
import binascii
import bz2
import html
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Protocol
from urllib.parse import unquote_plus


class Decompressor(Protocol):
    """What zlib, bz2 and lzma decompress with."""

    @property
    def eof(self) -> bool:
        """Whether the end was read."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return at most so many bytes."""


MOST_LAYERS = 3
"""How many encodings may be wrapped in one another."""
LARGEST_FILE = 20_000_000
MOST_UNPACKED = 100_000
"""Bytes that are read of something compressed inside a text: what is larger is no text that somebody copied."""
MOST_GROWTH, LEAST_ROOM = 8, 1_000_000
"""Characters of all decodings of a text together: so many times its own, and so many at least."""
_MOST_MEMORY = 100_000_000
NEIGHBOURHOOD = 200
"""Characters around an escape that are read with it: more than the words that are looked for together."""
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_ENTITY = re.compile(r"&(?:#|\w{2})")
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|[\\%]u([0-9a-fA-F]{4})|U\+([0-9a-fA-F]{4,6})|\\x([0-9a-fA-F]{2})|\\([0-9a-fA-F]{2,6})\s?")
_OCTAL = re.compile(r"(?:\\[01][0-7]{2}){6,}")
_BINARY = re.compile(r"(?<!\d)(?:[01]{8}[^0-9A-Za-z]{0,2}){6,}")
_HEX = re.compile(r"(?<![0-9a-zA-Z])(?:0x)?((?:[0-9a-fA-F]{2}[\s:,;|_-]{0,2}(?:0x)?){6,})")
_NUMBERS = re.compile(r"(?<![\d.])\d{2,6}(?:[^0-9A-Za-z.]{1,3}\d{2,6}){5,}(?![\d.])")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:([ .,'\u2019\u00a0\u202f])\d{3})(?:\1\d{3}){0,3}(?![\d])")
"""A number whose digits stand in groups of three."""
_LAST_NAME_FIRST = re.compile(r"\b([^\W\d_a-zß-ÿ]\w{1,30}),[ \n]([^\W\d_a-zß-ÿ]\w{1,30})\b")
_JOINED = re.compile(r"""["'`]\s*\+\s*["'`]""")
_GROUPED = re.compile(r"(?:[A-Za-z0-9+/]{4}[ \n]){5,}[A-Za-z0-9+/]{0,3}={0,2}")
_ASCII85 = re.compile(r"<~([!-uz\s]{10,})~>")
_UTF7 = re.compile(r"(?:\+[A-Za-z0-9/+]{3,}-[^+]{0,3}){2,}")
_UUENCODED = re.compile(r"(?m)^[!-M][ -`]{4,60}$")
_DATA = re.compile(rb"data:[\w.+/-]{0,80}(?:;[\w=-]{1,40}){0,3};base64,([A-Za-z0-9+/=]{8,})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_BASE32 = re.compile(r"[A-Z2-7]{16,}|[a-z2-7]{16,}")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2}){2,}")
_RUN = re.compile(r"[^\x00-\x1f\x7f\ufffd]{5,}")
_LIKELY = re.compile(rb"[ -~]{5}|(?:[\xc2-\xf4][\x80-\xbf]{1,3}){3}|(?:[ -~]\0){4}|(?:\0[ -~]){4}")
_WIDE = re.compile(rb"(?:[ -~]\0){4}|(?:\0[ -~]){4}")
_WORDS = re.compile(r"[ -~]{5}|[^\W\d_\x00-\x7f]{3}")
_PRINTED = re.compile(r"[ -~]{5}")


def _zlib() -> Decompressor:
    return zlib.decompressobj()


DECOMPRESSORS: dict[bytes, Callable[[], Decompressor]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(wbits=zlib.MAX_WBITS | 16),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ": lambda: lzma.LZMADecompressor(memlimit=_MOST_MEMORY),
    **{bytes((0x78, level)): _zlib for level in (0x01, 0x5E, 0x9C, 0xDA)},
}
"""What unpacks gzip, bzip2, xz and zlib, by how they begin."""


class TooMuchEncoded(ValueError):
    """A text holds more encodings inside one another than are undone."""


Decoder = Callable[[str], str]


def decodings(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text and everything that it may be an encoding of, each with the names of the encodings.

    Raises TooMuchEncoded where all these together are longer than MOST_GROWTH times the text and than LEAST_ROOM.
    """
    seen = {text}
    room = max(LEAST_ROOM, MOST_GROWTH * len(text))
    todo = [("", text, 0)]
    while todo:
        name, decoded, depth = todo.pop()
        yield name, decoded
        if depth == MOST_LAYERS:
            continue
        for encoding, decode in DECODERS.items():
            other = decode(decoded)
            if other and other not in seen:
                seen.add(other)
                room -= len(other)
                if room < 0:
                    raise TooMuchEncoded
                todo.append((f"{name}, {encoding}" if name else encoding, other, depth + 1))


def text_of_bytes(data: bytes) -> str:
    """Return the text of bytes: as UTF-8, with NULs left out (so that UTF-16 is read), else whatever in them can be printed."""
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8").replace("\0", "")
    wide = [data[start:].decode(kind, "ignore") for kind in ("utf-16-le", "utf-16-be") for start in (0, 1)] if data.count(0) else []
    single = data.replace(b"\0", b"").decode("utf-8", "replace")
    return "\n".join(run for reading in (single, data.decode("latin-1"), *wide) for run in _RUN.findall(reading))


def decompress(data: bytes, most: int) -> bytes:
    """Return the bytes inside gzip, bzip2, xz or zlib, at most so many; none where it is none of them."""
    opener = next((make for start, make in DECOMPRESSORS.items() if data.startswith(start)), None)
    if opener is None:
        return b""
    with suppress(OSError, zlib.error, lzma.LZMAError, EOFError, ValueError):
        return opener().decompress(data, most)
    return b""


def embedded_files(data: bytes) -> list[bytes]:
    """Return the files that stand in a text as addresses in base64."""
    return [_decoded(match[1].decode("ascii").rstrip("=")) for match in _DATA.finditer(data)] if b";base64," in data else []


def _percent(text: str) -> str:
    return "\n".join(map(unquote_plus, _around(_PERCENT, text)))


def _entities(text: str) -> str:
    return "\n".join(map(html.unescape, _around(_ENTITY, text)))


def _escapes(text: str) -> str:
    return "\n".join(_ESCAPE.sub(_character, part) for part in _around(_ESCAPE, text))


def _character(escape: re.Match[str]) -> str:
    number = int(next(filter(None, escape.groups())), 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else " "  # noqa: PLR2004 - the planes of Unicode


def _quoted(text: str) -> str:
    return "\n".join(
        _QUOTED.sub(lambda run: text_of_bytes(bytes.fromhex(run[0].replace("=", ""))), part) for part in _around(_QUOTED, text)
    )


def _around(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield the parts of a text in which a pattern stands, with their neighbourhood; neighbours are one part."""
    start = end = 0
    for match in pattern.finditer(text):
        if match.start() - NEIGHBOURHOOD > end:
            if end:
                yield text[start:end]
            start = match.start() - NEIGHBOURHOOD
        end = match.end() + NEIGHBOURHOOD
    if end:
        yield text[start:end]


def _hex(text: str) -> str:
    runs = [re.sub(r"[^0-9a-fA-F]", "", run[1].replace("0x", "")) for run in _HEX.finditer(text)]
    return "\n".join(_readable(bytes.fromhex(run[start : len(run) - (len(run) - start) % 2])) for run in runs for start in (0, 1))


def _numbers(text: str) -> str:
    runs = ([int(number) for number in re.findall(r"\d+", run[0])] for run in _NUMBERS.finditer(text))
    return "\n".join("".join(chr(number) for number in run if number <= 0xFFFF and not 0xD800 <= number <= 0xDFFF) for run in runs)  # noqa: PLR2004 - the planes of Unicode


def _octal(text: str) -> str:
    return "\n".join("".join(chr(int(sign, 8)) for sign in run[0].split("\\")[1:]) for run in _OCTAL.finditer(text))


def _binary(text: str) -> str:
    return "\n".join("".join(chr(int(sign, 2)) for sign in re.findall("[01]{8}", run[0])) for run in _BINARY.finditer(text))


def _joined(text: str) -> str:
    return "\n".join(_JOINED.sub("", part) for part in _around(_JOINED, text))


def _last_name_first(text: str) -> str:
    return "\n".join(f"{name[2]} {name[1]}" for name in _LAST_NAME_FIRST.finditer(text))


def _digit_groups(text: str) -> str:
    return "\n".join(re.sub(r"\D", "", number[0]) for number in _GROUPS.finditer(text))


def _grouped(text: str) -> str:
    return "\n".join(filter(None, (_decoded_run(re.sub(r"[ \n=]", "", run[0])) for run in _GROUPED.finditer(text))))


def _ascii85(text: str) -> str:
    runs: list[str] = []
    for run in _ASCII85.finditer(text):
        with suppress(ValueError):
            runs.append(_readable(base64.a85decode(run[1])))
    return "\n".join(runs)


def _utf7(text: str) -> str:
    return "\n".join(run[0].encode("ascii", "ignore").decode("utf-7", "ignore") for run in _UTF7.finditer(text))


def _uuencoded(text: str) -> str:
    lines: list[bytes] = []
    for line in _UUENCODED.findall(text) if "begin " in text else ():
        with suppress(binascii.Error):
            lines.append(binascii.a2b_uu(line))
    return text_of_bytes(b"".join(lines))


def _base64(text: str) -> str:
    return "\n".join(filter(None, map(_decoded_run, dict.fromkeys(_BASE64.findall(text)))))


@lru_cache(maxsize=5_000)
def _decoded_run(text: str) -> str:
    run = text.replace("-", "+").replace("_", "/")
    return "\n".join(filter(None, (_readable(_decoded(run[start:])) for start in range(4))))


def _decoded(run: str) -> bytes:
    whole = run[: len(run) - 1] if len(run) % 4 == 1 else run
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4))
    except binascii.Error:
        return b""


def _base32(text: str) -> str:
    return "\n".join(filter(None, (_readable(_decoded_base32(run[0].upper())) for run in _BASE32.finditer(text))))


def _decoded_base32(run: str) -> bytes:
    """Return the bytes of a run of base32, whose last group may have 2, 4, 5, 7 or all 8 signs (RFC 4648)."""
    whole = run[: len(run) - (len(run) % 8 in (1, 3, 6))]
    return base64.b32decode(whole + "=" * (-len(whole) % 8))


def _readable(data: bytes) -> str:
    """Return the text of decoded bytes; the empty text where they are noise."""
    if not _LIKELY.search(data) and not data.startswith(tuple(DECOMPRESSORS)):
        return ""
    inside = decompress(data, MOST_UNPACKED)
    if inside:
        return "\n".join(_RUN.findall(text_of_bytes(inside)))
    with suppress(UnicodeDecodeError):
        return "\n".join(_RUN.findall(data.decode("utf-8").replace("\0", "")))
    return "\n".join(_runs_in_noise(data))


def _runs_in_noise(data: bytes) -> Iterator[str]:
    """Yield the runs of bytes that are no text as a whole, in which there are some letters side by side."""
    yield from filter(_WORDS.search, _RUN.findall(data.replace(b"\0", b"").decode("utf-8", "replace")))
    yield from filter(_PRINTED.search, _RUN.findall(data.decode("latin-1")))
    if _WIDE.search(data):
        for kind in ("utf-16-le", "utf-16-be"):
            for start in (0, 1):
                yield from filter(_PRINTED.search, _RUN.findall(data[start:].decode(kind, "ignore")))


DECODERS: dict[str, Decoder] = {
    "percent signs": _percent,
    "entities": _entities,
    "escapes": _escapes,
    "quoted-printable": _quoted,
    "hex": _hex,
    "numbers of characters": _numbers,
    "octal numbers": _octal,
    "binary numbers": _binary,
    "base64": _base64,
    "base64 in groups": _grouped,
    "base32": _base32,
    "ascii85": _ascii85,
    "uuencode": _uuencoded,
    "utf-7": _utf7,
    "texts put together": _joined,
    "last name first": _last_name_first,
    "digits in groups": _digit_groups,
}
"""The decoder of each encoding, by its name."""
CUT_OUT = frozenset(("hex", "numbers of characters", "octal numbers", "binary numbers", "base64", "base64 in groups", "base32", "ascii85"))
"""The encodings of which only what was encoded is left, at whatever letter it began."""
