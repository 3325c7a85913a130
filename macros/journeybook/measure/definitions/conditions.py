"""Conditions of the small language as expressions of SQL, in DuckDB's dialect; author's words enter through `text_sql` alone.

Kleene's logic of `model.language.evaluate` is the logic of SQL: `and`, `or` and `not` with NULL as the third value. What differs is
comparison: a number and a word, or yes and a word, do not compare, and the answer is NULL. Parts about time are never known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from journeybook.measure.facts import NUMBER
from journeybook.model.language.nodes import (
    Absent,
    Clause,
    Combination,
    Compare,
    Condition,
    Constant,
    Elapsed,
    Lasts,
    Not,
    Often,
    Operand,
    Proposition,
    Quantity,
    Quoted,
    Trend,
    Within,
    nodes_in,
)

MOST_DIGITS = 38
"""Digits of a whole number that every engine keeps exactly."""
_TRUE_WORDS, _FALSE_WORDS = "('yes', 'true')", "('no', 'false')"
_STEP = Decimal("0.000000001")
_LARGEST = Decimal(10) ** 19 - _STEP
_TIMED = (Trend, Within, Elapsed, Absent, Often, Lasts)
UNKNOWN = "CAST(NULL AS BOOLEAN)"
"""The third truth value."""


class TooManyDigits(ValueError):
    """Numbers of a model whose exact shares need more digits than an engine keeps."""


@dataclass(frozen=True)
class ValueColumns:
    """The expressions for a value: its number or its word, each NULL where it is not that; a score is a number over `divisor`."""

    number: str
    word: str
    divisor: str = ""

    @property
    def is_known(self) -> str:
        """Whether there is a value."""
        return f"({self.number} IS NOT NULL OR {self.word} IS NOT NULL)"


KnownColumns = Mapping[str, ValueColumns]
"""The expressions for every value that can be known, by the name in conditions; "" is the implicit subject."""


def condition_sql(condition: Condition, columns: KnownColumns) -> str:
    """Return an expression that is true, false, or NULL where `evaluate` would not know."""
    return _clause(condition.root, columns)


def is_true(condition: Condition, columns: KnownColumns) -> str:
    """Return an expression that is true where a condition holds, and else false."""
    return f"COALESCE({condition_sql(condition, columns)}, FALSE)"


def has_timed_part(condition: Condition) -> bool:
    """Return whether a part of a condition is about time, so that it is never known."""
    return any(isinstance(node, _TIMED) for node in nodes_in(condition.root, object))


def text_sql(text: str) -> str:
    """Return a text as a constant: the only door by which an author's words enter a query.

    >>> text_sql("it's")
    "'it''s'"
    """
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def whole_sql(number: int) -> str:
    """Return a whole number of up to 38 digits as a constant."""
    if abs(number) >= 10**MOST_DIGITS:
        raise TooManyDigits(f"{number} has more than {MOST_DIGITS} digits")
    return f"CAST({number} AS INT128)"


def sum_sql(parts: Iterable[str]) -> str:
    """Return the sum of expressions; 0 of none."""
    return f"({' + '.join(parts) or '0'})"


def count_sql(conditions: Iterable[str]) -> str:
    """Return how many conditions hold."""
    return sum_sql(f"CASE WHEN {condition} THEN 1 ELSE 0 END" for condition in conditions)


def any_sql(conditions: Iterable[str]) -> str:
    """Return whether one of several holds; constants are worked out here."""
    parts = [condition for condition in conditions if condition != "FALSE"]
    return "TRUE" if "TRUE" in parts else f"({' OR '.join(parts)})" if parts else "FALSE"


def all_sql(conditions: Iterable[str]) -> str:
    """Return whether each of several holds; constants are worked out here."""
    parts = [condition for condition in conditions if condition != "TRUE"]
    return "FALSE" if "FALSE" in parts else f"({' AND '.join(parts)})" if parts else "TRUE"


def not_sql(condition: str) -> str:
    """Return the opposite; a constant is worked out here."""
    return {"TRUE": "FALSE", "FALSE": "TRUE"}.get(condition) or f"(NOT {condition})"


def _clause(clause: Clause, columns: KnownColumns) -> str:
    if isinstance(clause, Constant):
        return {"always": "TRUE", "never": "FALSE"}.get(clause.word, UNKNOWN)
    if isinstance(clause, Proposition):
        value = columns.get(clause.name.name)
        return _truth(value.word) if value else UNKNOWN
    if isinstance(clause, Compare):
        return _comparison(clause, columns)
    if isinstance(clause, Not):
        return not_sql(_clause(clause.clause, columns))
    if isinstance(clause, Combination):
        return _combination(clause, [_clause(part, columns) for part in clause.clauses])
    return UNKNOWN


def _combination(clause: Combination, parts: Sequence[str]) -> str:
    if clause.word in ("and", "or"):
        return all_sql(parts) if clause.word == "and" else any_sql(parts)
    holding, failing = count_sql(parts), count_sql(map(not_sql, parts))
    return f"CASE WHEN {holding} >= {clause.least} THEN TRUE WHEN {failing} > {len(parts) - clause.least} THEN FALSE END"


def _comparison(clause: Compare, columns: KnownColumns) -> str:
    subject = columns.get(clause.subject.name if clause.subject else "")
    if clause.sign in ("known", "unknown"):
        known = subject.is_known if subject else "FALSE"
        return known if clause.sign == "known" else not_sql(known)
    if subject is None:
        return UNKNOWN
    sign = "=" if clause.sign in ("in", "not in", "!=") else clause.sign
    answer = any_sql(_compare(subject, sign, value, columns) for value in clause.values)
    return not_sql(answer) if clause.sign in ("not in", "!=") else answer


def _compare(subject: ValueColumns, sign: str, value: Operand, columns: KnownColumns) -> str:
    if isinstance(value, Quantity):
        return _compare_number(subject, sign, value.amount)
    if isinstance(value, Quoted):
        return _compare_word(subject.word, sign, value.text)
    as_word, other = _compare_word(subject.word, sign, value.name), columns.get(value.name)
    return f"CASE WHEN {other.is_known} THEN {_compare_values(subject, sign, other)} ELSE {as_word} END" if other else as_word


def _compare_number(subject: ValueColumns, sign: str, amount: Decimal) -> str:
    """Compare with a number; one that has more digits than a reading lies between two readings and equals none."""
    if subject.divisor:
        ratio = Fraction(amount)
        return f"({subject.number} * {whole_sql(ratio.denominator)} {sign} {whole_sql(ratio.numerator)} * {subject.divisor})"
    nearest = max(-_LARGEST, min(_LARGEST, amount)).quantize(_STEP, ROUND_DOWN)
    if nearest != amount and sign == "=":
        return f"CASE WHEN {subject.number} IS NOT NULL THEN FALSE END"
    if nearest != amount:
        below, above = ("<=", ">") if amount > 0 else ("<", ">=")
        sign = below if sign[0] == "<" else above
    return f"({subject.number} {sign} CAST('{nearest:f}' AS {NUMBER}))"


def _compare_word(word: str, sign: str, text: str) -> str:
    """Compare a word with a text; yes and no compare with each other, other words with other words, and only for being the same."""
    if sign != "=":
        return UNKNOWN
    if text in ("yes", "true", "no", "false"):
        return f"({_truth(word)} = {'TRUE' if text in ('yes', 'true') else 'FALSE'})"
    return f"CASE WHEN {_truth(word)} IS NULL THEN {word} = {text_sql(text)} END"


def _compare_values(left: ValueColumns, sign: str, right: ValueColumns) -> str:
    if left.divisor or right.divisor:
        return UNKNOWN
    numbers = f"WHEN {right.number} IS NOT NULL THEN {left.number} {sign} {right.number}"
    if sign != "=":
        return f"CASE {numbers} END"
    truths = _truth(left.word), _truth(right.word)
    both = f"WHEN {truths[0]} IS NOT NULL AND {truths[1]} IS NOT NULL THEN {truths[0]} = {truths[1]}"
    return f"CASE {numbers} {both} WHEN {truths[0]} IS NULL AND {truths[1]} IS NULL THEN {left.word} = {right.word} END"


def _truth(word: str) -> str:
    """Return yes as true, no as false, any other word as NULL."""
    return f"CASE WHEN {word} IN {_TRUE_WORDS} THEN TRUE WHEN {word} IN {_FALSE_WORDS} THEN FALSE END"
