"""Conditions and durations in words: the interface's words around author's names and numbers.

Each kind of fact is one sentence among the words (`condition.below`) and has its opposite there (`condition.not.below`), so that a
condition reads as a clause wherever it stands: behind "where", "only if" or a colon. A `not` is pushed inwards to the facts before.
"""

from collections.abc import Callable, Iterator
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
    push_negations,
)
from journeybook.words import Catalogue

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
PREDICATES = ("has_happened", "is_reached", "is_open", "is_true", "has_come", "is_done")
"""The end of the word's key for what is named alone; which of them it is depends on the kind of the thing."""
WITHIN = {"": "within_now", "before": "within_before", "after": "within_after", "of": "within_of"}
OFTEN = {"least": "often_least", "most": "often_most"}
TIMES = {1: "once", 2: "twice"}
"""Ends of the words' keys by what a condition says."""
_Filled = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Titles:
    """What stands for ids: the title of what is named, its predicate, and the words for a value, told what is compared with it."""

    name_of: Callable[[str], str]
    value_of: Callable[[str, str], str] = lambda _, value: value
    predicate_of: Callable[[str], str] = lambda _: "has_happened"


def describe_condition(condition: Condition, titles: Titles, words: Catalogue) -> str:
    """Return a condition as a clause, with titles instead of ids and brackets where `and` and `or` are mixed."""
    return _Writer(titles, words).clause(push_negations(condition.root))


def describe_duration(duration: Duration, words: Catalogue) -> str:
    """Return a duration such as "14 days", "2 to 3 weeks" or "up to 6 weeks"."""
    amount = str(duration.amount)
    if duration.most is not None:
        amount = words["duration.range"].format(amount=duration.amount, most=duration.most)
    number = duration.amount if duration.most is None else duration.most
    unit = describe_unit(duration.unit, words, number=number)
    length = words["timing.space"].join((amount, unit))
    return words[f"duration.{duration.bound}"].format(length=length) if duration.bound else length


def describe_unit(unit: str, words: Catalogue, *, number: int | None = None) -> str:
    """Return the name of a unit of time behind a number, or alone."""
    name = unit.replace(" ", "_")
    if number is None or (number == 1 and "|" not in words[f"duration.{name}"]):
        return words[f"duration.{name.removesuffix('s')}"]
    return words.number_form(f"duration.{name}", number)


