"""The line of a finding, with the place marked, for a terminal."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import typer

from journeybook.findings import Finding, Level, visible
from journeybook.load.discover import read_project_file
from journeybook.load.source import MAX_FILE_BYTES

_COLOURS = {Level.ERROR: typer.colors.RED, Level.WARNING: typer.colors.YELLOW, Level.INFORMATION: typer.colors.CYAN}
_WORD = re.compile(r"[\w-]+|\S")
_MARGIN = 4
_NARROWEST = 20


def with_excerpts(findings: Iterable[Finding], project: Path, *, width: int, is_coloured: bool) -> str:
    """Return findings one after another, sorted, each with its line and a mark below the place, no wider than a width in characters."""
    lines_of = cache(lambda file: _lines(project, file))
    blocks = ("\n".join(_block(finding, lines_of(finding.place.file), width, is_coloured=is_coloured)) for finding in sorted(findings))
    return "".join(f"{block}\n" for block in blocks)


def _block(finding: Finding, lines: list[str], width: int, *, is_coloured: bool) -> Iterator[str]:
    colour = _COLOURS[finding.level] if is_coloured else None
    head, _, rest = visible(str(finding)).partition(f" {finding.level} ")
    yield f"{_styled(head, is_bold=is_coloured)} {_styled(finding.level, colour)} {rest}"
    number = finding.place.line
    if 0 < number <= len(lines) and lines[number - 1].strip():
        gutter = f"{number:>{_MARGIN}}"
        text, column, length = _window(lines[number - 1], finding.place.column - 1, max(_NARROWEST, width - len(gutter) - 3))
        yield f"{gutter} | {text}"
        yield f"{' ' * len(gutter)} | {' ' * column}{_styled('^' + '~' * (length - 1), colour)}"


def _window(line: str, column: int, width: int) -> tuple[str, int, int]:
    """Return the piece of a line around a column that fits into a width, the column in it, and how many characters are marked."""
    shown = "".join(character if character.isprintable() else " " for character in line.rstrip())
    column = min(column, len(shown))
    word = _WORD.match(shown, column)
    length = len(word[0]) if word else 1
    begin = max(0, min(column - width // 3, len(shown) - width)) if len(shown) > width else 0
    piece = shown[begin : begin + width]
    piece = f"...{piece[3:]}" if begin else piece
    piece = f"{piece[:-3]}..." if begin + width < len(shown) else piece
    return piece, column - begin, max(1, min(length, width - (column - begin)))


def _lines(project: Path, file: str) -> list[str]:
    """Return the lines of a file of the project; none where it cannot be read as text."""
    try:
        return read_project_file(project, file, most=MAX_FILE_BYTES).decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _styled(text: str, colour: str | None = None, *, is_bold: bool = False) -> str:
    return typer.style(text, fg=colour, bold=is_bold or None) if colour or is_bold else str(text)
