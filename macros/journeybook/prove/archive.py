"""Opens archives, office documents, books and packed files, within limits that hold for everything in one file together.

Whatever cannot be opened to the last byte is refused: a password, a packing that is not known, bytes that belong to no member, too much.
"""

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.prove.encodings import DECOMPRESSORS, LARGEST_FILE, text_of_bytes

MOST_NESTED = 4
"""How deep archives may stand in one another."""
MOST_MEMBERS = 1_000
"""How many files one file may hold, at every depth together."""
MOST_RATIO, LEAST_ROOM = 200, 1_000_000
"""How many times as large as itself a file may be when all of it is unpacked, and bytes that any may come to."""
_ZIP, _TAR = b"PK\x03\x04", b"ustar"
_EMPTY_ZIP = b"PK\x05\x06"
_HEADER, _HAS_DESCRIPTOR, _ENCRYPTED = 30, 0x08, 0x01
"""Bytes of a local header, and bits of a member's flags (APPNOTE.TXT 4.3.7, 4.4.4)."""
_LIKE_TEXT = (b"BZ", b"x")
"""Beginnings that a text may have as well."""


class UnsearchableArchive(ValueError):
    """An archive of which not every byte can be searched; its text says why."""


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name, whatever else the archive says of it, and its bytes; an archive's own notes have no bytes."""

    name: str
    notes: str
    data: bytes = b""


class Limits:
    """What may still be unpacked of one file."""

    def __init__(self, size: int, most: int = 0) -> None:
        """Allow what a file of this size may come to, or so many bytes."""
        self.members = MOST_MEMBERS
        self.room = self.most = most or min(LARGEST_FILE, max(LEAST_ROOM, MOST_RATIO * size))

    def enter(self, depth: int) -> None:
        """Count one more member."""
        self.members -= 1
        if depth >= MOST_NESTED:
            msg = f"archives stand in one another more than {MOST_NESTED} deep"
            raise UnsearchableArchive(msg)
        if self.members < 0:
            msg = f"it holds more than {MOST_MEMBERS:,} files"
            raise UnsearchableArchive(msg)

    def take(self, data: bytes) -> bytes:
        """Count bytes that were unpacked, of which nobody has read more than there is room for and one."""
        self.room -= len(data)
        if self.room < 0:
            msg = f"it unpacks to more than {self.most:,} bytes"
            raise UnsearchableArchive(msg)
        return data


def open_archive(data: bytes, limits: Limits, depth: int = 0) -> Iterator[Member] | None:
    """Return the members of an archive; None where bytes are no archive. What cannot be opened raises UnsearchableArchive on the way."""
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _opened(_zip(data, limits, depth))
    if data[257:262] == _TAR:
        return _opened(_tar(data, limits, depth))
    start = next((start for start in DECOMPRESSORS if data.startswith(start)), b"")
    if not start or (start.startswith(_LIKE_TEXT) and not _unpacks(data, start)):
        return None
    return _opened(_stream(data, start, limits, depth))


def files_in(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield every file in a file that is an archive, at every depth, by its name; nothing where it is none."""
    yield from _files_in(data, Limits(len(data)), 0)


def _files_in(data: bytes, limits: Limits, depth: int) -> Iterator[tuple[str, bytes]]:
    for member in open_archive(data, limits, depth) or ():
        if member.data:
            yield member.name, member.data
            yield from _files_in(member.data, limits, depth + 1)


def _opened(members: Iterator[Member]) -> Iterator[Member]:
    try:
        yield from members
    except UnsearchableArchive:
        raise
    except (zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, struct.error) as problem:
        msg = "it is broken, or no archive after all"
        raise UnsearchableArchive(msg) from problem
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as problem:
        msg = "a part of it is packed in a way that is not known"
        raise UnsearchableArchive(msg) from problem


def _zip(data: bytes, limits: Limits, depth: int) -> Iterator[Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield Member("", text_of_bytes(archive.comment))
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        _check_whole(data, archive, infos)
        for info in infos:
            limits.enter(depth)
            if info.flag_bits & _ENCRYPTED:
                msg = "a part of it is locked with a password"
                raise UnsearchableArchive(msg)
            local = data[info.header_offset : _start(data, info)]
            with archive.open(info) as file:
                inside = limits.take(file.read(limits.room + 1))
            yield Member(info.filename, "\n".join(map(text_of_bytes, (info.comment, info.extra, local))), inside)


def _start(data: bytes, info: zipfile.ZipInfo) -> int:
    """Return where the bytes of a member begin, behind its local header."""
    name, extra = struct.unpack("<HH", data[info.header_offset + 26 : info.header_offset + _HEADER])
    return int(info.header_offset + _HEADER + name + extra)


def _check_whole(data: bytes, archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse a zip with bytes before, between or behind its members that the directory at its end does not list."""
    at = 0
    for info in infos:
        if info.header_offset != at:
            break
        at = _start(data, info) + info.compress_size
        if info.flag_bits & _HAS_DESCRIPTOR:
            at += next((len(tail) for tail in _descriptors(info) if data.startswith(tail, at)), 0)
    end = data.rfind(_EMPTY_ZIP)
    behind = len(data) - end - 22 - len(archive.comment)
    if at != archive.start_dir or behind:
        msg = "there are bytes in it that belong to none of its files"
        raise UnsearchableArchive(msg)


def _descriptors(info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what may follow a member: its checksum and sizes, with a mark or without, in two widths (APPNOTE.TXT 4.3.9)."""
    for mark in (b"PK\x07\x08", b""):
        yield from (mark + struct.pack(width, info.CRC, info.compress_size, info.file_size) for width in ("<III", "<IQQ"))


def _tar(data: bytes, limits: Limits, depth: int) -> Iterator[Member]:
    yield Member("", text_of_bytes(data))
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for info in archive:
            limits.enter(depth)
            file = archive.extractfile(info) if info.isfile() else None
            notes = f"{info.linkname}\n{info.uname}\n{info.gname}"
            yield Member(info.name, notes, limits.take(file.read(limits.room + 1)) if file else b"")
        if data[archive.offset :].strip(b"\0"):
            msg = "there are bytes behind its end"
            raise UnsearchableArchive(msg)


def _stream(data: bytes, start: bytes, limits: Limits, depth: int) -> Iterator[Member]:
    """Yield the one file in gzip, bzip2, xz or zlib; several of them in a row are one file."""
    parts: list[bytes] = []
    rest = data
    while rest.startswith(start):
        limits.enter(depth)
        opener = DECOMPRESSORS[start]()
        parts.append(limits.take(opener.decompress(rest, limits.room + 1)))
        if not opener.eof:
            msg = "it breaks off"
            raise UnsearchableArchive(msg)
        rest = opener.unused_data
    if rest.strip(b"\0"):
        msg = "there are bytes behind its end"
        raise UnsearchableArchive(msg)
    yield Member("", text_of_bytes(data[:200]), b"".join(parts))


def _unpacks(data: bytes, start: bytes) -> bool:
    """Whether bytes that begin as a text may are packed after all: to an end, or to much."""
    opener = DECOMPRESSORS[start]()
    try:
        return len(opener.decompress(data, LEAST_ROOM)) == LEAST_ROOM or opener.eof
    except (OSError, EOFError, ValueError, zlib.error):
        return False
