"""Puts an entry into a list of an author's file, and changes nothing else in it.

Where the list stands comes from the spans of the file, the rest is lines: comments that stand deeper than the hyphen of an entry belong to
it. What comes out is read again and compared, so that a form of YAML which this does not know is refused instead of damaged.
"""

import codecs
import textwrap
from dataclasses import dataclass
from functools import cached_property

from journeybook.edit.house_order import key_position
from journeybook.edit.text_edits import TextEdit, with_edits
from journeybook.findings import Place
from journeybook.load.characters import line_end
from journeybook.load.nodes import Plain
from journeybook.load.source import read_source
from journeybook.load.spans import TextSpan, nested_spans, read_spans, span_data
from journeybook.model.base import Part


class InsertionRefused(Exception):
    """Raised where nothing can be inserted, with the reason in the author's words."""


@dataclass(frozen=True)
class Host:
    """A part of a file into which something is put: where it begins, and its class."""

    place: Place
    model: type[Part]


def insert_entry(path: str, data: bytes, entry: str, *, key: str = "", after: int | None = None) -> bytes:
    """Return a file with one more entry, behind the entry of that number or at the end of the list.

    The list is the whole file, or what stands behind a key of it. The entry is the text of a mapping, without a hyphen.
    Raises InsertionRefused where the file cannot be read or its list is not written with a hyphen for each entry.
    """
    file = _read(path, data)
    entries = file.root.keys[key][1] if key in file.root.keys else None if key else file.root
    if entries is None or not entries.items:
        raise InsertionRefused(f"{path} holds no list{f' of {key}' if key else ''} with a hyphen for each entry")
    return _with_entry(file, entries, entry, len(entries.items) - 1 if after is None else after)


def insert_into_part(path: str, data: bytes, host: Host, key: str, entry: str) -> bytes:
    """Return a file with one more entry at the end of a list in a part of it; the list is begun, in house order, where the part has none.

    Raises InsertionRefused where the file cannot be read, the part is in brackets, or something else than such a list stands at the key.
    """
    file = _read(path, data)
    at = (host.place.line - 1, host.place.column - 1)
    part = next((span for span in nested_spans(file.root) if span.entries and (span.line, span.column) == at), None)
    if part is None or part.in_brackets:
        raise InsertionRefused(f"{host.place} is not written with each key in a line of its own")
    if key not in part.keys:
        return _with_list(file, part, host.model, key, entry)
    name, entries = part.keys[key]
    if not entries.items:
        answer = f"{key}: {file.text[entries.start : entries.end]}".strip()
        raise InsertionRefused(f"{path}:{name.line + 1} says `{answer}`: take that line away first")
    return _with_entry(file, entries, entry, len(entries.items) - 1)


@dataclass(frozen=True)
class _File:
    """A file as it is read: without the byte order mark, which is kept."""

    path: str
    mark: bytes
    text: str
    root: TextSpan

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")


def _read(path: str, data: bytes) -> _File:
    """Return a file; what is wrong with its YAML has to be mended first."""
    findings = read_source(path, data).findings
    if findings:
        raise InsertionRefused(f"{path} is to be mended first: {findings[0]}")
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.removeprefix(mark).decode()
    return _File(path, mark, text, read_spans(text))


def _with_entry(file: _File, entries: TextSpan, entry: str, number: int) -> bytes:
    """Return a file with an entry behind that of a number."""
    items = entries.items or ()
    width = _hyphen_column(file, items[number])
    block = textwrap.indent(entry, " " * (width + 2)).splitlines()
    block[0] = f"{' ' * width}- {block[0].lstrip()}"
    gap = [""] if any(not _line_above(file.lines, item.line).strip() for item in items[1:]) else []
    data = [span_data(item) for item in items]
    grown: list[Plain] = [*data[: number + 1], span_data(read_spans(entry)), *data[number + 1 :]]
    return _with_lines(file, [*gap, *block], _end(file.lines, items[number].last_line, width), _data_with(file.root, entries, grown))


def _with_list(file: _File, part: TextSpan, model: type[Part], key: str, entry: str) -> bytes:
    """Return a file with a list of one entry at a new key of a part: behind the last key that stands before it in house order."""
    written = part.entries or ()
    before = [value for name, value in written if key_position(name.text, model) < key_position(key, model)]
    last = before[-1] if before else written[0][1]
    first, *others = textwrap.indent(entry, " " * (part.column + 4)).splitlines()
    block = [f"{' ' * part.column}{key}:", f"{' ' * (part.column + 2)}- {first.lstrip()}", *others]
    grown = {name.text: span_data(value) for name, value in written} | {key: [span_data(read_spans(entry))]}
    return _with_lines(file, block, _end(file.lines, last.last_line, part.column), _data_with(file.root, part, grown))


def _hyphen_column(file: _File, item: TextSpan) -> int:
    """Return how many spaces stand before the hyphen of an entry."""
    before = file.lines[item.line][: item.column]
    if before.strip() != "-":
        raise InsertionRefused(f"{file.path}:{item.line + 1}:{item.column + 1} is not written as a hyphen with the entry behind it")
    return before.index("-")


def _end(lines: list[str], last_line: int, width: int) -> int:
    """Return the number of lines up to the last that belongs to a value: comments below it that stand deeper do."""
    end = last_line + 1
    for number in range(end, len(lines)):
        text = lines[number].lstrip()
        if text and (len(lines[number]) - len(text) <= width or not text.startswith("#")):
            break
        end = number + 1 if text else end
    return end


def _line_above(lines: list[str], line: int) -> str:
    """Return the line above an entry; comments right above it belong to it."""
    above = (text for text in reversed(lines[:line]) if not text.lstrip().startswith("#"))
    return next(above, "")


def _with_lines(file: _File, block: list[str], end: int, expected: Plain) -> bytes:
    """Return a file with more lines behind that many of its own; raises InsertionRefused if it does not say what is expected then."""
    ending = line_end(file.text)
    start = min(sum(len(line) + 1 for line in file.lines[:end]), len(file.text))
    lead = "" if file.text[:start].endswith("\n") else ending
    text = with_edits(file.text, [TextEdit(start, start, lead + "".join(f"{line}{ending}" for line in block))])
    new = file.mark + text.encode()
    if read_source(file.path, new).findings or span_data(read_spans(text)) != expected:
        raise InsertionRefused(f"{file.path} is written in a form into which nothing can be inserted without changing it")
    return new


def _data_with(span: TextSpan, target: TextSpan, data: Plain) -> Plain:
    """Return the data of a span with other data in the place of one value in it."""
    if span is target:
        return data
    if span.entries is not None:
        return {key.text: _data_with(value, target, data) for key, value in span.entries}
    return [_data_with(item, target, data) for item in span.items] if span.items is not None else span.text
