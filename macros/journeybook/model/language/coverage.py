"""What a condition says in words, what it refers to, whether it holds, and which values a set of bands leaves out or covers twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from math import floor
from typing import TypeVar

from journeybook.model.language import nodes as tree
from journeybook.model.language.nodes import Condition, Name, Number, Part

ENGLISH = (
    tree.UNIT_WORDS
    | {"it": "the value", "start": "the start", "always": "always", "never": "never", "unstated": "the source does not say"}
    | {"<": "{subject} is below {value}", "<=": "{subject} is at most {value}", ">": "{subject} is above {value}"}
    | {">=": "{subject} is at least {value}", "=": "{subject} is {value}", "!=": "{subject} is not {value}"}
    | {"in": "{subject} is one of {value}", "not in": "{subject} is none of {value}", "comma": ", ", "unknown": "{subject} is unknown"}
    | {"known": "{subject} is known", "rises": "{subject} rises{by}{during}", "falls": "{subject} falls{by}{during}", "by": " by {value}"}
    | {"during": " within {duration}", "within": "{name} is within {duration} from now"}
    | {"within before": "{name} is within {duration} before {anchor}", "within after": "{name} is within {duration} after {anchor}"}
    | {"within of": "{name} is within {duration} of {anchor}", "elapsed <": "less than {since}", "elapsed <=": "at most {since}"}
    | {"elapsed >": "more than {since}", "elapsed >=": "at least {since}", "elapsed =": "exactly {since}"}
    | {"elapsed !=": "not exactly {since}", "after": "{duration} after {anchor}", "before": "{duration} before {anchor}"}
    | {"absent": "no {name} for {duration}", "least": "{name} at least {times} times within {duration}"}
    | {"most": "{name} at most {times} times within {duration}", "lasts": "{part} for {duration}", "not": "not {part}", "and": " and "}
    | {"or": " or ", "of": "at least {least} of ({parts})"}
)
_MOST_PLACES = tree.LONGEST + 1
_NODES = (tree.Compare, tree.Trend, tree.Within, tree.Elapsed, tree.Absent, tree.Often, tree.Lasts, tree.Not, tree.Group, tree.Fact)
_Kind = TypeVar("_Kind")
Bands = Sequence[tuple[str, Condition]]
Known = Decimal | Fraction | int | bool | str


@dataclass(frozen=True)
class Span:
    """The values from low to high; None is no end, and each end says whether it belongs to the span."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool = True
    high_included: bool = True

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
    """Values that no rule covers."""

    span: Span

    def __str__(self) -> str:
        return f"no rule for {self.span}"


@dataclass(frozen=True)
class Overlap:
    """Values that two or more rules cover."""

    labels: tuple[str, ...]
    span: Span

    def __str__(self) -> str:
        count = {2: "two", 3: "three"}.get(len(self.labels), str(len(self.labels)))
        return f"{count} rules ({', '.join(self.labels)}) for {self.span}"


@dataclass(frozen=True)
class Uncompared:
    """Rules that cannot be compared with each other, the first rule that is the reason, and why."""

    label: str
    reason: str

    def __str__(self) -> str:
        return f"cannot be compared: {self.label} {self.reason}"


def names(condition: Condition) -> tuple[Name, ...]:
    """Return every reference of a condition once, in the order of the text."""
    found = {(name.column, name.name, name.role): name for name in _inside(condition.root, Name)}
    return tuple(found[key] for key in sorted(found))


def describe(condition: Condition, name_of: Callable[[str], str], words: Mapping[str, str] = ENGLISH) -> str:
    """Say a condition as a sentence with titles instead of ids; words that are not given stay English."""
    return _say(condition.root, name_of, {**ENGLISH, **words}).strip()


def holds(condition: Condition, values: Mapping[str, Known]) -> bool | None:
    """Say whether a condition holds for known values (the key "" is the implicit subject); None when that cannot be known."""
    return _holds(condition.root, values)


