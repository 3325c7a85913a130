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
from itertools import combinations

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.language.coverage import MOST_NUMBERS, numbers_in
from journeybook.model.language.evaluate import evaluate
from journeybook.model.language.nodes import Condition
from journeybook.model.language.trial_values import Values, borders, comparable, trial_values
from journeybook.model.people import Segment
from journeybook.validate.problem import Problem, Reach

ID = "SEGMENT-RULES"
LEVEL = Level.WARNING
REACH = Reach.ALIKE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield the customers whom several rules fit without a priority, or whom no rule fits."""
    rules = {segment: segment.rule for segment in atlas.segments if segment.rule and comparable(segment.rule.root)}
    if numbers_in(rules.values()) > MOST_NUMBERS:
        return
    fits = [
        (customer, tuple(segment for segment, rule in rules.items() if evaluate(rule, customer)))
        for customer in trial_values(rules.values())
    ]
    pairs: set[tuple[str, str]] = set()
    for customer, fitting in fits:
        for first, second in combinations(fitting, 2):
            is_told = (first.id, second.id) not in pairs and not _is_open(first, customer) and not _is_open(second, customer)
            if first.priority == second.priority and is_told:
                pairs.add((first.id, second.id))
                message = f"a customer with {_said(customer)} fits both '{first.name}' and '{second.name}'"
                yield Problem(second, message, "change a border, or give one of the two a higher `priority:`", "rule")
    left_out = (customer for customer, fitting in fits if not fitting and not any(_is_open(segment, customer) for segment in rules))
    forgotten = next(left_out, None)
    if forgotten and len(rules) == len(atlas.segments) > 1:
        message = f"a customer with {_said(forgotten)} fits no segment"
        yield Problem(_nearest(rules, forgotten), message, "change a border, or add a segment for such customers", "rule")


def _is_open(segment: Segment, customer: Values) -> bool:
    """Return whether a customer lies exactly on a border of a segment that says in `border` what is known of such customers."""
    if segment.rule is None or not (segment.border or segment.answer_in("border")):
        return False
    return any(Fraction(number.amount) == customer[name] for name, number in borders(segment.rule.root))


def _nearest(rules: dict[Segment, Condition], customer: Values) -> Segment:
    """Return the segment with a border nearest to the forgotten customer, for a place to point at."""

    def distance(segment: Segment) -> Fraction:
        gaps = [abs(Fraction(number.amount) - customer[name]) for name, number in borders(rules[segment].root)]
        return min(gaps, default=Fraction(10**12))

    return min(rules, key=distance)


def _said(customer: Values) -> str:
    return " and ".join(f"{name} {float(value):g}" if value.denominator > 1 else f"{name} {value}" for name, value in customer.items())
