"""The interface's own words: every one stands in this folder's one file for its language."""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any

_NOUN = re.compile(r"(?:\b([Aa])n? )?\{([A-Za-z]+)\}(s\b)?")


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
    return _SENTENCES.vformat(sentence, (), values) if "|" in sentence else sentence.format_map(values)


def noun_forms(noun: str, word: str, plural: str = "") -> dict[str, str]:
    """Return what stands for one of our nouns in sentences: the word, its plural and the word behind its article, each with a capital too.

    >>> noun_forms("play", "activity")["play_plural"], noun_forms("stage", "episode")["a_stage"]
    ('activities', 'an episode')
    """
    article = "an" if word[:1].lower() in "aeiou" else "a"
    forms = {noun: word, f"{noun}_plural": plural or _plural(word), f"a_{noun}": f"{article} {word}"}
    return forms | {_capital(key): _capital(form) for key, form in forms.items()}


@lru_cache(maxsize=4096)
def with_noun_forms(sentence: str, nouns: frozenset[str]) -> str:
    """Return a sentence whose blanks for nouns name the form that is meant: the plural before an s, else the word, behind its article.

    >>> with_noun_forms("A {stage} has {step}s; {map}", frozenset({"stage", "step"}))
    '{A_stage} has {step_plural}; {map}'
    """

    def form(blank: re.Match[str]) -> str:
        article, name, plural = blank.groups()
        if name.lower() not in nouns:
            return blank[0]
        if plural:
            return f"{blank[0].partition('{')[0]}{{{name}_plural}}"
        return f"{{{article}_{name.lower()}}}" if article else blank[0]

    return _NOUN.sub(form, sentence)


def _plural(word: str) -> str:
    """Return the English plural of a word, by the usual rules of spelling."""
    if re.search(r"[^aeiou]y\Z", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|z|ch|sh)\Z", word) else f"{word}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def words(language: str) -> dict[str, str]:
    """Return every interface word of a language by its key; English stands in where a language is not translated yet."""
    home = files("journeybook.views.base.words")
    translated = home / f"{language}.json"
    chosen = translated if translated.is_file() else home / "en.json"
    return dict(json.loads(chosen.read_text(encoding="utf-8")))
