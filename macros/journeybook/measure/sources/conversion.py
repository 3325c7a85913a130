"""From the texts of cells to numbers, days and words, as SQL: what is not of the declared form becomes NULL.

No text of an author enters a statement but through `literal`. Regular expressions are made of declared forms and take linear time (RE2).
"""

import re
from collections.abc import Iterable

from journeybook.measure.facts import NUMBER
from journeybook.model.data_source import CellWord, DataSource, TableColumn
from journeybook.model.date_form import ISO_DAY, ISO_MONTH, UNIX_FORMS, date_pattern
from journeybook.model.table_enumerations import ColumnMeaning, NumberMark

_MARKS = {NumberMark.POINT: ".", NumberMark.COMMA: ",", NumberMark.SPACE: " ", NumberMark.APOSTROPHE: "'"}
_TIME = r"(?:[T ] *((?:[01]?\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?)?"
BLANKS = (
    " \t\n\v\f\r\u00a0\u00ad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""Blanks, and signs that cannot be seen."""
PERIODS = {ColumnMeaning.WEEK: "week", ColumnMeaning.MONTH: "month", ColumnMeaning.QUARTER: "quarter"}
"""The meanings of columns with a period instead of a day, and the period's name in SQL."""


def literal(text: str) -> str:
    """Return a text as a constant of SQL.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''").replace("\0", "") + "'"


def trimmed_text(cell: str, no_value: Iterable[str]) -> str:
    """Return the text of a cell without blanks around it, of whatever kind, NULL where it holds no value."""
    empty = ", ".join(map(literal, ("", *no_value)))
    text = f"trim({cell}, {literal(BLANKS)})"
    return f"CASE WHEN {text} NOT IN ({empty}) THEN {text} END"


def number_of(text: str, source: DataSource, *, is_percent: bool, is_typed: bool) -> str:
    """Return the number that a text of the declared form says; a typed column of a Parquet file has a point and no thousands."""
    decimal = "." if is_typed else _MARKS[source.decimal]
    thousands = "" if is_typed or source.thousands is None else _MARKS[source.thousands]
    whole = rf"(?:\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|\d+)" if thousands else r"\d+"
    pattern = rf"[-+\x{{2212}}]?{whole}(?:{re.escape(decimal)}\d+)?{' ?%?' if is_percent else ''}"
    plain = f"regexp_replace({text}, '[\\x{{A0}}\\x{{202F}}]', ' ', 'g')"
    kept = f"replace({plain}, {literal(thousands)}, '')" if thousands else plain
    digits = f"rtrim(replace(replace({kept}, '\u2212', '-'), {literal(decimal)}, '.'), ' %')"
    return f"CASE WHEN regexp_full_match({plain}, {literal(pattern)}) THEN TRY_CAST({digits} AS {NUMBER}) END"


def day_of(text: str, source: DataSource, column: TableColumn, *, is_typed: bool = False) -> str:
    """Return the day that a text of the declared form says, in the declared time zone; of a period its last day.

    Days beyond the years 1 to 9999, which a zone or a period may lead to, are none.
    """
    day = _any_day(text, source, column, is_typed=is_typed)
    return f"CASE WHEN {day} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {day} END"


def declared_form(source: DataSource, column: TableColumn) -> str | None:
    """Return the form of dates that a description says for a column; periods but weeks are not written as the days of their table."""
    return column.dates or (source.dates if column.means not in PERIODS or column.means is ColumnMeaning.WEEK else None)


def _any_day(text: str, source: DataSource, column: TableColumn, *, is_typed: bool) -> str:
    period = PERIODS.get(column.means)
    default = ISO_MONTH if column.means is ColumnMeaning.MONTH else ISO_DAY
    form = default if is_typed else declared_form(source, column) or default
    day = _day_by_form(text, form if not is_typed else ISO_DAY, source.time_zone)
    if column.means is ColumnMeaning.WEEK:
        week = _where(text, r"\d{4}-W\d{2}")
        return f"coalesce(CAST(try_strptime({week} || '-7', '%G-W%V-%u') AS DATE), {_period_end(day, 'week')})"
    if column.means is ColumnMeaning.QUARTER:
        quarter = f"TRY_CAST(regexp_extract({text}, '^(\\d{{4}})-?Q([1-4])$', 1) || '-' || "
        quarter += f"(TRY_CAST(regexp_extract({text}, '^(\\d{{4}})-?Q([1-4])$', 2) AS INTEGER) * 3)::VARCHAR || '-01' AS DATE)"
        return f"coalesce(last_day({quarter}), {_period_end(day, 'quarter')})"
    if column.means is ColumnMeaning.MONTH and not column.dates:
        day = f"coalesce({day}, {_day_by_form(text, ISO_DAY, source.time_zone)})"
    return f"last_day({day})" if period else day


def is_placeholder(day: str, column: TableColumn) -> str:
    """Return whether a day is one that systems write where they know none: the first of an era, or the last of all.

    A last day far ahead says that something has not ended, and a closing day before all others is told as one that lies before its opening.
    """
    if column.means is ColumnMeaning.CLOSED:
        return "FALSE"
    far = "" if column.means is ColumnMeaning.END else f" OR {day} >= DATE '2900-01-01'"
    return f"coalesce({day} < DATE '1901-01-01' OR {day} = DATE '1970-01-01'{far}, FALSE)"


def has_zone(text: str, source: DataSource, column: TableColumn) -> str:
    """Return whether a text has a time with its zone, after a date of the declared form; an instant has one always."""
    form = column.dates or source.dates or ISO_DAY
    pattern, _ = date_pattern(form) or ("", "")
    if form in UNIX_FORMS:
        return f"regexp_full_match({text}, {literal(pattern)})"
    return f"(regexp_extract({text}, {literal(f'^{pattern}{_TIME}$')}, {_groups(pattern) + 2}) <> '')"


def word_of(text: str, words: Iterable[CellWord]) -> str:
    """Return what a text means; yes and no in any case, and true and false, are yes and no."""
    cases = "".join(f" WHEN {literal(word.written)} THEN {literal(word.meant)}" for word in words)
    meant = f"CASE {text}{cases} ELSE {text} END" if cases else text
    return f"CASE lower({meant}) WHEN 'yes' THEN 'yes' WHEN 'no' THEN 'no' WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' ELSE {meant} END"


def _day_by_form(text: str, form: str, zone: str | None) -> str:
    pattern, letters = date_pattern(form) or ("", "")
    if form in UNIX_FORMS:
        seconds = f"TRY_CAST({_where(text, pattern)} AS BIGINT){' // 1000' if form == 'unix-milliseconds' else ''}"
        return f"CAST(timezone({literal(zone)}, to_timestamp({seconds})) AS DATE)" if zone else "NULL::DATE"
    whole = literal(f"^{pattern}{_TIME}$")
    parts = {letter: f"regexp_extract({text}, {whole}, {number})" for number, letter in enumerate(letters, start=1)}
    day = f"{parts['Y']} || '-' || {parts['M']} || '-' || {parts.get('D', literal('01'))}"
    time, offset = (f"regexp_extract({text}, {whole}, {len(letters) + place})" for place in (1, 2))
    local = f"CAST(timezone({literal(zone)}, TRY_CAST({day} || ' ' || {time} || {offset} AS TIMESTAMPTZ)) AS DATE)" if zone else "NULL"
    return f"CASE WHEN {offset} <> '' THEN {local} ELSE TRY_CAST({day} AS DATE) END"


def _period_end(day: str, period: str) -> str:
    return f"CAST(date_trunc('{period}', {day}) + INTERVAL 1 {period} - INTERVAL 1 DAY AS DATE)"


def _where(text: str, pattern: str) -> str:
    return f"CASE WHEN regexp_full_match({text}, {literal(pattern)}) THEN {text} END"


def _groups(pattern: str) -> int:
    return re.compile(pattern).groups
