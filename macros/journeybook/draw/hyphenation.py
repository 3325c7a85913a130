"""Syllables of words, by the hyphenation patterns that `pyphen` brings along (Liang 1983, in the dictionaries of LibreOffice)."""

from functools import lru_cache

from pyphen import Pyphen, language_fallback

_SHORTEST_START, _SHORTEST_END = 2, 3
"""The least number of letters before the first break of a word, and after the last."""


@lru_cache(maxsize=1024)
def syllable_ends(word: str, language: str) -> frozenset[int]:
    """Return the numbers of letters after which a word may be broken with a hyphen; none if there is no dictionary for the language.

    Breaks at which the spelling would change are left out, and of two breaks around a single letter the second.

    >>> sorted(syllable_ends("befragung", "de"))
    [2, 5]
    >>> sorted(syllable_ends("befragung", ""))
    []
    """
    dictionary = _dictionary(language)
    ends: list[int] = []
    for position in dictionary.positions(word) if dictionary else ():
        if position.data is None and (not ends or position - ends[-1] > 1):
            ends.append(int(position))
    return frozenset(ends)


@lru_cache(maxsize=16)
def _dictionary(language: str) -> Pyphen | None:
    name = language_fallback(language)
    return Pyphen(lang=name, left=_SHORTEST_START, right=_SHORTEST_END) if name else None
