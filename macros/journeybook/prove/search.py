"""Looks for many texts at once in what a site says: as words, as runs of letters whatever stands between them, and as digests."""

import re
from base64 import b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import md5, sha1, sha256, sha512
from itertools import accumulate

from journeybook.findings import Level
from journeybook.prove.normalise import normalised_words, rot13
from journeybook.prove.project_texts import Secret, is_short_number
from journeybook.prove.public_texts import PHRASE_LENGTH, KnownPhrases
from journeybook.prove.spellings import Phrase, other_spellings

SHORT_WORD, SHORT_PHRASE, SHORT_TURNED = 5, 8, 7
"""The fewest letters of a word, of a phrase, and of a word that is turned round."""
MIXED = 3
"""Of how many known phrases a run of words must be made to be nobody's but the author's own."""
PREFIX = 5
"""How many letters are compared first, and the fewest that are looked for whatever stands between them."""
LEAST_WITHIN = 8
"""The fewest letters that are found within a longer word as well, backwards, and turned."""
SHORT_RUN = 11
"""The fewest letters of several words that are looked for whatever stands between them: fewer make everyday compounds."""
_NOTHING: dict[str, Secret] = {}
_DIGEST = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{8})(?![0-9a-f])", re.IGNORECASE)

_DIGEST_IN_BASE64 = re.compile(r"(?<![\w+/-])(?:[\w+/-]{86}|[\w+/-]{43}|[\w+/-]{27}|[\w+/-]{22})(?![\w+/-])", re.ASCII)


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
    digested: list[Secret] = field(default_factory=list)
    """What is found as a digest as well."""

    @cached_property
    def digests(self) -> dict[str, Secret]:
        """What the usual digests make of each text, reckoned when something that looks like one is met; the first text counts."""
        digests: dict[str, Secret] = {}
        for secret in self.digested:
            for written in _digests_of(secret.text.strip()):
                digests.setdefault(written, secret)
        return digests

    def find(self, text: str, *, across: bool = False, anywhere: bool = False) -> Iterator[tuple[str, Secret]]:
        """Yield what is found in a text, with the words found; where it runs across elements, only what needs no neighbours.

        Letters are found within a word or from the beginning of one word to the end of another, else everyday words would hold them by
        chance; `anywhere` finds them from the middle of a word as well.
        """
        phrase = normalised_words(text)
        if not across:
            plain = text.lower()
            yield from (pair for pair in self._words(phrase) if _is_as_written(plain, *pair))
            yield from self._digests(text)
        yield from self._letters(phrase, anywhere=anywhere)

    def _digests(self, text: str) -> Iterator[tuple[str, Secret]]:
        for match in (*_DIGEST.finditer(text), *_DIGEST_IN_BASE64.finditer(text)):
            written = match[0].lower().replace("+", "-").replace("/", "_")
            if written in self.digests:
                yield match[0], self.digests[written]

    def _words(self, text: Phrase) -> Iterator[tuple[str, Secret]]:
        table = self.phrases
        for size in sorted(self.sizes):
            for start in range(len(text) - size + 1):
                if text[start : start + size] in table:
                    phrase = text[start : start + size]
                    yield " ".join(phrase), table[phrase]

    def _letters(self, text: Phrase, *, anywhere: bool) -> Iterator[tuple[str, Secret]]:
        run, table = "".join(text), self.letters
        ends = list(accumulate(map(len, text)))
        for start in range(len(run) - PREFIX + 1):
            for wanted, secret in table.get(run[start : start + PREFIX], _NOTHING).items():
                if run.startswith(wanted, start):
                    first, last = bisect_right(ends, start), bisect_left(ends, start + len(wanted))
                    is_whole = start in (0, *ends[first - 1 : first]) and ends[last] == start + len(wanted)
                    if is_whole or (len(wanted) >= LEAST_WITHIN and (anywhere or first == last)):
                        yield wanted, secret

    def add_phrase(self, phrase: Phrase, secret: Secret) -> None:
        """Look for words in this order, and for words of some length backwards and with turned letters as well."""
        if phrase not in self.phrases or _is_exact(self.phrases[phrase]):
            self.phrases[phrase] = secret
        self.sizes.add(len(phrase))
        if len(phrase) == 1 and len(phrase[0]) >= SHORT_TURNED and secret.level is Level.ERROR:
            for other in (phrase[0][::-1], rot13(phrase[0])):
                self.phrases.setdefault((other,), secret)

    def add_letters(self, run: str, secret: Secret) -> None:
        """Look for letters in this order, and for many of them backwards and turned as well; fewer than the prefix are not looked for."""
        for other in (run, run[::-1], rot13(run)) if len(run) >= LEAST_WITHIN else (run,):
            if len(run) >= PREFIX:
                self.letters.setdefault(other[:PREFIX], {}).setdefault(other, secret)


