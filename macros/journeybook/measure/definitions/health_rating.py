"""The points of inputs and groups of a health model, as columns: each level of the model is a table that reads the one below.

Exactness. A mean of points is kept as two whole numbers, `top` and `bottom`. The weights of the members of a group only matter to one
another, so they are divided by what they have in common; points are whole multiples of one step, the same all over the model. A group of
groups has the product of the bottoms inside it below its own. So no division takes place in an engine, and no two engines can differ.
A bound on both numbers is reckoned along; a model that could need more than 38 digits is refused with a sentence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import gcd, lcm, prod

from journeybook.measure.definitions.conditions import (
    MOST_DIGITS,
    KnownColumns,
    TooManyDigits,
    all_sql,
    any_sql,
    condition_sql,
    count_sql,
    is_true,
    not_sql,
    sum_sql,
    text_sql,
    whole_sql,
)
from journeybook.measure.definitions.health_scale import scale_points
from journeybook.measure.definitions.known_values import NO_WORD, KnownValues
from journeybook.model.applicability import is_for
from journeybook.model.band_table import AnyTable, BandCell, RangeCell
from journeybook.model.enumerations import State
from journeybook.model.health import HealthModel, Indicator, IndicatorSubgroup, Rated, bands_of, members_of, sum_of_weights
from journeybook.model.item import Applies
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.measures import Measure
from journeybook.model.people import Segment
from journeybook.model.scoring import LEFT_OUT, FindMeasure, Unscored
from journeybook.model.value_bands import is_scale, measures_of, points_of

Levels = list[dict[str, str]]
"""The columns that each level of the model adds, from the inputs up."""
_STOPS = f"({', '.join(text_sql(reason) for reason in Unscored if reason not in LEFT_OUT)})"


@dataclass(frozen=True)
class RatedColumns:
    """The columns of a part, by the beginning of their names: `reason` says why it has no points, `top` over `bottom` are its points.

    `most` and `widest` are bounds on the two numbers; an input has no column `bottom`, since it would be 1.
    """

    part: Rated | HealthModel
    name: str
    most: int
    widest: int
    level: int
    members: "tuple[RatedColumns, ...]" = ()

    @property
    def has_points(self) -> str:
        """Whether it has points."""
        return f"{self.name}_reason IS NULL"


@dataclass(frozen=True)
class RatingRules:
    """What inputs are judged by: the model, its measures, the segments, what is known, and of how many parts a point has."""

    model: HealthModel
    find_measure: FindMeasure
    segments: Sequence[Segment]
    known: KnownValues
    steps: int


def rate(rules: RatingRules) -> tuple[RatedColumns, dict[str, str]]:
    """Return the columns of the model's points, and the tables that make them, each from the one before; the last is `rated`."""
    levels: Levels = []
    rated = _rate(rules.model, rules, "TRUE", levels, (f"part_{number}" for number in count(1)))
    names = ["known", *(f"level_{number}" for number in range(1, len(levels))), "rated"]
    return rated, {names[number + 1]: with_columns(names[number], columns) for number, columns in enumerate(levels)}


def with_columns(table: str, columns: Mapping[str, str]) -> str:
    """Return a table with more columns."""
    return f"SELECT *{''.join(f', {value} AS {name}' for name, value in columns.items())} FROM {table}"  # noqa: S608 - from here


def within_digits(*bounds: int) -> None:
    """Refuse numbers that an engine could not keep."""
    if max(bounds) >= 10**MOST_DIGITS:
        raise TooManyDigits("the weights and points of this model have no exact mean of at most 38 digits: write them with fewer digits")


def leaves_out(applies: Applies, rules: RatingRules) -> str:
    """Return whether an account is known to be among those whom `not_for` names."""
    names_groups = bool(applies.segments or applies.except_segments or applies.coverage)
    among = _in_segments([segment.id for segment in rules.segments if is_for(applies, segment)]) if names_groups else "TRUE"
    return all_sql([among, is_true(applies.when, rules.known.columns)]) if applies.when else among


