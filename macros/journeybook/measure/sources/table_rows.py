"""Converts a table in the engine, and leaves out the rows that are no facts, with the first reason that holds."""

from dataclasses import dataclass

import duckdb

from journeybook.measure.sources import conversion
from journeybook.measure.sources.atlas_tables import has_words, is_percent
from journeybook.measure.sources.conversion import PERIODS, literal
from journeybook.measure.sources.parquet_table import is_dated_type, is_number_type
from journeybook.measure.sources.raw_table import RawTable
from journeybook.model.atlas import Atlas
from journeybook.model.data_source import DataSource, TableColumn
from journeybook.model.measures import Measure
from journeybook.model.table_enumerations import ColumnMeaning, Reason, RowKind

DATED_MEANINGS = frozenset(
    {ColumnMeaning.START, ColumnMeaning.END, ColumnMeaning.OPENED, ColumnMeaning.CLOSED, ColumnMeaning.DAY, *PERIODS}
)
HAPPENING_MEANINGS = frozenset({ColumnMeaning.ANCHOR, ColumnMeaning.EVENT, ColumnMeaning.MILESTONE})
ROW_DAYS = (ColumnMeaning.DAY, *PERIODS)
_DAY_REASONS = (
    *(Reason.UNDECLARED_ZONE, Reason.UNREADABLE_DATE, Reason.PLACEHOLDER_DATE),
    *(Reason.FUTURE, Reason.BEFORE_START, Reason.AFTER_END),
)
NO_NAMES = ("null", "none", "nil", "nan", "n/a", "#n/a", "#na", "#ref!", "#value!", "#name?", "(blank)", "(null)", "undefined", "?")
"""What systems write in place of a name that is not there."""
STROKES = "[-\u2013\u2014_=*.]+"
TOTALS = "(grand |sub|sub-|over-?all )?totals?|sum|summe|gesamt|gesamtsumme|zwischensumme|all (accounts|customers)"
_OWN_DAY = frozenset({RowKind.READING, RowKind.EVENT, RowKind.MILESTONE})


@dataclass(frozen=True)
class DescribedTable:
    """A table in the engine with its description: `rows` names its converted rows, `as_of` the day of which it tells."""

    source: DataSource
    raw: RawTable
    as_of: str

    @property
    def rows(self) -> str:
        """The table of converted rows: `r3` is the text of a cell, `t3` what it means, `n3` its number, `d3` its day.

        `p3` says whether its day is one that stands for none.
        """
        return f"{self.raw.name}_rows"

    @property
    def file(self) -> str:
        """The path of the table as a constant of SQL."""
        return literal(self.raw.file)

    def number(self, heading: str) -> int:
        """Return the position of a column, from 0."""
        return self.raw.headings.index(heading)

    def first(self, *meanings: ColumnMeaning) -> TableColumn | None:
        """Return the first column with one of these meanings."""
        return next(iter(self.columns(*meanings)), None)

    def columns(self, *meanings: ColumnMeaning) -> tuple[TableColumn, ...]:
        """Return the described columns that the table has, with one of these meanings."""
        return tuple(column for column in self.source.columns_of(*meanings) if column.column in self.raw.headings)

    @property
    def is_usable(self) -> bool:
        """Whether the table has the columns without which no row can become a fact."""
        needs_day = self.source.row is not RowKind.ACCOUNT
        return self.first(ColumnMeaning.ACCOUNT) is not None and (self.day is not None or not needs_day)

    @property
    def day(self) -> TableColumn | None:
        """The column with the day, period or beginning of each row; None where a row tells of the as-of day."""
        meanings = ROW_DAYS if self.source.row in _OWN_DAY else (ColumnMeaning.OPENED,)
        return None if self.source.row is RowKind.ACCOUNT else self.first(*meanings)

    @property
    def row_day(self) -> str:
        """The day of a row, in SQL."""
        return f"d{self.number(self.day.column)}" if self.day else f"DATE {literal(self.as_of)}"


