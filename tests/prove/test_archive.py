"""Archives are searched to the last byte, within limits for everything in one file, or refused with the reason."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256

import pytest

from journeybook.findings import Place
from journeybook.prove.archive import MOST_MEMBERS, UnsearchableArchive, files_in
from journeybook.prove.encodings import LARGEST_FILE
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_sources import UNPACK, find_leaks
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import search_for_secrets

SENTENCE = "Held back while a ticket is escalated"
SEARCH = search_for_secrets([Secret(SENTENCE, "Step.what", Place("journeys/a.yml", 1))], KnownPhrases(frozenset()))
TOO_MUCH = "it unpacks to more than 20,000,000 bytes"


def zipped(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def written_through_a_pipe(name: str, data: bytes) -> bytes:
    """Return a zip whose sizes stand behind its member, as writers make it that cannot go back."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    file = Pipe()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def tarred(data: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def locked(data: bytes) -> bytes:
    """Return a zip whose one member says that it is encrypted."""
    head = data.index(b"PK\x01\x02")
    return data[:6] + b"\x01" + data[7 : head + 8] + b"\x01" + data[head + 9 :]


def nested(depth: int) -> bytes:
    data = b"inside"
    for _ in range(depth):
        data = zipped(("a.zip", data))
    return data


LARGE = b"\0" * (LARGEST_FILE // 10)
NOISE = b"".join(sha256(bytes((number % 256, number // 256))).digest() for number in range(4_000))
WITHHELD = zipped(("a.txt", b"a"), ("b.txt", b"b"))
REFUSED = {
    "a bomb of many members": (zipped(*((f"{number}.txt", LARGE) for number in range(11)), ("n", NOISE)), TOO_MUCH),
    "a bomb of many members in many archives": (zipped(("n", NOISE), *((f"{n}.zip", zipped(("a", LARGE))) for n in range(11))), TOO_MUCH),
    "a small bomb": (zipped(("a.txt", b"\0" * 1_000_001)), "it unpacks to more than 1,000,000 bytes"),
    "a bomb in gzip": (gzip.compress(NOISE + b"\0" * LARGEST_FILE), TOO_MUCH),
    "a bomb of many parts": (gzip.compress(LARGE + NOISE) * 11, TOO_MUCH),
    "a PDF of many streams": (
        b"%PDF-1.4\n" + (b"stream\n" + zlib.compress(LARGE) + b"\nendstream\n") * 51,
        "it unpacks to more than 100,000,000 bytes",
    ),
    "many members": (zipped(*((str(number), b"") for number in range(MOST_MEMBERS + 1))), "it holds more than 1,000 files"),
    "nested": (nested(5), "archives stand in one another more than 4 deep"),
    "a password": (locked(zipped(("a.txt", b"a"))), "a part of it is locked with a password"),
    "an unknown packing": (zipped(("a", b"a")).replace(b"\x08\0", b"\x63\0"), "a part of it is packed in a way that is not known"),
    "bytes behind the end": (zipped(("a", b"a")) + SENTENCE.encode(), "there are bytes in it that belong to none of its files"),
    "bytes between": (
        WITHHELD[: WITHHELD.index(b"PK\x01\x02")] + SENTENCE.encode() + WITHHELD[WITHHELD.index(b"PK\x01\x02") :],
        "there are bytes in it that belong to none of its files",
    ),
    "a broken one": (zipped(("a", SENTENCE.encode()))[:60], "it is broken, or no archive after all"),
    "gzip that breaks off": (gzip.compress(NOISE)[:-100], "it breaks off"),
    "bytes behind gzip": (gzip.compress(b"a") + b"more", "there are bytes behind its end"),
    "bytes behind a tar": (tarred(b"a") + b"more" * 128, "there are bytes behind its end"),
}


def told(data: bytes) -> Iterator[str]:
    return (str(hit) for hit in find_leaks({"overrides/a.bin": data}, SEARCH))


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_searched_as_a_whole_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    told_of = f"overrides/a.bin: archive: not everything in it can be searched: {reason}; {UNPACK}"
    assert list(told(data)) == [told_of]
    if not data.startswith(b"%PDF"):
        with pytest.raises(UnsearchableArchive):
            list(files_in(data))


OFFICE = {
    "runs of a document": "<?xml?><w:p><w:r><w:t>Held back while a tic</w:t></w:r><w:r><w:t>ket is escalated</w:t></w:r></w:p>",
    "blanks as elements": "<?xml?><text:p>Held<text:s/>back<text:s/>while<text:s/>a ticket is escalated</text:p>",
    "a slide": "<?xml?><a:p><a:t>Agenda</a:t></a:p><a:p><a:t>Held back while a </a:t><a:t>ticket is escalated</a:t></a:p>",
}
SEARCHED = {
    **{what: zipped(("word/document.xml", text.encode())) for what, text in OFFICE.items()},
    "the second part of gzip": gzip.compress(b"a ") + gzip.compress(SENTENCE.encode()),
    "bzip2": bz2.compress(SENTENCE.encode()),
    "xz": lzma.compress(SENTENCE.encode()),
    "zlib": zlib.compress(SENTENCE.encode()),
    "a tar": tarred(SENTENCE.encode()),
    "a zip from a pipe": written_through_a_pipe("a.txt", SENTENCE.encode()),
    "the filling of a tar": tarred(b"a").replace(b"a" + b"\0" * 60, b"a" + SENTENCE.encode().ljust(60, b"\0"), 2),
}


@pytest.mark.parametrize("data", SEARCHED.values(), ids=SEARCHED)
def test_a_text_is_found_in_whatever_is_packed(data: bytes) -> None:
    assert any("of Step.what" in line for line in told(data))


def test_honest_archives_are_taken() -> None:
    honest = [
        zipped(("a/b.txt", b"Welcome" * 1000), ("c.png", b"")),
        written_through_a_pipe("a", b"a"),
        nested(4),
        tarred(b"a"),
        gzip.compress(b"a"),
    ]
    assert [list(told(data)) for data in (*honest, b"x = 1\n", b"BZh is no archive", b"x^2 + y^2")] == [[]] * 8
    assert list(files_in(nested(2))) == [("a.zip", nested(1)), ("a.zip", b"inside")]
