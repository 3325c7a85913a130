"""The ids and names of accounts as tables write them, one after the other, whatever else a table holds: what the proof looks for.

Nothing is held back because a row is broken: each of its lines is read by itself as well.
"""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from journeybook.load.discover import read_project_file, table_paths
from journeybook.measure.sources.conversion import BLANKS, literal
from journeybook.measure.sources.parquet_table import require_small_footer
from journeybook.measure.sources.source_tables import source_tables
from journeybook.measure.sources.table_budget import UnusableTable
from journeybook.measure.sources.table_engine import table_engine
from journeybook.measure.sources.table_rows import NO_NAMES, STROKES, TOTALS
from journeybook.measure.table_limits import LONGEST_CELL, MOST_TABLE_BYTES, MOST_TABLE_ROWS
from journeybook.model.atlas import Atlas
from journeybook.model.data_source import DataSource
from journeybook.model.table_enumerations import CellSeparator, ColumnMeaning, TableEncoding

USUAL_HEADINGS = {
    **dict.fromkeys(("account", "account_id", "customer"), ColumnMeaning.ACCOUNT),
    "account_name": ColumnMeaning.NAME,
}
"""The columns that name accounts in a table that nothing describes, or not as it is."""
LONGEST_LINE = 2_000_000
_NAMING = (ColumnMeaning.ACCOUNT, ColumnMeaning.NAME, ColumnMeaning.INSTANCE)
_SEPARATORS = {CellSeparator.COMMA: ",", CellSeparator.SEMICOLON: ";", CellSeparator.TAB: "\t", CellSeparator.BAR: "|"}
_ENCODINGS = {TableEncoding.UTF_8: "utf-8-sig", TableEncoding.UTF_16: "utf-16", TableEncoding.WINDOWS_1252: "cp1252"}
_NO_NAME = re.compile(f"{'|'.join(map(re.escape, NO_NAMES))}|{STROKES}|(?:{TOTALS}):?")
"""What stands in place of a name, or in a row that sums up others; no public text is refused for it."""
_MARKS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class NamedAccount:
    """A text by which a table names an account, with its line, or its row in a Parquet file."""

    text: str
    file: str
    row: int
    is_id: bool
    """Whether it is an id; else it is a name, which people write in several forms."""
    account: str = ""
    """The id of the account in the same row, where the table has one."""


def unsearched_tables(project: Path) -> str:
    """Return why the tables of a project hold too much to be searched for names; empty where they do not."""
    paths = [project / path for path in table_paths(project) if read_project_file(project, path, most=0) is not None]
    texts = [path for path in paths if path.suffix != ".parquet"]
    if sum(path.stat().st_size for path in texts) > MOST_TABLE_BYTES:
        return f"the tables of text hold more than {MOST_TABLE_BYTES // 1_000_000} MB together"
    rows = sum(map(_lines, texts)) + (
        _parquet_rows([path for path in paths if path.suffix == ".parquet"]) if len(paths) > len(texts) else 0
    )
    return f"the tables hold more than {MOST_TABLE_ROWS:,} lines and rows together" if rows > MOST_TABLE_ROWS + len(texts) else ""


def account_names(project: Path, atlas: Atlas) -> Iterator[NamedAccount]:
    """Yield every id and name of an account in every table, described or not, each as often as it stands there."""
    described = {pair.path: pair.source for pair in source_tables(project, atlas)[0]}
    with closing(table_engine()) as engine:
        yield from _names(project, described, engine)


def _names(project: Path, described: Mapping[str, DataSource], engine: duckdb.DuckDBPyConnection) -> Iterator[NamedAccount]:
    for path in table_paths(project):
        read_project_file(project, path, most=0)  # refuses links and special files
        source = described.get(path)
        cells = _parquet(engine, project / path, source) if path.endswith(".parquet") else _text(project / path, source)
        empty = {"", *(source.no_value if source else ())}
        for row, cell, is_id, account in cells:
            if (text := cell.strip(BLANKS)) not in empty and not _NO_NAME.fullmatch(text.lower()):
                yield NamedAccount(text, path, row, is_id, account.strip(BLANKS))


def _naming(headings: Sequence[str], source: DataSource | None) -> dict[int, bool]:
    """Return the columns that name accounts, and whether by ids: as the description says, and those that are usually headed so."""
    described = {column.column: column.means for column in source.columns} if source else {}
    meanings = {number: described.get(heading, USUAL_HEADINGS.get(heading.lower())) for number, heading in enumerate(headings)}
    return {number: meaning is not ColumnMeaning.NAME for number, meaning in meanings.items() if meaning in _NAMING}


def _text(path: Path, source: DataSource | None) -> Iterator[tuple[int, str, bool, str]]:
    """Yield each cell of a table of text that names an account: its line, its text, whether it is an id, and the id in its row."""
    with path.open(encoding=_encoding(path, source), errors="replace", newline="") as file:
        rows = _rows(file, _separator(path, source))
        headings = source.headings if source and source.headings else next(rows, (0, []))[1]
        columns = _naming([heading.strip() for heading in headings], source)
        for line, cells in rows if columns else ():
            present = [(number, is_id) for number, is_id in columns.items() if number < len(cells)]
            account = next((cells[number] for number, is_id in present if is_id), "")
            yield from ((line, cells[number], is_id, account) for number, is_id in present)


