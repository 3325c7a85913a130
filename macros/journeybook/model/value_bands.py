"""In which band a value or a score lies, by ranges or by a table of two measures, and how many points a band of an input brings."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from journeybook.model.band_table import AnyTable, BandCell, RangeCell
from journeybook.model.health import Band, HealthModel, Indicator, InputBand, ScalePoint, bands_of, indicators_of
from journeybook.model.language.evaluate import KnownValue, evaluate
from journeybook.model.language.nodes import Condition

Values = Mapping[str, KnownValue]


def measures_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the ids of the measures by which an input is judged: its own, or the two of its table."""
    table = indicator.band_table
    return (indicator.measure,) if table is None else (table.rows, table.columns)


def bands_for_value(indicator: Indicator, values: Values) -> tuple[InputBand, ...]:
    """Return the bands of an input in which its value lies: one in a model without gaps and overlaps."""
    if indicator.band_table:
        return tuple(cell for cell in _cells(indicator.band_table, values) if isinstance(cell, RangeCell) and cell.tone)
    return tuple(band for band in indicator.bands if _covers(band.when, indicator.measure, values))


def bands_for_score(model: HealthModel, score: Fraction | None, values: Values) -> tuple[Band, ...]:
    """Return the bands that the model's table gives, or that cover the score; a score of None lies in none."""
    known = values if score is None else {**values, "score": score, "": score}
    if model.band_table:
        names = [_local(cell.band) for cell in _cells(model.band_table, known) if isinstance(cell, BandCell) and cell.band]
        return tuple(band for band in model.bands if band.id in names)
    return tuple(band for band in model.bands if score is not None and band.when and evaluate(band.when, known))


def band_named(model: HealthModel, reference: str) -> Band | None:
    """Return the band of a model that a reference names."""
    return next((band for band in model.bands if band.id == _local(reference)), None)


def points_of(model: HealthModel, band: InputBand) -> Fraction | None:
    """Return the points of a band: its own, else those that the model gives for its tone."""
    points = next((row.points for row in model.points if row.tone is band.tone), None) if band.points is None else band.points
    return None if points is None else Fraction(points)


def points_on_scale(scale: Sequence[ScalePoint], value: KnownValue | None) -> Fraction | None:
    """Return the points of a value on a scale: in proportion between two of its values, and beyond its ends those of the end.

    None where the value is no number, or the scale has no two values that rise.
    """
    if isinstance(value, bool | str) or value is None or not is_scale(scale):
        return None
    number = min(max(Fraction(value), Fraction(scale[0].value)), Fraction(scale[-1].value))
    low, high = next((low, high) for low, high in pairwise(scale) if number <= high.value)
    return Fraction(low.points) + (number - Fraction(low.value)) * slope(low, high)


def slope(low: ScalePoint, high: ScalePoint) -> Fraction:
    """Return by how many points a value between two of a scale brings more, for each unit of it."""
    return (Fraction(high.points) - Fraction(low.points)) / (Fraction(high.value) - Fraction(low.value))


def is_scale(scale: Sequence[ScalePoint]) -> bool:
    """Return whether a scale has two values or more, and each is higher than the one before."""
    return len(scale) > 1 and all(low.value < high.value for low, high in pairwise(scale))


def score_range(model: HealthModel) -> tuple[Fraction, Fraction]:
    """Return the lowest and the highest score: as written, else the fewest and most points that an input brings, else 0 and the total."""
    own_points = (band.points for indicator in indicators_of(model) for band in bands_of(indicator) if band.points is not None)
    on_scales = (row.points for indicator in indicators_of(model) for row in indicator.scale)
    points = [*(row.points for row in model.points), *own_points, *on_scales]
    low, high = (min(points), max(points)) if points else (0, model.total)
    return Fraction(low if model.lowest is None else model.lowest), Fraction(high if model.highest is None else model.highest)


def _cells(table: AnyTable, values: Values) -> tuple[BandCell | RangeCell, ...]:
    """Return the cells where the only row and the only column that cover the values meet."""
    rows = [row for row in table.down if _covers(row.when, table.rows, values)]
    columns = [column.id for column in table.across if _covers(column.when, table.columns, values)]
    return tuple(cell for cell in rows[0].bands if cell.column == columns[0]) if len(rows) == len(columns) == 1 else ()


def _covers(condition: Condition, measure: str, values: Values) -> bool:
    return measure in values and evaluate(condition, {**values, "": values[measure]}) is True


def _local(reference: str) -> str:
    return reference.rpartition("/")[2]
