"""A new id in the description of a table: what a column is of, and what the words in its cells mean.

The table itself stays as it is, since the next export brings the old headings and cells again. So a column whose heading is the id gets
`of`, and one whose cells hold it gets a word that says what they mean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.edit.text_edits import TextEdit
from journeybook.load.spans import TextSpan, read_spans

_OF = {"measure": "measure", "attribute": "attribute", "anchor": "anchor", "event": "event", "milestone": "milestone", "start": "anchor"}
"""The kind of thing that a column is of, by what it means."""
_IN_CELLS: Mapping[str, tuple[str, ...]] = {
    "segment": ("segment",),
    "owner": ("team", "role"),
    "measure-id": ("measure",),
    "id": ("event", "milestone", "anchor", "play"),
}
"""The kinds of things whose ids stand in the cells of a column, by what it means."""


@dataclass(frozen=True)
class _Column:
    """A column of a description: its heading, the text that says what it means, and the mapping around that, where it has one."""

    heading: str
    means: TextSpan
    mapping: TextSpan | None

    def keyed(self, key: str) -> TextSpan | None:
        """Return the value of a key."""
        return self.mapping.keys[key][1] if self.mapping and key in self.mapping.keys else None


def column_edits(text: str, kind: str, old: str, new: str) -> Iterator[TextEdit]:
    """Yield the edits of a description that keep its columns at a thing which is called otherwise now."""
    for column in _columns(read_spans(text)):
        means, of = column.means.text, column.keyed("of")
        if _OF.get(means) == kind and of is not None:
            yield from _exchanged(of, old, new)
        elif _OF.get(means) == kind and column.heading == old and means != "start":
            yield _with_key(text, column, f"of: {new}")
        if kind in _IN_CELLS.get(means, ()):
            yield from _word_edits(text, column, old, new)


def naming_lines(text: str, kind: str, name: str) -> Iterator[int]:
    """Yield the lines of a description that name a thing of a kind by its id, or whose cells may hold it."""
    root = read_spans(text)
    if kind in root.keys and root.keys[kind][1].text == name:
        yield root.keys[kind][1].line + 1
    for column in _columns(root):
        of = column.keyed("of")
        is_of = _OF.get(column.means.text) == kind and (of.text if of is not None else column.heading) == name
        if is_of or kind in _IN_CELLS.get(column.means.text, ()):
            yield column.means.line + 1


def _columns(root: TextSpan) -> Iterator[_Column]:
    """Yield the columns of a description, in each of the forms that it may have."""
    columns = root.keys["columns"][1] if "columns" in root.keys else root
    for mapping in columns.items or (columns,) if columns is not root else ():
        if {"column", "means"} <= mapping.keys.keys():
            yield _Column(mapping.keys["column"][1].text, mapping.keys["means"][1], mapping)
            continue
        for heading, value in mapping.entries or ():
            if value.is_scalar:
                yield _Column(heading.text, value, None)
            elif "means" in value.keys:
                yield _Column(heading.text, value.keys["means"][1], value)


def _word_edits(text: str, column: _Column, old: str, new: str) -> Iterator[TextEdit]:
    words = column.keyed("words")
    pairs = [pair for mapping in (words.items or (words,) if words else ()) for pair in _pairs(mapping)]
    for _, meant in pairs:
        yield from _exchanged(meant, old, new)
    if {written for written, _ in pairs} & {old, new}:
        return
    if words is None:
        yield _with_key(text, column, f"words: {{{old}: {new}}}")
    elif first := (words.items or [key for key, _ in words.entries or ()])[:1]:
        word = f"{{{old}: {new}}}" if words.items else f"{old}: {new}"
        behind = ", " if words.in_brackets else f"\n{' ' * first[0].column}" if words.entries else f"\n{' ' * words.column}- "
        yield TextEdit(first[0].start, first[0].start, word + behind)


def _pairs(mapping: TextSpan) -> Iterator[tuple[str, TextSpan]]:
    """Yield what is written and what is meant, of a word or of several."""
    if "written" in mapping.keys and "meant" in mapping.keys:
        yield mapping.keys["written"][1].text, mapping.keys["meant"][1]
        return
    for written, value in mapping.entries or ():
        yield written.text, value if value.is_scalar else value.keys["meant"][1]


def _exchanged(value: TextSpan, old: str, new: str) -> Iterator[TextEdit]:
    if value.text == old:
        yield TextEdit(value.start, value.end, new)


def _with_key(text: str, column: _Column, entry: str) -> TextEdit:
    """Return the edit that gives a column one more key behind what it means, which a comment may follow."""
    end = column.means.end
    if column.mapping is None:
        return TextEdit(column.means.start, end, f"{{means: {column.means.text}, {entry}}}")
    if column.mapping.in_brackets:
        return TextEdit(end, end, f", {entry}")
    line_end = text.find("\n", end) if "\n" in text[end:] else len(text)
    indent = " " * column.mapping.column
    return TextEdit(line_end, line_end, f"\n{indent}{entry}")
