"""Checks of the description of a table that need no table: its columns fit the kind of its rows, and the ids in it are known."""

from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journeybook.findings import Correction, Finding, FindingRule, Level, nearest, shortened
from journeybook.model.atlas import Atlas
from journeybook.model.data_source import DataSource, TableColumn
from journeybook.model.measures import Measure
from journeybook.model.table_enumerations import ColumnMeaning, NumberMark, RowKind
from journeybook.model.table_rules import TABLE_PULL
from journeybook.validate.nouns import with_article

TABLE_COLUMNS = FindingRule(
    "TABLE-COLUMNS",
    Level.ERROR,
    """The columns of a table fit what its rows are.

Each table has a column of accounts. A reading has a day or a period, and measures; an event has a day, and a column that says which event
it is, or `event:` for all of them; a subscription or ticket has the day on which it was opened.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account}}
    # metrics/usage.csv
    customer
    a-1

Bad:
    # metrics/usage.yml
    {row: reading, columns: {customer: account, licences_used: measure}}
    # metrics/usage.csv
    customer,licences_used
""",
)
TABLE_ID = FindingRule(
    "TABLE-ID",
    Level.ERROR,
    """A column of measures, attributes or days names one that the atlas knows.

Its heading is the id, or `of` says it.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account, licences: {means: measure, of: licences_used}}}
    # metrics/usage.csv
    customer,licences
    a-1,70

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account, licenses_used: measure}}
    # metrics/usage.csv
    customer,licenses_used
    a-1,
""",
)
_PERIODS = (ColumnMeaning.DAY, ColumnMeaning.WEEK, ColumnMeaning.MONTH, ColumnMeaning.QUARTER)
_NAMING = (ColumnMeaning.MEASURE, ColumnMeaning.ATTRIBUTE, ColumnMeaning.ANCHOR, ColumnMeaning.EVENT, ColumnMeaning.MILESTONE)
_SEVERAL = frozenset({*_NAMING, ColumnMeaning.DAY, ColumnMeaning.IGNORED})
"""The meanings that several columns of a table may have."""
_MARKS = (NumberMark.POINT, NumberMark.COMMA)


def check_description(atlas: Atlas, source: DataSource) -> Iterator[Finding]:
    """Yield what is wrong with a description, whatever its table holds."""
    yield from _rows(source)
    yield from _columns(source)
    yield from _pull(source)
    for column in source.columns:
        yield from _identifier(atlas, column)


def _rows(source: DataSource) -> Iterator[Finding]:
    """Yield what the kind of rows needs and is not there."""
    place = source.origin.of("columns")
    has = {column.means for column in source.columns}
    kind = with_article(source.row)
    if ColumnMeaning.ACCOUNT not in has:
        yield TABLE_COLUMNS.at(place, "no column says which account a row tells of", "write `HEADING: account` for it")
    if source.row in (RowKind.READING, RowKind.EVENT, RowKind.MILESTONE) and not has & set(_PERIODS):
        yield TABLE_COLUMNS.at(place, f"{kind} has a day, and no column says it", "write `HEADING: day`, or week, month or quarter")
    if source.row is RowKind.READING and not (ColumnMeaning.MEASURE in has or {ColumnMeaning.MEASURE_ID, ColumnMeaning.VALUE} <= has):
        yield TABLE_COLUMNS.at(place, "no column holds a measure", "write `HEADING: measure`; or `measure-id` and `value` for two columns")
    if source.row in (RowKind.EVENT, RowKind.MILESTONE) and ColumnMeaning.ID not in has and not (source.event or source.milestone):
        yield TABLE_COLUMNS.at(
            place, f"nothing says which {source.row} a row is", f"write `HEADING: id`, or `{source.row}:` with the id for all rows"
        )
    if source.may_repeat and source.row not in (RowKind.READING, RowKind.EVENT, RowKind.MILESTONE):
        message = f"{kind} is one row, so equal rows are no facts of their own"
        yield TABLE_COLUMNS.at(source.origin.of("may_repeat"), message, "take it out; readings, events and milestones may repeat")
    if source.row in (RowKind.SUBSCRIPTION, RowKind.TICKET) and ColumnMeaning.OPENED not in has:
        yield TABLE_COLUMNS.at(place, f"{kind} has a first day, and no column says it", "write `HEADING: opened`")


