"""The points of a value on a scale, as an expression of SQL in whole numbers: a line for each two of its values, and nothing is divided."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from journeybook.measure.definitions.conditions import MOST_DIGITS, TooManyDigits, whole_sql
from journeybook.measure.facts import NUMBER, VALUE_PARTS
from journeybook.model.health import ScalePoint
from journeybook.model.value_bands import slope


def scale_points(number: str, scale: Sequence[ScalePoint], steps: int) -> str:
    """Return the points of a number, of which each has `steps` parts; beyond the ends of the scale those of the end."""
    first, last = (f"CAST('{row.value:f}' AS {NUMBER})" for row in (scale[0], scale[-1]))
    whole = f"CAST(LEAST(GREATEST({number}, {first}), {last}) * {VALUE_PARTS} AS INT128)"
    lines = [_line(low, high, steps) for low, high in pairwise(scale)]
    cases = [
        f"WHEN {number} <= CAST('{high.value:f}' AS {NUMBER}) THEN {whole_sql(base)} + {whole} * {whole_sql(rise)}"
        for high, (base, rise) in zip(scale[1:], lines, strict=True)
    ]
    end = int(scale[-1].points * steps)
    return f"CASE {' '.join(cases)} ELSE {whole_sql(end)} END"


def _line(low: ScalePoint, high: ScalePoint, steps: int) -> tuple[int, int]:
    """Return the points at 0 of the line through two values, and by how many parts of a point it rises with each part of a value."""
    rise, at = slope(low, high) * steps / VALUE_PARTS, Fraction(low.value) * VALUE_PARTS
    base = Fraction(low.points) * steps - at * rise
    most = (abs(base), abs(at * rise), abs(Fraction(high.value) * VALUE_PARTS * rise))
    if max(most) * 2 >= 10**MOST_DIGITS:
        raise TooManyDigits("the values of a scale have no exact points of at most 38 digits: write them with fewer digits")
    return int(base), int(rise)