def is_within(length: Duration | None) -> str:
    """Return whether an account is known to be younger than a length of time."""
    return f"COALESCE(days < {length.days}, FALSE)" if length else "FALSE"


def first_of(reasons: Mapping[Unscored, str], otherwise: str = NO_WORD) -> str:
    """Return the first reason that holds, else another expression, else NULL."""
    cases = [f"WHEN {holds} THEN {text_sql(reason)}" for reason, holds in reasons.items() if holds != "FALSE"]
    return f"CASE {' '.join(cases)} ELSE {otherwise} END" if cases else otherwise


def table_cells(table: AnyTable, columns: KnownColumns) -> list[tuple[BandCell | RangeCell, str]]:
    """Return the cells of a table, each with whether the only row and the only column that cover the values meet in it."""
    rows = [_covers(row.when, table.rows, columns) for row in table.down]
    across = [_covers(column.when, table.columns, columns) for column in table.across]
    by_id = {column.id: covers for column, covers in zip(table.across, across, strict=True)}
    is_single = f"({count_sql(rows)} = 1 AND {count_sql(across)} = 1)"
    return [
        (cell, all_sql([is_single, row_covers, by_id.get(cell.column, "FALSE")]))
        for row, row_covers in zip(table.down, rows, strict=True)
        for cell in row.bands
    ]


def _rate(part: Rated | HealthModel, rules: RatingRules, applies: str, levels: Levels, names: Iterator[str]) -> RatedColumns:
    """Add the columns of a part to the levels, and return them."""
    name = next(names)
    if not isinstance(part, HealthModel) and part.applies:
        applies = all_sql([applies, _applies(part, part.applies, rules)])
    here = "TRUE" if applies == "TRUE" else f"{name}_applies"
    _add(levels, 0, {} if applies == "TRUE" else {here: applies})
    if isinstance(part, Indicator):
        return _rate_indicator(part, name, rules, here, levels)
    members = tuple(_rate(member, rules, applies, levels, names) for member in members_of(part))
    level = max((member.level for member in members), default=2) + 1
    weights, kept = _weights(part, members, reweighted=rules.model.reweighted)
    widest = max(1, sum(weights) if kept is None else kept) * prod(member.widest for member in members)
    most = sum(weight * member.most for weight, member in zip(weights, members, strict=True)) * prod(member.widest for member in members)
    within_digits(most, widest)
    _add(levels, level, {f"{name}_reason": _group_reason(members, weights, kept, here), **_mean(name, members, weights, kept)})
    return RatedColumns(part, name, most, widest, level, members)


def _applies(item: Rated, applies: Applies, rules: RatingRules) -> str:
    """Return whether an item is for a customer, as far as that is known."""
    elsewhere = [segment.id for segment in rules.segments if not is_for(item, segment)]
    may = f"COALESCE({condition_sql(applies.when, rules.known.columns)}, TRUE)" if applies.when else "TRUE"
    return all_sql([not_sql(_in_segments(elsewhere)), may])


def _in_segments(ids: Sequence[str]) -> str:
    """Return whether an account's segment is known and one of these."""
    return f"COALESCE(segment IN ({', '.join(map(text_sql, ids))}), FALSE)" if ids else "FALSE"


def _group_reason(members: Sequence[RatedColumns], weights: Sequence[int], kept: int | None, applies: str) -> str:
    """Return why a group has no points: not for this customer, stopped by a member, a weight not stated, or nothing known in it."""
    stops = [f"CASE WHEN {member.name}_reason IN {_STOPS} THEN {member.name}_reason END" for member in members]
    counted = any_sql(member.has_points for member, weight in zip(members, weights, strict=True) if weight or kept)
    if any(not isinstance(member.part, HealthModel) and member.part.weight is None for member in members):
        last = text_sql(Unscored.NO_WEIGHT)
    else:
        last = first_of({Unscored.UNKNOWN: "TRUE" if kept == 0 else not_sql(counted)})
    return first_of({Unscored.NOT_APPLICABLE: not_sql(applies)}, f"COALESCE({', '.join([*stops, last])})")


