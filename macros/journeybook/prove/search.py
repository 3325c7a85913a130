"""Looks for many texts at once in what a site says: as words, as runs of letters whatever stands between them, and as digests."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import md5, sha1, sha256
from itertools import accumulate

from journeybook.prove.normalise import normalised_words, rot13
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_texts import PHRASE_LENGTH, KnownPhrases

SHORT_WORD, SHORT_PHRASE, SHORT_TURNED = 5, 8, 7
"""The fewest letters of a word, of a phrase, and of a word that is turned round."""
MIXED = 3
"""Of how many known phrases a run of words must be made to be nobody's but the author's own."""
PREFIX = 8
LONG_LETTERS = 18
"""So many letters in a row are no chance, even if known words make them up."""
_NOTHING: dict[str, Secret] = {}
_DIGEST = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{8})(?![0-9a-f])", re.IGNORECASE)
Phrase = tuple[str, ...]


@dataclass
class SecretSearch:
    """The texts that must not be found, as they are looked for."""

    known: KnownPhrases
    phrases: dict[Phrase, Secret] = field(default_factory=dict)
    """What is found word by word."""
    sizes: set[int] = field(default_factory=set)
    """How many words these have."""
    letters: dict[str, dict[str, Secret]] = field(default_factory=dict)
    """By the first letters: what is found whatever stands between the letters, also backwards and with turned letters."""
    digests: dict[str, Secret] = field(default_factory=dict)

    def find(self, text: str, *, across: bool = False) -> Iterator[tuple[str, Secret]]:
        """Yield what is found in a text, with the words found; where it runs across elements, only what needs no neighbours."""
        phrase = normalised_words(text)
        if not across:
            plain = text.lower()
            yield from (pair for pair in self._words(phrase) if not pair[1].is_exact or " " not in pair[0] or pair[1].text in plain)
            yield from ((match[0], self.digests[match[0].lower()]) for match in _DIGEST.finditer(text) if match[0].lower() in self.digests)
        yield from self._letters(phrase)

    def _words(self, text: Phrase) -> Iterator[tuple[str, Secret]]:
        table = self.phrases
        for size in sorted(self.sizes):
            for start in range(len(text) - size + 1):
                if text[start : start + size] in table:
                    phrase = text[start : start + size]
                    yield " ".join(phrase), table[phrase]

    def _letters(self, text: Phrase) -> Iterator[tuple[str, Secret]]:
        run, table = "".join(text), self.letters
        ends = list(accumulate(map(len, text)))
        for start in range(len(run) - PREFIX + 1):
            for wanted, secret in table.get(run[start : start + PREFIX], _NOTHING).items():
                if run.startswith(wanted, start):
                    covered = text[bisect_right(ends, start) : bisect_left(ends, start + len(wanted)) + 1]
                    if len(wanted) >= LONG_LETTERS or not all(self.known.says(word) for word in covered):
                        yield wanted, secret

    def add_phrase(self, phrase: Phrase, secret: Secret) -> None:
        """Look for words in this order, and for words of some length backwards and with turned letters as well."""
        if phrase not in self.phrases or self.phrases[phrase].is_exact:
            self.phrases[phrase] = secret
        self.sizes.add(len(phrase))
        if len(phrase) == 1 and len(phrase[0]) >= SHORT_TURNED:
            for other in (phrase[0][::-1], rot13(phrase[0])):
                self.phrases.setdefault((other,), secret)

    def add_letters(self, run: str, secret: Secret) -> None:
        """Look for letters in this order, backwards, and turned; fewer than the prefix are not looked for."""
        for other in (run, run[::-1], rot13(run)):
            if len(run) >= PREFIX:
                self.letters.setdefault(other[:PREFIX], {}).setdefault(other, secret)

    def add_digests(self, secret: Secret) -> None:
        """Look for what the usual digests make of a text."""
        text = secret.text.strip()
        for spelling in {text, text.lower()}:
            for digest in (md5, sha1, sha256):
                value = digest(spelling.encode(), usedforsecurity=False).hexdigest()
                self.digests.setdefault(value, secret)
                self.digests.setdefault(value[:8], secret)


def search_for_secrets(secrets: Iterable[Secret], known: KnownPhrases) -> SecretSearch:
    """Make the search for all that is distinctive in these texts: what no public text, and no two of them together, could say."""
    search = SecretSearch(known)
    seen: set[tuple[str, bool]] = set()
    for secret in secrets:
        if (secret.text, secret.prose) not in seen:
            seen.add((secret.text, secret.prose))
            _add(search, secret, normalised_words(secret.text))
    return search


def _add(search: SecretSearch, secret: Secret, phrase: Phrase) -> None:
    known, whole = search.known, "".join(phrase)
    if secret.sought and phrase and phrase not in known.phrases:
        search.add_phrase(phrase, secret)
    for start in range(len(phrase) - PHRASE_LENGTH + 1):
        run = phrase[start : start + PHRASE_LENGTH]
        if known.pieces(run) >= MIXED:
            search.add_phrase(run, secret)
            search.add_letters("".join(run), secret)
    if secret.prose:
        return
    distinctive = [word for word in dict.fromkeys(phrase) if _is_distinctive(word, known)]
    for word in distinctive:
        search.add_phrase((word,), secret)
        _add_letters(search, word, secret, least=PREFIX)
    is_name = 1 < len(phrase) <= PHRASE_LENGTH and len(whole) >= SHORT_PHRASE and phrase not in known.phrases
    if is_name:
        search.add_phrase(phrase, secret)
        _add_letters(search, whole, secret, least=PREFIX)
    if distinctive or is_name:
        search.add_digests(secret)


def _is_distinctive(word: str, known: KnownPhrases) -> bool:
    if word.isdigit():
        return False
    least = SHORT_WORD - 1 if any(sign.isdigit() for sign in word) or not word.isascii() else SHORT_WORD
    return len(word) >= least and not known.says(word)


def _add_letters(search: SecretSearch, run: str, secret: Secret, *, least: int) -> None:
    if len(run) >= least and run not in search.known.letters:
        search.add_letters(run, secret)