def _rows(file: io.TextIOBase, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its last line; of a row that is broken, or runs over several lines, each line as a row as well."""
    if not separator:
        yield from enumerate((line.split() for line in _pieces(file)), start=1)
        return
    csv.field_size_limit(LONGEST_LINE)
    width, read = 0, list[str]()
    reader = csv.reader(_noting(file, read), delimiter=separator)
    while True:
        cells: list[str] = []
        is_done = False
        with suppress(csv.Error):
            cells = next(reader, [])
            is_done = not cells and not read
        if is_done:
            return
        yield reader.line_num, cells
        width = width or len(cells)
        if len(read) > 1 or len(cells) != width:
            yield from _single_rows(read, reader.line_num - len(read) + 1, separator)
        read.clear()


def _noting(file: io.TextIOBase, read: list[str]) -> Iterator[str]:
    """Yield the lines of a file, and note them."""
    for line in _pieces(file):
        read.append(line)
        yield line


def _pieces(file: io.TextIOBase) -> Iterator[str]:
    """Yield the lines of a file, long ones in pieces, and nothing behind what all tables of a project may hold."""
    left = MOST_TABLE_BYTES
    while left > 0 and (piece := file.readline(LONGEST_LINE)):
        left -= len(piece)
        yield piece


def _single_rows(lines: list[str], first: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line by itself, with quotes that mean something, and with quotes that mean nothing."""
    for number, line in enumerate(lines, start=first):
        with suppress(csv.Error):
            yield from ((number, cells) for cells in csv.reader([line], delimiter=separator))
        yield number, [cell.strip('" \r\n') for cell in line.split(separator)]


def _separator(path: Path, source: DataSource | None) -> str:
    usual = CellSeparator.TAB if path.suffix == ".tsv" else CellSeparator.COMMA
    return _SEPARATORS.get(source.separator or usual if source else usual, "")


def _encoding(path: Path, source: DataSource | None) -> str:
    """Return how a table is saved: as declared, by its first bytes, else UTF-8 where all of it is, else Windows-1252."""
    with path.open("rb") as file:
        start = file.read(4)
    marked = next((encoding for mark, encoding in _MARKS.items() if start.startswith(mark)), "")
    if source and source.encoding:
        is_unmarked = source.encoding is TableEncoding.UTF_16 and marked != "utf-16"
        return "utf-16-le" if is_unmarked else _ENCODINGS[source.encoding]
    if marked:
        return marked
    try:
        with path.open(encoding="utf-8") as file:
            for _ in range(MOST_TABLE_BYTES // LONGEST_LINE):
                file.read(LONGEST_LINE)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _parquet(engine: duckdb.DuckDBPyConnection, path: Path, source: DataSource | None) -> Iterator[tuple[int, str, bool, str]]:
    """Yield each text of a Parquet file that names an account, as `_text` does, with its first row; nothing where it cannot be read."""
    file = f"read_parquet({_file(path)}, file_row_number = true, hive_partitioning = false)"
    with suppress(duckdb.Error, UnusableTable):
        require_small_footer(path)
        headings = [str(row[0]) for row in engine.execute(f"DESCRIBE SELECT * FROM {file}").fetchall()]
        columns = {_cut(headings[number]): is_id for number, is_id in _naming(headings, source).items()}
        account = next((name for name, is_id in columns.items() if is_id), "''")
        for name, is_id in columns.items():
            query = f"SELECT min(file_row_number) + 1, {name}, {account} FROM {file} WHERE {name} IS NOT NULL GROUP BY 2, 3 ORDER BY 1"
            answer = engine.execute(query)
            while row := answer.fetchone():
                yield row[0], row[1], is_id, row[2] or ""


def _parquet_rows(paths: Sequence[Path]) -> int:
    """Return how many rows Parquet files have; one that cannot be read has none."""
    rows = 0
    with closing(table_engine()) as engine:
        for path in paths:
            with suppress(duckdb.Error, UnusableTable):
                require_small_footer(path)
                rows += int(engine.execute(f"SELECT sum(num_rows) FROM parquet_file_metadata({_file(path)})").fetchall()[0][0] or 0)
    return rows


def _file(path: Path) -> str:
    """Return the path of a file as a literal, in which nothing stands for other names."""
    return literal(str(path).translate({ord(sign): f"[{sign}]" for sign in "[*?"}))


def _lines(path: Path) -> int:
    """Return how many lines end in a file."""
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(partial(file.read, LONGEST_LINE), b""))


def _cut(heading: str) -> str:
    """Return the text of a cell, cut behind the longest that is read."""
    quoted = '"' + heading.replace('"', '""') + '"'
    return f"left({quoted}::VARCHAR, {LONGEST_CELL + 1})"
