"""What is known of every account as of a day: its relation, its segment, its last readings and the values of its fields.

The rule is that of `timeline`. The last reading of the account itself counts as long as it is not too old; else those of its instances,
of which words count where all agree, and numbers where there is one instance alone: nobody said how several become one. Readings of one day
that differ are no value. A field has the value that its history holds on the day; one of which several hold is not known here. A name in a
condition means a measure of that name, else a field of the account's history, such as status; `coverage` is that of the account's segment.
An account is there from its start until the last day of its relation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journeybook.measure.definitions.conditions import AskedClause, ValueColumns, any_sql, text_sql
from journeybook.measure.facts import NUMBER
from journeybook.model.people import Segment

_NEWEST = """
  SELECT account, measure, COALESCE(instance, '') AS newest_instance, MAX("day") AS newest_day FROM readings
  WHERE "day" <= {day} AND measure IN ({names}) GROUP BY account, measure, COALESCE(instance, '')
"""
_RANKED = """
  SELECT readings.account, readings.measure, readings.instance, number, word, DATE_DIFF('day', "day", {day}) AS age,
  CASE WHEN {expired} THEN 2 ELSE 0 END + CASE WHEN readings.instance IS NULL THEN 0 ELSE 1 END AS place
  FROM readings JOIN newest ON readings.account = newest.account AND readings.measure = newest.measure
  AND COALESCE(readings.instance, '') = newest_instance AND "day" = newest_day
"""
_FIRST_PLACE = "SELECT account AS first_account, measure AS first_measure, MIN(place) AS first_place FROM ranked GROUP BY account, measure"
_LAST_READING = """
  SELECT account, measure, MIN(age) AS age,
  CASE WHEN MAX(place) < 2 AND COUNT(word) = 0 AND COUNT(DISTINCT instance) < 2 AND MIN(number) = MAX(number)
  THEN MIN(number) END AS number,
  CASE WHEN MAX(place) < 2 AND COUNT(number) = 0 AND MIN(word) = MAX(word) THEN MIN(word) END AS word
  FROM ranked JOIN first_place ON account = first_account AND measure = first_measure AND place = first_place GROUP BY account, measure
"""
_HELD = """
  SELECT account, field, CASE WHEN MIN("value") = MAX("value") THEN MIN("value") END AS "value", COUNT(*) AS held FROM history
  WHERE {holds} AND field IN ({names}) GROUP BY account, field
"""
_KNOWN = """
  SELECT accounts.account, DATE_DIFF('day', accounts."start", {day}) AS days{columns}
  FROM accounts
  LEFT JOIN reading_columns ON reading_columns.account = accounts.account
  LEFT JOIN field_columns ON field_columns.account = accounts.account{answers}
  WHERE {there}
