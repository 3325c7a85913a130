"""Milestones of accounts as of a day: how many are reached, after how many days, and against the target.

A case is one relation of an account, so that each return is a case of its own (`relation_tables` has the rule). Its clock is the first
day of the anchor in it, or its own first day where the target names none, and its target day lies so many days later. Cases that are asked
for one by one bring both days with them: only a timeline knows when a stage began, and only the date engine months and working days. A
milestone is reached on its first day in the case. What came after the relation before it counts for a case, as it does in `timeline`; what
comes after its own end does not. A case younger than the milestone's maturity stands apart, whether it has reached it or not. Days before
the clock are below zero, and `below_zero` of the milestone says whether they count as they are, as day 0, or leave the case out. An engine
counts cases by their days, and order statistics are taken from these counts as exact fractions. The careless answer takes every account
once, without any of this, from its first days ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from journeybook.measure.definitions.asked_milestones import AskedMilestone
from journeybook.measure.definitions.conditions import text_sql
from journeybook.measure.definitions.known_values import day_sql, held_field
from journeybook.measure.definitions.relation_tables import relation_tables
from journeybook.measure.engine import Engine
from journeybook.model.stage import BelowZero

_REACHED, _OPEN, _YOUNG, _NO_CLOCK = "reached", "open", "young", "no-clock"
_NO_AGE = -1_000_000
_FIRST = """
  SELECT cases.number, cases.account, cases.since, MIN(occurrences."day") AS first_day FROM cases
  JOIN occurrences ON occurrences.account = cases.account AND occurrences.id = cases.{id} AND occurrences.kind IN ({kinds})
  AND occurrences."day" >= cases.earliest AND occurrences."day" <= cases."until" AND occurrences."day" <= {day}
  GROUP BY cases.number, cases.account, cases.since
"""
_FIRST_EVER = """
  SELECT cases.number, cases.account, MIN(occurrences."day") AS first_day FROM cases
  JOIN occurrences ON occurrences.account = cases.account AND occurrences.id = cases.{id} AND occurrences.kind IN ({kinds})
  AND occurrences."day" <= {day} GROUP BY cases.number, cases.account
"""
_CASES = 'SELECT asked.*, relation.account, relation.since, relation.earliest, relation."until"{columns} FROM asked {join}'
_CASES_EVER = 'SELECT asked.*, accounts.account, accounts."start" AS since FROM asked {join}'
_DATED = """
  SELECT cases.*, {clock_day} AS clock_day, {due_day} AS due_day, reaching.first_day AS reached_day FROM cases
  LEFT JOIN clock ON clock.number = cases.number AND clock.account = cases.account {same}
  LEFT JOIN reaching ON reaching.number = cases.number AND reaching.account = cases.account {same_reaching}
"""
_COUNTED_DAY = "CASE WHEN is_start THEN COALESCE(clock.first_day, cases.since) ELSE clock.first_day END"
_COUNTED = """
  SELECT number, segment, cohort, state, is_due, is_in_time, CASE WHEN state = 'reached' THEN days END AS days, COUNT(*) AS cases FROM (
    SELECT number, held."value" AS segment, CAST(DATE_TRUNC('month', CAST(dated.since AS DATE)) AS DATE) AS cohort,
    DATE_DIFF('day', clock_day, reached_day) AS days,
    CASE WHEN due_day <= {day} OR DATE_DIFF('day', clock_day, {day}) >= target THEN 1 ELSE 0 END AS is_due,
    CASE WHEN reached_day <= due_day OR DATE_DIFF('day', clock_day, reached_day) <= target THEN 1 ELSE 0 END AS is_in_time,
    CASE WHEN clock_day IS NULL THEN 'no-clock' WHEN DATE_DIFF('day', clock_day, {day}) < maturity THEN 'young'
    WHEN reached_day IS NULL THEN 'open' ELSE 'reached' END AS state
    FROM dated LEFT JOIN held ON held.account = dated.account
  ) AS judged GROUP BY number, segment, cohort, state, is_due, is_in_time, CASE WHEN state = 'reached' THEN days END
