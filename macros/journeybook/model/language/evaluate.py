"""Whether a condition holds for known values, in three-valued logic: true, false, or None where that cannot be known.

The logic is Kleene's strong one: `and` is false as soon as one side is, whatever the other; a part about time is never known.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Any

from journeybook.model.language.nodes import Clause, Combination, Compare, Condition, Constant, Name, Not, Operand, Proposition, Quantity

KnownValue = Decimal | Fraction | int | bool | str
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_NUMBER = re.compile(r"([-\u2212]?[0-9]+(?:\.[0-9]+)?)(?: ?%|(?: (?!or\b|to\b|and\b)[^\W\d_]+){0,3})")


def known_value(text: str) -> KnownValue:
    """Return a value as conditions compare it: a number without its unit, yes or no, or the words themselves.

    >>> known_value("85 %"), known_value("-2.5 hours a week"), known_value("yes"), known_value("1 of 3"), known_value("4 or more")
    (Decimal('85'), Decimal('-2.5'), True, '1 of 3', '4 or more')
    """
    number = _NUMBER.fullmatch(text)
    return Decimal(number[1].replace("\u2212", "-")) if number else _TRUTH.get(text.lower(), text)


_ORDERS: Mapping[str, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_NO_ANSWERS: Mapping[Clause, bool | None] = {}


def evaluate(condition: Condition, values: Mapping[str, KnownValue], answers: Mapping[Clause, bool | None] = _NO_ANSWERS) -> bool | None:
    """Return whether a condition holds for known values (the key "" is the implicit subject); None when that cannot be known.

    `answers` are parts that somebody has answered who knows more than values, such as those about time.
    """
    return _clause(condition.root, values, answers)


def _clause(clause: Clause, values: Mapping[str, KnownValue], given: Mapping[Clause, bool | None]) -> bool | None:
    if given and clause in given:
        return given[clause]
    if isinstance(clause, Not):
        answer = _clause(clause.clause, values, given)
        return None if answer is None else not answer
    if isinstance(clause, Combination):
        answers = [_clause(item, values, given) for item in clause.clauses]
        needed = {"and": len(answers), "or": 1}.get(clause.word, clause.least)
        return True if answers.count(True) >= needed else False if len(answers) - answers.count(False) < needed else None
    return _single_clause(clause, values)


def _single_clause(clause: Clause, values: Mapping[str, KnownValue]) -> bool | None:
    if isinstance(clause, Constant):
        return {"always": True, "never": False}.get(clause.word)
    if isinstance(clause, Compare):
        return _comparison(clause, values)
    fact = _comparable(values.get(clause.name.name)) if isinstance(clause, Proposition) else None
    return fact if isinstance(fact, bool) else None


def _comparison(clause: Compare, values: Mapping[str, KnownValue]) -> bool | None:
    subject = clause.subject.name if clause.subject else ""
    if clause.sign in ("known", "unknown"):
        return (subject in values) == (clause.sign == "known")
    answers = {
        _compare(values.get(subject), "=" if clause.sign in ("in", "not in") else clause.sign, _operand(value, clause.sign, values))
        for value in clause.values
    }
    answer = True if True in answers else None if None in answers else False
    return answer if answer is None else answer != (clause.sign == "not in")


def _operand(value: Operand, sign: str, values: Mapping[str, KnownValue]) -> KnownValue | None:
    if isinstance(value, Quantity):
        return value.amount
    if isinstance(value, Name):
        return values.get(value.name, None if sign[0] in "<>" else value.name)
    return value.text


def _compare(actual: KnownValue | None, sign: str, expected: KnownValue | None) -> bool | None:
    left, right = _comparable(actual), _comparable(expected)
    if isinstance(left, Fraction) or isinstance(right, Fraction):
        left, right = _fraction(left), _fraction(right)
    if left is None or type(left) is not type(right):
        return None
    if sign in ("=", "!="):
        return (left == right) == (sign == "=")
    return None if isinstance(left, bool | str) else bool(_ORDERS[sign](left, right))


def _comparable(value: KnownValue | None) -> bool | str | Decimal | Fraction | None:
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, str):
        return _TRUTH.get(value, value)
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _fraction(value: bool | str | Decimal | Fraction | None) -> bool | str | Fraction | None:  # noqa: FBT001 - any value
    return Fraction(value) if isinstance(value, Decimal) else value
