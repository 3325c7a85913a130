"""Reads the tables of a page saved or pasted as HTML, and those of a Markdown text."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

from journeybook.exchange.foreign_cells import ForeignCell, ForeignFile, ForeignTable

MOST_SPANNED = 200
"""Rows or columns over which one cell of a page may go."""
_BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table"}
_UNSHOWN = {"script", "style", "template", "head"}
_EMPHASISED = re.compile(r"\A(\*{1,3}|_{1,3}|`)([^*_`]+)\1\Z")
"""A cell that is wholly in bold, in italics or in code."""
_RULE = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")


def read_html(text: str) -> ForeignFile:
    """Return the tables of a page, and the texts outside of them."""
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    grids = [_grid(rows, "" if len(parser.tables) == 1 else f"table {number}") for number, rows in enumerate(parser.tables, start=1)]
    lines = [line.strip() for line in "".join(parser.outside).splitlines() if line.strip()]
    outside = tuple(ForeignCell("outside the tables", row, 1, line) for row, line in enumerate(lines, start=1))
    return ForeignFile(tuple(grids), outside)


def is_markdown_table(text: str) -> bool:
    """Whether a text has a line of headings with a rule of hyphens and bars below it."""
    lines = text.splitlines()
    return any("|" in head and _is_rule(rule) for head, rule in pairwise(lines))


def read_markdown(text: str) -> ForeignFile:
    """Return the tables of a Markdown text, and the lines outside of them."""
    lines = text.splitlines()
    tables: list[ForeignTable] = []
    outside: list[ForeignCell] = []
    number = 0
    while number < len(lines):
        if number + 1 < len(lines) and "|" in lines[number] and _is_rule(lines[number + 1]):
            end = next((row for row in range(number + 2, len(lines)) if not lines[row].strip()), len(lines))
            rows = [row for row in range(number, end) if row != number + 1]
            tables.append(ForeignTable("", tuple(_markdown_row(lines[row], row + 1) for row in rows)))
            number = end
        else:
            if lines[number].strip():
                outside.append(ForeignCell("", number + 1, 1, lines[number]))
            number += 1
    return ForeignFile(tuple(tables), tuple(outside))


def _is_rule(line: str) -> bool:
    cells = line.strip().strip("|").split("|")
    return "|" in line and all(_RULE.fullmatch(cell.strip()) for cell in cells)


def _markdown_row(line: str, row: int) -> tuple[ForeignCell, ...]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    texts = [re.sub(r"<br\s*/?>", "\n", cell).replace("\\|", "|").strip() for cell in _BAR.split(inner)]
    plain = [_EMPHASISED.sub(r"\2", text) for text in texts]
    return tuple(ForeignCell("", row, column, text) for column, text in enumerate(plain, start=1))


@dataclass
class _HtmlCell:
    rows: int
    columns: int
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines without the blanks around them."""
        lines = (" ".join(line.split()) for line in "".join(self.parts).splitlines())
        return "\n".join(line for line in lines if line)


class _TableParser(HTMLParser):
    """Gathers the cells of each table; what stands in a table inside a cell belongs to that cell."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[_HtmlCell]]] = []
        self.outside: list[str] = []
        self._depth = 0
        self._unshown = 0
        self._cell: _HtmlCell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or a line."""
        self._unshown += tag in _UNSHOWN
        if tag in _BREAKS:
            self._target().append("\n")
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self.tables[-1].append([])
            self._cell = None
        elif self._depth == 1 and tag in {"td", "th"}:
            spans = dict(attrs)
            self._cell = _HtmlCell(_span(spans.get("rowspan")), _span(spans.get("colspan")))
            if not self.tables[-1]:
                self.tables[-1].append([])
            self.tables[-1][-1].append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        """End a table, a cell or what is not shown."""
        self._unshown -= tag in _UNSHOWN and self._unshown > 0
        if tag in _BREAKS:
            self._target().append("\n")
        if tag == "table" and self._depth:
            self._depth -= 1
        if tag in {"td", "th", "table"} and self._depth < 2:  # noqa: PLR2004 - a table inside a cell ends nothing of ours
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Keep a text that is shown."""
        if not self._unshown:
            self._target().append(data.replace("\n", " ") if self._cell else data)

    def _target(self) -> list[str]:
        return self._cell.parts if self._cell else self.outside


def _span(value: str | None) -> int:
    return min(int(value), MOST_SPANNED) if value and value.isascii() and value.isdigit() and int(value) else 1


def _grid(rows: list[list[_HtmlCell]], name: str) -> ForeignTable:
    """Return the table with each cell at all positions over which it goes."""
    taken: dict[tuple[int, int], ForeignCell] = {}
    for row, cells in enumerate(rows, start=1):
        column = 1
        for cell in cells:
            while (row, column) in taken:
                column += 1
            placed = ForeignCell(name, row, column, cell.text)
            for below in range(min(cell.rows, len(rows) - row + 1)):
                for beside in range(cell.columns):
                    taken.setdefault((row + below, column + beside), placed)
            column += cell.columns
    width = max((column for _, column in taken), default=0)
    return ForeignTable(
        name,
        tuple(
            tuple(taken.get((row, column)) or ForeignCell(name, row, column, "") for column in range(1, width + 1))
            for row in range(1, len(rows) + 1)
        ),
    )
