"""The grammar of the interface's sentences: blanks, numbers with their words, and our nouns in the organisation's words.

A blank is `{name}`. `{count:step|steps}` is a number with its word. A language with other forms of number than two has a word for each, in
the order of `CATEGORIES` (CLDR), or one word for all. `{stage}` and `{stage}s` are a noun of ours and its plural.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from string import Formatter
from typing import Any

from journeybook.findings import nearest
from journeybook.words.languages import locale_of

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The forms of number that languages have, by the names of CLDR, in the order in which a sentence gives their words."""
ENGLISH = "en"
PLAIN = ("condition.", "duration.", "timing.")
"""How the keys of texts begin that have neither nouns nor numbers with words: they are put together in `model`."""
LENGTHS = frozenset(f"duration.{unit}s" for unit in ("business_day", "day", "hour", "minute", "month", "quarter", "week", "year"))
"""The keys of the words behind numbers that are lengths of time: one for each form of number, parted by |, or one for all but 1."""
_NOUN = re.compile(r"(?:\b([Aa])n? )?\{([A-Za-z]+)\}(s\b)?")
_NAME = re.compile(r"[A-Za-z_]+\Z")
_TWO = 2


class _Sentences(Formatter):
    """Fills the blanks of sentences of one language; one with a format holds the words behind a number."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, spec: str) -> str:  # noqa: ANN401 - as the standard library has it
        if not spec:
            return str(value)
        if value == f"{{{str(value)[1:-1]}}}":  # a blank that a script fills later keeps its words, each with the name of its form
            return f"{str(value)[:-1]}:{'|'.join(_named_forms(spec, self.language))}}}"
        return f"{value} {number_form(spec, str(value), self.language)}"


@cache
def _sentences(language: str) -> _Sentences:
    return _Sentences(language)


def filled(sentence: str, values: Mapping[str, object], language: str = ENGLISH) -> str:
    """Return a sentence with its blanks filled, each number with the form of its word.

    >>> [filled("{count:{stage}|{stage}s} of {name}", {"count": count, "stage": "part", "name": "A"}) for count in (1, 2)]
    ['1 part of A', '2 parts of A']
    >>> filled("{count:tick was|ticks were} loaded", {"count": "{count}"})
    '{count:one=tick was|other=ticks were} loaded'
    >>> [filled("{count:шаг|шага|шагов|шага}", {"count": count}, "ru") for count in (1, 2, 5)]
    ['1 шаг', '2 шага', '5 шагов']
    """
    return _sentences(language).vformat(sentence, (), values) if ":" in sentence else sentence.format_map(values)


def noun_forms(noun: str, word: str, plural: str | None = None, language: str = ENGLISH) -> dict[str, str]:
    """Return what stands for one of our nouns in sentences: the word, its plural and the word behind its article, each with a capital too.

    Without a plural, the English one follows from the rules of spelling; in another language the word stands for its plural as well.

    >>> noun_forms("play", "activity")["play_plural"], noun_forms("stage", "episode")["a_stage"]
    ('activities', 'an episode')
    """
    article = "an" if word[:1].lower() in "aeiou" else "a"
    forms = {noun: word, f"{noun}_plural": plural or (_plural(word) if language == ENGLISH else word), f"a_{noun}": f"{article} {word}"}
    return forms | {_capital(key): _capital(form) for key, form in forms.items()}


@lru_cache(maxsize=8192)
def with_noun_forms(sentence: str, nouns: frozenset[str], language: str = ENGLISH) -> str:
    """Return a sentence whose blanks for nouns name the form that is meant: the plural before an s, in English the word behind its article.

    >>> with_noun_forms("A {stage} has {step}s; {map}", frozenset({"stage", "step"}))
    '{A_stage} has {step_plural}; {map}'
    """

    def form(blank: re.Match[str]) -> str:
        article, name, plural = blank.groups()
        if name.lower() not in nouns:
            return blank[0]
        if plural:
            return f"{blank[0].partition('{')[0]}{{{name}_plural}}"
        return f"{{{article}_{name.lower()}}}" if article and language == ENGLISH else blank[0]

    return _NOUN.sub(form, sentence)


@cache
def plural_categories(language: str) -> tuple[str, ...]:
    """Return the forms of number that a language has; a language that is not known is taken for English.

    >>> plural_categories("ru"), plural_categories("ja")
    (('one', 'few', 'many', 'other'), ('other',))
    """
    tags = locale_of(language).plural_form.tags
    return tuple(category for category in CATEGORIES if category in tags or category == "other")


def misfit(key: str, text: str, english: str, language: str, nouns: frozenset[str]) -> str:
    """Return in what a translation differs from English so that it cannot stand in its place, as a clause; else an empty text."""
    try:
        blanks, wanted = dict(_blanks(text)), dict(_blanks(english))
    except ValueError:
        return "has a brace without its other half; write braces only around blanks"
    known = wanted.keys() if key.startswith(PLAIN) else wanted.keys() | nouns | {_capital(noun) for noun in nouns}
    foreign = [name for name in blanks if name not in known]
    if foreign:
        guess = nearest(foreign[0], sorted(known)) if _NAME.match(foreign[0]) else None
        return f"has a blank {{{foreign[0]}}} that English has not" + (f"; did you mean {{{guess}}}?" if guess else "")
    missing = [name for name in wanted if name not in blanks and (key.startswith(PLAIN) or name.lower() not in nouns)]
    if missing:
        return f"lacks the blank {{{missing[0]}}}"
    return _number_misfit(key, text, blanks, wanted, language)


def _number_misfit(key: str, text: str, blanks: Mapping[str, str], wanted: Mapping[str, str], language: str) -> str:
    """Return which number with its word, or which length of time, has words that its language has no forms for."""
    counts = {1, _TWO, len(plural_categories(language))}
    if key in LENGTHS and text.count("|") + 1 not in counts:
        return f"has {text.count('|') + 1} words; this language has {' | '.join(plural_categories(language))}"
    for name, spec in blanks.items():
        if bool(spec) != bool(wanted.get(name)):
            words = f"{{{name}:{wanted.get(name)}}}" if wanted.get(name) else f"{{{name}}}"
            return f"says {{{name}}} in another form than English, which has {words}"
        if spec and spec.count("|") + 1 not in counts:
            return f"has {spec.count('|') + 1} words behind {{{name}}}; this language has {' | '.join(plural_categories(language))}"
    return ""


def says_something(sentence: str, nouns: frozenset[str]) -> bool:
    """Return whether a sentence says something in a language: it has a letter, or a noun of ours, and not only other blanks and signs."""
    literals = (literal for literal, *_ in Formatter().parse(sentence))
    return any(map(str.isalpha, "".join(literals))) or any(spec or name.lower() in nouns for name, spec in _blanks(sentence))


def _blanks(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each blank, and the words behind its number; those inside of words as well."""
    for _, name, spec, conversion in Formatter().parse(sentence):
        if name is not None:
            yield f"{name}!{conversion}" if conversion else name, spec or ""
            yield from _blanks(spec or "")


def _named_forms(spec: str, language: str) -> Iterator[str]:
    """Yield the words of a number behind the name of their form: `one=step`, `other=steps`."""
    forms = spec.split("|")
    names = plural_categories(language) if len(forms) == len(plural_categories(language)) else ("one", "other")[-len(forms) :]
    return (f"{name}={form}" for name, form in zip(names, forms, strict=True))


@lru_cache(maxsize=8192)
def number_form(spec: str, number: str, language: str) -> str:
    """Return the word behind a number, as the number is written; what is no number has the form of `other`.

    >>> [number_form("день|дня|дней|дня", number, "ru") for number in ("1", "3", "7")]
    ['день', 'дня', 'дней']
    """
    forms = dict(form.split("=", 1) for form in _named_forms(spec, language))
    try:
        category = locale_of(language).plural_form(Decimal(number))
    except InvalidOperation:
        category = "one" if number == "1" else "other"
    return forms.get(category, forms["other"])


def _plural(word: str) -> str:
    """Return the English plural of a word, by the usual rules of spelling."""
    if re.search(r"[^aeiou]y\Z", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|z|ch|sh)\Z", word) else f"{word}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
