"""The nodes of a parsed condition, and a walk through them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import TypeVar

_Node = TypeVar("_Node")

UNITS = {"hours": (1, 24), "days": (1, 1), "business days": (7, 5), "weeks": (7, 1), "months": (30, 1), "years": (365, 1)}
UNITS |= {"minutes": (1, 1440), "quarters": (90, 1)}
"""The nominal length of each unit of time: (days, units), so that 7 days are 5 business days."""


@dataclass(frozen=True)
class Name:
    """A reference: the id, the column where it stands, and what it is used as (fact, measure, value, anchor, window, event)."""

    name: str
    column: int = field(default=0, compare=False)
    role: str = "fact"


@dataclass(frozen=True)
class Duration:
    """A length of time such as 14 days, or from 2 to 3 weeks when `most` is given; `bound` is most, least or about."""

    amount: int
    unit: str
    most: int | None = None
    bound: str = ""

    @property
    def days(self) -> int:
        """The nominal number of days of the (smaller) amount: a month has 30, a working week of 5 days has 7."""
        up, down = UNITS[self.unit]
        return self.amount * up // down

    @property
    def fewest_days(self) -> int:
        """The nominal number of days that it takes in any case: none where it is said only how long it takes at most."""
        return 0 if self.bound == "most" else self.days


@dataclass(frozen=True)
class Quantity:
    """An exact number with its unit, if it has one: %, a currency, a word."""

    amount: Decimal
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.amount:f}{'' if self.unit in ('', '%') else ' '}{self.unit}"


@dataclass(frozen=True)
class Quoted:
    """Quoted words to compare with."""

    text: str

    def __str__(self) -> str:
        quotes = next((pair for pair in ('""', "''") if pair[0] not in self.text), "“”")
        return f"{quotes[0]}{self.text}{quotes[1]}"


Operand = Quantity | Name | Quoted


@dataclass(frozen=True)
class Constant:
    """Always, never, or unstated: the source does not say."""

    word: str


@dataclass(frozen=True)
class Proposition:
    """An event happened, a milestone is reached, a yes/no measure is true."""

    name: Name


@dataclass(frozen=True)
class Compare:
    """A measure (or the one whose band this is) against values: < <= > >= = != take one, in and not in many, unknown and known none."""

    subject: Name | None
    sign: str
    values: tuple[Operand, ...] = ()


@dataclass(frozen=True)
class Trend:
    """A measure rises or falls, perhaps by so much, perhaps within so long."""

    subject: Name | None
    direction: str
    by: Quantity | None = None
    within: Duration | None = None


@dataclass(frozen=True)
class Within:
    """A dated thing lies within so long before, after or of (either side) an anchor; no anchor means from now on."""

    name: Name
    duration: Duration
    side: str = ""
    anchor: Name | None = None


@dataclass(frozen=True)
class Elapsed:
    """So many days (sign: < <= > >= = !=) after or before an anchor; no anchor means the map's own start."""

    sign: str
    duration: Duration
    side: str = "after"
    anchor: Name | None = None


@dataclass(frozen=True)
class Absent:
    """Something has not happened for so long."""

    name: Name
    duration: Duration


@dataclass(frozen=True)
class Often:
    """Something happens at `least` or at `most` so many times within so long."""

    name: Name
    limit: str
    times: int
    duration: Duration


@dataclass(frozen=True)
class Lasts:
    """A clause has held for so long."""

    clause: "Clause"
    duration: Duration


@dataclass(frozen=True)
class Not:
    """The opposite of a clause."""

    clause: "Clause"


@dataclass(frozen=True)
class Combination:
    """Clauses joined by `and`, by `or`, or by `of` (at least so many of them)."""

    word: str
    clauses: tuple["Clause", ...]
    least: int = 0


Clause = Constant | Proposition | Compare | Trend | Within | Elapsed | Absent | Often | Lasts | Not | Combination


@dataclass(frozen=True)
class Condition:
    """A condition: the author's text and the root of its tree."""

    text: str
    root: Clause


def combined(word: str, clauses: list[Clause]) -> Clause:
    """Return clauses joined by `and` or `or`, with those already joined by the same word taken apart; a single one stays itself."""
    flat = [
        inner for clause in clauses for inner in (clause.clauses if isinstance(clause, Combination) and clause.word == word else (clause,))
    ]
    return flat[0] if len(flat) == 1 else Combination(word, tuple(flat))


def push_negations(clause: Clause) -> Clause:
    """Return a clause in negation normal form, by De Morgan's laws: `not` stands only before a fact, a count and what lasts."""
    inner = clause.clause if isinstance(clause, Not) else None
    if isinstance(inner, Not):
        return push_negations(inner.clause)
    if isinstance(inner, Combination) and inner.word != "of":
        return combined("or" if inner.word == "and" else "and", [push_negations(Not(part)) for part in inner.clauses])
    if isinstance(clause, Not):
        return Not(push_negations(clause.clause))
    if isinstance(clause, Lasts):
        return replace(clause, clause=push_negations(clause.clause))
    if not isinstance(clause, Combination):
        return clause
    parts = [push_negations(part) for part in clause.clauses]
    return replace(clause, clauses=tuple(parts)) if clause.word == "of" else combined(clause.word, parts)


def simplify_comparison(compare: Compare) -> Clause:
    """Return a comparison with yes, true, no or false as the proposition it is; any other as it stands."""
    value = compare.values[0]
    if compare.subject is None or not isinstance(value, Name) or value.name not in ("yes", "true", "no", "false"):
        return compare
    proposition = Proposition(replace(compare.subject, role="fact"))
    return proposition if (value.name in ("yes", "true")) == (compare.sign == "=") else Not(proposition)


def nodes_in(node: object, kind: type[_Node]) -> Iterator[_Node]:
    """Yield every node of a class in a tree, from the root down and in the order of the text; `object` yields all of them."""
    if isinstance(node, kind):
        yield node
    children = (
        node if isinstance(node, tuple) else [getattr(node, field.name) for field in fields(node)] if isinstance(node, Clause) else ()
    )
    for child in children:
        yield from nodes_in(child, kind)


def condition_names(condition: Condition) -> tuple[Name, ...]:
    """Return every reference of a condition once, in the order of the text."""
    names = {(name.column, name.name, name.role): name for name in nodes_in(condition.root, Name)}
    return tuple(names[key] for key in sorted(names))