def convert_rows(connection: duckdb.DuckDBPyConnection, table: DescribedTable, atlas: Atlas) -> None:
    """Make the table of converted rows, without those that name no account or stand there twice, which are left out."""
    columns = [
        column for column in table.source.columns if column.column in table.raw.headings and column.means is not ColumnMeaning.IGNORED
    ]
    texts = ", ".join(f"{_text(table, column)} AS r{table.number(column.column)}" for column in columns)
    connection.execute(f"CREATE TEMP TABLE texts AS SELECT row, digest{', ' if texts else ''}{texts} FROM {table.raw.name}")
    converted = ", ".join(expression for column in columns for expression in _converted(table, column, atlas))
    account, instance = (_named(table, meaning) for meaning in (ColumnMeaning.ACCOUNT, ColumnMeaning.INSTANCE))
    connection.execute(
        f"CREATE TABLE {table.rows} AS SELECT row, {account} AS account, {instance} AS instance, {converted}, "
        f"{_digest(table, columns)} AS digest, NULL::VARCHAR AS reason FROM texts"
    )
    connection.execute(f"DROP TABLE texts; DROP TABLE {table.raw.name}")
    for reason, condition in _no_account_rules(table, columns).items():
        connection.execute(f"UPDATE {table.rows} SET reason = '{reason}' WHERE reason IS NULL AND {condition}")
    _mark_repeated(connection, table)


