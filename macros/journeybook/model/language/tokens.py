"""The tokens that conditions and timings are written with, and the cursor over them that both parsers extend."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from journeybook.findings import nearest
from journeybook.model.language.nodes import UNITS, Duration

LONGEST_EXPRESSION = 2_000
"""Characters a condition or timing may have."""
LONGEST_AMOUNT = 5
"""Digits a whole number may have."""
NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
THOUSANDS = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
"""What people write behind a number that they shorten, and by how much it is shortened."""
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"[^"]*"|'[^']*'|“[^”]*”)
    |(?P<clock>[0-9]{1,2}:[0-9]{2}(?![0-9:]))
    |(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))
    |(?P<grouped>[-\u2212]?[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))
    |(?P<number>(?:(?<![0-9])[-\u2212])?[0-9]+(?:\.[0-9]+)?)
    |(?P<word>[A-Za-z][A-Za-z0-9_-]*(?:/[A-Za-z][A-Za-z0-9_-]*)?)
    |(?P<sign><=|>=|!=|<>|==|[<>=≤≥≠])
    |(?P<mark>[(),%\u2013-])
    |(?P<money>[$£¥€₩₪₫₱₴₹₺₽])""",
    re.VERBOSE,
)
_INSTEAD = {"&": "write and", "|": "write or", "!": "write not", '"': "close the quotes", "'": "close the quotes", "“": "close the quotes"}


class LanguageError(ValueError):
    """A text that its small language cannot read: what is wrong, what is allowed, and the column (from 0) of the fault."""

    def __init__(self, message: str, hint: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.column = column


@dataclass(frozen=True)
class Token:
    """One word, number or sign of a text."""

    kind: str
    text: str
    column: int

    @property
    def low(self) -> str:
        """A word or a mark in small letters; nothing for the other kinds."""
        return self.text.lower() if self.kind in ("word", "mark") else ""


def written_out(number: Token, shortened: Token) -> str:
    """Return a shortened number in full.

    >>> written_out(Token("number", "1.5", 0), Token("word", "k", 3))
    '1500'
    """
    return f"{float(number.text) * THOUSANDS[shortened.low]:.0f}"


class Cursor:
    """Reads the tokens of a text from left to right, never back, and says what is wrong with them."""

    def __init__(self, text: str, error: type[LanguageError], *, help_text: str) -> None:
        self.error = error
        self.help_text = help_text
        if len(text) > LONGEST_EXPRESSION:
            raise error(f"the text is longer than {LONGEST_EXPRESSION} characters", "say it in fewer words", LONGEST_EXPRESSION)
        self.tokens = [*self._tokens(text), Token("end", "", len(text))]
        self.position = 0

    def peek(self, ahead: int = 0) -> Token:
        """Look at a coming token without taking it."""
        return self.tokens[min(self.position + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Take the next token."""
        self.position += 1
        return self.peek(-1)

    def accept(self, *texts: str) -> str:
        """Take the next word or mark if it is one of these, and return it in small letters; otherwise return nothing."""
        word = self.peek().low
        self.position += word in texts
        return word if word in texts else ""

    def words(self, meanings: Mapping[tuple[str, ...], str]) -> str:
        """Take the next words if they are one of these phrases, and return its meaning; otherwise return nothing."""
        phrase = next((phrase for phrase in meanings if tuple(self.peek(ahead).low for ahead in range(len(phrase))) == phrase), ())
        self.position += len(phrase)
        return meanings.get(phrase, "")

    def expect(self, *texts: str) -> str:
        """Take one of these words or marks; anything else is a fault."""
        return self.accept(*texts) or self.stop(f"{' or '.join(texts)} was expected")

    def stop(self, message: str, hint: str = "", token: Token | None = None) -> NoReturn:
        """Raise the language's own error at a token (the next one unless told), with a hint or the general help."""
        culprit = token or self.peek()
        met = "but the text ends here" if culprit.kind == "end" else f"not {culprit.text!r}"
        raise self.error(f"{message}, {met}" if message.endswith("expected") else message, hint or self.help_text, culprit.column)

    def finish(self, allowed: Collection[str]) -> None:
        """Refuse anything that is left over."""
        token = self.peek()
        if token.kind != "end":
            guess = nearest(token.low, allowed)
            self.stop(f"{token.text!r} was not understood here", f"did you mean {guess!r}?" if guess and guess != token.low else "")

    def amount(self) -> int:
        """Take a whole number, in digits or as a word up to ten."""
        token = self.peek()
        if token.low in NUMBER_WORDS:
            return NUMBER_WORDS[self.take().low]
        if token.kind != "number":
            self.stop("a whole number was expected")
        if not token.text.isdigit() or len(token.text) > LONGEST_AMOUNT:
            self.stop(f"{token.text} is not a whole number below 100000", "write a smaller unit instead of a fraction, such as 45 days")
        return int(self.take().text)

    def unit(self) -> str:
        """Take a unit of time and return it in its plural."""
        word = f"business {self.peek(1).low}" if self.peek().low in ("business", "working") else self.peek().low
        plural = word if word.endswith("s") else f"{word}s"
        if word == "," and self.peek(1).kind == "number":
            whole = f"{self.peek(-1).text},{self.peek(1).text}"
            self.stop(f"{whole} is not a whole number", "write a smaller unit instead of a fraction, such as 150 minutes", self.peek(-1))
        if plural not in UNITS:
            guess = nearest(word, UNITS)
            self.stop("a unit of time was expected", f"did you mean {guess!r}?" if guess else f"units are {', '.join(UNITS)}")
        self.position += len(word.split())
        return plural

    def duration(self, *, ranged: bool = False) -> Duration:
        """Take a duration such as 14 days, and where ranges are allowed 2 to 3 weeks."""
        amount = self.amount()
        most = self.amount() if ranged and self.accept("to", "-", "\u2013") else None
        if most is not None and most <= amount:
            self.stop(f"the range {amount} to {most} runs backwards", "write the smaller number first", self.peek(-1))
        return Duration(amount, self.unit(), most)

    def _tokens(self, text: str) -> Iterator[Token]:
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise self.error(f"{text[position]!r} has no meaning here", _INSTEAD.get(text[position], self.help_text), position)
            if match.lastgroup == "grouped":
                joined = match[0].replace(",", "")
                raise self.error(f"{match[0]} has a comma in it", f"write {joined}; in a list, put a space after the comma", position)
            if match.lastgroup != "space":
                yield Token(str(match.lastgroup), match[0].replace("\u2212", "-"), position)
            position = match.end()