"""
_NO_NUMBER, NO_WORD = f"CAST(NULL AS {NUMBER})", "CAST(NULL AS VARCHAR)"


@dataclass(frozen=True)
class AskedValues:
    """What is asked: measures with the days after which a value of theirs counts no more, fields, and clauses that a timeline answers.

    `table` holds the answers, with the column `answer_0` for the first clause; it is empty where no timeline answers.
    """

    limits: Mapping[str, int | None]
    fields: frozenset[str]
    clauses: tuple[AskedClause, ...] = ()
    table: str = ""


@dataclass(frozen=True)
class KnownValues:
    """Tables by name, of which `known` has a row per account, and its columns for each name; `ages` are in days, of measures alone."""

    tables: Mapping[str, str]
    columns: Mapping[str | AskedClause, ValueColumns]
    ages: Mapping[str, str]


def known_values(as_of: date, asked: AskedValues, segments: Sequence[Segment]) -> KnownValues:
    """Return what is known of these measures and fields of every account as of a day."""
    read = {name: f"measure_{number}" for number, name in enumerate(sorted(asked.limits))}
    held = {name: f"field_{number}" for number, name in enumerate(sorted({"segment", *asked.fields} - set(read) - {"coverage", "account"}))}
    columns: dict[str | AskedClause, ValueColumns] = {
        "coverage": ValueColumns(_NO_NUMBER, _coverage(segments)),
        "account": ValueColumns(_NO_NUMBER, "account"),
        **{name: ValueColumns(_NO_NUMBER, column, held=f"{column}_held") for name, column in held.items()},
        **{name: ValueColumns(f"{column}_number", f"{column}_word", name=name) for name, column in read.items()},
    }
    if asked.table:
        columns |= {clause: ValueColumns(_NO_NUMBER, f"answer_{number}") for number, clause in enumerate(asked.clauses)}
    return KnownValues(_tables(day_sql(as_of), asked, read, held), columns, {name: f"{column}_age" for name, column in read.items()})


def day_sql(day: date) -> str:
    """Return a day as a constant."""
    return f"CAST('{day.isoformat()}' AS DATE)"


def held_field(field: str, as_of: date) -> str:
    """Return the table of the value of one field that holds on a day, one row per account; `value` is NULL where several hold."""
    return _HELD.format(holds=_holds(day_sql(as_of)), names=text_sql(field))


def _holds(day: str) -> str:
    return f'(since IS NULL OR since <= {day}) AND ("until" IS NULL OR "until" >= {day})'


def _tables(day: str, asked: AskedValues, read: Mapping[str, str], held: Mapping[str, str]) -> dict[str, str]:
    """Return the tables, each of which reads those before it; the one row of an account and name becomes columns by name."""
    read_columns = {f"{column}_{part}": _of("measure", name, part) for name, column in read.items() for part in ("number", "word", "age")}
    held_columns = {column: _of("field", name, '"value"') for name, column in held.items()}
    held_columns |= {f"{column}_held": _of("field", name, "held") for name, column in held.items()}
    answers = {f"answer_{number}": f"answer_{number}" for number in range(len(asked.clauses))} if asked.table else {}
    columns = [*read_columns, *held_columns, *answers]
    there = f'("start" IS NULL OR "start" <= {day}) AND (ended IS NULL OR ended >= {day})'
    return {
        "newest": _NEWEST.format(day=day, names=_texts(read)),
        "ranked": _RANKED.format(day=day, expired=_expired(day, asked.limits)),
        "first_place": _FIRST_PLACE,
        "last_reading": _LAST_READING,
        "held": _HELD.format(holds=_holds(day), names=_texts(held)),
        "reading_columns": _grouped(read_columns, "last_reading"),
        "field_columns": _grouped(held_columns | {"segment": _of("field", "segment", '"value"')}, "held"),
        "known": _KNOWN.format(
            day=day,
            columns="".join(f", {name}" for name in (*columns, "segment")),
            there=there,
            answers=f"\n  LEFT JOIN {asked.table} ON {asked.table}.account = accounts.account" if asked.table else "",
        ),
    }


def _texts(names: Iterable[str]) -> str:
    return ", ".join(map(text_sql, names)) or "NULL"


def _expired(day: str, limits: Mapping[str, int | None]) -> str:
    """Return whether a reading is too old to count."""
    cases = [
        f"(readings.measure = {text_sql(name)} AND DATE_DIFF('day', \"day\", {day}) > {days})" for name, days in limits.items() if days
    ]
    return any_sql(cases)


def _grouped(columns: Mapping[str, str], table: str) -> str:
    return f"SELECT account{''.join(f', {value} AS {name}' for name, value in columns.items())} FROM {table} GROUP BY account"  # noqa: S608 - from here


def _of(key: str, name: str, value: str) -> str:
    """Return a value from the row of a name."""
    return f"MAX(CASE WHEN {key} = {text_sql(name)} THEN {value} END)"


def _coverage(segments: Sequence[Segment]) -> str:
    cases = [f"WHEN segment = {text_sql(segment.id)} THEN {text_sql(segment.coverage)}" for segment in segments if segment.coverage]
    return f"CASE {' '.join(cases)} END" if cases else NO_WORD
