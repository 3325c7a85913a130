"""The house form of a YAML file: keys in house order, two spaces for each level, entries of lists indented below their key.

Lines move whole, with what is behind a value in its line. Comments and blank lines above a key go with it; comments that stand deeper than
what follows them belong to what is above. Values in brackets and texts of several lines are shifted as they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journeybook.edit.house_order import is_keyed, key_position, value_model
from journeybook.load.characters import line_end
from journeybook.load.spans import TextSpan, nested_spans, read_spans, span_data
from journeybook.model.base import Part

_STEP = 2
Model = type[Part] | None


def in_house_form(text: str, model: type[Part] | None) -> str:
    r"""Return a file in house form, with the class of what it holds; the text is one that `read_source` takes without findings.

    A file with explicit keys (`? key`), and one that ends inside a block of text without a line break, come back as they are.

    >>> print(in_house_form("name: The first  # ours\nid: first\n", None), end="")
    name: The first  # ours
    id: first
    """
    root = read_spans(text)
    ends_open = not text.endswith("\n")
    if root.in_brackets or not _is_plain(root, text.split("\n"), 0) or (ends_open and _ends_in_block(root)):
        return text
    newline = line_end(text)
    lines = (text + newline if ends_open else text).split("\n")[:-1]
    page = _Lines(lines)
    whole = [*lines[: root.line], *page.collection(root, model, 0, _Region(root.line, root.line, len(lines)))]
    result = "".join(f"{line}\n" for line in whole)
    result = result.removesuffix(newline) if ends_open else result
    if span_data(read_spans(result)) != span_data(root):
        raise AssertionError("formatting changed what a file says")
    return result


@dataclass(frozen=True)
class _Region:
    """A child of a collection with its lines: from where what stands above it begins, its own first line, and where the next begins."""

    lead: int
    first: int
    stop: int


@dataclass(frozen=True)
class _Lines:
    """The lines of a file, written anew at other columns."""

    lines: Sequence[str]

    def collection(self, node: TextSpan, model: Model, column: int, region: _Region) -> list[str]:
        """Return the lines of a block at its new column, up to the end of its region."""
        if node.items is not None:
            return self._sequence(node, model, column, region)
        return self._mapping(node, model, column, region)

    def _sequence(self, node: TextSpan, model: Model, column: int, region: _Region) -> list[str]:
        items = node.items or ()
        firsts = [self._dash(item, node.column) for item in items]
        written: list[str] = []
        for item, inner in zip(items, self._regions(node.column, region, firsts, [item.last_line for item in items]), strict=True):
            written += self._indented(inner.lead, inner.first, column)
            written += self._item(item, node.column, model, column, inner)
        return [*written, *self._indented(self._foot(node, region), region.stop, column)]

    def _item(self, item: TextSpan, dash: int, model: Model, column: int, region: _Region) -> list[str]:
        """Return the lines of an entry of a list, from its dash on."""
        line = self.lines[region.first]
        if item.is_scalar or item.in_brackets:
            if item.line > region.first:
                return [" " * column + line[dash:], *self._below(item, region.first, (dash, column), region)]
            return self._leaf(item, " " * column + "- ", (dash, column), region)
        if item.line > region.first:
            inner = self.collection(item, model, column + _STEP, _Region(region.first + 1, item.line, region.stop))
            return [" " * column + line[dash:], *inner]
        block = self.collection(item, model, column + _STEP, _Region(region.first, region.first, region.stop))
        above = next(position for position, text in enumerate(block) if not _is_beside(text))
        comments = [" " * column + text.lstrip() if text.strip() else text for text in block[:above]]
        return [*comments, " " * column + "- " + block[above][column + _STEP :], *block[above + 1 :]]

    def _mapping(self, node: TextSpan, model: Model, column: int, region: _Region) -> list[str]:
        entries = node.entries or ()
        firsts, lasts = [key.line for key, _ in entries], [max(key.line, value.last_line) for key, value in entries]
        regions = self._regions(node.column, region, firsts, lasts)
        leads = [self._indented(inner.lead, inner.first, column) for inner in regions]
        order = sorted(range(len(entries)), key=lambda place: self._order(node, model, place))
        if order and order[0] != 0:
            blank = next((count for count, line in enumerate(leads[order[0]]) if line.strip()), len(leads[order[0]]))
            leads[0], leads[order[0]] = [*leads[order[0]][:blank], *leads[0]], leads[order[0]][blank:]
        written: list[str] = []
        for place in order:
            written += [*leads[place], *self._entry(node, place, model, column, regions[place])]
        return [*written, *self._indented(self._foot(node, region), region.stop, column)]

    def _order(self, node: TextSpan, model: Model, place: int) -> int:
        if model is None or is_keyed(node, model) or self._keeps_blank_lines(node):
            return place
        return key_position((node.entries or ())[place][0].text, model) * len(node.entries or ()) + place

    def _entry(self, node: TextSpan, place: int, model: Model, column: int, region: _Region) -> list[str]:
        """Return the lines of a key and its value, from the key on."""
        key, value = (node.entries or ())[place]
        inner_model = value_model(node, key.text, value, model)
        head = " " * column + self.lines[key.line][key.column :]
        if value.is_scalar or value.in_brackets:
            if value.line > key.line and value.end > value.start:
                return [head, *self._below(value, key.line, (node.column, column), region)]
            return [head, *self._rest(value, key.line, (node.column, column), key.column - column, region)]
        return [head, *self.collection(value, inner_model, column + _STEP, _Region(key.line + 1, value.line, region.stop))]

    def _below(self, node: TextSpan, head: int, parents: tuple[int, int], region: _Region) -> list[str]:
        """Return the lines of a value that begins below the line of its key or dash."""
        column = parents[1] + _STEP
        return [*self._indented(head + 1, node.line, column), *self._leaf(node, " " * column, parents, region)]

    def _leaf(self, node: TextSpan, before: str, parents: tuple[int, int], region: _Region) -> list[str]:
        """Return the lines of a value that is moved as it is, what stands before it in its first line given."""
        rest = self.lines[node.line][node.column :]
        head = before + rest.lstrip(" ") if rest.strip() else before.rstrip() + rest
        return [head, *self._rest(node, node.line, parents, node.column - parents[1] - _STEP, region)]

    def _rest(self, node: TextSpan, first: int, parents: tuple[int, int], shift: int, region: _Region) -> list[str]:
        """Return the further lines of a value, and the comments below it that belong to it."""
        last = max(first, node.last_line)
        further = list(self.lines[first + 1 : last + 1])
        old, new = parents
        if node.style in {"|", ">"}:
            inner = next((_indentation(line) for line in further if line.strip()), 0)
            is_explicit = re.match(r"[|>][+-]?[0-9]", self.lines[node.line][node.column :])
            by = old - new if is_explicit else inner - new - _STEP
            moved = [_shifted(line, by, 0) if len(line.rstrip("\r")) > inner else line.lstrip(" ") for line in further]
        else:
            least = new + 1 if node.is_scalar and not node.style else 0
            moved = [_shifted(line, shift, least) if line.strip() and not line.startswith("\t") else line for line in further]
        deeper = new if node.style in {"|", ">"} else new + _STEP  # a comment in the column of a block would be part of it
        return [*moved, *self._indented(last + 1, region.stop, deeper)]

    def _regions(self, column: int, region: _Region, firsts: Sequence[int], lasts: Sequence[int]) -> list[_Region]:
        """Return the regions of the children of a block at a column, from the first and last lines of their content."""
        leads = [region.lead, *(self._lead(column, last + 1, first) for last, first in zip(lasts, firsts[1:], strict=False))]
        stops = [*leads[1:], self._lead(column, lasts[-1] + 1, region.stop)]
        return [_Region(lead, first, stop) for lead, first, stop in zip(leads, firsts, stops, strict=True)]

    def _lead(self, column: int, begin: int, stop: int) -> int:
        """Return where, among lines between two children, those above the second begin: behind the comments that stand deeper."""
        last_deeper = begin
        for number in range(begin, stop):
            line = self.lines[number]
            if line.strip() and _indentation(line) <= column:
                break
            last_deeper = number + 1 if line.strip() else last_deeper
        return last_deeper

    def _foot(self, node: TextSpan, region: _Region) -> int:
        """Return where the comments begin that close a block."""
        return self._lead(node.column, node.last_line + 1, region.stop)

    def _dash(self, item: TextSpan, column: int) -> int:
        """Return the line of the dash before an entry."""
        line = item.line
        while not (self.lines[line][column : column + 1] == "-" and not self.lines[line][:column].strip(" -")):
            line -= 1
        return line

    def _keeps_blank_lines(self, node: TextSpan) -> bool:
        """Whether a text in a value keeps the blank lines below it (`|+`): whatever follows it has to stay there."""
        return any(
            re.match(r"[|>][0-9]?\+", self.lines[span.line][span.column :]) for span in nested_spans(node) if span.style in {"|", ">"}
        )

    def _indented(self, begin: int, stop: int, column: int) -> list[str]:
        """Return comments and blank lines at another column."""
        return [" " * column + line.lstrip(" ") if line.strip() else line for line in self.lines[begin:stop]]


def _is_plain(node: TextSpan, lines: Sequence[str], dashes: int) -> bool:
    """Whether a key stands first in its line in every block, but for the dashes of lists around it."""
    if node.is_scalar or node.in_brackets:
        return True
    if node.items is not None:
        return all(_is_plain(item, lines, 1) for item in node.items)
    befores = [lines[key.line][: key.column] for key, _ in node.entries or ()]
    first = befores[0].strip(" -" if dashes else " ")
    return not first and not "".join(befores[1:]).strip() and all(_is_plain(value, lines, 0) for _, value in node.entries or ())


def _ends_in_block(node: TextSpan) -> bool:
    """Whether the last value of a file is a block of text."""
    while not node.is_scalar and not node.in_brackets:
        node = node.items[-1] if node.items is not None else (node.entries or ())[-1][1]
    return node.style in {"|", ">"}


def _is_beside(line: str) -> bool:
    """Whether a line is blank or a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shifted(line: str, by: int, least: int) -> str:
    """Return a line that begins so many columns earlier, or later where the number is negative."""
    column = _indentation(line)
    return " " * max(column - by, least) + line[column:]