def _mean(name: str, members: Sequence[RatedColumns], weights: Sequence[int], kept: int | None) -> dict[str, str]:
    """Return the mean of the members that have points as two columns; only members that are groups have a bottom of their own."""
    shares = [_where_there(member, whole_sql(weight), 0) for member, weight in zip(members, weights, strict=True)]
    bottoms = {member.name: _where_there(member, f"{member.name}_bottom", 1) for member in members if member.members}
    tops = [
        " * ".join(
            [share, *(bottom for other, bottom in bottoms.items() if other != member.name), _where_there(member, f"{member.name}_top", 0)]
        )
        for member, share in zip(members, shares, strict=True)
    ]
    weight = sum_sql(shares) if kept is None else whole_sql(kept)
    return {f"{name}_top": sum_sql(tops), f"{name}_bottom": " * ".join([weight, *bottoms.values()])}


def _where_there(member: RatedColumns, value: str, otherwise: int) -> str:
    return f"CASE WHEN {member.has_points} THEN {value} ELSE {whole_sql(otherwise)} END"


def _rate_indicator(indicator: Indicator, name: str, rules: RatingRules, applies: str, levels: Levels) -> RatedColumns:
    """Add the columns of an input: in which bands its value lies and why it is left out; then its band, its points and its age."""
    if indicator.scale:
        return _rate_scale(indicator, name, rules, applies, levels)
    bands = bands_of(indicator)
    covers = [f"{name}_in_{number}" for number in range(1, len(bands) + 1)]
    measures = tuple(measure for measure_id in measures_of(indicator) if (measure := rules.find_measure(measure_id)))
    points = [points_of(rules.model, band) for band in bands]
    steps = [0 if value is None else int(value * rules.steps) for value in points]
    holes = {
        Unscored.TWO_BANDS: f"{name}_bands > 1",
        Unscored.NO_BAND: f"{name}_bands = 0",
        Unscored.NO_POINTS: any_sql(cover for cover, value in zip(covers, points, strict=True) if value is None),
    }
    is_stale = any_sql(_is_older(rules, measure, measure.stale_after) for measure in measures)
    is_one = f"{name}_left_out IS NULL AND {name}_bands = 1"
    _add(
        levels,
        1,
        {
            **dict(zip(covers, _bands(indicator, rules.known.columns), strict=True)),
            f"{name}_left_out": _left_out(indicator, measures, rules, applies),
        },
    )
    _add(levels, 2, {f"{name}_bands": count_sql(covers)})
    columns = {
        f"{name}_reason": f"COALESCE({name}_left_out, {first_of(holes)})",
        f"{name}_band": f"CASE WHEN {is_one} THEN {_case(covers, map(str, range(1, len(covers) + 1)), 'CAST(NULL AS INT)')} END",
        f"{name}_stale": all_sql([f"{name}_left_out IS NULL", is_stale]),
        f"{name}_top": _case(covers, map(whole_sql, steps), whole_sql(0)),
    }
    _add(levels, 3, columns)
    return RatedColumns(indicator, name, max((abs(worth) for worth in steps), default=0), 1, 3)


