"""The health of every account as of a day, by a model of the atlas.

The arithmetic is that of `model.scoring`, which scores one customer at a time and is the plain reference in tests; here it is one query
over the fact tables. A score comes back as two whole numbers and is an exact fraction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm

from journeybook.measure.definitions.conditions import (
    AskedClause,
    KnownColumns,
    ValueColumns,
    all_sql,
    any_sql,
    asked_clauses,
    count_sql,
    is_true,
    sum_sql,
    text_sql,
    whole_sql,
)
from journeybook.measure.definitions.health_figures import AccountHealth, BandCount, account_figure, count_figure
from journeybook.measure.definitions.health_rating import (
    RatedColumns,
    RatingRules,
    first_of,
    is_within,
    leaves_out,
    rate,
    table_cells,
    with_columns,
    within_digits,
)
from journeybook.measure.definitions.known_values import NO_WORD, AskedValues, known_values
from journeybook.measure.engine import Engine
from journeybook.measure.facts import VALUE_PARTS
from journeybook.model.band_table import BandCell
from journeybook.model.health import Alert, HealthModel, Indicator, bands_of, indicators_of, sum_of_weights
from journeybook.model.language.nodes import Condition, Name, Quantity, nodes_in
from journeybook.model.measures import Measure
from journeybook.model.people import Segment
from journeybook.model.scoring import FindMeasure, Unscored
from journeybook.model.value_bands import band_named, is_scale, measures_of, points_of, score_range, slope
from journeybook.model.walk import field_values, walk

_COLUMNS = "account, segment, score_top, score_bottom, used, bonus, band, scored_band, forced, outside, unscored"
"""The columns of an account, before those of its inputs: `score_top` over `score_bottom` is the score."""
_NO_PLACE = "CAST(NULL AS INT)"


@dataclass(frozen=True)
class HealthQuery:
    """A query with a row for each account that a model scores as of a day.

    `whole` is what the weights add to. `inputs` are by the beginning of their columns' names; a point has `steps` parts, a weight `shares`.
    `unanswered` are the parts of conditions that no table answers, such as those about time: they count as not known.
    """

    model: HealthModel
    as_of: date
    query: str
    inputs: dict[str, Indicator]
    steps: int
    shares: int
    whole: Fraction | None
    unanswered: tuple[AskedClause, ...]


def health_query(
    model: HealthModel, as_of: date, find_measure: FindMeasure, segments: Sequence[Segment] = (), answers: str = ""
) -> HealthQuery:
    """Return the query that scores every account in the segments of a model as of a day.

    `answers` is a table in which a timeline has answered the parts of conditions that `asked_of_timelines` names, in their order.
    """
    asked = AskedValues(*_names(model, find_measure), asked_of_timelines(model, find_measure), answers)
    rules = RatingRules(model, find_measure, segments, known_values(as_of, asked, segments), _steps(model))
    rated, levels = rate(rules)
    weight = _fraction(sum_of_weights(model))
    shares = dict(_shares(rated, weight))
    scale = lcm(*(share.denominator for share in shares.values()))
    tables = {
        **rules.known.tables,
        **levels,
        "framed": with_columns("rated", _frame(rules, rated)),
        "scored": with_columns("framed", _score(rules, rated, {name: int(share * scale) for name, share in shares.items()})),
        "banded": with_columns("scored", _bands(rules, rated)),
        "health": with_columns("banded", {"band": _band_that_holds(model)}),
    }
    inputs = dict(_inputs(rated))
    return HealthQuery(
        model, as_of, _query(rules, tables, inputs), inputs, rules.steps, scale, weight, () if asked.table else asked.clauses
    )


def asked_of_timelines(model: HealthModel, find_measure: FindMeasure) -> tuple[AskedClause, ...]:
    """Return the parts of a model's conditions that only the timeline of an account answers, each once."""
    measures, _ = _names(model, find_measure)
    subjects = dict(_subjects(model))
    clauses = [asked_clauses(condition, subjects.get(id(condition), ""), measures) for condition in _conditions(model)]
    return tuple(dict.fromkeys(clause for row in clauses for clause in row))


def account_health(health: HealthQuery, engine: Engine) -> tuple[AccountHealth, ...]:
    """Return the health of every account, in the order of their ids."""
    rows = engine.fetch(health.query).to_dict("records")
    return tuple(account_figure(health.model, row, health.inputs, health.steps, health.shares) for row in rows)


