"""Conditions and durations in words: the interface's words around author's names and numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journeybook.model.language.nodes import (
    Absent,
    Clause,
    Combination,
    Compare,
    Condition,
    Constant,
    Duration,
    Elapsed,
    Lasts,
    Name,
    Not,
    Often,
    Proposition,
    Quoted,
    Trend,
    Within,
)

InterfaceWords = Mapping[str, str]
"""The interface's words by key; `{name}` and the like are filled in."""
COMPARISONS = {
    "<": "below",
    "<=": "at_most",
    ">": "above",
    ">=": "at_least",
    "=": "equal",
    "!=": "unequal",
    "in": "one_of",
    "not in": "none_of",
}
"""The end of the word's key for each sign of comparison."""


@dataclass(frozen=True)
class Titles:
    """What stands for ids: the title of what is named, and the words for a value, told which subject is compared with it.

    A trait is so or not so of a customer; all else that stands alone has happened or not.
    """

    name_of: Callable[[str], str]
    value_of: Callable[[str, str], str] = lambda _, value: value
    is_trait: Callable[[str], bool] = lambda _: False


def describe_condition(condition: Condition, titles: Titles, words: InterfaceWords) -> str:
    """Return a condition as a sentence, with titles instead of ids and brackets where `and` and `or` are mixed."""
    return _clause(condition.root, titles, words).strip()


def describe_duration(duration: Duration, words: InterfaceWords) -> str:
    """Return a duration such as "14 days", "2 to 3 weeks" or "up to 6 weeks"."""
    amount = str(duration.amount)
    if duration.most is not None:
        amount = words["duration.range"].format(amount=duration.amount, most=duration.most)
    length = f"{amount} {describe_unit(duration.unit, words, singular=amount == '1')}"
    return words[f"duration.{duration.bound}"].format(length=length) if duration.bound else length


def describe_unit(unit: str, words: InterfaceWords, *, singular: bool) -> str:
    """Return the name of a unit of time, in the singular or plural."""
    name = (unit.removesuffix("s") if singular else unit).replace(" ", "_")
    return words[f"duration.{name}"]


def _clause(clause: Clause, titles: Titles, words: InterfaceWords) -> str:
    def value(item: object) -> str:
        if isinstance(item, Name):
            return titles.name_of(item.name)
        if isinstance(item, Quoted):
            return words["condition.quoted"].format(text=item.text, written=item)
        return describe_duration(item, words) if isinstance(item, Duration) else str(item)

    def inner(item: Clause, *loose: type) -> str:
        text = _clause(item, titles, words).strip()
        joined = isinstance(item, Combination) and item.word != "of"
        return f"({text})" if joined or isinstance(item, loose) else text

    if isinstance(clause, Combination):
        if clause.word == "of":
            parts = words["condition.comma"].join(_clause(item, titles, words).strip() for item in clause.clauses)
            return words["condition.of"].format(least=clause.least, parts=parts)
        return words[f"condition.{clause.word}"].join(inner(item) for item in clause.clauses)
    if isinstance(clause, Not) and isinstance(clause.clause, Proposition):
        key = "condition.not" if titles.is_trait(clause.clause.name.name) else "condition.without"
        return words[key].format(part=_in_quotes(value(clause.clause.name), words))
    if isinstance(clause, Not):
        return words["condition.not"].format(part=inner(clause.clause, Lasts))
    if isinstance(clause, Lasts):
        return words["condition.lasts"].format(part=inner(clause.clause, Lasts, Absent), duration=value(clause.duration))
    return _comparison(clause, value, titles, words) if isinstance(clause, Compare) else _fact(clause, value, words)


def _in_quotes(title: str, words: InterfaceWords) -> str:
    """Return a title in quotes; one that stands in them already comes back as it is."""
    before, _, after = words["quoted"].partition("{text}")
    return title if title.startswith(before) and title.endswith(after) else f"{before}{title}{after}"


def _fact(
    clause: Constant | Proposition | Trend | Within | Elapsed | Absent | Often, value: Callable[[object], str], words: InterfaceWords
) -> str:
    if isinstance(clause, Proposition):
        return value(clause.name)
    if isinstance(clause, Constant | Trend):
        return words[f"condition.{clause.word}"] if isinstance(clause, Constant) else _trend(clause, value, words)
    slots = {"duration": value(clause.duration)}
    if isinstance(clause, Elapsed):
        start = value(clause.anchor) if clause.anchor else words["condition.start"]
        since = words[f"condition.{clause.side}"].format(anchor=start, **slots) if start else slots["duration"]
        return words[f"condition.elapsed_{COMPARISONS[clause.sign]}"].format(since=since)
    slots["name"] = value(clause.name)
    if isinstance(clause, Within):
        within = words[f"condition.within_{clause.side}"] if clause.side else words["condition.within"]
        return within.format(anchor=value(clause.anchor) if clause.anchor else "", **slots)
    if isinstance(clause, Absent):
        return words["condition.absent"].format(**slots)
    return words[f"condition.{clause.limit}"].format(times=clause.times, **slots)


def _comparison(clause: Compare, value: Callable[[object], str], titles: Titles, words: InterfaceWords) -> str:
    """Return a comparison; what a measure is compared with is a value of it, never the title of a thing with the same id."""
    subject = clause.subject.name if clause.subject else ""
    values = (
        titles.value_of(subject, item.name) if isinstance(item, Name) and item.role == "value" else value(item) for item in clause.values
    )
    key = f"condition.{COMPARISONS.get(clause.sign, clause.sign)}"
    about = value(clause.subject) if clause.subject else words["condition.it"]
    return words[key].format(subject=about, value=words["condition.comma"].join(values))


def _trend(clause: Trend, value: Callable[[object], str], words: InterfaceWords) -> str:
    subject = value(clause.subject) if clause.subject else words["condition.it"]
    by = words["condition.by"].format(value=value(clause.by)) if clause.by else ""
    during = words["condition.during"].format(duration=value(clause.within)) if clause.within else ""
    return words[f"condition.{clause.direction}"].format(subject=subject, by=by, during=during)