"""


@dataclass(frozen=True)
class MilestoneQuery:
    """The queries of some milestones: cases counted by segment, month of their first day, state and days; and the careless answer."""

    asked: tuple[AskedMilestone, ...]
    as_of: date
    query: str
    careless: str


@dataclass(frozen=True)
class MilestoneFigure:
    """What cases have reached: `cases` are old enough and have a clock; `young` and `without_clock` stand apart.

    Of the cases the target day of `due` ones has come, and `in_time` of these reached it by then; both are None where the target is no day.
    Days are counted from the clock; `below_zero` of those that reached it did so before, and what the milestone says of them decides
    whether they are among the rest, and how. Quartiles lie between two cases where need be.
    `days` says how many reached it after how many days, the fewest first.
    """

    cases: int
    reached: int
    due: int | None
    in_time: int | None
    below_zero: int
    young: int
    without_clock: int
    lower_quartile: Fraction | None
    median: Fraction | None
    upper_quartile: Fraction | None
    days: tuple[tuple[int, int], ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The share of the cases that reached it."""
        return Fraction(self.reached, self.cases) if self.cases else None


@dataclass(frozen=True)
class MilestoneFigures:
    """The figures of a milestone: of all cases, by segment (None is none), and by the first day of the month or quarter of their start."""

    whole: MilestoneFigure
    by_segment: Mapping[str | None, MilestoneFigure]
    by_month: Mapping[date | None, MilestoneFigure]
    by_quarter: Mapping[date | None, MilestoneFigure]
    careless: MilestoneFigure


def milestone_query(asked: Sequence[AskedMilestone], as_of: date, start_anchor: str = "") -> MilestoneQuery:
    """Return the queries of one milestone or more; `start_anchor` is the anchor for which the start of a relation stands.

    Either all of them are asked for every case, or each for cases of its own.
    """
    return MilestoneQuery(
        tuple(asked),
        as_of,
        _query(asked, as_of, start_anchor, is_careless=False),
        _query(asked, as_of, start_anchor, is_careless=True),
    )


def milestone_figures(query: MilestoneQuery, engine: Engine) -> tuple[MilestoneFigures, ...]:
    """Return the figures of each milestone, in the order in which they were asked."""
    answers, careless = (_by_number(engine, text, len(query.asked)) for text in (query.query, query.careless))
    return tuple(
        MilestoneFigures(
            _figure(rows, row.rule, has_target=row.has_target),
            _figures_by("segment", rows, row),
            _figures_by("cohort", rows, row),
            _figures_by("cohort", [{**each, "cohort": _quarter(each["cohort"])} for each in rows], row),
            _figure(careless_rows, BelowZero.KEEP, has_target=row.target is not None),
        )
        for row, rows, careless_rows in zip(query.asked, answers, careless, strict=True)
    )


def _by_number(engine: Engine, query: str, count: int) -> list[list[Mapping[Any, Any]]]:
    """Return the rows of an answer by the number of the milestone."""
    groups: list[list[Mapping[Any, Any]]] = [[] for _ in range(count)]
    for row in engine.fetch(query).to_dict("records"):
        groups[row["number"]].append(row)
    return groups


def _query(asked: Sequence[AskedMilestone], as_of: date, start_anchor: str, *, is_careless: bool) -> str:
    """Return the query of some milestones, or that of the careless answer."""
    day = day_sql(as_of)
    first, same = (_FIRST_EVER, "") if is_careless else (_FIRST, "AND {}.since = cases.since")
    tables = {
        **({} if is_careless else relation_tables(as_of)),
        "held": held_field("segment", as_of),
        "asked": _asked_table(asked, start_anchor, is_careless=is_careless),
        **_cases_tables(asked, is_careless=is_careless),
        "clock": first.format(id="anchor", kinds="'anchor', 'milestone', 'event'", day=day),
        "reaching": first.format(id="milestone", kinds="'milestone'", day=day),
        "dated": _DATED.format(same=same.format("clock"), same_reaching=same.format("reaching"), **_days(asked, is_careless=is_careless)),
    }
    parts = ", ".join(f"{name} AS ({table})" for name, table in tables.items())
    return f"WITH {parts} {_COUNTED.format(day=day)}"


def _days(asked: Sequence[AskedMilestone], *, is_careless: bool) -> dict[str, str]:
    """Return what the clock and the target day of a case are: its own, or the clock that is counted here and none."""
    is_counted = is_careless or all(row.cases is None for row in asked)
    if is_counted:
        return {"clock_day": _COUNTED_DAY, "due_day": "CAST(NULL AS DATE)"}
    return {"clock_day": "cases.own_clock", "due_day": "cases.own_due"}


def _asked_table(asked: Sequence[AskedMilestone], start_anchor: str, *, is_careless: bool) -> str:
    """Return the milestones by their numbers; the careless answer knows no age."""
    rows = (
        f"({number}, {text_sql(row.milestone.id or '')}, {text_sql(row.anchor)}, {str(row.anchor in ('', start_anchor)).upper()}, "
        f"{_NO_AGE if is_careless else row.maturity}, {_number_sql(row.target if is_careless or row.cases is None else None)})"
        for number, row in enumerate(asked)
    )
    return _values("rows_asked", "number, milestone, anchor, is_start, maturity, target", rows)


