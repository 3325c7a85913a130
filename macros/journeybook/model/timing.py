"""The language of timings: an anchor with an offset or a window, a rhythm, an event, a time of day.

A recursive-descent parser with a fixed look-ahead; it never backs up, so every fault has one place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from journeybook.findings import nearest
from journeybook.model.language.nodes import UNITS, Duration, Name
from journeybook.model.language.tokens import NUMBER_WORDS, Cursor, LanguageError, Token

TIMING_EXAMPLES = (
    "`14 days after signature`, `120 days before renewal-date`, `every 3 weeks`, `on signature`, `when sponsor-leaves`, `day 14`"
)
_HELP = f"write for example {TIMING_EXAMPLES}"
_RHYTHMS = {"daily": "days", "weekly": "weeks", "monthly": "months", "quarterly": "quarters", "yearly": "years", "annually": "years"}
_PLAIN = {"immediately": "immediately", "anytime": "anytime", "same": "same day", "any": "anytime"}
_STARTS = ("when", "every", "at", "on", "between", "from", "within", "day", "days", "by", "after", "before", "until")
BOUNDS = {
    ("at", "least"): "least",
    ("at", "most"): "most",
    ("at", "the", "latest"): "latest",
    ("no", "later", "than"): "latest",
    ("by", "the", "end", "of", "the", "month"): "month",
}
LENGTH_BOUNDS = {
    ("up", "to"): "most",
    ("at", "most"): "most",
    ("no", "more", "than"): "most",
    ("at", "least"): "least",
    ("no", "less", "than"): "least",
    ("about",): "about",
}
EDGES = ("first", "last")
"""The days of a window from which others may count."""
_NAME = re.compile(r"[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?")
TIMING_WORDS = frozenset(re.findall(r"\w+", "after before at of on by when from until to between and within every day days the in"))
_WORDS = sorted(TIMING_WORDS | set(_RHYTHMS) | set(_PLAIN) | {"once", "twice", "times", "a", "an", "per"})


class TimingError(LanguageError):
    """A timing or a duration that cannot be read."""


@dataclass(frozen=True)
class Offset:
    """So long after (sign 1) or before (sign -1) an anchor."""

    amount: int
    unit: str
    sign: int = 1

    @property
    def days(self) -> int:
        """The nominal number of days, negative before the anchor."""
        return self.sign * Duration(self.amount, self.unit).days


@dataclass(frozen=True)
class Every:
    """A rhythm: so many times in every so many units."""

    amount: int
    unit: str
    times: int = 1


@dataclass(frozen=True)
class Timing:
    """When something happens; an offset without an anchor counts from the map's own start.

    The form is one of: at, by, after, before, until, within, between, day, span (from one anchor until another), every, event,
    clock, immediately, same day, anytime; and latest (of `among`), which nobody writes. A window opens at its `offset` and closes at
    its `end`; `bound` is least, most, latest or month: the end of that calendar month. `edge` is first or last: from which day of a
    window that `anchor` names it counts; `until_edge` says the same of `until`.
    """

    form: str
    anchor: str = ""
    offset: Offset | None = None
    end: Offset | None = None
    until: str = ""
    every: Every | None = None
    event: str = ""
    clock_start: str = ""
    clock_end: str = ""
    side: str = ""
    text: str = ""
    references: tuple[Name, ...] = ()
    bound: str = ""
    among: tuple[str, ...] = ()
    edge: str = ""
    until_edge: str = ""


def parse_timing(text: str) -> Timing:
    """Parse a timing; a fault is a TimingError with a message, a hint and the column."""
    grammar = _Grammar(text, TimingError, help_text=_HELP)
    bound = grammar.words(BOUNDS)
    if bound == "month" and grammar.peek().low == "of":
        grammar.stop("so many days or months were expected", "write for example `by the end of the month 0 days after signature`")
    timing = replace(grammar.offset(), bound=bound) if bound else grammar.timing()
    if not timing.clock_start and timing.form != "anytime" and grammar.accept("at"):
        timing = replace(timing, clock_start=grammar.clock())
    grammar.finish(_WORDS)
    edge, until_edge = (grammar.edges.get(role, "") for role in ("anchor", "until"))
    return replace(timing, text=text, references=tuple(grammar.references), edge=edge, until_edge=until_edge)


def parse_duration(text: str) -> Duration:
    """Parse a duration such as 14 days, 2 to 3 weeks or up to 6 weeks; a fault is a TimingError."""
    cursor = Cursor(text, TimingError, help_text="write for example `14 days`, `2 to 3 weeks` or `up to 6 weeks`")
    bound = cursor.words(LENGTH_BOUNDS)
    duration = replace(cursor.duration(ranged=bound in ("", "about")), bound=bound)
    cursor.finish(UNITS)
    return duration


def timing_names(timing: Timing) -> tuple[Name, ...]:
    """Return the anchors and events of a timing, in the order of the text."""
    return timing.references


def counts_from_start(timing: Timing) -> bool:
    """Whether a timing counts from the plan's own start: it names nothing from which it counts, and comes to a day."""
    dateless = ("immediately", "same day", "anytime", "clock")
    return timing.form not in dateless and not (timing.anchor or timing.event or timing.among)


