"""Texts whose words stand between numbers, quotes, addresses and signs that nobody sees; numbers and names that are written otherwise."""

import base64
import hashlib
import json
from collections.abc import Iterator

import pytest

from journeybook.findings import Level, Place
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_sources import find_leaks
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import search_for_secrets
from journeybook.prove.unread_bytes import MOST_SPREAD, unread_bytes

SENTENCE = "Held back while a ticket is escalated"
WORDS = SENTENCE.split()
PLACE = Place("journeys/a.yml", 1)
SECRETS = (
    Secret(SENTENCE, "Step.what", PLACE),
    Secret("Zelda Quandt", "Account.name", PLACE, sought=True),
    Secret("4711042", "an account in a table", PLACE, sought=True, is_id=True),
)
SEARCH = search_for_secrets(SECRETS, KnownPhrases(["This page tells you how to begin"]))
COVER = "This page tells you how to begin well, and who helps. "


def sha(name: str, text: str) -> bytes:
    return hashlib.new(name, text.encode(), usedforsecurity=False).digest()


FOUND = {
    "keys of JSON": ("a.json", json.dumps({word: number for number, word in enumerate(WORDS)})),
    "values of JSON": ("a.json", json.dumps({f"n{number}": word for number, word in enumerate(WORDS)})),
    "attributes of XML": ("a.xml", "".join(f'<b n="{word}"/>' for word in WORDS)),
    "ids of a drawing": ("a.svg", "<svg>" + "".join(f'<g id="{word}"/>' for word in WORDS) + "</svg>"),
    "arguments of a program": ("a.py", f"show({', '.join(repr(word) + ', end=' + repr(' ') for word in WORDS)})"),
    "captions": ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHeld back while\n\n00:02.000 --> 00:03.000\na ticket is escalated\n"),
    "numbered captions": ("a.srt", "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{word}\n\n" for n, word in enumerate(WORDS, 1))),
    "a list of links": ("a.md", "\n".join(f"- [{word}](https://example.org/{n})" for n, word in enumerate(WORDS))),
    "a numbered list": ("a.txt", "\n".join(f"{n}. {word}" for n, word in enumerate(WORDS, 1))),
    "a number in groups": ("a.md", "No. 4,711,042"),
    "a number in groups by blanks": ("a.md", "No. 4 711 042"),
    "a number in groups by points": ("a.md", "No. 4.711.042"),
    "a number in Arabic digits": ("a.md", "No. ٤٧١١٠٤٢"),
    "a number in Devanagari digits": ("a.md", "No. ४७११०४२"),
    "a handle": ("a.md", "@zquandt"),
    "an address with an initial": ("a.md", "z.quandt@example.org"),
    "SHA-512": ("a.txt", sha("sha512", SENTENCE).hex()),
    "MD5 of a long text": ("a.txt", sha("md5", SENTENCE).hex()),
    "a digest in base64": ("a.txt", base64.b64encode(sha("sha256", "zelda quandt")).decode()),
    "a digest in base64 for addresses": ("a.txt", base64.urlsafe_b64encode(sha("sha512", "Zelda Quandt")).decode().rstrip("=")),
}


def hits(path: str, text: str) -> Iterator[str]:
    return (str(hit) for hit in find_leaks({f"docs/public/{path}": text.encode()}, SEARCH) if hit.level is Level.ERROR)


@pytest.mark.parametrize(("path", "text"), FOUND.values(), ids=FOUND)
def test_what_stands_between_hides_nothing(path: str, text: str) -> None:
    assert list(hits(path, text)) != []


HONEST = ("On 4.7.2011 at 0:42", "4,711,042,000 shifts", "1. Begin 2. Go on", "quandt", json.dumps({"held": 1, "back": 2}), "a" * 86)


@pytest.mark.parametrize("text", HONEST)
def test_what_is_somebody_else_s_stops_nothing(text: str) -> None:
    assert list(hits("a.md", text)) == []


BITS = "".join(f"{byte:08b}" for byte in SENTENCE.encode())
SPREAD = {
    "choices of a form": "".join(letter + chr(0xE0100 + byte) for letter, byte in zip(COVER, SENTENCE.encode(), strict=False)),
    "tags": "".join(letter + chr(0xE0000 + byte) for letter, byte in zip(COVER, SENTENCE.encode(), strict=False)),
    "bits of no width": "".join(letter + "\u200b\u200c"[int(bit)] for letter, bit in zip(COVER * 6, BITS, strict=False)),
    "present or not": "".join(letter + "\u200b" * int(bit) for letter, bit in zip(COVER * 6, BITS, strict=False)),
    "ends of lines": "\n".join(f"Line {number}{' ' * (1 + int(bit))}" for number, bit in enumerate(BITS)),
}


@pytest.mark.parametrize("text", SPREAD.values(), ids=SPREAD)
def test_signs_that_nobody_sees_are_counted_in_a_whole_file(text: str) -> None:
    assert "hidden signs" in {channel for channel, _, _ in unread_bytes(text.encode())}


FREE = {
    "emoji": "Hello 👩\u200d💻 and 🏳\ufe0f\u200d🌈 and ❤\ufe0f. " * 40,
    "Persian": "می\u200cخواهم " * 40,
    "Japanese": "葛\U000e0100城 " * 40,
    "some breaks": "long\u200bname " * (MOST_SPREAD - 1),
    "hard breaks": "A line  \n" * 200,
    "a stray blank": "A line  \n" * 40 + "Another \n" * (MOST_SPREAD - 1),
}


@pytest.mark.parametrize("text", FREE.values(), ids=FREE)
def test_signs_that_a_script_needs_are_free(text: str) -> None:
    assert list(unread_bytes(text.encode())) == []