def _rate_scale(indicator: Indicator, name: str, rules: RatingRules, applies: str, levels: Levels) -> RatedColumns:
    """Add the columns of an input on a scale: a line of whole numbers for each two of its values, so that nothing is divided."""
    measures = tuple(measure for measure in (rules.find_measure(indicator.measure),) if measure)
    value, scale = rules.known.columns.get(indicator.measure), indicator.scale
    is_number = f"{value.number} IS NOT NULL" if value and is_scale(scale) else "FALSE"
    left_out, is_stale = f"{name}_left_out", any_sql(_is_older(rules, measure, measure.stale_after) for measure in measures)
    _add(levels, 1, {left_out: _left_out(indicator, measures, rules, applies)})
    lines = scale_points(value.number, scale, rules.steps) if value and is_scale(scale) else whole_sql(0)
    columns = {
        f"{name}_reason": f"COALESCE({left_out}, {first_of({Unscored.NO_BAND: not_sql(is_number)})})",
        f"{name}_band": "CAST(NULL AS INT)",
        f"{name}_stale": all_sql([f"{left_out} IS NULL", is_stale]),
        f"{name}_top": lines,
    }
    _add(levels, 3, columns)
    return RatedColumns(indicator, name, max(int(abs(row.points) * rules.steps) for row in scale), 1, 3)


def _case(conditions: Sequence[str], values: Iterator[str], otherwise: str) -> str:
    cases = [f"WHEN {condition} THEN {value}" for condition, value in zip(conditions, values, strict=True)]
    return f"CASE {' '.join(cases)} ELSE {otherwise} END" if cases else otherwise


def _left_out(indicator: Indicator, measures: Sequence[Measure], rules: RatingRules, applies: str) -> str:
    """Return the reason for which an input is left out."""
    values = [rules.known.columns.get(measure_id) for measure_id in measures_of(indicator)]
    return first_of(
        {
            Unscored.NOT_APPLICABLE: not_sql(applies),
            Unscored.NOT_IN_USE: "TRUE" if any(measure.state is not State.IN_USE for measure in measures) else "FALSE",
            Unscored.WARMING_UP: is_within(indicator.warm_up),
            Unscored.EXPIRED: any_sql(_is_older(rules, measure, measure.counts_for) for measure in measures),
            Unscored.SEVERAL_VALUES: any_sql(
                all_sql([not_sql(value.is_known), f"{age} IS NOT NULL"])
                for name in measures_of(indicator)
                if (value := rules.known.columns.get(name)) and (age := rules.known.ages.get(name))
            ),
            Unscored.UNKNOWN: any_sql(not_sql(value.is_known) if value else "TRUE" for value in values),
        }
    )


def _is_older(rules: RatingRules, measure: Measure, limit: Duration | None) -> str:
    age = rules.known.ages.get(measure.id)
    return f"COALESCE({age} > {limit.days}, FALSE)" if limit and age else "FALSE"


def _bands(indicator: Indicator, columns: KnownColumns) -> list[str]:
    """Return for each band of an input whether its value lies in it."""
    if indicator.band_table:
        return [inside for cell, inside in table_cells(indicator.band_table, columns) if isinstance(cell, RangeCell) and cell.tone]
    return [_covers(band.when, indicator.measure, columns) for band in indicator.bands]


def _covers(condition: Condition, measure: str, columns: KnownColumns) -> str:
    """Return whether the value of a measure is known and meets a condition about it."""
    value = columns.get(measure)
    return all_sql([value.is_known, is_true(condition, {**columns, "": value})]) if value else "FALSE"


def _weights(part: HealthModel | IndicatorSubgroup, members: Sequence[RatedColumns], *, reweighted: bool) -> tuple[list[int], int | None]:
    """Return the weights of the members as whole numbers without a common factor, and the weight of all where nothing moves."""
    stated = [Fraction(0 if isinstance(member.part, HealthModel) else member.part.weight or 0) for member in members]
    kept = None if reweighted else Fraction(sum_of_weights(part) or 0)
    everything = [*stated, *([] if kept is None else [kept])]
    scale = lcm(*(weight.denominator for weight in everything))
    common = gcd(*(int(weight * scale) for weight in everything)) or 1
    return [int(weight * scale) // common for weight in stated], None if kept is None else int(kept * scale) // common


def _add(levels: Levels, level: int, columns: Mapping[str, str]) -> None:
    while len(levels) <= level:
        levels.append({})
    levels[level] |= columns
