"""Puts an entry into a list of an author's file, and changes nothing else in it.

The place comes from our own reader, the rest is lines: what is indented deeper than the hyphen of an entry belongs to it. What comes out is
read again and compared, so that a form of YAML which this does not know is refused instead of damaged.
"""

import codecs
import textwrap

from journeybook.findings import Place
from journeybook.load.characters import line_end
from journeybook.load.nodes import MappingNode, Node, Plain, SequenceNode, plain_data
from journeybook.load.source import SourceFile, read_source


class InsertionRefused(Exception):
    """Raised where nothing can be inserted, with the reason in the author's words."""


def insert_entry(file: str, data: bytes, entry: str, *, key: str = "", after: int | None = None) -> bytes:
    """Return a file with one more entry, behind the entry of that number or at the end of the list.

    The list is the whole file, or what stands behind a key of it. The entry is the text of a mapping, without a hyphen.
    Raises InsertionRefused where the file cannot be read or its list is not written with a hyphen for each entry.
    """
    source = _read(file, data)
    entries = _entries(source, key)
    number = len(entries.items) - 1 if after is None else after
    lines = source.text.replace("\r\n", "\n").splitlines()
    width = _hyphen_column(lines, entries.items[number].place)
    end = _end_of_entry(lines, entries.items[number].place.line, width)
    block = textwrap.indent(entry, " " * (width + 2)).rstrip("\n").splitlines()
    block[0] = f"{' ' * width}- {block[0].lstrip()}"
    gap = [""] if _are_apart(lines, entries) else []
    ending = line_end(source.text)
    text = "".join(f"{line}{ending}" for line in [*lines[:end], *gap, *block, *lines[end:]])
    new = (codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b"") + text.encode()
    if _plain(file, new) != _expected(source, key=key, at=number + 1, entry=_plain(file, entry.encode())):
        raise InsertionRefused(f"{file} is written in a form into which nothing can be inserted without changing it")
    return new


def _read(file: str, data: bytes) -> SourceFile:
    result = read_source(file, data)
    if result.source is None:
        raise InsertionRefused(f"{file} cannot be read: {result.findings[0]}" if result.findings else f"{file} cannot be read")
    return result.source


def _entries(source: SourceFile, key: str) -> SequenceNode:
    node: Node | None = source.root.get(key) if key and isinstance(source.root, MappingNode) else source.root
    if not isinstance(node, SequenceNode) or not node.items:
        raise InsertionRefused(f"{source.file} holds no list{f' of {key}' if key else ''} with a hyphen for each entry")
    return node


def _hyphen_column(lines: list[str], place: Place) -> int:
    """Return how many spaces stand before the hyphen of an entry."""
    before = lines[place.line - 1][: place.column - 1]
    if before.strip() != "-":
        raise InsertionRefused(f"{place} is not written as a hyphen with the entry behind it")
    return before.index("-")


def _end_of_entry(lines: list[str], line: int, width: int) -> int:
    """Return the number of lines up to the last that belongs to the entry which begins on a line."""
    end = line
    for number in range(line, len(lines)):
        text = lines[number].lstrip()
        if text and len(lines[number]) - len(text) <= width:
            break
        end = number + 1 if text else end
    return end


def _are_apart(lines: list[str], entries: SequenceNode) -> bool:
    """Return whether an empty line stands between two entries of a list; comments right above an entry belong to it."""
    return any(not _line_above(lines, item.place.line).strip() for item in entries.items[1:])


def _line_above(lines: list[str], line: int) -> str:
    above = (text for text in reversed(lines[: line - 1]) if not text.lstrip().startswith("#"))
    return next(above, "")


def _expected(source: SourceFile, *, key: str, at: int, entry: "Plain | None") -> Plain:
    """Return what a file holds, with the entry in its list."""
    data = plain_data(source.root)
    entries = data[key] if key and isinstance(data, dict) else data
    if isinstance(entries, list) and entry is not None:
        entries.insert(at, entry)
    return data


def _plain(file: str, data: bytes) -> "Plain | None":
    source = read_source(file, data).source
    return plain_data(source.root) if source else None
