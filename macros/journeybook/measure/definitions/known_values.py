"""What is known of every account as of a day: its relation, its segment, its last readings and the values of its fields.

Only readings of the account itself count: a source that reads instances says how they roll up, and hands over the account's value. Of
several readings of one measure the one of the last day counts, of several on that day the one of the last row; likewise for the values of a
field. A name in a condition means a measure of that name, else a field of the account's history, such as status; `coverage` is that of the
account's segment. An account is there from its start until the last day of its relation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journeybook.measure.definitions.conditions import ValueColumns, text_sql
from journeybook.measure.facts import NUMBER
from journeybook.model.people import Segment

_LATEST = """
  SELECT * FROM (
    SELECT candidate.*, ROW_NUMBER() OVER (PARTITION BY account, {key} ORDER BY "row" DESC, source DESC) AS place
    FROM {table} AS candidate JOIN (
      SELECT account AS newest_account, {key} AS newest_key, MAX({since}) AS newest_day FROM {table}
      WHERE {condition} AND {key} IN ({names}) GROUP BY account, {key}
    ) AS newest ON account = newest_account AND {key} = newest_key AND {since} = newest_day
    WHERE {condition}
  ) AS numbered WHERE place = 1
"""
_KNOWN = """
  SELECT accounts.account, DATE_DIFF('day', accounts."start", {day}) AS days{columns}
  FROM accounts
  LEFT JOIN reading_columns ON reading_columns.account = accounts.account
  LEFT JOIN field_columns ON field_columns.account = accounts.account
  WHERE {there}
"""
_SINCE = "COALESCE(since, CAST('0001-01-01' AS DATE))"
_NO_NUMBER, NO_WORD = f"CAST(NULL AS {NUMBER})", "CAST(NULL AS VARCHAR)"


@dataclass(frozen=True)
class KnownValues:
    """Tables by name, of which `known` has a row per account, and its columns for each name; `ages` are in days, of measures alone."""

    tables: Mapping[str, str]
    columns: Mapping[str, ValueColumns]
    ages: Mapping[str, str]


def known_values(as_of: date, measures: Iterable[str], fields: Iterable[str], segments: Sequence[Segment]) -> KnownValues:
    """Return what is known of these measures and fields of every account as of a day."""
    read = {name: f"measure_{number}" for number, name in enumerate(sorted(set(measures)))}
    held = {name: f"field_{number}" for number, name in enumerate(sorted({"segment", *fields} - set(read) - {"coverage"}))}
    columns = {name: ValueColumns(f"{column}_number", f"{column}_word") for name, column in read.items()}
    columns |= {name: ValueColumns(_NO_NUMBER, column) for name, column in held.items()}
    columns.setdefault("coverage", ValueColumns(_NO_NUMBER, _coverage(segments)))
    return KnownValues(_tables(day_sql(as_of), read, held), columns, {name: f"{column}_age" for name, column in read.items()})


def day_sql(day: date) -> str:
    """Return a day as a constant."""
    return f"CAST('{day.isoformat()}' AS DATE)"


def held_field(field: str, as_of: date) -> str:
    """Return the table of the values of one field that hold on a day, one row per account."""
    return _latest("history", "field", _SINCE, _holds(day_sql(as_of)), (field,))


def _holds(day: str) -> str:
    return f'(since IS NULL OR since <= {day}) AND ("until" IS NULL OR "until" >= {day})'


def _tables(day: str, read: Mapping[str, str], held: Mapping[str, str]) -> dict[str, str]:
    """Return the tables, each of which reads those before it; the one row of an account and name becomes columns by name."""
    fields = {"segment": "field", **dict.fromkeys(held, "field")}
    read_columns = {
        f"{column}_{part}": _of("measure", name, value)
        for name, column in read.items()
        for part, value in (("number", "number"), ("word", "word"), ("age", f"DATE_DIFF('day', \"day\", {day})"))
    }
    held_columns = {
        **{column: _of("field", name, '"value"') for name, column in held.items()},
        "segment": _of("field", "segment", '"value"'),
    }
    there = f'("start" IS NULL OR "start" <= {day}) AND (ended IS NULL OR ended >= {day})'
    return {
        "last_reading": _latest("readings", "measure", '"day"', f'"day" <= {day} AND instance IS NULL', read),
        "held": _latest("history", "field", _SINCE, _holds(day), fields),
        "reading_columns": _grouped(read_columns, "last_reading"),
        "field_columns": _grouped(held_columns, "held"),
        "known": _KNOWN.format(day=day, columns="".join(f", {name}" for name in (*read_columns, *held_columns)), there=there),
    }


def _latest(table: str, key: str, since: str, condition: str, names: Iterable[str]) -> str:
    texts = ", ".join(map(text_sql, names)) or "NULL"
    return _LATEST.format(table=table, key=key, since=since, condition=condition, names=texts)


def _grouped(columns: Mapping[str, str], table: str) -> str:
    return f"SELECT account{''.join(f', {value} AS {name}' for name, value in columns.items())} FROM {table} GROUP BY account"  # noqa: S608 - from here


def _of(key: str, name: str, value: str) -> str:
    """Return a value from the row of a name."""
    return f"MAX(CASE WHEN {key} = {text_sql(name)} THEN {value} END)"


def _coverage(segments: Sequence[Segment]) -> str:
    cases = [f"WHEN segment = {text_sql(segment.id)} THEN {text_sql(segment.coverage)}" for segment in segments if segment.coverage]
    return f"CASE {' '.join(cases)} END" if cases else NO_WORD
