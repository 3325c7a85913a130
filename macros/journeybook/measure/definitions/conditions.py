"""Conditions of the small language as expressions of SQL, in DuckDB's dialect; author's words enter through `text_sql` alone.

Kleene's logic of `model.language.evaluate` is the logic of SQL: `and`, `or` and `not` with NULL as the third value. What differs is
comparison: a number and a word, or yes and a word, do not compare, and the answer is NULL. Parts about time, events and fields of
several values are known where a timeline has answered them, and else NULL.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from journeybook.measure.facts import NUMBER
from journeybook.model.language.nodes import (
    Clause,
    Combination,
    Compare,
    Condition,
    Constant,
    Name,
    Not,
    Operand,
    Proposition,
    Quantity,
    Quoted,
    nodes_in,
)

MOST_DIGITS = 38
"""Digits of a whole number that every engine keeps exactly."""
_TRUE_WORDS, _FALSE_WORDS = "('yes', 'true')", "('no', 'false')"
_STEP = Decimal("0.000000001")
_LARGEST = Decimal(10) ** 19 - _STEP
UNKNOWN = "CAST(NULL AS BOOLEAN)"
"""The third truth value."""


class TooManyDigits(ValueError):
    """Numbers of a model whose exact shares need more digits than an engine keeps."""


@dataclass(frozen=True)
class ValueColumns:
    """The expressions for a value: its number or its word, each NULL where it is not that; a score is a number over `divisor`.

    `name` is that of a measure; `held` is how many values a field has, which is known of several as well.
    """

    number: str
    word: str
    divisor: str = ""
    name: str = ""
    held: str = ""

    @property
    def is_known(self) -> str:
        """Whether there is a value."""
        return f"COALESCE({self.held} > 0, FALSE)" if self.held else f"({self.number} IS NOT NULL OR {self.word} IS NOT NULL)"


@dataclass(frozen=True)
class AskedClause:
    """A part of a condition that no table answers, about the measure of bare comparisons, if it is one about a measure's value."""

    clause: Clause
    subject: str


KnownColumns = Mapping[str | AskedClause, ValueColumns]
"""The expressions for every value that can be known, by the name in conditions; "" is the implicit subject.

Parts that a timeline has answered are there as well, with their truth as the word.
"""


def condition_sql(condition: Condition, columns: KnownColumns) -> str:
    """Return an expression that is true, false, or NULL where `evaluate` would not know."""
    return _clause(condition.root, columns)


def is_true(condition: Condition, columns: KnownColumns) -> str:
    """Return an expression that is true where a condition holds, and else false."""
    return f"COALESCE({condition_sql(condition, columns)}, FALSE)"


def asked_clauses(condition: Condition, subject: str, measures: Collection[str]) -> Iterator[AskedClause]:
    """Yield the parts of a condition that only a timeline answers: all that do not compare the values of measures."""
    for clause in _parts_joined(condition.root):
        names = {name.name for name in nodes_in(clause, Name) if name.role != "value"}
        compares = isinstance(clause, Compare) and (clause.subject is None or names <= {*measures, "score"})
        if not compares and not isinstance(clause, Constant) and not (isinstance(clause, Proposition) and names <= {*measures}):
            yield AskedClause(clause, subject)


def _parts_joined(clause: Clause) -> Iterator[Clause]:
    parts = (clause.clause,) if isinstance(clause, Not) else clause.clauses if isinstance(clause, Combination) else ()
    if not parts:
        yield clause
    for part in parts:
        yield from _parts_joined(part)


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
    """Return a part of a condition: as a timeline has answered it, else from the values that are known."""
    answer = columns.get(AskedClause(clause, columns[""].name if "" in columns else ""))
    if answer:
        return answer.word
    if isinstance(clause, Not):
        return not_sql(_clause(clause.clause, columns))
    if isinstance(clause, Combination):
        return _combination(clause, [_clause(part, columns) for part in clause.clauses])
    return _single_clause(clause, columns)


def _single_clause(clause: Clause, columns: KnownColumns) -> str:
    if isinstance(clause, Constant):
        return {"always": "TRUE", "never": "FALSE"}.get(clause.word, UNKNOWN)
    if isinstance(clause, Compare):
        return _comparison(clause, columns)
    value = columns.get(clause.name.name) if isinstance(clause, Proposition) else None
    return _truth(value.word) if value else UNKNOWN


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