def search_for_secrets(secrets: Iterable[Secret], known: KnownPhrases) -> SecretSearch:
    """Make the search for all of these texts that no public text says, the gravest first where several read the same."""
    search = SecretSearch(known)
    seen: set[tuple[str, bool]] = set()
    for secret in sorted(secrets, key=lambda secret: secret.level is not Level.ERROR):
        if (secret.text, secret.prose) not in seen:
            seen.add((secret.text, secret.prose))
            _add(search, secret, normalised_words(secret.text))
    return search


def _digests_of(text: str) -> Iterator[str]:
    """Yield what the usual digests make of a text: in hex, its first eight signs, and base64."""
    for spelling in dict.fromkeys((text, text.lower())):
        for digest in (md5, sha1, sha256, sha512):
            value = digest(spelling.encode(), usedforsecurity=False)
            yield from (value.hexdigest(), value.hexdigest()[:8], b64encode(value.digest(), b"-_").decode().rstrip("=").lower())


def _add(search: SecretSearch, secret: Secret, phrase: Phrase) -> None:
    """Look for a text as a whole, and for each of its runs of words that not even two public texts side by side could make."""
    for start in range(len(phrase) - PHRASE_LENGTH + 1):
        run = phrase[start : start + PHRASE_LENGTH]
        if search.known.pieces(run) >= MIXED:
            search.add_phrase(run, secret)
            for order in (run, run[::-1], tuple(word[::-1] for word in run)):
                search.add_letters("".join(order), secret)
    if len(phrase) > PHRASE_LENGTH and not secret.prose and phrase not in search.known.whole:
        search.digested.append(secret)
    if secret.prose or not phrase or len(phrase) > PHRASE_LENGTH or phrase in search.known.phrases or not _tells(secret, phrase):
        return
    for spelling in sorted({phrase, *other_spellings(secret)} - search.known.phrases):
        search.add_phrase(spelling, secret)
        letters = "".join(spelling)
        if secret.level is Level.ERROR and not letters.isdigit() and len(letters) >= _least_letters(secret, letters):
            search.add_letters(letters, secret)
    if secret.level is Level.ERROR:
        search.digested.append(secret)


def _least_letters(secret: Secret, letters: str) -> int:
    """Return how many letters a text must have to be looked for whatever stands between them."""
    if not secret.sought:
        return SHORT_RUN
    return PREFIX if letters.isalpha() else LEAST_WITHIN


def _tells(secret: Secret, phrase: Phrase) -> bool:
    """Whether a text as a whole is more than a number, a short word or two."""
    whole = "".join(phrase)
    if secret.sought or secret.is_number:
        return True
    if len(phrase) == 1:
        return not secret.is_id and len(whole) >= SHORT_WORD and not whole.isdigit()
    return len(whole) >= SHORT_PHRASE and sum(not word.isdigit() for word in phrase) > 1


def _is_as_written(text: str, words: str, secret: Secret) -> bool:
    """Whether words that were found in a text stand there in the form in which alone they tell something."""
    if is_short_number(secret.text):
        return re.search(rf"(?<![\w.,:-]){words}(?![\w-]|[.,:]\w)", text) is not None
    return not _is_exact(secret) or " " not in words or secret.text.lower() in text


def _is_exact(secret: Secret) -> bool:
    """Whether only the exact form of a text tells something: it is an id, or the path of a folder."""
    return secret.is_id or secret.text.startswith("/")
