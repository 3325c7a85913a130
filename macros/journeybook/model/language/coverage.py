"""Which values of a scale a set of bands leaves out or covers twice, by interval analysis.

A condition that compares one measure with numbers is constant between its numbers. So the numbers of all bands, and the ends of the
scale, cut the scale into points and open spans between them; one sample of each, the point itself or the middle of the span, answers for
all of its values. Each sample is put to each band. A sample that no band covers is a gap, one that several cover is an overlap, and
neighbours with the same answer are joined. Numbers are exact fractions, so that no border is lost to rounding. Bands that depend on time,
words, events or a second measure are not compared; the answer is then the reason.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from math import ceil, floor

from journeybook.model.language.evaluate import evaluate
from journeybook.model.language.nodes import (
    Absent,
    Compare,
    Condition,
    Constant,
    Elapsed,
    Lasts,
    Often,
    Proposition,
    Quantity,
    Trend,
    Within,
    nodes_in,
)
from journeybook.model.language.tokens import LONGEST_EXPRESSION

MOST_NUMBERS = 100
"""Numbers that one set of bands, or the rules of all segments, may compare with: each is tried on each condition."""
_MOST_PLACES = LONGEST_EXPRESSION + 1
Bands = Sequence[tuple[str, Condition]]


@dataclass(frozen=True)
class Span:
    """The values from low to high; None is no end, and each end says whether it belongs to the span."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool = True
    high_included: bool = True

    @property
    def has_whole(self) -> bool:
        """Whether a whole number lies in it."""
        if self.low is None or self.high is None:
            return True
        first = ceil(self.low) if self.low_included else floor(self.low) + 1
        last = floor(self.high) if self.high_included else ceil(self.high) - 1
        return first <= last

    def __str__(self) -> str:
        low, high = _plain(self.low), _plain(self.high)
        if self.low is not None and self.low == self.high:
            return low
        if self.low_included and self.high_included and low and high:
            return f"{low} to {high}"
        start = (f"{low} and above" if not high else f"from {low}") if self.low_included else f"above {low}"
        finish = (f"{high} and below" if not low else f"up to {high}") if self.high_included else f"below {high}"
        return f"{start}, {finish}" if low and high else start if low else finish if high else "every value"


@dataclass(frozen=True)
class Gap:
    """Values that no band covers."""

    span: Span

    def __str__(self) -> str:
        return f"no rule for {self.span}"


@dataclass(frozen=True)
class Overlap:
    """Values that two or more bands cover."""

    labels: tuple[str, ...]
    span: Span

    def __str__(self) -> str:
        count = {2: "two", 3: "three"}.get(len(self.labels), str(len(self.labels)))
        return f"{count} rules ({', '.join(self.labels)}) for {self.span}"


@dataclass(frozen=True)
class Uncompared:
    """Bands that cannot be compared: the label of the first one at fault, and why."""

    label: str
    reason: str

    def __str__(self) -> str:
        return f"cannot be compared: {self.label} {self.reason}"


def check_coverage(
    bands: Bands, low: Decimal | Fraction | None = None, high: Decimal | Fraction | None = None, *, subject: str = ""
) -> tuple[Gap | Overlap, ...] | Uncompared:
    """Return the values of the scale from low to high that no band or several bands cover; `subject` is the measure of bare comparisons."""
    if numbers_in(band for _, band in bands) > MOST_NUMBERS:
        return Uncompared(bands[-1][0], f"is one of several rules with more than {MOST_NUMBERS} numbers")
    uncompared = _uncompared(bands, subject)
    if uncompared:
        return uncompared
    scale = Span(_exact(low), _exact(high))
    numbers = {_exact(number.amount) for _, band in bands for number in nodes_in(band.root, Quantity)} | {scale.low, scale.high}
    spans = [span for span in _spans(sorted(number for number in numbers if number is not None)) if _is_inside(span, scale)]
    subjects = {clause.subject.name if clause.subject else "" for _, band in bands for clause in nodes_in(band.root, Compare)}
    faults: list[Gap | Overlap] = []
    for labels, run in groupby(spans, lambda span: _covering(bands, span, subjects)):
        first, *rest = run
        last = rest[-1] if rest else first
        span = Span(first.low, last.high, first.low_included, last.high_included)
        faults += [Gap(span)] if not labels else [Overlap(labels, span)] if len(labels) > 1 else []
    return tuple(faults)


def numbers_in(conditions: Iterable[Condition]) -> int:
    """Return how many numbers conditions compare with."""
    return sum(1 for condition in conditions for _ in nodes_in(condition.root, Quantity))


def _uncompared(bands: Bands, subject: str) -> Uncompared | None:
    subjects: list[str] = []
    units: list[str] = []
    for label, band in bands:
        obstacle = next(filter(None, map(_obstacle, nodes_in(band.root, object))), "")
        if obstacle:
            return Uncompared(label, obstacle)
        subjects += [clause.subject.name if clause.subject else subject for clause in nodes_in(band.root, Compare)]
        units += [unit for number in nodes_in(band.root, Quantity) if (unit := number.unit.removesuffix("s"))]
        for verb, names in (("is about", subjects), ("counts in", units)):
            other = next((name for name in names if name != names[0]), None)
            if other is not None:
                return Uncompared(label, f"{verb} {other or 'the value itself'}, and another rule {verb} {names[0] or 'the value itself'}")
    return None


def _obstacle(node: object) -> str:
    """Return why a node cannot be laid on a scale, or nothing where it can."""
    if isinstance(node, Proposition):
        return f"depends on {node.name.name}"
    if isinstance(node, Trend | Within | Elapsed | Absent | Often | Lasts):
        return "depends on time"
    if isinstance(node, Compare) and any(not isinstance(value, Quantity) for value in node.values):
        return "depends on a second measure or on words"
    return "is unstated" if node == Constant("unstated") else ""


def _spans(points: Sequence[Fraction]) -> Iterator[Span]:
    """Yield the points and the open spans between, before and behind them, in order."""
    ends = [None, *points, None]
    for low, high in pairwise(ends):
        yield Span(low, high, low is None, high is None)
        if high is not None:
            yield Span(high, high)


def _is_inside(span: Span, scale: Span) -> bool:
    begins = scale.low is None or (span.low is not None and span.low >= scale.low)
    return begins and (scale.high is None or (span.high is not None and span.high <= scale.high))


def _covering(bands: Bands, span: Span, subjects: set[str]) -> tuple[str, ...]:
    """Return the labels of the bands that cover a span, tried on one sample of it."""
    low = span.low if span.low is not None else (span.high or Fraction(0)) - 2
    high = span.high if span.high is not None else low + 2
    sample = (low + high) / 2
    values = dict.fromkeys(subjects, sample)
    return tuple(label for label, band in bands if evaluate(band, values))


def _exact(number: Decimal | Fraction | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _plain(number: Fraction | None) -> str:
    """Return a decimal fraction in digits, without loss."""
    if number is None:
        return ""
    places = next(count for count in range(_MOST_PLACES) if (number * 10**count).denominator == 1)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    cut = len(digits) - places
    return f"{'-' if number < 0 else ''}{digits[:cut]}{'.' if places else ''}{digits[cut:]}"
