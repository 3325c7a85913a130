"""Every customer falls into one segment.

The rules of the segments are tried out at and around each of their borders. A customer whom two rules fit needs a
`priority:` to decide (the higher number wins); one whom no rule fits is forgotten. Only rules that compare measures
with numbers can be tried out.

Good:
    # segments/segments.yml
    - {id: starter, name: Starter group, rule: staff < 50}
    - {id: growth, name: Growth group, rule: staff >= 50 and yearly_spend < 20000}
    - {id: scale, name: Scale group, rule: staff >= 50 and yearly_spend >= 20000}

Bad:
    # segments/segments.yml
    - {id: starter, name: Starter group, rule: staff <= 50}
    - {id: growth, name: Growth group, rule: staff >= 50}

Bad:
    # segments/segments.yml
    - {id: starter, name: Starter group, rule: staff < 50}
    - {id: growth, name: Growth group, rule: staff > 50}
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations, islice, pairwise, product

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.condition import holds
from journeybook.model.condition_parse import Compare, Condition, Constant, Group, Not, Number, Part
from journeybook.model.people import Segment
from journeybook.validate.problem import Problem

ID = "SEGMENT-RULES"
LEVEL = Level.WARNING
MOST_TRIALS = 5_000
Customer = dict[str, Fraction]


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield the customers whom several rules fit without a priority, or whom no rule fits."""
    rules = {segment: segment.rule for segment in atlas.segments if segment.rule and _comparable(segment.rule.root)}
    customers = list(islice(_customers(list(rules.values())), MOST_TRIALS))
    fits = [(customer, tuple(one for one, rule in rules.items() if holds(rule, customer))) for customer in customers]
    told: set[tuple[str, str]] = set()
    for customer, fitting in fits:
        for first, second in combinations(fitting, 2):
            if first.priority == second.priority and (first.id, second.id) not in told:
                told.add((first.id, second.id))
                message = f"a customer with {_said(customer)} fits both '{first.name}' and '{second.name}'"
                yield Problem(second, message, "change a border, or give one of the two a higher `priority:`", "rule")
    forgotten = next((customer for customer, fitting in fits if not fitting), None)
    if forgotten and len(rules) == len(atlas.segments) > 1:
        message = f"a customer with {_said(forgotten)} fits no segment"
        yield Problem(_nearest(rules, forgotten), message, "change a border, or add a segment for such customers", "rule")


def _comparable(part: Part) -> bool:
    if isinstance(part, Group):
        return all(_comparable(inner) for inner in part.parts)
    if isinstance(part, Not):
        return _comparable(part.part)
    if isinstance(part, Compare):
        return part.subject is not None and bool(part.values) and all(isinstance(value, Number) for value in part.values)
    return isinstance(part, Constant) and part.word in ("always", "never")


def _borders(part: Part) -> Iterator[tuple[str, Number]]:
    if isinstance(part, Group):
        yield from (border for inner in part.parts for border in _borders(inner))
    elif isinstance(part, Not):
        yield from _borders(part.part)
    elif isinstance(part, Compare) and part.subject:
        yield from ((part.subject.name, value) for value in part.values if isinstance(value, Number))


def _customers(rules: list[Condition]) -> Iterator[Customer]:
    """Make up customers at every border, between borders, and beyond the outermost."""
    found: dict[str, set[Number]] = {}
    for rule in rules:
        for name, number in _borders(rule.root):
            found.setdefault(name, set()).add(number)
    lines = [_line(numbers) for numbers in found.values()]
    yield from (dict(zip(found, values, strict=True)) for values in product(*lines) if found)


def _line(numbers: set[Number]) -> list[Fraction]:
    borders = sorted({Fraction(number.amount) for number in numbers})
    whole = all(border.denominator == 1 for border in borders) and not any(number.unit for number in numbers)
    between = [(low + high) / 2 for low, high in pairwise(borders)]
    if whole:
        inner = pairwise(borders)
        between = [Fraction(int((low + high) / 2)) for low, high in inner if high - low > 1]
    below = [borders[0] / 2 if not whole else Fraction(int(borders[0] / 2))] if borders[0] > 0 else []
    return [*below, *sorted({*borders, *between}), borders[-1] + 1]


def _nearest(rules: dict[Segment, Condition], customer: Customer) -> Segment:
    """Return the segment with a border nearest to the forgotten customer, for a place to point at."""

    def distance(segment: Segment) -> Fraction:
        gaps = [abs(Fraction(number.amount) - customer[name]) for name, number in _borders(rules[segment].root)]
        return min(gaps, default=Fraction(10**12))

    return min(rules, key=distance)


def _said(customer: Customer) -> str:
    return " and ".join(f"{name} {float(value):g}" if value.denominator > 1 else f"{name} {value}" for name, value in customer.items())
