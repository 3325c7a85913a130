"""Milestones of accounts as of a day: how many are reached, after how many days, and against the target.

A case is one relation of an account, so that each return is a case of its own (`relation_tables` has the rule). Its clock is the first
day of the anchor in it, or its own first day where the target names none. A milestone is reached on its first day in the case; what lies
before or after the relation does not count. A case younger than the milestone's maturity stands apart, whether it has reached it or not.
Days before the clock are below zero and count as they are. An engine counts cases by their days, and order statistics are taken from these
counts as exact fractions. The careless answer takes every account once, without any of this, from its first days ever.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from journeybook.measure.definitions.conditions import text_sql
from journeybook.measure.definitions.known_values import day_sql, held_field
from journeybook.measure.definitions.relation_tables import relation_tables
from journeybook.measure.engine import Engine
from journeybook.model.item import When
from journeybook.model.language.nodes import Duration
from journeybook.model.stage import Milestone
from journeybook.model.timing import Timing

_REACHED, _OPEN, _YOUNG, _NO_CLOCK = "reached", "open", "young", "no-clock"
_FIRST = """
  SELECT relation.account, relation.since, MIN(occurrences."day") AS first_day FROM relation
  JOIN occurrences ON occurrences.account = relation.account AND occurrences.id = {id} AND occurrences.kind IN ({kinds})
  AND occurrences."day" >= relation.since AND occurrences."day" <= relation."until" AND occurrences."day" <= {day}
  GROUP BY relation.account, relation.since
"""
_FIRST_EVER = """
  SELECT account, MIN("day") AS first_day FROM occurrences WHERE id = {id} AND kind IN ({kinds}) AND "day" <= {day} GROUP BY account
"""
_CASES = """
  SELECT relation.account, relation.since, {clock} AS clock_day, reaching.first_day AS reached_day FROM relation
  LEFT JOIN clock ON clock.account = relation.account AND clock.since = relation.since
  LEFT JOIN reaching ON reaching.account = relation.account AND reaching.since = relation.since
"""
_CASES_EVER = """
  SELECT accounts.account, accounts."start" AS since, {clock} AS clock_day, reaching.first_day AS reached_day FROM accounts
  LEFT JOIN clock ON clock.account = accounts.account LEFT JOIN reaching ON reaching.account = accounts.account
"""
_COUNTED = """
  SELECT segment, cohort, state, CASE WHEN state = 'reached' THEN days END AS days, COUNT(*) AS cases FROM (
    SELECT held."value" AS segment, CAST(DATE_TRUNC('month', cases.since) AS DATE) AS cohort,
    DATE_DIFF('day', clock_day, reached_day) AS days,
    CASE WHEN clock_day IS NULL THEN 'no-clock' WHEN DATE_DIFF('day', clock_day, {day}) < {maturity} THEN 'young'
    WHEN reached_day IS NULL THEN 'open' ELSE 'reached' END AS state
    FROM cases LEFT JOIN held ON held.account = cases.account
  ) AS judged GROUP BY segment, cohort, state, CASE WHEN state = 'reached' THEN days END
