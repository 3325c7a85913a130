"""Values to try conditions on: one at every number that they compare with, one between neighbours, and one beyond the outermost."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice, pairwise, product

from journeybook.model.language.nodes import Clause, Combination, Compare, Condition, Constant, Not, Quantity

MOST_TRIALS = 5_000
Values = dict[str, Fraction]


def comparable(part: Clause) -> bool:
    """Return whether a condition only compares measures with numbers."""
    if isinstance(part, Combination):
        return all(comparable(inner) for inner in part.clauses)
    if isinstance(part, Not):
        return comparable(part.clause)
    if isinstance(part, Compare):
        return part.subject is not None and bool(part.values) and all(isinstance(value, Quantity) for value in part.values)
    return isinstance(part, Constant) and part.word in ("always", "never")


def borders(part: Clause) -> Iterator[tuple[str, Quantity]]:
    """Yield every measure of a condition with a number that it is compared with."""
    if isinstance(part, Combination):
        yield from (border for inner in part.clauses for border in borders(inner))
    elif isinstance(part, Not):
        yield from borders(part.clause)
    elif isinstance(part, Compare) and part.subject:
        yield from ((part.subject.name, value) for value in part.values if isinstance(value, Quantity))


def trial_values(conditions: Iterable[Condition], *, only_whole: bool = True) -> tuple[Values, ...]:
    """Return values for the measures that conditions name; between whole numbers there are only whole ones, unless told otherwise."""
    numbers: dict[str, set[Quantity]] = {}
    for condition in conditions:
        for name, number in borders(condition.root):
            numbers.setdefault(name, set()).add(number)
    lines = [_line(borders_of_name, only_whole=only_whole) for borders_of_name in numbers.values()]
    return tuple(islice((dict(zip(numbers, values, strict=True)) for values in product(*lines) if numbers), MOST_TRIALS))


def _line(numbers: set[Quantity], *, only_whole: bool) -> list[Fraction]:
    points = sorted({Fraction(number.amount) for number in numbers})
    whole = only_whole and all(point.denominator == 1 for point in points) and not any(number.unit for number in numbers)
    between = [(low + high) / 2 for low, high in pairwise(points)]
    if whole:
        between = [Fraction(int((low + high) / 2)) for low, high in pairwise(points) if high - low > 1]
    below = [points[0] / 2 if not whole else Fraction(int(points[0] / 2))] if points[0] > 0 else []
    return [*below, *sorted({*points, *between}), points[-1] + 1]