@dataclass(frozen=True)
class _Writer:
    titles: Titles
    words: Catalogue

    def say(self, key: str, **slots: object) -> str:
        return self.words[key].format(**slots)

    def clause(self, clause: Clause) -> str:
        negated = isinstance(clause, Not)
        body = clause.clause if isinstance(clause, Not) else clause
        if isinstance(body, Combination) and body.word != "of":
            return self.say(f"condition.{body.word}").join(self.parts(body))
        if isinstance(body, Lasts):
            part = self.inner(body.clause, Lasts, Absent)
            lasting = self.say("condition.lasts", part=part, duration=self.operand(body.duration))
            return self.say("condition.untrue", part=lasting) if negated else lasting
        kind, slots = self.compared(body) or self.counted(body)
        return (self.say(f"condition.not.{kind}", **slots) if negated else self.say(f"condition.{kind}", **slots)).strip()

    def inner(self, clause: Clause, *loose: type) -> str:
        """Return a clause inside another one, in brackets where it could be read as a part of that."""
        text = self.clause(clause)
        return f"({text})" if _is_joined(clause) or isinstance(clause, loose) else text

    def parts(self, group: Combination) -> Iterator[str]:
        """Yield the parts of a group; two comparisons that are the ends of one range are one part."""
        clauses, is_all = list(group.clauses), len(group.clauses) == len(("lower", "upper"))
        while clauses:
            clause = clauses.pop(0)
            if group.word == "and" and clauses and (ends := _ends(clause, clauses[0])):
                text = self.range(*ends)
                clauses.pop(0)
                yield text if is_all else f"({text})"
            else:
                yield self.inner(clause)

    def range(self, first: Compare, second: Compare) -> str:
        lower, upper = (self.say(f"range.{COMPARISONS[end.sign]}", value=self.values(end)) for end in (first, second))
        return self.say("condition.between", subject=self.subject(first.subject), lower=lower, upper=upper)

    def compared(self, clause: Clause) -> _Filled | None:
        """Return the end of the key and the blanks of a constant, or of a fact about a value or a time; None for others."""
        if isinstance(clause, Constant):
            return clause.word, {}
        if isinstance(clause, Compare):
            return COMPARISONS.get(clause.sign, clause.sign), {"subject": self.subject(clause.subject), "value": self.values(clause)}
        if isinstance(clause, Trend):
            return clause.direction, self.trend(clause)
        return ("elapsed", {"elapsed": self.elapsed(clause)}) if isinstance(clause, Elapsed) else None

    def counted(self, clause: Clause) -> _Filled:
        """Return the end of the key and the blanks of so many clauses, or of something that happens."""
        if isinstance(clause, Combination):
            return "of", {"least": clause.least, "parts": self.say("condition.semicolon").join(map(self.clause, clause.clauses))}
        if not isinstance(clause, Proposition | Within | Absent | Often):
            msg = f"{clause} was not taken apart"
            raise TypeError(msg)
        name = self.operand(clause.name)
        slots: dict[str, object] = {"name": name, "quoted": _in_quotes(name, self.words)}
        if isinstance(clause, Proposition):
            return self.titles.predicate_of(clause.name.name), slots
        slots["duration"] = self.operand(clause.duration)
        if isinstance(clause, Within):
            return WITHIN[clause.side], slots | {"anchor": self.operand(clause.anchor) if clause.anchor else ""}
        return ("absent", slots) if isinstance(clause, Absent) else (OFTEN[clause.limit], slots | {"times": self.times(clause.times)})

    def subject(self, subject: Name | None) -> str:
        return self.operand(subject) if subject else self.say("condition.it")

    def values(self, clause: Compare) -> str:
        """Return what a measure is compared with: a value of it, never the title of a thing with the same id."""
        subject = clause.subject.name if clause.subject else ""
        texts = [
            self.titles.value_of(subject, item.name) if isinstance(item, Name) and item.role == "value" else self.operand(item)
            for item in clause.values
        ]
        return self.say("condition.value_or").join(filter(None, (self.say("condition.comma").join(texts[:-1]), *texts[-1:])))

    def operand(self, item: object) -> str:
        if isinstance(item, Name):
            return self.titles.name_of(item.name)
        if isinstance(item, Quoted):
            return self.say("condition.quoted", text=item.text, written=item)
        return describe_duration(item, self.words) if isinstance(item, Duration) else str(item)

    def trend(self, clause: Trend) -> dict[str, object]:
        by = self.say("condition.by", value=self.operand(clause.by)) if clause.by else ""
        during = self.say("condition.during", duration=self.operand(clause.within)) if clause.within else ""
        return {"subject": self.subject(clause.subject), "by": by, "during": during}

    def elapsed(self, clause: Elapsed) -> str:
        since = self.operand(clause.duration)
        start = self.operand(clause.anchor) if clause.anchor else self.say("condition.start")
        if start:
            since = self.say(f"condition.{clause.side}", anchor=start, duration=since)
        return self.say(f"condition.elapsed_{COMPARISONS[clause.sign]}", since=since)

    def times(self, times: int) -> str:
        return self.say(f"condition.{TIMES.get(times, 'times')}", times=times)


def _is_joined(clause: Clause) -> bool:
    """Whether a clause is read as several: joined ones, and a value out of a list."""
    body = clause.clause if isinstance(clause, Not) else clause
    return (isinstance(body, Combination) and body.word != "of") or (isinstance(body, Compare) and len(body.values) > 1)


def _ends(first: Clause, second: Clause) -> tuple[Compare, Compare] | None:
    """Return two comparisons that are the two ends of one range, as they were written."""
    if not isinstance(first, Compare) or not isinstance(second, Compare) or first.subject != second.subject:
        return None
    return (first, second) if {first.sign[0], second.sign[0]} == {"<", ">"} else None


def _in_quotes(title: str, words: Catalogue) -> str:
    """Return a title in quotes; one that stands in them already comes back as it is."""
    before, _, after = words["quoted"].partition("{text}")
    return title if title.startswith(before) and title.endswith(after) else f"{before}{title}{after}"
