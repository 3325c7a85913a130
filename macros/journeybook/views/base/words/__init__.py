"""The interface's own words: every one stands in this folder's one file for its language."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any


class _Sentences(Formatter):
    """Fills the blanks of sentences; one with a bar holds the words behind a number, for one and for any other."""

    def format_field(self, value: Any, spec: str) -> str:  # noqa: ANN401 - as the standard library has it
        singular, bar, plural = spec.partition("|")
        if not bar:
            return str(super().format_field(value, spec))
        if value == f"{{{str(value)[1:-1]}}}":  # a blank that a script fills later keeps both words
            return f"{str(value)[:-1]}:{spec}}}"
        return f"{value} {singular if str(value) == '1' else plural}"


_SENTENCES = _Sentences()


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """Return a sentence with its blanks filled, each number with its word in the singular or plural.

    >>> [filled("{count:{stage}|{stage}s} of {name}", {"count": count, "stage": "part", "name": "A"}) for count in (1, 2)]
    ['1 part of A', '2 parts of A']
    >>> filled("{count:tick was|ticks were} loaded", {"count": "{count}"})
    '{count:tick was|ticks were} loaded'
    """
    return _SENTENCES.vformat(sentence, (), values)


@cache
def words(language: str) -> dict[str, str]:
    """Return every interface word of a language by its key; English stands in where a language is not translated yet."""
    home = files("journeybook.views.base.words")
    translated = home / f"{language}.json"
    chosen = translated if translated.is_file() else home / "en.json"
    return dict(json.loads(chosen.read_text(encoding="utf-8")))