def reach(
    bands: Bands, low: Decimal | None = None, high: Decimal | None = None, *, subject: str = "", whole: bool = False
) -> tuple[Gap | Overlap, ...] | Uncompared:
    """Find the values of a scale that no rule or several rules cover; `subject` names the implicit one, `whole` leaves fractions out."""
    uncompared = _uncompared(bands, subject)
    if uncompared:
        return uncompared
    scale = Span(_exact(low), _exact(high))
    points = {_exact(number.amount) for _, band in bands for number in _inside(band.root, Number)} | {scale.low, scale.high}
    spans = [span for span in _spans(sorted(point for point in points if point is not None)) if _counts(span, scale, whole=whole)]
    subjects = {part.subject.name if part.subject else "" for _, band in bands for part in _inside(band.root, tree.Compare)}
    found: list[Gap | Overlap] = []
    for labels, run in groupby(spans, lambda span: _covering(bands, span, subjects)):
        together = list(run)
        span = Span(together[0].low, together[-1].high, together[0].low_included, together[-1].high_included)
        found += [Gap(span)] if not labels else [Overlap(labels, span)] if len(labels) > 1 else []
    return tuple(found)


def _say(part: Part, name_of: Callable[[str], str], words: Mapping[str, str]) -> str:
    def value(item: object) -> str:
        if isinstance(item, Name):
            return name_of(item.name)
        return item.say(words) if isinstance(item, tree.Duration) else str(item)

    def inner(item: Part, *loose: type) -> str:
        said = _say(item, name_of, words).strip()
        joined = isinstance(item, tree.Group) and item.word != "of"
        return f"({said})" if joined or isinstance(item, loose) else said

    if isinstance(part, tree.Group):
        if part.word == "of":
            parts = words["comma"].join(_say(item, name_of, words).strip() for item in part.parts)
            return words["of"].format(least=part.least, parts=parts)
        return words[part.word].join(inner(item) for item in part.parts)
    if isinstance(part, tree.Not):
        return words["not"].format(part=inner(part.part, tree.Lasts))
    if isinstance(part, tree.Lasts):
        return words["lasts"].format(part=inner(part.part, tree.Lasts, tree.Absent), duration=value(part.duration))
    if isinstance(part, tree.Fact | tree.Constant):
        return name_of(part.name.name) if isinstance(part, tree.Fact) else words[part.word]
    return _say_fact(part, value, words)


def _say_fact(
    part: tree.Compare | tree.Trend | tree.Within | tree.Elapsed | tree.Absent | tree.Often,
    value: Callable[[object], str],
    words: Mapping[str, str],
) -> str:
    if isinstance(part, tree.Compare):
        listed = words["comma"].join(value(item) for item in part.values)
        return words[part.sign].format(subject=value(part.subject) if part.subject else words["it"], value=listed)
    if isinstance(part, tree.Trend):
        by = words["by"].format(value=value(part.by)) if part.by else ""
        during = words["during"].format(duration=value(part.within)) if part.within else ""
        return words[part.direction].format(subject=value(part.subject) if part.subject else words["it"], by=by, during=during)
    said = {"duration": value(part.duration)}
    if isinstance(part, tree.Elapsed):
        start = value(part.anchor) if part.anchor else words["start"]
        since = words[part.side].format(anchor=start, **said) if start else said["duration"]
        return words[f"elapsed {part.sign}"].format(since=since)
    said["name"] = value(part.name)
    if isinstance(part, tree.Within):
        return words[f"within {part.side}".strip()].format(anchor=value(part.anchor) if part.anchor else "", **said)
    return words["absent"].format(**said) if isinstance(part, tree.Absent) else words[part.limit].format(times=part.times, **said)


def _inside(node: object, kind: type[_Kind]) -> Iterator[_Kind]:
    if isinstance(node, kind):
        yield node
    parts = node if isinstance(node, tuple) else [getattr(node, field.name) for field in fields(node)] if isinstance(node, _NODES) else ()
    for part in parts:
        yield from _inside(part, kind)


def _holds(part: Part, values: Mapping[str, Known]) -> bool | None:
    if isinstance(part, tree.Constant):
        return {"always": True, "never": False}.get(part.word)
    if isinstance(part, tree.Fact):
        fact = values.get(part.name.name)
        return fact if isinstance(fact, bool) else None
    if isinstance(part, tree.Compare):
        return _compared(part, values)
    if isinstance(part, tree.Not):
        held = _holds(part.part, values)
        return None if held is None else not held
    if isinstance(part, tree.Group):
        answers = [_holds(item, values) for item in part.parts]
        needed = {"and": len(answers), "or": 1}.get(part.word, part.least)
        return True if answers.count(True) >= needed else False if len(answers) - answers.count(False) < needed else None
    return None