def _cases_tables(asked: Sequence[AskedMilestone], *, is_careless: bool) -> dict[str, str]:
    """Return the table `cases`: each milestone with every case, or with the cases for which it is asked."""
    template, table = (_CASES_EVER, "accounts") if is_careless else (_CASES, "relation")
    if all(row.cases is None for row in asked):
        return {"cases": template.format(join=f"CROSS JOIN {table}", columns="")}
    rows = (
        f"({number}, {text_sql(case.account)}, {day_sql(case.since)}, {_date_sql(case.clock)}, {_date_sql(case.due)})"
        for number, row in enumerate(asked)
        for case in sorted(row.cases or (), key=lambda case: (case.account, case.since))
    )
    followed = _values("rows_followed", "number, account, since, own_clock, own_due", rows)
    if is_careless:
        followed = f"SELECT DISTINCT number, account FROM ({followed}) AS followed_once"  # noqa: S608 - from here
    same = "" if is_careless else " AND relation.since = followed.since"
    join = f"JOIN followed ON followed.number = asked.number JOIN {table} ON {table}.account = followed.account{same}"
    columns = "" if is_careless else ", followed.own_clock, followed.own_due"
    return {"followed": followed, "cases": template.format(join=join, columns=columns)}


def _number_sql(number: int | None) -> str:
    return "CAST(NULL AS INTEGER)" if number is None else str(number)


def _date_sql(day: date | None) -> str:
    return day_sql(day) if day else "CAST(NULL AS DATE)"


def _values(name: str, columns: str, rows: Iterable[str]) -> str:
    return f"SELECT * FROM (VALUES {', '.join(rows)}) AS {name}({columns})"  # noqa: S608 - texts of authors enter through `text_sql`


def _figures_by(key: str, rows: Sequence[Mapping[Any, Any]], asked: AskedMilestone) -> dict[Any, MilestoneFigure]:
    keys = dict.fromkeys(row[key] for row in sorted(rows, key=lambda row: (row[key] is not None, row[key])))
    has_target = asked.has_target
    return {value: _figure([row for row in rows if row[key] == value], asked.rule, has_target=has_target) for value in keys}


def _ruled(row: Mapping[Any, Any], rule: BelowZero) -> Mapping[Any, Any] | None:
    """Return the cases of a row as a rule about days below zero has them; None where it leaves them out."""
    if row["state"] != _REACHED or row["days"] >= 0 or rule is BelowZero.KEEP:
        return row
    return {**row, "days": 0} if rule is BelowZero.ZERO else None


def _figure(counted: Sequence[Mapping[Any, Any]], rule: BelowZero, *, has_target: bool) -> MilestoneFigure:
    rows = [row for each in counted if (row := _ruled(each, rule))]
    counts: dict[int, int] = {}
    due = [row for row in rows if row["state"] in (_REACHED, _OPEN) and row["is_due"]]
    for row in rows:
        if row["state"] == _REACHED:
            counts[row["days"]] = counts.get(row["days"], 0) + row["cases"]
    states = {state: sum(row["cases"] for row in rows if row["state"] == state) for state in (_REACHED, _OPEN, _YOUNG, _NO_CLOCK)}
    lower, middle, upper = (_quantile(counts, Fraction(part, 4)) for part in (1, 2, 3))
    return MilestoneFigure(
        states[_REACHED] + states[_OPEN],
        states[_REACHED],
        sum(row["cases"] for row in due) if has_target else None,
        sum(row["cases"] for row in due if row["state"] == _REACHED and row["is_in_time"]) if has_target else None,
        sum(row["cases"] for row in counted if row["state"] == _REACHED and row["days"] < 0),
        states[_YOUNG],
        states[_NO_CLOCK],
        lower,
        middle,
        upper,
        tuple(sorted(counts.items())),
    )


def _quantile(counts: Mapping[int, int], part: Fraction) -> Fraction | None:
    """Return the value below which a part of the counted values lies, by linear interpolation (Hyndman and Fan 1996, definition 7)."""
    if not counts:
        return None
    place = part * (sum(counts.values()) - 1)
    low = _value_at(counts, int(place))
    return low + (place - int(place)) * (_value_at(counts, -int(-place // 1)) - low)


def _value_at(counts: Mapping[int, int], place: int) -> int:
    """Return the value at a place, from 0, in the order of values."""
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    return max(counts)


def _quarter(month: date | None) -> date | None:
    return month and month.replace(month=(month.month - 1) // 3 * 3 + 1)