def band_counts(health: HealthQuery, engine: Engine) -> tuple[BandCount, ...]:
    """Return how many accounts of each segment lie in each band, in no band, or have no score for a reason."""
    keys = "segment, band, unscored"
    query = f"SELECT {keys}, COUNT(*) AS accounts FROM ({health.query}) AS health GROUP BY {keys}"  # noqa: S608 - from here
    return tuple(count_figure(health.model, row) for row in engine.fetch(query).to_dict("records"))


def _query(rules: RatingRules, tables: dict[str, str], inputs: dict[str, Indicator]) -> str:
    """Return the tables as one query, for the accounts in the segments of the model."""
    columns = [_COLUMNS, *(column for name, indicator in inputs.items() for column in _input_columns(name, indicator, rules))]
    where = f" WHERE segment IN ({', '.join(map(text_sql, rules.model.segments))})" if rules.model.segments else ""
    parts = ", ".join(f"{name} AS ({table})" for name, table in tables.items())
    return f"WITH {parts} SELECT {', '.join(columns)} FROM health{where}"  # noqa: S608 - from here


def _frame(rules: RatingRules, rated: RatedColumns) -> dict[str, str]:
    """Return what stands around the points: the bonus, what forces a band, the state outside, and why there is no score."""
    model, columns = rules.model, rules.known.columns
    outside = [is_true(state.when, columns) if state.when else "FALSE" for state in model.outside]
    bonuses = [
        f"CASE WHEN {is_true(bonus.when, columns)} THEN {whole_sql(int(bonus.points * rules.steps))} ELSE {whole_sql(0)} END"
        for bonus in model.bonuses
    ]
    reasons = {
        Unscored.OUTSIDE: any_sql(outside),
        Unscored.NOT_APPLICABLE: leaves_out(model.not_for, rules) if model.not_for else "FALSE",
        Unscored.WARMING_UP: is_within(model.warm_up),
    }
    return {
        "outside": _first(outside),
        "forced": _first([is_true(override.when, columns) for override in model.overrides]),
        "bonus": sum_sql([whole_sql(0), *bonuses]),
        "unscored": first_of(reasons, f"{rated.name}_reason"),
    }


def _score(rules: RatingRules, rated: RatedColumns, shares: dict[str, int]) -> dict[str, str]:
    """Return the score: the points and the bonus, but no more than the highest score; and the weight that it stands on."""
    top, bottom = f"{rated.name}_top", f"{rated.name}_bottom"
    highest = whole_sql(int(score_range(rules.model)[1] * rules.steps))
    used = sum_sql(f"CASE WHEN {name}_reason IS NULL THEN {whole_sql(share)} ELSE {whole_sql(0)} END" for name, share in shares.items())
    return {
        "score_top": f"CASE WHEN unscored IS NULL THEN LEAST({top} + bonus * {bottom}, GREATEST({top}, {highest} * {bottom})) END",
        "score_bottom": f"CASE WHEN unscored IS NULL THEN {bottom} * {whole_sql(rules.steps)} END",
        "used": f"CASE WHEN unscored IS NULL THEN {used} END",
    }


def _bands(rules: RatingRules, rated: RatedColumns) -> dict[str, str]:
    """Return the place of the only band in which the score lies, from 1."""
    model = rules.model
    _refuse_long_numbers(model, rated, rules.steps)
    score = ValueColumns("score_top", NO_WORD, "score_bottom", "score")
    known: KnownColumns = {**rules.known.columns, "score": score, "": score}
    if model.band_table:
        cells = [(cell, inside) for cell, inside in table_cells(model.band_table, known) if isinstance(cell, BandCell) and cell.band]
        lies_in = [any_sql(inside for cell, inside in cells if band_named(model, cell.band or "") is band) for band in model.bands]
    else:
        lies_in = [all_sql(["score_top IS NOT NULL", is_true(band.when, known)]) if band.when else "FALSE" for band in model.bands]
    return {"scored_band": f"CASE WHEN {count_sql(lies_in)} = 1 THEN {_first(lies_in)} END"}


def _band_that_holds(model: HealthModel) -> str:
    """Return the place of the band that an override forces, else that of the score; none outside, or where the model is not meant."""
    forced = [
        f"WHEN forced = {number} THEN {model.bands.index(band) + 1}"
        for number, override in enumerate(model.overrides, 1)
        if (band := band_named(model, override.band))
    ]
    none = f"unscored IN ({text_sql(Unscored.OUTSIDE)}, {text_sql(Unscored.NOT_APPLICABLE)})"
    return f"CASE WHEN {none} THEN {_NO_PLACE} {' '.join(forced)} ELSE scored_band END"