def _columns(source: DataSource) -> Iterator[Finding]:
    """Yield columns that are described twice or mean what one column alone can, days that are none, and marks that cannot be."""
    headings, meanings = Counter[str](), Counter[ColumnMeaning]()
    days = {column.column for column in source.columns_of(ColumnMeaning.DAY)}
    for column in source.columns:
        headings[column.column] += 1
        meanings[column.means] += 1
        if headings[column.column] > 1:
            yield TABLE_COLUMNS.at(column.origin.place, f"'{column.column}' is described twice", "keep one of them")
        elif meanings[column.means] > 1 and column.means not in _SEVERAL:
            hint = f"one column of a table can be {with_article(column.means)}"
            yield TABLE_COLUMNS.at(column.origin.of("means"), f"two columns mean {column.means}", hint)
        if column.dated_by and column.dated_by not in days:
            guess = nearest(column.dated_by, days)
            remedy = Correction(column.dated_by, guess) if guess else f"write `{column.dated_by}: day` for that column"
            yield TABLE_COLUMNS.at(column.origin.of("dated_by"), f"'{column.dated_by}' is no column that means a day", remedy)
    if source.decimal not in _MARKS or source.decimal is source.thousands:
        yield TABLE_COLUMNS.at(
            source.origin.of("decimal"), "decimals and thousands need different marks", "decimals have a point or a comma"
        )
    if source.time_zone and not _is_zone(source.time_zone):
        hint = "write one such as Europe/Berlin or UTC"
        yield TABLE_COLUMNS.at(source.origin.of("time_zone"), f"'{source.time_zone}' is no time zone", hint)


def _pull(source: DataSource) -> Iterator[Finding]:
    """Yield what the snapshots of a pulled table say by their names and the description as well, or what can only be said of a text."""
    if source.pull is None:
        return
    for key in ("as_of", "table", "headings", "separator", "encoding"):
        if source.get(key, object):
            hint = "take it out; the name of each snapshot says its day" if key == "as_of" else "take it out"
            yield TABLE_PULL.at(source.origin.of(key), f"`{key}` has no meaning beside `pull`", hint)


def _identifier(atlas: Atlas, column: TableColumn) -> Iterator[Finding]:
    """Yield a finding where a column names nothing in the atlas, or a measure in another unit."""
    key = "of" if column.of else "column"
    identifier = column.of or column.column
    if column.means in _NAMING:
        yield from _unknown(atlas, column, column.means.value, key, identifier)
    elif column.means is ColumnMeaning.START and column.of:
        yield from _unknown(atlas, column, ColumnMeaning.ANCHOR.value, key, column.of)
    measure = atlas.find(Measure, identifier) if column.means is ColumnMeaning.MEASURE else None
    if measure and column.in_unit and measure.unit and column.in_unit != measure.unit:
        message = f"'{measure.id}' is measured in {measure.unit}, and this column in {column.in_unit}"
        yield TABLE_ID.at(column.origin.of("in_unit"), message, "let the table say it in the unit of the measure; nothing is converted")


def _unknown(atlas: Atlas, part: TableColumn, kind: str, key: str, identifier: str) -> Iterator[Finding]:
    known = [name for known_kind, _, name in atlas.index if known_kind == kind]
    if identifier not in known:
        guess = nearest(identifier, known)
        hint = Correction(identifier, guess) if guess else f"known: {shortened(known)}" if known else f"define {with_article(kind)} first"
        yield TABLE_ID.at(part.origin.of(key), f"there is no {kind} '{identifier}'", hint)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
