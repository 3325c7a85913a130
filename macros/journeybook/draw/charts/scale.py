"""Scales of charts: where a value lies, and which round values are written beside them.

Steps of 1, 2 and 5 times a power of ten, as in Heckbert, "Nice numbers for graph labels" (Graphics Gems, 1990).
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log2, log10
from typing import TypeAlias

from journeybook.words.languages import numeral

ChartNumber: TypeAlias = int | float | Decimal

MOST_VALUES = 5
"""How many values are written beside a scale."""
_MOST_PLACES, _SHORTENED_FROM, _MILLION = 6, 10_000, 1_000_000
_FURTHEST = 10
"""The power of two that a scale of ratios ends at; what lies beyond stands at its end."""


@dataclass(frozen=True)
class Scale:
    """Values from low to high on a line from start to end, in points; logarithmic where ratios are shown."""

    low: float
    high: float
    start: float
    end: float
    is_logarithmic: bool = False

    def at(self, value: ChartNumber) -> float:
        """Return where a value lies; one beyond the scale lies at its end.

        >>> [Scale(0, 50, 0, 100).at(value) for value in (-1, 10, 60)], Scale(0.25, 4, 0, 100, is_logarithmic=True).at(2)
        ([0.0, 20.0, 100.0], 75.0)
        """
        inside = min(max(float(value), self.low), self.high)
        if self.is_logarithmic:
            part = (log2(inside) - log2(self.low)) / (log2(self.high) - log2(self.low))
        else:
            part = (inside - self.low) / (self.high - self.low)
        return round(self.start + part * (self.end - self.start), 1)


def round_values(low: ChartNumber, high: ChartNumber, most: int = MOST_VALUES, *, least_step: float = 0.001) -> tuple[float, ...]:
    """Return at most `most` round values from the last at or below low to the first at or above high, all as far apart.

    >>> round_values(0, 47), round_values(-3, 3), round_values(0, 0, least_step=1), round_values(0, 0.7)
    ((0.0, 20.0, 40.0, 60.0), (-4.0, -2.0, 0.0, 2.0, 4.0), (0.0, 1.0), (0.0, 0.2, 0.4, 0.6, 0.8))
    """
    first, last = float(low), float(high)
    step = max(_step((last - first) or 1, most), least_step)
    while ceil(last / step) - floor(first / step) + 1 > most:
        step = _step(step * 1.01 * (most - 1), most)
    bounds = floor(first / step), max(ceil(last / step), floor(first / step) + 1)
    return tuple(round(float(number * step), 9) for number in range(bounds[0], bounds[1] + 1))


def doublings(low: ChartNumber, high: ChartNumber) -> tuple[float, ...]:
    """Return powers of two from at or below low to at or above high, round one, thinned to five at most.

    >>> doublings(0.4, 3), doublings(1, 1)
    ((0.25, 0.5, 1.0, 2.0, 4.0), (0.5, 1.0, 2.0))
    """
    first, last = max(min(floor(log2(low)), -1), -_FURTHEST), min(max(ceil(log2(high)), 1), _FURTHEST)
    step = max(ceil(-first / 2), ceil(last / 2)) if last - first > MOST_VALUES - 1 else 1
    return tuple(2.0**power for power in range(-step * ceil(-first / step), last + step, step))


def plain_number(value: ChartNumber, language: str = "en") -> str:
    """Return a number as it is written in a chart: with one place behind the point, or with two digits that are not noughts in front.

    >>> plain_number(2.5, "de")
    '2,5'
    >>> [plain_number(value) for value in (3, 2.50, Decimal("0.125"), 0.0009765625, 1234567, 12.04, 0)]
    ['3', '2.5', '0.12', '0.00098', '1234567', '12', '0']
    """
    exact = Decimal(str(value))
    places = 1 if abs(exact) >= 1 else min(max(1 - exact.adjusted(), 2), _MOST_PLACES)
    text = f"{round(exact, places):f}"
    return numeral(text.rstrip("0").rstrip(".") if "." in text else text, language)


def short_number(value: ChartNumber, language: str = "en") -> str:
    """Return a number as it is written beside a scale: from ten thousand up in thousands or millions.

    >>> [short_number(value) for value in (5000, 25000, -1500000)]
    ['5000', '25k', '-1.5M']
    """
    size = abs(float(value))
    if size >= _MILLION:
        return f"{plain_number(Decimal(str(value)) / _MILLION, language)}M"
    return f"{plain_number(Decimal(str(value)) / 1000, language)}k" if size >= _SHORTENED_FROM else plain_number(value, language)


def percent(share: ChartNumber) -> str:
    """Return a share as whole per cent; only nobody is 0 and only everybody is 100.

    >>> [percent(share) for share in (0, 0.004, 0.5, 0.999, 1)]
    ['0 %', '1 %', '50 %', '99 %', '100 %']
    """
    whole = round(Decimal(str(share)) * 100)
    return f"{min(max(whole, 1), 99) if 0 < float(share) < 1 else whole} %"


def thinned(widths: list[float], positions: list[float]) -> tuple[int, ...]:
    """Return which of some labels along a line are written so that none touches the next: every first, second, third and so on."""
    for step in range(1, len(widths) + 1):
        kept = range(0, len(widths), step)
        if all(abs(positions[after] - positions[before]) > (widths[before] + widths[after]) / 2 + 4 for before, after in pairwise(kept)):
            return tuple(kept)
    return ()


def _step(span: float, most: int) -> float:
    """Return the smallest round step with which a span takes at most so many values."""
    wanted = span / (most - 1)
    power = 10.0 ** floor(log10(wanted))
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wanted * (1 - 1e-9)))
