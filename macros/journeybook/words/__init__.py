"""The interface's own words: one catalogue for each language, `en.json` the one that all others translate."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from journeybook.words.mixed_texts import OurText, Untranslated
from journeybook.words.sentences import ENGLISH, misfit, number_form, says_something


@dataclass(frozen=True)
class Catalogue:
    """Every interface word of one language by its key."""

    language: str
    texts: dict[str, str]
    untranslated: frozenset[str] = frozenset()
    """The keys of the texts for which English stands in."""

    def __getitem__(self, key: str) -> str:
        """Return a text by its key."""
        return self.texts[key]

    def __or__(self, texts: Mapping[str, str]) -> "Catalogue":
        """Return a catalogue with other texts for some keys."""
        return replace(self, texts={**self.texts, **texts})

    def number_form(self, key: str, number: int) -> str:
        """Return the word behind a number, of a text that has one for each form of number, parted by |, or the same for all."""
        form = number_form(self.texts[key], str(number), self.language_of(key))
        return Untranslated(form) if key in self.untranslated else form

    def language_of(self, key: str) -> str:
        """Return the language in which a text is."""
        return ENGLISH if key in self.untranslated else self.language


@cache
def words(language: str) -> dict[str, str]:
    """Return the interface words that we have in a language, by key; none where we have not translated it."""
    home = files("journeybook.words") / f"{language}.json"
    return dict(json.loads(home.read_text(encoding="utf-8"))) if home.is_file() else {}


def open_catalogue(language: str, translations: Mapping[str, str], nouns: frozenset[str]) -> Catalogue:
    """Return the catalogue of a language: a project's translations before ours, and English for the rest.

    A translation whose blanks are not those of English is left out, so that no text of a project reaches into the program.
    """
    english = words(ENGLISH)
    fitting = {
        key: _with_edges_of(english[key], text)
        for key, text in translations.items()
        if key in english and not misfit(key, text, english[key], language, nouns)
    }
    translated = words(language) | fitting
    missing = frozenset(key for key in english.keys() - translated.keys() if says_something(english[key], nouns))
    texts = english | translated
    if missing:
        texts = {key: Untranslated(text) if key in missing else OurText(text) for key, text in texts.items()}
    return Catalogue(language, texts, missing)


def _with_edges_of(english: str, text: str) -> str:
    """Return a text with the blanks before and behind it that English has."""
    return english[: len(english) - len(english.lstrip())] + text + english[len(english.rstrip()) :]