def is_window(timing: Timing) -> bool:
    """Whether a timing has a first and a last day that differ, so that it matters from which of them others count."""
    return timing.form in ("within", "between", "span") or timing.bound == "most" or (timing.form == "day" and timing.end is not None)


def with_edges(timing: Timing, is_wide: Callable[[str], bool]) -> Timing:
    """Return a timing that says from which day of a window it counts, where the author left that to the rule.

    What comes before a window counts from its first day, everything else from its last; `is_wide` tells whether a name is a window.
    """
    if timing.form in ("after", "before", "until") and timing.offset is None:
        return timing
    edge = timing.edge or ("first" if timing.side == "before" else "last")
    return replace(
        timing,
        edge=edge if timing.anchor and is_wide(timing.anchor) else timing.edge,
        until_edge=timing.until_edge or "last" if timing.until and is_wide(timing.until) else timing.until_edge,
    )


def nominal_days(timing: Timing) -> int | None:
    """Return the nominal day number for putting timings in order: a deadline counts where it ends, a window where it opens."""
    offset = timing.end if timing.form == "within" and timing.side != "before" else timing.offset
    if offset:
        return offset.days
    return 0 if timing.form in ("at", "by", "same day", "immediately") else None


class _Grammar(Cursor):
    def __init__(self, text: str, error: type[LanguageError], *, help_text: str) -> None:
        super().__init__(text, error, help_text=help_text)
        self.references: list[Name] = []
        self.edges: dict[str, str] = {}

    def timing(self) -> Timing:
        token, following = self.peek(), self.peek(1)
        if token.kind == "clock":
            return self.hours("to")
        if (token.low, following.low) in (("same", "day"), ("any", "time")):
            self.position += 2
            return Timing(_PLAIN[token.low])
        if token.low in ("immediately", "anytime"):
            return Timing(_PLAIN[self.take().low])
        if token.low in ("once", "twice", *_RHYTHMS) or following.low in ("time", "times"):
            return self.rhythm()
        if token.kind == "number" or token.low in NUMBER_WORDS:
            return self.offset()
        return self.started(self.accept(*_STARTS) or self.stop("a timing was expected", self.guess()))

    def started(self, word: str) -> Timing:
        readers = {"every": self.every, "within": self.within, "day": self.numbered, "days": self.numbered}
        if word in readers:
            return readers[word]()
        if word == "when":
            return Timing("event", event=self.name("event"))
        if word in ("between", "from"):
            return self.between("and" if word == "between" else "to")
        if word == "by" and self.accept("day"):
            return Timing("by", offset=Offset(self.amount(), "days"))
        if word in ("at", "on"):
            return self.hours("to") if self.peek().kind == "clock" else Timing("at", anchor=self.anchor())
        return Timing(word, anchor=self.anchor(), side=word)

    def numbered(self, joint: str = "to") -> Timing:
        first = self.amount()
        second = self.amount() if self.accept(joint, "-", "\u2013") else None
        self.ordered(first, second, self.peek(-1))
        return Timing("day", offset=Offset(first, "days"), end=None if second is None else Offset(second, "days"))

    def offset(self) -> Timing:
        return self.placed(self.amount(), self.amount() if self.accept("to", "-", "\u2013") else None)

    def placed(self, first: int, second: int | None) -> Timing:
        last, unit, side = self.peek(-1), self.unit(), self.expect("after", "before")
        if side == "before" and second is not None:
            first, second = sorted((first, second))  # both are written: from 15 to 120 days before, and from 120 down to 15
        self.ordered(first, second, last)
        sign = 1 if side == "after" else -1
        anchor = self.anchor() if self.peek().low not in ("", "at") else ""
        if second is None:
            return Timing(side, anchor=anchor, offset=Offset(first, unit, sign), side=side)
        opens, closes = (first, second) if side == "after" else (second, first)
        return Timing("between", anchor=anchor, offset=Offset(opens, unit, sign), end=Offset(closes, unit, sign), side=side)

    def ordered(self, first: int, second: int | None, last: Token) -> None:
        if second is not None and second <= first:
            self.stop(f"the range {first} to {second} runs backwards", "write the smaller number first", last)

    def between(self, joint: str) -> Timing:
        if self.peek().kind == "clock":
            return self.hours(joint)
        if self.accept("day", "days"):
            return self.numbered(joint)
        if self.peek().kind == "number" or self.peek().low in NUMBER_WORDS:
            first = self.amount()
            self.expect(joint)
            return self.placed(first, self.amount())
        anchor = self.anchor()
        self.expect("and" if joint == "and" else "until", "to")
        return Timing("span", anchor=anchor, until=self.anchor("until"))

    def within(self) -> Timing:
        duration = self.duration()
        side = self.accept("of", "after", "before")
        anchor = self.anchor() if side else ""
        length = Offset(duration.amount, duration.unit, -1 if side == "before" else 1)
        opens, closes = (length, Offset(0, duration.unit))[:: -1 if side != "before" else 1]
        return Timing("within", anchor=anchor, offset=opens, end=closes, side=side or "of")

    def every(self) -> Timing:
        amount = self.amount() if self.peek().kind == "number" or self.peek().low in NUMBER_WORDS else 1 + (self.accept("other") != "")
        return self.limited(Every(self.positive(amount), self.unit()))

    def rhythm(self) -> Timing:
        word = self.accept("once", "twice", *_RHYTHMS)
        if word in _RHYTHMS:
            return self.limited(Every(1, _RHYTHMS[word]))
        times = self.positive(self.amount()) if not word else 1 + (word == "twice")
        if not word:
            self.expect("times", "time")
        self.expect("a", "an", "per", "every", "each")
        amount = self.positive(self.amount()) if self.peek().kind == "number" else 1
        return self.limited(Every(amount, self.unit(), times))

    def positive(self, amount: int) -> int:
        return amount or self.stop("nothing happens 0 times", "write 1 or more", self.peek(-1))

    def limited(self, every: Every) -> Timing:
        start = self.anchor() if self.accept("from", "after") else ""
        return Timing("every", every=every, anchor=start, until=self.anchor("until") if self.accept("until") else "")

    def hours(self, joint: str) -> Timing:
        start = self.clock()
        return Timing("clock", clock_start=start, clock_end=self.clock() if self.accept(joint, "to", "-", "\u2013") else "")

    def clock(self) -> str:
        token = self.peek()
        if token.kind != "clock":
            self.stop("a time of day such as 09:30 was expected")
        time = token.text.rjust(5, "0")
        if time > "24:00" or time[3:] > "59":
            self.stop(f"{token.text} is not a time of day", "write 00:00 to 24:00")
        return time if self.take() else ""

    def anchor(self, role: str = "anchor") -> str:
        self.accept("the")
        if self.peek().low in EDGES and (self.peek(1).low, self.peek(2).low) == ("day", "of"):
            self.edges[role] = self.peek().low
            self.position += 3
            self.accept("the")
        return self.name(role)

    def name(self, role: str) -> str:
        token = self.peek()
        if (token.low, self.peek(1).low) == ("end", "of"):
            hint = "write `by the end of the month 6 months after signature`, or `2 days after the last day of go-live`"
            self.stop("the end of a time is written for months alone", hint)
        if token.kind != "word" or token.low in TIMING_WORDS or token.text != token.low:
            self.stop("a name in small letters was expected")
        self.references.append(Name(self.take().text, token.column, role))
        return token.text

    def guess(self) -> str:
        if f"{self.peek().low.removesuffix('s')}s" in UNITS:
            return "only days are numbered: write `day 14`, `days 15 to 21` or `2 weeks after signature`"
        if self.peek(1).kind == "end" and _NAME.fullmatch(self.peek().text) and not nearest(self.peek().low, (*_RHYTHMS, *_PLAIN)):
            return f"if that is an anchor, write `on {self.peek().text}`; else {_HELP}"
        guess = nearest(self.peek().low, [word for word in _WORDS if word not in ("on", "in", "a", "an", "per")])
        return f"did you mean {guess!r}? {_HELP}" if guess else ""