def _refuse_long_numbers(model: HealthModel, rated: RatedColumns, steps: int) -> None:
    """Refuse scores, and numbers to compare them with, that an engine could not keep."""
    bonus = sum(int(abs(bonus.points) * steps) for bonus in model.bonuses)
    highest = abs(int(score_range(model)[1] * steps))
    numbers = [Fraction(number.amount) for condition in _conditions(model) for number in nodes_in(condition.root, Quantity)]
    top = max(rated.most + bonus * rated.widest, highest * rated.widest)
    within_digits(top * max((number.denominator for number in numbers), default=1))
    within_digits(rated.widest * steps * max((abs(number.numerator) for number in numbers), default=1))


def _first(conditions: Sequence[str]) -> str:
    """Return the place of the first condition that holds, from 1; NULL where none does."""
    cases = [f"WHEN {condition} THEN {number}" for number, condition in enumerate(conditions, 1)]
    return f"CASE {' '.join(cases)} ELSE {_NO_PLACE} END" if cases else _NO_PLACE


def _input_columns(name: str, indicator: Indicator, rules: RatingRules) -> Iterator[str]:
    yield from (f"{name}_{ending}" for ending in ("reason", "band", "stale"))
    ages = [rules.known.ages[measure] for measure in measures_of(indicator)]
    yield f"{f'GREATEST({ages[0]}, {ages[-1]})' if len(ages) > 1 else ages[0]} AS {name}_age"


def _inputs(rated: RatedColumns) -> Iterator[tuple[str, Indicator]]:
    """Yield every input by the beginning of its columns' names, in order."""
    for member in rated.members:
        yield from [(member.name, member.part)] if isinstance(member.part, Indicator) else _inputs(member)


def _shares(rated: RatedColumns, share: Fraction | None) -> Iterator[tuple[str, Fraction]]:
    """Yield the share of every input in the whole as written, in order; 0 where a weight is not stated."""
    if isinstance(rated.part, Indicator):
        yield rated.name, share or Fraction(0)
        return
    weights = _fraction(sum_of_weights(rated.part))
    for member in rated.members:
        weight = None if isinstance(member.part, HealthModel) else _fraction(member.part.weight)
        yield from _shares(member, share * weight / weights if share is not None and weight is not None and weights else None)


def _steps(model: HealthModel) -> int:
    """Return of how many parts of a point all points, bonuses and the highest score are multiples."""
    points = [points_of(model, band) for indicator in indicators_of(model) for band in bands_of(indicator)]
    bonuses = [Fraction(bonus.points) for bonus in model.bonuses]
    scales = [indicator.scale for indicator in indicators_of(model) if is_scale(indicator.scale)]
    lines = [slope(low, high) / VALUE_PARTS for scale in scales for low, high in pairwise(scale)]
    ends = [Fraction(row.points) for scale in scales for row in scale]
    numbers = [*(value for value in points if value is not None), *bonuses, score_range(model)[1], *lines, *ends]
    return lcm(*(number.denominator for number in numbers))


def _conditions(model: HealthModel) -> Iterator[Condition]:
    """Yield every condition that the score depends on: those of alerts are not among them."""
    for spot in walk(model):
        if not isinstance(spot.part, Alert):
            yield from (value for _, value in field_values(spot.part) if isinstance(value, Condition))


def _subjects(model: HealthModel) -> Iterator[tuple[int, str]]:
    """Yield the conditions that are about a measure without naming it, by their identity, with that measure."""
    for indicator in indicators_of(model):
        yield from ((id(band.when), indicator.measure) for band in indicator.bands)
    for table in (model.band_table, *(indicator.band_table for indicator in indicators_of(model))):
        if table:
            yield from ((id(row.when), table.rows) for row in table.down)
            yield from ((id(column.when), table.columns) for column in table.across)
    yield from ((id(band.when), "score") for band in model.bands)


def _names(model: HealthModel, find_measure: FindMeasure) -> tuple[dict[str, int | None], frozenset[str]]:
    """Return the measures that the score depends on with their limits in days, and the names that may be fields of a history."""
    measures = {measure for indicator in indicators_of(model) for measure in measures_of(indicator)}
    measures |= {model.band_table.rows, model.band_table.columns} - {"score"} if model.band_table else set()
    names = {name for condition in _conditions(model) for name in nodes_in(condition.root, Name)}
    measures |= {name.name for name in names if find_measure(name.name)}
    fields = {name.name for name in names if name.role != "value"} - measures - {"score"}
    return {measure: _limit(find_measure(measure)) for measure in sorted(measures)}, frozenset(fields)


def _limit(measure: Measure | None) -> int | None:
    limit = measure and measure.counts_for
    return limit.days if limit else None


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