"""


@dataclass(frozen=True)
class MilestoneQuery:
    """The queries of a milestone: cases counted by segment, month of their first day, state and days; and the careless answer.

    `target` is in days from the clock, and None where the target is not one offset from one day.
    """

    milestone: Milestone
    as_of: date
    query: str
    careless: str
    target: int | None
    maturity: int


@dataclass(frozen=True)
class MilestoneFigure:
    """What cases have reached: `cases` are old enough and have a clock; `young` and `without_clock` stand apart.

    Days are counted from the clock; `below_zero` of those that reached it did so before. Quartiles lie between two cases where need be.
    """

    cases: int
    reached: int
    in_time: int | None
    below_zero: int
    young: int
    without_clock: int
    lower_quartile: Fraction | None
    median: Fraction | None
    upper_quartile: Fraction | None

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


def milestone_query(milestone: Milestone, as_of: date, start_anchor: str = "") -> MilestoneQuery:
    """Return the queries of a milestone that has an id; `start_anchor` is the anchor for which the start of a relation stands."""
    timing = _timing(milestone)
    anchor = timing.anchor.rpartition("/")[2] if timing else ""
    maturity = milestone.get("maturity", Duration)
    days = maturity.days if maturity else 0
    query = _query(milestone, as_of, anchor, days, is_start=anchor in ("", start_anchor))
    careless = _query(milestone, as_of, anchor, None, is_start=anchor in ("", start_anchor))
    return MilestoneQuery(milestone, as_of, query, careless, _target(timing), days)


def milestone_figures(query: MilestoneQuery, engine: Engine) -> MilestoneFigures:
    """Return the figures of a milestone."""
    rows = engine.fetch(query.query).to_dict("records")
    careless = engine.fetch(query.careless).to_dict("records")
    return MilestoneFigures(
        _figure(rows, query.target),
        _figures_by("segment", rows, query.target),
        _figures_by("cohort", rows, query.target),
        _figures_by("cohort", [{**row, "cohort": _quarter(row["cohort"])} for row in rows], query.target),
        _figure(careless, query.target),
    )


def _query(milestone: Milestone, as_of: date, anchor: str, maturity: int | None, *, is_start: bool) -> str:
    """Return the query of a milestone; without a maturity, that of the careless answer."""
    day = day_sql(as_of)
    is_careless = maturity is None
    first = _FIRST_EVER if is_careless else _FIRST
    start = 'accounts."start"' if is_careless else "relation.since"
    clock = f"COALESCE(clock.first_day, {start})" if is_start else "clock.first_day"
    tables = {
        **({} if is_careless else relation_tables(as_of)),
        "held": held_field("segment", as_of),
        "clock": first.format(id=text_sql(anchor), kinds="'anchor', 'milestone', 'event'", day=day),
        "reaching": first.format(id=text_sql(milestone.id or ""), kinds="'milestone'", day=day),
        "cases": (_CASES_EVER if is_careless else _CASES).format(clock=clock),
    }
    parts = ", ".join(f"{name} AS ({table})" for name, table in tables.items())
    return f"WITH {parts} {_COUNTED.format(day=day, maturity=-1_000_000 if is_careless else maturity)}"


def _timing(milestone: Milestone) -> Timing | None:
    target = milestone.get("target", When)
    return target.get("at", Timing) if target else None


def _target(timing: Timing | None) -> int | None:
    """Return the last day of a target, in days from the clock."""
    if timing is None or timing.every or timing.event or timing.until:
        return None
    offset = timing.end or timing.offset
    return offset.days if offset else 0 if timing.anchor else None


def _figures_by(key: str, rows: Sequence[Mapping[Any, Any]], target: int | None) -> dict[Any, MilestoneFigure]:
    keys = dict.fromkeys(row[key] for row in sorted(rows, key=lambda row: (row[key] is not None, row[key])))
    return {value: _figure([row for row in rows if row[key] == value], target) for value in keys}


def _figure(rows: Sequence[Mapping[Any, Any]], target: int | None) -> MilestoneFigure:
    counts: dict[int, int] = {}
    for row in rows:
        if row["state"] == _REACHED:
            counts[row["days"]] = counts.get(row["days"], 0) + row["cases"]
    states = {state: sum(row["cases"] for row in rows if row["state"] == state) for state in (_REACHED, _OPEN, _YOUNG, _NO_CLOCK)}
    quartiles = [_quantile(counts, Fraction(part, 4)) for part in (1, 2, 3)]
    return MilestoneFigure(
        states[_REACHED] + states[_OPEN],
        states[_REACHED],
        None if target is None else sum(cases for days, cases in counts.items() if days <= target),
        sum(cases for days, cases in counts.items() if days < 0),
        states[_YOUNG],
        states[_NO_CLOCK],
        *quartiles,
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
