"""Writes a draft of the description of a table, in which every guess stands with a remark that asks to confirm it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from journeybook.cli.terminal import FAILED, checked_project, require_answer, require_sound_atlas, say
from journeybook.findings import nearest
from journeybook.load.discover import FOLDER, table_paths
from journeybook.load.yaml_writer import yaml_text
from journeybook.measure.sources.table_budget import UnusableTable
from journeybook.measure.sources.table_draft import DraftColumn, TableDraft, draft_of_table
from journeybook.model.atlas import Atlas
from journeybook.model.date_form import ISO_DAY, ISO_MONTH
from journeybook.model.table_enumerations import ColumnMeaning, NumberMark, RowKind
from journeybook.publish.exchange_file import write_new_files

_ROOM = f"{FOLDER}/metrics"
_DATED = frozenset(
    {ColumnMeaning.DAY, ColumnMeaning.MONTH, ColumnMeaning.START, ColumnMeaning.END, ColumnMeaning.OPENED, ColumnMeaning.CLOSED}
    | {ColumnMeaning.ANCHOR, ColumnMeaning.EVENT, ColumnMeaning.MILESTONE}
)


def draft_description(project: Path, table: str, row: RowKind | None, dates: Sequence[str]) -> str:
    """Write the draft beside a table and return its path; nothing is overwritten.

    Raises BadParameter where there is no such table, or where the form of dates is to be chosen and nobody does.
    """
    atlas = require_sound_atlas(checked_project(project))
    path = _table_path(project, table)
    try:
        draft = draft_of_table(project, path, atlas, row)
    except UnusableTable as problem:
        say(f"{path}: {problem.message}: {problem.hint}")
        raise typer.Exit(FAILED) from None
    chosen = {column.heading: _chosen_form(column, dates) for column in draft.columns}
    file = f"{path.rpartition('.')[0]}.yml"
    write_new_files(project, {file: "".join(_lines(path, draft, atlas, chosen, is_said=row is not None)).encode()})
    return file


def _table_path(project: Path, table: str) -> str:
    """Return the path of a table in the project, by its path or its name."""
    known = table_paths(project)
    for candidate in (project / _ROOM / table, Path(table)):
        path = candidate.resolve()
        if path.is_relative_to(project.resolve()) and path.relative_to(project.resolve()).as_posix() in known:
            return path.relative_to(project.resolve()).as_posix()
    guess = nearest(table, [path.removeprefix(f"{_ROOM}/") for path in known])
    raise typer.BadParameter(f"there is no table '{table}' in {_ROOM}/: " + (f"did you mean '{guess}'?" if guess else "put it there first"))


def _chosen_form(column: DraftColumn, dates: Sequence[str]) -> str:
    """Return the form of the dates of a column, empty where it needs none: the author chooses among those that fit all cells."""
    usual = ISO_MONTH if column.means is ColumnMeaning.MONTH else ISO_DAY
    if column.means not in _DATED or not column.forms or usual in column.forms:
        return ""
    pairs = [text.rpartition("=")[::2] for text in dates]
    wanted = [form for heading in (column.heading, "") for name, form in pairs if name == heading]
    form = next((form for form in wanted if form in column.forms), None)
    return require_answer(form, f"--dates for '{column.heading}'", f"Which form have the dates of '{column.heading}'?", column.forms)


def _lines(path: str, draft: TableDraft, atlas: Atlas, chosen: dict[str, str], *, is_said: bool) -> Iterator[str]:
    """Yield the lines of the draft; `is_said` where somebody said what a row is."""
    others = ", ".join(kind for kind in RowKind if kind is not draft.row)
    yield "# yaml-language-server: $schema=../../.journeybook/schema/metrics.json\n"
    yield f"# A draft for {path.rpartition('/')[2]}, made of its headings and {draft.rows:,} rows.\n"
    yield "# Confirm or mend each guess, then take out its remark.\n"
    yield f"row: {draft.row}" + ("\n" if is_said else f"  # guessed from the headings; else: {others}\n")
    day = f"nothing said means {atlas.file.as_of}, as atlas.yml says" if atlas.file.as_of else "nothing says it yet"
    yield f"# as_of:  the day of which the table tells; {day}\n"
    yield "# names_shown: true  where colleagues may see single accounts; without it they see groups\n"
    if draft.separator:
        yield f"separator: {draft.separator}  # guessed: it makes the most columns\n"
    if draft.decimal is not NumberMark.POINT:
        yield f"decimal: {draft.decimal}  # guessed: numbers of measures are written with it, and none with a point\n"
    if any(column.says_zone for column in draft.columns):
        yield "# time_zone:  times say their zone: declare the one by whose midnight days are told apart, such as Europe/Berlin\n"
    yield "columns:\n"
    for column in draft.columns:
        yield f"  {_column_line(column, chosen[column.heading])}\n"


def _column_line(column: DraftColumn, form: str) -> str:
    """Return a column with what it may mean, or as a remark that says what is to be decided."""
    if column.means is None:
        fits = f"; dates of the form {' or '.join(column.forms)} fit" if column.forms else ""
        return f"# {_entry(column.heading, 'ignored')}  nothing is guessed: say what it means{fits}"
    details = {"means": column.means.value, "of": column.of, "dates": form}
    value = {key: text for key, text in details.items() if text}
    remark = "guessed from the atlas" if column.of or column.means is ColumnMeaning.MEASURE else "guessed from its heading"
    if column.means in _DATED and not (column.forms or column.is_typed):
        remark += "; no form of dates fits every cell"
    written = _entry(column.heading, column.means.value if len(value) == 1 else value)
    return f"{written}  # {remark}{'; you chose the form of its dates' if form else ''}"


def _entry(heading: str, value: str | dict[str, str]) -> str:
    """Return a key and its value on one line of YAML."""
    key = yaml_text({heading: "x"}).removesuffix(": x\n")
    if isinstance(value, str):
        return f"{key}: {value}"
    inner = ", ".join(f"{name}: {yaml_text({'x': text}).removeprefix('x: ').rstrip()}" for name, text in value.items())
    return f"{key}: {{{inner}}}"