def leave_out_rows(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Move the rows with a reason into `left_out`, after those whose account, instance or day does not count got theirs."""
    day = f"d{table.number(table.day.column)}" if table.day else "NULL::DATE"
    begin = f"date_trunc('{PERIODS[table.day.means]}', {day})" if table.day and table.day.means in PERIODS else day
    rules = {
        Reason.UNKNOWN_ACCOUNT: "account NOT IN (SELECT account FROM accounts)",
        Reason.EXCLUDED_INSTANCE: "(account, instance) IN (SELECT (account, instance) FROM instances WHERE excluded)",
        **(_day_rules(table, table.day) if table.day else {}),
        **({Reason.FUTURE: _is_future(table, begin)} if table.day and not table.first(ColumnMeaning.KIND) else {}),
    }
    for reason, condition in rules.items():
        connection.execute(f"UPDATE {table.rows} SET reason = '{reason}' WHERE reason IS NULL AND {condition}")
    if table.day:
        _leave_out_by_account(connection, table, day, begin)
    connection.execute(
        f"INSERT INTO left_out SELECT account, {_column_at_fault(table)}, {_value_at_fault(table)}, reason, {table.file}, row "
        f"FROM {table.rows} WHERE reason IS NOT NULL"
    )
    connection.execute(f"DELETE FROM {table.rows} WHERE reason IS NOT NULL")


def _is_future(table: DescribedTable, begin: str) -> str:
    """Return whether a row tells of a day after that of its table, be it the closing of a ticket; a subscription may end later."""
    return " OR ".join(f"({day} > DATE {literal(table.as_of)})" for day in (begin, *_closing(table)))


def _closing(table: DescribedTable) -> tuple[str, ...]:
    """Return the day on which a ticket was closed, in SQL."""
    closed = table.first(ColumnMeaning.CLOSED) if table.source.row is RowKind.TICKET else None
    return (f"coalesce(d{table.number(closed.column)}, DATE {literal(table.as_of)})",) if closed else ()


def _leave_out_by_account(connection: duckdb.DuckDBPyConnection, table: DescribedTable, day: str, begin: str) -> None:
    """Mark the rows before the sign-up or after the end; a period that holds the end, or the as-of day, is dated by that."""
    if table.day and table.day.means in PERIODS:
        connection.execute(f"UPDATE {table.rows} SET {day} = DATE {literal(table.as_of)} WHERE {day} > DATE {literal(table.as_of)}")
        connection.execute(
            f"UPDATE {table.rows} AS r SET {day} = a.ended FROM accounts AS a WHERE a.account = r.account AND a.ended < r.{day} "
            f"AND a.ended >= {begin.replace(day, f'r.{day}')}"
        )
    if table.source.row is RowKind.MILESTONE or table.first(ColumnMeaning.KIND):
        return  # each milestone has a rule of its own; see happenings
    for reason, condition in ((Reason.BEFORE_START, "a.start > r.{0}"), (Reason.AFTER_END, "a.ended < r.{0}")):
        connection.execute(
            f"UPDATE {table.rows} AS r SET reason = '{reason}' FROM accounts AS a "
            f"WHERE a.account = r.account AND r.reason IS NULL AND {condition.format(day)}"
        )


def _no_account_rules(table: DescribedTable, columns: list[TableColumn]) -> dict[Reason, str]:
    """Return when a row names no account, by reason; what journeys/accounts/ names is one, however it sounds."""
    unnamed = "account NOT IN (SELECT account FROM accounts WHERE source LIKE 'journeys/accounts/%')"
    is_mark = f"lower(account) IN ({', '.join(map(literal, NO_NAMES))}) OR regexp_full_match(account, {literal(STROKES)})"
    account = table.first(ColumnMeaning.ACCOUNT)
    rest = [f"r{table.number(column.column)} IS NULL" for column in columns if column is not account]
    is_remark = f"regexp_matches(account, '^[^\\pL\\pN]|\\s') AND {' AND '.join(rest)}" if rest else "FALSE"
    return {
        Reason.NO_ACCOUNT: f"(account IS NULL OR ({unnamed} AND ({is_mark})))",
        Reason.HEADINGS: f"{unnamed} AND lower(account) = lower({literal(account.column if account else '')})",
        Reason.TOTALS: f"{unnamed} AND regexp_full_match(lower(account), '({TOTALS}):?')",
        Reason.REMARK: f"{unnamed} AND {is_remark}",
    }


def _day_rules(table: DescribedTable, column: TableColumn) -> dict[Reason, str]:
    number = table.number(column.column)
    text, day = f"r{number}", f"d{number}"
    zone = "FALSE" if table.source.time_zone else conversion.has_zone(text, table.source, column)
    rules = {
        Reason.NO_DATE: f"{text} IS NULL",
        Reason.PLACEHOLDER_DATE: f"p{number}",
        Reason.UNDECLARED_ZONE: f"{day} IS NULL AND {zone}",
        Reason.UNREADABLE_DATE: f"{day} IS NULL",
    }
    closed = table.first(ColumnMeaning.CLOSED) if table.source.row not in _OWN_DAY else None
    if closed:
        other = table.number(closed.column)
        rules[Reason.UNREADABLE_DATE] = f"({day} IS NULL OR (r{other} IS NOT NULL AND d{other} IS NULL))"
        rules[Reason.BACKWARDS] = f"d{other} < {day}"
    return rules


def _mark_repeated(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Mark rows that stand above already, and those of which another row with the same key says something else."""
    key = _key(table)
    may_repeat = table.source.may_repeat and table.source.row in _OWN_DAY
    further = "NULL" if may_repeat else f"'{Reason.REPEATED}'"
    connection.execute(
        f"UPDATE {table.rows} AS r SET reason = k.reason FROM (SELECT row, CASE WHEN lowest <> highest THEN '{Reason.REPEATED_OTHERWISE}' "
        f"WHEN nth > 1 THEN {further} END AS reason FROM (SELECT row, row_number() OVER same AS nth, min(digest) OVER "
        f"(PARTITION BY {key}) AS lowest, max(digest) OVER (PARTITION BY {key}) AS highest FROM {table.rows} WHERE reason IS NULL "
        f"WINDOW same AS (PARTITION BY {key}, digest ORDER BY row))) AS k WHERE r.row = k.row AND k.reason IS NOT NULL"
    )
    if may_repeat:
        repeats = f"SELECT count(*) - count(DISTINCT ({key}, digest)) FROM {table.rows} WHERE reason IS NULL"
        table.raw.repeats = connection.execute(repeats).fetchall()[0][0]


def _key(table: DescribedTable) -> str:
    """Return the columns by which two rows tell of the same thing."""
    identifier, day = table.first(ColumnMeaning.ID), table.day
    if table.source.row is RowKind.ACCOUNT:
        return "account"
    if table.source.row in (RowKind.SUBSCRIPTION, RowKind.TICKET) and identifier:
        return f"account, r{table.number(identifier.column)}"
    if table.source.row is RowKind.READING and table.first(ColumnMeaning.INSTANCE) and day:
        measure = table.first(ColumnMeaning.MEASURE_ID)
        return f"account, instance, r{table.number(day.column)}{f', r{table.number(measure.column)}' if measure else ''}"
    return "digest"


def _digest(table: DescribedTable, columns: list[TableColumn]) -> str:
    """Return what is equal for rows that say the same: in an event every cell, elsewhere those that are read."""
    if table.source.row in (RowKind.EVENT, RowKind.MILESTONE):
        return "digest::HUGEINT"
    return f"hash({', '.join(f'r{table.number(column.column)}' for column in columns)})::HUGEINT"


def _column_at_fault(table: DescribedTable) -> str:
    heading = {Reason.UNKNOWN_ACCOUNT: ColumnMeaning.ACCOUNT, Reason.EXCLUDED_INSTANCE: ColumnMeaning.INSTANCE}
    cases = {reason: column.column for reason, meaning in heading.items() if (column := table.first(meaning))}
    days = (Reason.NO_DATE, *_DAY_REASONS)
    cases |= dict.fromkeys(days, table.day.column) if table.day else {}
    texts = {reason: literal(heading) for reason, heading in cases.items()}
    closed = table.first(ColumnMeaning.CLOSED)
    if closed:
        texts[Reason.BACKWARDS] = literal(closed.column)
        texts[Reason.UNREADABLE_DATE] = f"CASE WHEN {table.row_day} IS NULL THEN {texts[Reason.NO_DATE]} ELSE {literal(closed.column)} END"
        begins_later = f"{table.row_day} > DATE {literal(table.as_of)}"
        texts[Reason.FUTURE] = f"CASE WHEN {begins_later} THEN {texts[Reason.NO_DATE]} ELSE {literal(closed.column)} END"
    return _case(texts, "''")


def _value_at_fault(table: DescribedTable) -> str:
    identifier, closed = table.first(ColumnMeaning.ID), table.first(ColumnMeaning.CLOSED)
    same = f"r{table.number(identifier.column)}" if identifier else "account"
    cases = {Reason.UNKNOWN_ACCOUNT: "account", Reason.EXCLUDED_INSTANCE: "instance", Reason.REPEATED_OTHERWISE: same}
    cases |= dict.fromkeys((Reason.NO_ACCOUNT, Reason.TOTALS, Reason.REMARK), "coalesce(account, '')")
    if table.day:
        text = f"r{table.number(table.day.column)}"
        cases |= dict.fromkeys(_DAY_REASONS, text)
        if closed:
            end = f"r{table.number(closed.column)}"
            cases |= {
                Reason.UNREADABLE_DATE: f"CASE WHEN {table.row_day} IS NULL THEN {text} ELSE {end} END",
                Reason.BACKWARDS: f"{text} || ' to ' || {end}",
                Reason.FUTURE: f"CASE WHEN {table.row_day} > DATE {literal(table.as_of)} THEN {text} ELSE {end} END",
            }
    return _case(cases, "''")


def _case(cases: dict[Reason, str], otherwise: str) -> str:
    whens = " ".join(f"WHEN '{reason}' THEN {text}" for reason, text in cases.items())
    return f"CASE reason {whens} ELSE {otherwise} END" if whens else otherwise


def _text(table: DescribedTable, column: TableColumn) -> str:
    number = table.number(column.column)
    kind = table.raw.types[number] if table.raw.types else ""
    missing = ("nan",) if kind in ("DOUBLE", "FLOAT") else ()
    is_whole = column.means in DATED_MEANINGS | HAPPENING_MEANINGS and is_number_type(kind)
    cell = f"regexp_replace(c{number}, '\\.0+$', '')" if is_whole else f"c{number}"
    return conversion.trimmed_text(cell, (*table.source.no_value, *missing))


def _named(table: DescribedTable, meaning: ColumnMeaning) -> str:
    column = table.first(meaning)
    return f"r{table.number(column.column)}" if column else "NULL::VARCHAR"


def _converted(table: DescribedTable, column: TableColumn, atlas: Atlas) -> list[str]:
    """Return the text of a cell with what it means, and its number or day."""
    number, source = table.number(column.column), table.source
    kind = table.raw.types[number] if table.raw.types else "VARCHAR"
    text, is_typed = f"r{number}", kind != "VARCHAR"
    expressions = [text, f"{conversion.word_of(text, column.words)} AS t{number}"]
    if column.means in DATED_MEANINGS | HAPPENING_MEANINGS:
        day = conversion.day_of(text, source, column, is_typed=is_dated_type(kind))
        placeholder = conversion.is_placeholder(day, column)
        expressions += [f"CASE WHEN NOT {placeholder} THEN {day} END AS d{number}", f"{placeholder} AS p{number}"]
    if column.means in (ColumnMeaning.MEASURE, ColumnMeaning.VALUE):
        measure = atlas.find(Measure, column.of or column.column) if column.means is ColumnMeaning.MEASURE else None
        may_have_sign = measure is None or is_percent(measure)
        is_number = measure is None or not has_words(measure)
        value = conversion.number_of(f"t{number}" if column.words else text, source, is_percent=may_have_sign, is_typed=is_typed)
        expressions.append(f"{value if is_number else 'NULL::DECIMAL(28, 9)'} AS n{number}")
    return expressions
