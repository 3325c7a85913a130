"""What `check` says of tables: about their headings, and about the rows and cells that are no facts."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from journeybook.findings import Finding, FindingRule, Place, nearest, shortened
from journeybook.measure.sources.conversion import declared_form
from journeybook.measure.sources.doubtful_numbers import DoubtfulNumbers
from journeybook.measure.sources.left_out import LeftOut, ReasonCount
from journeybook.measure.sources.parquet_table import is_dated_type, is_number_type
from journeybook.measure.sources.raw_table import RawTable
from journeybook.measure.sources.table_rows import DATED_MEANINGS, HAPPENING_MEANINGS, DescribedTable
from journeybook.measure.table_limits import MOST_EXAMPLES
from journeybook.model import table_row_rules, table_rules
from journeybook.model.data_source import DataSource, TableColumn
from journeybook.model.date_form import is_whole_number
from journeybook.model.table_enumerations import ColumnMeaning, Doubt, Reason

_RULES: dict[FindingRule, tuple[Reason, ...]] = {
    table_row_rules.TABLE_ROW: (
        *(Reason.UNREADABLE_ROW, Reason.RAGGED, Reason.TOO_LONG, Reason.CONTROL_CHARACTER),
        *(Reason.NO_ACCOUNT, Reason.HEADINGS, Reason.TOTALS, Reason.REMARK),
    ),
    table_row_rules.TABLE_REPEATED: (Reason.REPEATED, Reason.REPEATED_OTHERWISE),
    table_row_rules.TABLE_VALUE: (
        *(Reason.NO_DATE, Reason.UNREADABLE_DATE, Reason.PLACEHOLDER_DATE, Reason.UNDECLARED_ZONE, Reason.BACKWARDS),
        *(Reason.UNREADABLE_NUMBER, Reason.NEGATIVE, Reason.OUT_OF_RANGE, Reason.UNKNOWN_WORD, Reason.INCOMPLETE),
    ),
    table_row_rules.TABLE_NAME: (Reason.UNKNOWN_ACCOUNT, Reason.UNKNOWN_ID),
    table_row_rules.TABLE_DAY: (Reason.FUTURE, Reason.BEFORE_START, Reason.AFTER_END),
    table_row_rules.TABLE_CONTRADICTION: (Reason.CONTRADICTION, Reason.TWO_VALUES),
    table_row_rules.TABLE_ROLL_UP: (Reason.SEVERAL,),
}
_SPOILT = re.compile("\ufffd|\u00c3[\u0080-\u00bf]|\u00e2\u20ac")
"""What is left of letters that were read in another encoding than they were written in."""
MOST_DAYS_BEHIND = 7
"""How much older than the newest data a snapshot may be."""
_RULE_OF = {reason: rule for rule, reasons in _RULES.items() for reason in reasons}
"""The rule that tells of each reason; what is left out on purpose stands in the data report alone."""


def unusable_finding(file: str, message: str, hint: str) -> Finding:
    """Return the finding about a table that cannot be read."""
    return table_rules.TABLE_UNUSABLE.at(Place(file), message, hint)


_DOUBTS: Mapping[Doubt, tuple[str, str, str]] = {
    Doubt.BELOW_ZERO: (
        "a number of '{name}' is below 0, and counted",
        "{count:,} numbers of '{name}' are below 0, and counted",
        "say the lowest that is possible: `least: 0` leaves them out, `least: -100` says that they are right",
    ),
    Doubt.OVER_HUNDRED: (
        "a percentage of '{name}' is over 100, and counted",
        "{count:,} percentages of '{name}' are over 100, and counted",
        "say the highest that is possible: `most: 100` leaves them out, `most: 300` says that they are right",
    ),
    Doubt.FRACTION: (
        "the percentage of '{name}' lies between 0 and 1, and counts as less than 1 %",
        "all {count:,} percentages of '{name}' lie between 0 and 1, and count as no more than 1 %",
        "if 0.5 is a half there, multiply by 100 in the export; if they are right, say the unit of the column: `in_unit`",
    ),
    Doubt.THOUSANDS: (
        "the decimals of '{name}' are three digits, as thousands have them, and count as decimals",
        "the decimals of all {count:,} broken numbers of '{name}' are three digits, as thousands have them, and count as decimals",
        "if 1.234 is above a thousand there, say `thousands: point`, `decimal: comma`; if not, say what thousands have: `thousands: space`",
    ),
    Doubt.SUM_OF_PERCENT: (
        "the percentages of '{name}' of an account make more than 100 on a day, and their sum is counted",
        "the percentages of '{name}' make more than 100 in {count:,} sums, which are counted",
        "say `roll_up: mean`, if each is a share of something else",
    ),
}
"""What is told of one and of several numbers that are in doubt, and what to say of them."""


def header_findings(source: DataSource, table: RawTable) -> Iterator[Finding]:
    """Yield the findings about headings that are described and not there, or there and not described, and a guessed encoding."""
    described = {column.column for column in source.columns}
    for column in source.columns:
        if column.column not in table.headings and not (source.pull and column.means is ColumnMeaning.IGNORED):
            others = set(table.headings) - described
            alike = (heading for heading in table.headings if heading.lower() == column.column.lower())
            guess = next(alike, None) or nearest(column.column, others)
            hint = f"did you mean '{guess}'?" if guess else f"it has: {shortened(table.headings)}"
            place = column.origin.of("column")
            yield table_rules.TABLE_COLUMN_MISSING.at(place, f"{table.file} has no column '{column.column}'", hint)
    for heading in table.headings:
        if heading not in described:
            message = f"the column '{heading}' is not described"
            yield table_rules.TABLE_COLUMN_UNDESCRIBED.at(
                _heading_place(table, heading), message, f"say what it means, or `{heading}: ignored`"
            )
    if table.remark:
        hint = "say `encoding: windows-1252` if it is that, or save it as UTF-8"
        yield table_rules.TABLE_ENCODING.at(Place(table.file), table.remark, hint)


def spoilt_findings(table: RawTable) -> Iterator[Finding]:
    """Yield a finding about letters that were lost or mistaken before the table was saved."""
    lines = [number for number, line in table.numbered_lines() if _SPOILT.search(line)]
    if lines:
        message = f"{len(lines):,} {'line holds' if len(lines) == 1 else 'lines hold'} letters that an earlier program could not read"
        hint = "export the table anew, as UTF-8; as it stands, names are wrong: \ufffd stands for a letter, or \u00c3\u00b6 for \u00f6"
        yield table_rules.TABLE_ENCODING.at(Place(table.file, lines[0]), message, hint)


def type_findings(source: DataSource, table: RawTable) -> Iterator[Finding]:
    """Yield the findings about columns of a Parquet file whose type cannot hold what they mean."""
    types = dict(zip(table.headings, table.types, strict=False))
    for column in source.columns:
        kind = types.get(column.column, "VARCHAR")
        if not _fits(source, column, kind):
            message = f"the column '{column.column}' is of the type {kind}, which is no {'day' if _is_day(column) else column.means}"
            is_number = _is_day(column) and is_number_type(kind)
            hint = "if it counts from 1970, say so: `dates: unix-seconds`, with `time_zone`" if is_number else "say what it means"
            yield table_rules.TABLE_COLUMN_MISSING.at(column.origin.of("means"), message, f"{hint}, or write another type")


def doubtful_findings(doubtful: Sequence[DoubtfulNumbers]) -> Iterator[Finding]:
    """Yield a finding for each column with numbers that count, and of which nobody has said that they are possible."""
    for numbers in doubtful:
        singular, plural, hint = _DOUBTS[numbers.doubt]
        message = (singular if numbers.count == 1 else plural).format(count=numbers.count, name=numbers.name)
        yield table_row_rules.TABLE_VALUE.at(Place(numbers.file, numbers.row), message, hint)


def old_findings(tables: Sequence[DescribedTable], today: date | None) -> Iterator[Finding]:
    """Yield the findings about snapshots that are older than the newest table, or than the day from which ages are counted."""
    days = [date.fromisoformat(table.as_of) for table in tables]
    newest = max([*days, *([today] if today else [])], default=None)
    for table, day in zip(tables, days, strict=True):
        behind = (newest - day).days if newest and table.source.pull else 0
        if behind > MOST_DAYS_BEHIND:
            message = f"this snapshot is {behind} days older than the newest data, which are of {newest}"
            hint = f"run journeybook data pull {table.source.stem}, and look why it failed"
            yield table_rules.TABLE_OLD.at(Place(table.raw.file), message, hint)


def left_out_findings(
    reasons: tuple[ReasonCount, ...], table: DescribedTable | None, hint_of: Callable[[LeftOut], str]
) -> Iterator[Finding]:
    """Yield a finding for each of the first rows of a reason, and one that counts those beyond."""
    for each in reasons:
        rule = _RULE_OF.get(each.reason)
        if rule is None:
            continue
        places = _places(each.examples, table)
        for example, place in zip(each.examples, places, strict=True):
            yield rule.at(place, example.sentence, hint_of(example))
        if each.count > MOST_EXAMPLES:
            further = each.count - MOST_EXAMPLES
            text = f"{each.reason.value.replace('-', ' ')}: {further:,} more, {each.count:,} in all"
            yield rule.at(Place(each.examples[0].source), text, "the data report counts them")


def alike_findings(alike: Sequence[tuple[str, str, str, int]]) -> Iterator[Finding]:
    """Yield a finding for each of the first accounts whose id is nearly that of another one, and one that counts those beyond."""
    for account, first, file, line in alike[:MOST_EXAMPLES]:
        message = f"'{account}' and '{first}' are two accounts, and differ only in capitals, dashes or zeros"
        yield table_row_rules.TABLE_NAME.at(Place(file, line), message, "write one id in all tables, if they are one account")
    if len(alike) > MOST_EXAMPLES:
        text = f"ids that are nearly alike: {len(alike) - MOST_EXAMPLES:,} more, {len(alike):,} in all"
        yield table_row_rules.TABLE_NAME.at(Place(alike[0][2]), text, "look whether they are one account each")


def _places(rows: tuple[LeftOut, ...], table: DescribedTable | None) -> list[Place]:
    """Return the place of each cell: its line, and the character at which it begins."""
    if table is None or table.raw.types:
        return [Place(row.source, row.row) for row in rows]
    lines = table.raw.lines({row.row for row in rows})
    return [Place(row.source, row.row, _character(lines.get(row.row, ""), row.column, table)) for row in rows]


def _character(line: str, heading: str, table: DescribedTable) -> int:
    """Return where a cell begins in its line, counted from 1."""
    if heading not in table.raw.headings or not table.raw.separator:
        return 1
    number, separator = table.number(heading), table.raw.separator
    for end in range(len(line) + 1):
        is_end = end == len(line) or line[end] == separator
        if is_end and number and len(next(csv.reader(io.StringIO(line[:end] + separator), delimiter=separator), [])) == number + 1:
            return min(end + 2, len(line) + 1)
    return 1


def _heading_place(table: RawTable, heading: str) -> Place:
    before = table.headings[: table.headings.index(heading)]
    return Place(table.file, 1, 1 + sum(len(name) + 1 for name in before) if table.separator else 1)


def _fits(source: DataSource, column: TableColumn, kind: str) -> bool:
    is_dated = is_dated_type(kind)
    if kind == "VARCHAR" or column.means is ColumnMeaning.IGNORED:
        return True
    if any(sign in kind for sign in "[(") and not kind.startswith("DECIMAL"):
        return False
    form = declared_form(source, column)
    is_day = is_dated or (is_number_type(kind) and form is not None and is_whole_number(form))
    return is_day if _is_day(column) else not (is_dated and column.means in (ColumnMeaning.MEASURE, ColumnMeaning.VALUE))


def _is_day(column: TableColumn) -> bool:
    return column.means in DATED_MEANINGS | HAPPENING_MEANINGS
