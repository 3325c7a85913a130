"""The parser of conditions: when a stage is entered, a play starts, a band covers a value.

Example: ``score >= 50 and not (sponsor-leaves or logins falls by 20% within 30 days)``. ``not`` binds tightest, then ``for 2 months``,
then ``and``, then ``or``. ``describe_condition`` shows that grouping with brackets.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from journeybook.findings import nearest
from journeybook.model.language.nodes import (
    UNITS,
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
    Operand,
    Proposition,
    Quantity,
    Quoted,
    Trend,
    Within,
)
from journeybook.model.language.tokens import NUMBER_WORDS, Cursor, LanguageError, Token

DEEPEST_NESTING = 20
SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "==": "="}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_TAKEN = "and or not is in for by within between of all any no always never unstated unknown known after before at rises falls done"
CONDITION_WORDS = frozenset(re.findall(r"\w+", _TAKEN))
_WORDS = sorted(CONDITION_WORDS | {"least", "most", "times", "twice", "once"})
_HELP = (
    "write for example `kick-off`, `score >= 50 and score < 75`, `logins falls by 20% within 30 days`, `no login for 3 weeks` or `unstated`"
)


class ConditionError(LanguageError):
    """A condition that cannot be read."""


def parse_condition(text: str) -> Condition:
    """Parse a condition; a fault is a ConditionError with a message, a hint and the column."""
    grammar = _Grammar(text, ConditionError, help_text=_HELP)
    root = grammar.either()
    grammar.end()
    return Condition(text, root)


class _Grammar(Cursor):
    depth = 0

    def either(self) -> Clause:
        parts = [self.both()]
        while self.accept("or"):
            parts.append(self.both())
        return _join("or", parts)

    def both(self) -> Clause:
        parts = [self.lasting()]
        while self.accept("and"):
            parts.append(self.lasting())
        return _join("and", parts)

    def lasting(self) -> Clause:
        part = self.opposite()
        return Lasts(part, self.duration()) if self.accept("for") else part

    def opposite(self) -> Clause:
        return Not(self.deeper(self.opposite)) if self.accept("not") else self.atom()

    def deeper(self, read: Callable[[], Clause]) -> Clause:
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            self.stop(f"the condition is nested more than {DEEPEST_NESTING} deep", "split it, or name a part as an event of its own")
        part = read()
        self.depth -= 1
        return part

    def atom(self) -> Clause:
        token, following = self.peek(), self.peek(1)
        if token.kind in ("number", "money"):
            return self.counted()
        if following.low == "of" and token.low in ("all", "any"):
            return _join("and" if self.take().low == "all" else "or", self.parts())
        if following.low == "of" and token.low in NUMBER_WORDS:
            return self.counted(only_of=True)
        if (token.low, following.low) == ("at", "least"):
            self.position += 2
            return self.counted(only_of=True)
        if token.low in ("day", "days") and following.kind == "sign":
            return self.elapsed()
        return self.worded()

    def worded(self) -> Clause:
        if self.accept("("):
            part = self.deeper(self.either)
            self.expect(")")
            return part
        if word := self.accept("always", "never", "unstated"):
            return Constant(word)
        if self.accept("no"):
            name = self.name("window")
            absent = self.accept("for", "in", "within")
            return Absent(name, self.duration()) if absent else Not(Proposition(replace(name, role="fact")))
        if self.peek().kind == "sign" or self.peek().low in ("between", "rises", "falls"):
            return self.about(None)
        return self.about(self.name("fact"))

    def about(self, subject: Name | None) -> Clause:
        measure = subject and replace(subject, role="measure")
        if self.peek().kind == "sign":
            return self.compared(measure)
        if word := self.accept("rises", "falls"):
            by = self.number() if self.accept("by") else None
            return Trend(measure, word, by, self.duration() if self.accept("in", "within") else None)
        if self.accept("between"):
            lower = Compare(measure, ">=", (self.value(">="),))
            self.expect("and")
            return _join("and", [lower, Compare(measure, "<=", (self.value("<="),))])
        return self.dated(subject) if subject else self.stop("a comparison was expected")

    def dated(self, subject: Name) -> Clause:
        dated = replace(subject, role="window")
        following = self.peek(1).low
        if self.peek().low == "is" and following in ("within", "between", "done"):
            self.take()
            return self.about(subject)
        if self.peek().low in ("is", "in") or (self.peek().low == "not" and following == "in"):
            return self.stated(replace(subject, role="measure"))
        if self.peek().low == "not" and following == "done":
            self.position += 2
            return Not(Proposition(subject))
        if self.accept("within"):
            duration, side = self.duration(), self.accept("before", "after", "of")
            return Within(dated, duration, side, self.anchor() if side else None)
        if self.peek().low in ("once", "twice", "at") or following == "times":
            return self.often(dated)
        self.accept("done")
        return Proposition(subject)

    def often(self, name: Name) -> Clause:
        limit = self.expect("least", "most") if self.accept("at") else "least"
        once = self.accept("once", "twice")
        times = self.amount() if not once else 1 + (once == "twice")
        if not once:
            self.expect("times", "time")
        self.expect("in", "within")
        return Often(name, limit, times, self.duration())

    def stated(self, subject: Name) -> Clause:
        self.accept("is")
        negated = self.accept("not")
        if word := self.accept("unknown", "known"):
            return Compare(subject, "unknown" if (word == "unknown") != bool(negated) else "known")
        if self.accept("done"):
            return Not(Proposition(replace(subject, role="fact")))
        if self.accept("in"):
            self.expect("(")
            values = [self.value("=")]
            while self.accept(","):
                values.append(self.value("="))
            self.expect(")")
            return Compare(subject, "not in" if negated else "in", tuple(values))
        return _truth(Compare(subject, "!=" if negated else "=", (self.value("="),)))

    def compared(self, subject: Name | None) -> Clause:
        first = self.sign()
        value = self.value(first)
        if self.peek().kind == "sign" and subject:
            return self.chained(subject, first, value)
        return _truth(Compare(subject, first, (value,)))

    def chained(self, start: Operand, first: str, middle: Operand) -> Clause:
        token, second = self.peek(), self.sign()
        if not isinstance(middle, Name) or first[0] != second[0] or first[0] not in "<>":
            self.stop(
                "this chain cannot be read", "write it as `50 <= score < 75`, the name in the middle and both signs the same way", token
            )
        subject = replace(middle, role="measure")
        return _join("and", [Compare(subject, TURNED[first], (start,)), Compare(subject, second, (self.value(second),))])

    def counted(self, *, only_of: bool = False) -> Clause:
        token = self.peek()
        if only_of or self.peek(1).low == "of":
            least, parts = self.amount(), self.parts()
            if not 1 <= least <= len(parts):
                self.stop(f"{least} of {len(parts)} cannot be counted", f"write a number from 1 to {len(parts)}", token)
            return Combination("of", tuple(parts), least)
        number = self.number()
        if self.peek().kind == "sign":
            sign = self.sign()
            name = self.name("measure")
            return self.chained(number, sign, name) if self.peek().kind == "sign" else Compare(name, TURNED[sign], (number,))
        if number.unit in UNITS and number.amount >= 0 and number.amount == int(number.amount) and (side := self.accept("after", "before")):
            return Elapsed(">=" if side == "after" else "<=", Duration(int(number.amount), number.unit), side, self.anchor())
        return self.stop("a number alone says nothing", "write `score >= 50`, or only `>= 50` where the measure is clear", token)

    def parts(self) -> list[Clause]:
        self.expect("of")
        self.expect("(")
        parts = [self.deeper(self.either)]
        while self.accept(","):
            parts.append(self.deeper(self.either))
        self.expect(")")
        return parts

    def elapsed(self) -> Clause:
        self.take()
        sign, amount = self.sign(), self.amount()
        unit = self.unit() if self.peek().kind == "word" and self.peek().low not in CONDITION_WORDS else "days"
        side = self.accept("after", "before")
        return Elapsed(sign, Duration(amount, unit), side or "after", self.anchor() if side else None)

    def sign(self) -> str:
        token = self.peek()
        if token.kind != "sign":
            self.stop("a comparison was expected")
        self.take()
        after = self.peek()
        if after.kind == "sign":
            self.stop(f"{token.text}{after.text} is not a comparison", "write one of <, <=, >, >=, =, !=", token)
        return SIGNS.get(token.text, token.text)

    def value(self, sign: str) -> Operand:
        token = self.peek()
        equal = sign in ("=", "!=")
        if token.kind == "text":
            return Quoted(self.take().text[1:-1])
        if token.kind in ("number", "money") or self.coded():
            return self.number()
        if token.kind == "date":
            self.stop("a date cannot be compared", "write a window such as `renewal-date within 30 days before signature`")
        return Name(self.take().low, token.column, "value") if equal and token.low == "no" else self.name("value" if equal else "measure")

    def coded(self) -> bool:
        return self.peek(1).kind == "number" and re.fullmatch("[A-Z]{3}", self.peek().text) is not None

    def number(self) -> Quantity:
        before = self.take().text if self.peek().kind == "money" or self.coded() else ""
        token = self.peek()
        if token.kind != "number":
            self.stop("a number was expected")
        self.take()
        unit = before or self.measured(token)
        if unit and not unit[:3].islower() and re.fullmatch("-?[0-9]{1,3}[.][0-9]{3}", token.text):
            self.stop(f"{token.text} {unit} can be read in two ways", f"write {token.text.replace('.', '')} or {token.text[:-1]}", token)
        return Quantity(Decimal(token.text), unit)

    def measured(self, number: Token) -> str:
        token = self.peek()
        if token.kind == "money" or token.text == "%":
            return self.take().text
        if token.kind != "word" or token.low in CONDITION_WORDS or not token.text.isalpha():
            return ""
        if token.column == number.column + len(number.text):
            self.stop(f"{number.text}{token.text} is neither a number nor a name", "put a space before the unit, or quotes around a label")
        if token.low in ("k", "m", "mn", "bn"):
            self.stop(f"{number.text} {token.text} is a shortened number", "write it out, such as 20000")
        if f"{token.low.removesuffix('s')}s" in UNITS or token.low in ("business", "working"):
            return self.unit()
        self.take()
        return f"{token.text} per {self.name('').name}" if self.accept("per") else token.text

    def name(self, role: str) -> Name:
        token = self.peek()
        if token.kind != "word" or token.low in CONDITION_WORDS:
            guess = nearest(token.low, _WORDS) if token.kind == "word" else None
            self.stop("a name was expected", f"{guess!r} is a word of this language and cannot be a name" if guess else "")
        if token.text != token.low:
            self.stop(f"{token.text!r} is not a name", f"names are in small letters, such as {token.low}; other words stand in quotes")
        return Name(self.take().text, token.column, role)

    def anchor(self) -> Name:
        self.accept("the")
        return self.name("anchor")

    def end(self) -> None:
        token, before = self.peek(), self.peek(-1)
        if token.kind == before.kind == "word" and before.low not in CONDITION_WORDS and not nearest(token.low, _WORDS):
            hint = f"write a name as one word, {before.low}-{token.low}, or join two facts with and, or"
            self.stop(f"{token.text!r} was not understood here", hint)
        self.finish(_WORDS)


def _truth(compare: Compare) -> Clause:
    value = compare.values[0]
    if compare.subject is None or not isinstance(value, Name) or value.name not in ("yes", "true", "no", "false"):
        return compare
    fact = Proposition(replace(compare.subject, role="fact"))
    return fact if (value.name in ("yes", "true")) == (compare.sign == "=") else Not(fact)


def _join(word: str, parts: list[Clause]) -> Clause:
    flat = [inner for part in parts for inner in (part.clauses if isinstance(part, Combination) and part.word == word else (part,))]
    return flat[0] if len(flat) == 1 else Combination(word, tuple(flat))