def _compared(part: tree.Compare, values: Mapping[str, Known]) -> bool | None:
    subject = part.subject.name if part.subject else ""
    if part.sign in ("known", "unknown"):
        return (subject in values) == (part.sign == "known")
    answers = {
        _answer(values.get(subject), "=" if part.sign in ("in", "not in") else part.sign, _operand(value, part.sign, values))
        for value in part.values
    }
    answer = True if True in answers else None if None in answers else False
    return answer if answer is None else answer != (part.sign == "not in")


def _operand(value: tree.Value, sign: str, values: Mapping[str, Known]) -> Known | None:
    if isinstance(value, Number):
        return value.amount
    if isinstance(value, Name):
        return values.get(value.name, None if sign[0] in "<>" else value.name)
    return value.text


def _answer(actual: Known | None, sign: str, expected: Known | None) -> bool | None:
    left, right = _comparable(actual), _comparable(expected)
    if left is None or type(left) is not type(right):
        return None
    if sign in ("=", "!="):
        return (left == right) == (sign == "=")
    if not isinstance(left, Fraction) or not isinstance(right, Fraction):
        return None
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]


def _comparable(value: Known | None) -> bool | str | Fraction | None:
    if value is None or isinstance(value, bool | str):
        return value
    return None if isinstance(value, Decimal) and not value.is_finite() else Fraction(value)


def _uncompared(bands: Bands, subject: str) -> Uncompared | None:
    subjects: list[str] = []
    units: list[str] = []
    for label, band in bands:
        obstacle = next(filter(None, map(_obstacle, _inside(band.root, object))), "")
        if obstacle:
            return Uncompared(label, obstacle)
        subjects += [part.subject.name if part.subject else subject for part in _inside(band.root, tree.Compare)]
        units += [unit for number in _inside(band.root, Number) if (unit := number.unit.removesuffix("s"))]
        for kind, found in (("is about", subjects), ("counts in", units)):
            other = next((item for item in found if item != found[0]), None)
            if other is not None:
                return Uncompared(label, f"{kind} {other or 'the value itself'}, and another rule {kind} {found[0] or 'the value itself'}")
    return None


def _obstacle(node: object) -> str:
    if isinstance(node, tree.Fact):
        return f"depends on {node.name.name}"
    if isinstance(node, tree.Trend | tree.Within | tree.Elapsed | tree.Absent | tree.Often | tree.Lasts):
        return "depends on time"
    if isinstance(node, tree.Compare) and any(not isinstance(value, Number) for value in node.values):
        return "depends on a second measure or on words"
    return "is unstated" if node == tree.Constant("unstated") else ""


def _spans(points: Sequence[Fraction]) -> Iterator[Span]:
    ends = [None, *points, None]
    for low, high in pairwise(ends):
        yield Span(low, high, low is None, high is None)
        if high is not None:
            yield Span(high, high)


def _counts(span: Span, scale: Span, *, whole: bool) -> bool:
    inside = (scale.low is None or (span.low is not None and span.low >= scale.low)) and (
        scale.high is None or (span.high is not None and span.high <= scale.high)
    )
    if not whole or span.low is None or span.high is None:
        return inside
    return inside and (span.low.denominator == 1 if span.low == span.high else floor(span.low) + 1 < span.high)


def _covering(bands: Bands, span: Span, subjects: set[str]) -> tuple[str, ...]:
    low = span.low if span.low is not None else (span.high or Fraction(0)) - 2
    high = span.high if span.high is not None else low + 2
    sample = (low + high) / 2
    values = dict.fromkeys(subjects, sample)
    return tuple(label for label, band in bands if _holds(band.root, values))


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _plain(number: Fraction | None) -> str:
    if number is None:
        return ""
    places = next(count for count in range(_MOST_PLACES) if (number * 10**count).denominator == 1)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    cut = len(digits) - places
    return f"{'-' if number < 0 else ''}{digits[:cut]}{'.' if places else ''}{digits[cut:]}"
