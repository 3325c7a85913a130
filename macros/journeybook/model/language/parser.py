"""The parser of conditions: when a stage is entered, a play starts, a band covers a value.

Example: ``score >= 50 and not (sponsor-leaves or logins falls by 20% within 30 days)``. ``not`` binds tightest, then ``for 2 months``,
then ``and``, then ``or``. ``describe_condition`` shows that grouping with brackets.

A recursive-descent parser: one method for each level of binding, from ``or`` down to a single fact. Its look-ahead is fixed and it never
backs up, so every fault has one place; brackets and ``not`` are counted, so that no text can exhaust the stack.
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
    combined,
    simplify_comparison,
)
from journeybook.model.language.tokens import NUMBER_WORDS, THOUSANDS, Cursor, LanguageError, Token, written_out

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
    root = grammar.disjunction()
    grammar.end()
    return Condition(text, root)


class _Grammar(Cursor):
    depth = 0

    def disjunction(self) -> Clause:
        parts = [self.conjunction()]
        while self.accept("or"):
            parts.append(self.conjunction())
        return combined("or", parts)

    def conjunction(self) -> Clause:
        parts = [self.lasting()]
        while self.accept("and"):
            parts.append(self.lasting())
        return combined("and", parts)

    def lasting(self) -> Clause:
        part = self.negation()
        return Lasts(part, self.duration()) if self.accept("for") else part

    def negation(self) -> Clause:
        return Not(self.nested(self.negation)) if self.accept("not") else self.atom()

    def nested(self, read: Callable[[], Clause]) -> Clause:
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
            return combined("and" if self.take().low == "all" else "or", self.clauses())
        if following.low == "of" and token.low in NUMBER_WORDS:
            return self.counted(only_of=True)
        if (token.low, following.low) == ("at", "least"):
            self.position += 2
            return self.counted(only_of=True)
        if token.low in ("day", "days") and following.kind == "sign":
            return self.elapsed()
        return self.phrase()

    def phrase(self) -> Clause:
        if self.accept("("):
            part = self.nested(self.disjunction)
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
            return self.comparison(measure)
        if word := self.accept("rises", "falls"):
            by = self.number() if self.accept("by") else None
            return Trend(measure, word, by, self.duration() if self.accept("in", "within") else None)
        if self.accept("between"):
            lower = Compare(measure, ">=", (self.value(">="),))
            self.expect("and")
            return combined("and", [lower, Compare(measure, "<=", (self.value("<="),))])
        return self.event_or_fact(subject) if subject else self.stop("a comparison was expected")

    def event_or_fact(self, subject: Name) -> Clause:
        dated = replace(subject, role="window")
        following = self.peek(1).low
        if self.peek().low == "is" and following in ("within", "between", "done"):
            self.take()
            return self.about(subject)
        if self.peek().low in ("is", "in") or (self.peek().low == "not" and following == "in"):
            return self.statement(replace(subject, role="measure"))
        if self.peek().low == "not" and following == "done":
            self.position += 2
            return Not(Proposition(subject))
        if self.accept("within"):
            duration, side = self.duration(), self.accept("before", "after", "of")
            return Within(dated, duration, side, self.anchor() if side else None)
        if self.peek().low in ("once", "twice", "at") or following == "times":
            return self.frequency(dated)
        self.accept("done")
        return Proposition(subject)

    def frequency(self, name: Name) -> Clause:
        limit = self.expect("least", "most") if self.accept("at") else "least"
        once = self.accept("once", "twice")
        times = self.amount() if not once else 1 + (once == "twice")
        if not once:
            self.expect("times", "time")
        self.expect("in", "within")
        return Often(name, limit, times, self.duration())

    def statement(self, subject: Name) -> Clause:
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
        return simplify_comparison(Compare(subject, "!=" if negated else "=", (self.value("="),)))

    def comparison(self, subject: Name | None) -> Clause:
        first = self.sign()
        value = self.value(first)
        if self.peek().kind == "sign" and subject:
            return self.chain(subject, first, value)
        return simplify_comparison(Compare(subject, first, (value,)))

    def chain(self, start: Operand, first: str, middle: Operand) -> Clause:
        token, second = self.peek(), self.sign()
        if not isinstance(middle, Name) or first[0] != second[0] or first[0] not in "<>":
            self.stop(
                "this chain cannot be read", "write it as `50 <= score < 75`, the name in the middle and both signs the same way", token
            )
        subject = replace(middle, role="measure")
        return combined("and", [Compare(subject, TURNED[first], (start,)), Compare(subject, second, (self.value(second),))])

    def counted(self, *, only_of: bool = False) -> Clause:
        token = self.peek()
        if only_of or self.peek(1).low == "of":
            least, parts = self.amount(), self.clauses()
            if not 1 <= least <= len(parts):
                self.stop(f"{least} of {len(parts)} cannot be counted", f"write a number from 1 to {len(parts)}", token)
            return Combination("of", tuple(parts), least)
        number = self.number()
        if self.peek().kind == "sign":
            sign = self.sign()
            name = self.name("measure")
            return self.chain(number, sign, name) if self.peek().kind == "sign" else Compare(name, TURNED[sign], (number,))
        if number.unit in UNITS and number.amount >= 0 and number.amount == int(number.amount) and (side := self.accept("after", "before")):
            return Elapsed(">=" if side == "after" else "<=", Duration(int(number.amount), number.unit), side, self.anchor())
        most = f" and <= {self.peek(1).text}" if self.peek().low in ("-", "\u2013", "to") and self.peek(1).kind == "number" else ""
        hint = f"write `>= {number.amount}{most}`, with the measure's name before it where that is not clear"
        return self.stop("a number alone says nothing", hint, token)

    def clauses(self) -> list[Clause]:
        self.expect("of")
        self.expect("(")
        parts = [self.nested(self.disjunction)]
        while self.accept(","):
            parts.append(self.nested(self.disjunction))
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
        if token.kind in ("number", "money") or self.is_currency_code():
            return self.number()
        if token.kind == "date":
            self.stop("a date cannot be compared", "write a window such as `renewal-date within 30 days before signature`")
        return Name(self.take().low, token.column, "value") if equal and token.low == "no" else self.name("value" if equal else "measure")

    def is_currency_code(self) -> bool:
        return self.peek(1).kind == "number" and re.fullmatch("[A-Z]{3}", self.peek().text) is not None

    def number(self) -> Quantity:
        before = self.take().text if self.peek().kind == "money" or self.is_currency_code() else ""
        token = self.peek()
        if token.kind != "number":
            self.stop("a number was expected")
        self.take()
        unit = before or self.unit_of(token)
        if unit and not unit[:3].islower() and re.fullmatch("-?[0-9]{1,3}[.][0-9]{3}", token.text):
            self.stop(f"{token.text} {unit} can be read in two ways", f"write {token.text.replace('.', '')} or {token.text[:-1]}", token)
        return Quantity(Decimal(token.text), unit)

    def unit_of(self, number: Token) -> str:
        token = self.peek()
        if token.kind == "money" or token.text == "%":
            return self.take().text
        if token.kind != "word" or token.low in CONDITION_WORDS or not token.text.isalpha():
            return ""
        if token.low in THOUSANDS:
            self.stop(f"{number.text} {token.text} is a shortened number", f"write it out: {written_out(number, token)}", number)
        if token.column == number.column + len(number.text):
            self.stop(f"{number.text}{token.text} is neither a number nor a name", "put a space before the unit, or quotes around a label")
        if f"{token.low.removesuffix('s')}s" in UNITS or token.low in ("business", "working"):
            return self.unit()
        self.take()
        return f"{token.text} per {self.name('').name}" if self.accept("per") else token.text

    def name(self, role: str) -> Name:
        token = self.peek()
        if token.kind != "word" or token.low in CONDITION_WORDS:
            guess = nearest(token.low, _WORDS) if token.kind == "word" else None
            quoted = f'; as a value it stands in quotes: "{token.text}"' if role == "value" else ""
            self.stop("a name was expected", f"{guess!r} is a word of this language and cannot be a name{quoted}" if guess else "")
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
