"""What is packed inside a text is unpacked as far as a text may reach, and no further."""

import base64
import bz2
import gzip
import lzma
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from journeybook.prove.encodings import LEAST_ROOM, MOST_UNPACKED, decodings, decompress

HIDDEN = "They want twelve per cent off, or they leave in spring"
PACKERS = [gzip.compress, bz2.compress, lzma.compress, zlib.compress]


def packed(pack: Callable[[bytes], bytes], text: str) -> str:
    return base64.b64encode(pack(text.encode())).decode()


@pytest.mark.parametrize("pack", PACKERS)
def test_what_is_packed_is_read(pack: Callable[[bytes], bytes]) -> None:
    assert any(HIDDEN in text for _, text in decodings(f"see {packed(pack, HIDDEN)} there"))


@pytest.mark.parametrize("pack", PACKERS)
def test_a_bomb_is_read_at_its_beginning_only(pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(HIDDEN.encode() + b" " * 50_000_000)
    assert len(decompress(bomb, MOST_UNPACKED)) == MOST_UNPACKED
    text = " ".join([base64.b64encode(bomb).decode()] * 5)
    tracemalloc.start()
    decoded = [text for _, text in decodings(text)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert any(HIDDEN in part for part in decoded)
    assert peak < 20_000_000


def test_a_bomb_in_a_bomb_is_bounded_too() -> None:
    inner = packed(gzip.compress, "a" * 10_000_000)
    outer = packed(gzip.compress, f"{inner} " * 1_000)
    assert sum(len(text) for _, text in decodings(outer)) < 2 * LEAST_ROOM


@pytest.mark.parametrize("start", [b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\x00", b"\x78\x9c"])
def test_what_only_begins_as_if_it_were_packed_is_nothing(start: bytes) -> None:
    assert decompress(start + b"\x00" * 40, MOST_UNPACKED) == b""
