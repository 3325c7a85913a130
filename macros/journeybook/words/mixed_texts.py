"""Texts of ours that know which of their words are English for want of a translation, and keep it where they are put together.

Only the catalogue of a language that lacks texts has them; everywhere else a text is a plain string.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

Pieces = tuple[tuple[str, bool], ...]
"""The parts of a text in order, each with whether it is English for want of a translation."""
_OPEN, _CLOSE = "\ue000", "\ue001"
_STAND_IN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


class Untranslated(str):
    """A text of ours in English, for want of a translation; what it is filled with is read as a part of it."""

    __slots__ = ()

    def format(self, *given: object, **values: object) -> "Untranslated":
        """Return the text with its blanks filled."""
        return Untranslated(str.format(self, *given, **values))

    def __add__(self, other: str, /) -> str:
        return _mixed([*pieces_of(self), *pieces_of(other)])

    def __radd__(self, other: str, /) -> str:
        return _mixed([*pieces_of(other), *pieces_of(self)])


class OurText(str):
    """A text of ours in the language of the page; what is filled into it or joined by it keeps what is English."""

    __slots__ = ()

    def format(self, *_: object, **values: object) -> str:
        """Return the text with its blanks filled."""
        return with_marks(values, lambda known: str.format(self, **known))

    def join(self, parts: Iterable[str], /) -> str:
        """Return texts joined by this one."""
        texts = tuple(parts)
        if not any(map(_has_english, texts)):
            return OurText(str.join(self, texts))
        joined = [
            (text, is_english) for number, part in enumerate(texts) for text, is_english in ((self, False), *pieces_of(part))[not number :]
        ]
        return _mixed(joined)

    def __add__(self, other: str, /) -> str:
        return _mixed([*pieces_of(self), *pieces_of(other)])

    def __radd__(self, other: str, /) -> str:
        return _mixed([*pieces_of(other), *pieces_of(self)])


class MixedText(OurText):
    """A text of which some parts are English."""

    pieces: Pieces = ()


def pieces_of(text: str) -> Pieces:
    """Return the parts of a text in order, each with whether it is English for want of a translation."""
    return text.pieces if isinstance(text, MixedText) else ((str(text), isinstance(text, Untranslated)),)


def with_marks(values: Mapping[str, Any], fill: Callable[[Mapping[str, Any]], str]) -> str:
    """Return a sentence that is filled with values, and keep which of these are English.

    >>> pieces_of(with_marks({"what": Untranslated("2 days")}, "{what} efter start".format_map))
    (('2 days', True), (' efter start', False))
    """
    english = [(name, value) for name, value in values.items() if isinstance(value, str) and _has_english(value)]
    if not english or any(_OPEN in str(value) for value in values.values()):
        return fill(values)
    stand_ins = {name: f"{_OPEN}{number}{_CLOSE}" for number, (name, _) in enumerate(english)}
    parts = _STAND_IN.split(fill({**values, **stand_ins}))
    texts = (pieces_of(english[int(part)][1]) if number % 2 else ((part, False),) for number, part in enumerate(parts))
    return _mixed([piece for pieces in texts for piece in pieces])


def with_capital(text: str) -> str:
    """Return a text that begins with a capital letter, of the same languages."""
    capital = text[:1].upper() + text[1:]
    if isinstance(text, MixedText):
        (first, is_english), *others = text.pieces
        return _mixed([(first[:1].upper() + first[1:], is_english), *others])
    return Untranslated(capital) if isinstance(text, Untranslated) else capital


def _has_english(text: str) -> bool:
    return isinstance(text, Untranslated | MixedText)


def _mixed(pieces: list[tuple[str, bool]]) -> str:
    """Return a text of these parts; numbers and signs between English words, or before them, are English as well."""
    merged = tuple(_merged(pieces))
    text = "".join(piece for piece, _ in merged)
    if all(is_english for _, is_english in merged):
        return Untranslated(text)
    mixed = MixedText(text)
    mixed.pieces = merged
    return mixed


def _merged(pieces: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield the parts with those of one language that follow each other as one."""
    rows: list[list[Any]] = []
    for text, is_english in pieces:
        if rows and rows[-1][1] is is_english:
            rows[-1][0] += text
        elif text:
            rows.append([text, is_english])
    for number, row in enumerate(rows[:-1]):
        is_after_english = not number or rows[number - 1][1]
        row[1] = row[1] or (is_after_english and rows[number + 1][1] and not any(map(str.isalpha, row[0])))
    before: list[Any] = []
    for row in rows:
        if before and before[1] is row[1]:
            before[0] += row[0]
        else:
            if before:
                yield cast("tuple[str, bool]", tuple(before))
            before = row
    if before:
        yield cast("tuple[str, bool]", tuple(before))
