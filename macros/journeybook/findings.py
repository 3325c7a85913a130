"""Findings: problems in authors' files as values with place, level, rule, message and hint; and the rules that they name."""

import difflib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from enum import StrEnum

MOST_COMPARISONS = 300_000
"""Comparisons of words in one check, about two seconds: a project with more mistakes gets no guesses for the rest."""
LONGEST_GUESSED = 100
"""Letters; a longer word is no misspelt id or key."""
NEAR = 0.66
"""The least likeness of a guess, as difflib's ratio: one letter of three may differ."""
MOST_LISTED = 12
"""How many ids, lanes or keys a hint lists where there are many; a few more are listed all."""
_comparisons_left: ContextVar[int | None] = ContextVar("_comparisons_left", default=None)


class Level(StrEnum):
    """The severity of a finding: an error fails a check, a warning is only printed, and information asks for nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, order=True)
class Place:
    """A position in an author's file: its path relative to the project, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Correction:
    """A word as an author wrote it, and the one that was probably meant; as text, the hint that asks for it."""

    written: str
    meant: str

    def __str__(self) -> str:
        return f"did you mean '{self.meant}'?"


@dataclass(frozen=True, order=True)
class Finding:
    """One problem in an author's files, with what to do about it."""

    place: Place
    level: Level
    rule: str
    message: str
    hint: str = ""
    correction: Correction | None = field(default=None, compare=False)
    """What the hint asks for, where that is another word."""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place} {self.level} {self.rule} {self.message}{hint}"


@dataclass(frozen=True)
class FindingRule:
    """One kind of finding: its id, its level and its manual, which `journeybook reference` prints and the tests run.

    The manual is a sentence that says what holds, then what to do and why, then examples under `Good:` and `Bad:`, indented by four and
    run inside a small project. An example is keys of a map, laid over one that has its id, name, goal and owner; a line
    `# health/score.yml` begins a file of its own, and `# atlas.yml` more keys of the atlas. `# maps/copy.yml, a link to maps/first.yml`,
    `# maps/old.yml, saved as utf-16`, `# metrics/a.csv, kept in git`, `# atlas.yml, left out` and `# atlas.yml, without as_of` say what no
    text of a file can, and a line that ends in `# 101 times` stands so often. A blank line stays part of its example; further examples may
    follow.
    """

    id: str
    level: Level
    manual: str
    is_mendable: bool = False
    """Whether `journeybook check --fix` mends it where the remedy is plain; nothing that customers read may change by it."""

    @property
    def sentence(self) -> str:
        """The first paragraph of the manual, in one line."""
        return " ".join(self.manual.strip().partition("\n\n")[0].split())

    def at(self, place: Place, message: str, hint: str | Correction = "") -> Finding:
        """Return a finding of this rule."""
        return Finding(place, self.level, self.id, message, str(hint), hint if isinstance(hint, Correction) else None)


def as_text(findings: Iterable[Finding]) -> str:
    """Return findings as text, sorted, one a line, control characters as escapes so that a terminal obeys none."""
    return "".join(f"{visible(str(finding))}\n" for finding in sorted(findings))


def as_json(findings: Iterable[Finding]) -> str:
    """Return findings as a JSON list of flat objects, sorted; a correction stands in the hint."""
    texts = ("level", "rule", "message", "hint")
    rows = [asdict(finding.place) | {name: getattr(finding, name) for name in texts} for finding in sorted(findings)]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def findings_from_json(text: str) -> tuple[Finding, ...]:
    """Return the findings that `as_json` has written."""
    rows = json.loads(text)
    places = [Place(row["file"], row["line"], row["column"]) for row in rows]
    texts = [(row["rule"], row["message"], row["hint"]) for row in rows]
    return tuple(Finding(place, Level(row["level"]), *words) for place, row, words in zip(places, rows, texts, strict=True))


@contextmanager
def bounded_guesses() -> Iterator[None]:
    """Allow MOST_COMPARISONS for all guesses of nearest words inside; without this they have no bound."""
    token = _comparisons_left.set(MOST_COMPARISONS)
    try:
        yield
    finally:
        _comparisons_left.reset(token)


def nearest(word: str, allowed: Collection[str]) -> str | None:
    """Return the allowed word most similar to another, or None where none is near or too few comparisons are left.

    >>> nearest("onbording", ["adoption", "onboarding"])
    'onboarding'
    """
    left = _comparisons_left.get()
    if len(word) > LONGEST_GUESSED or (left is not None and len(allowed) > left):
        return None
    if left is not None:
        _comparisons_left.set(left - len(allowed))
    return next(iter(difflib.get_close_matches(word, sorted(allowed), n=1, cutoff=NEAR)), None)


def shortened(words: Sequence[str]) -> str:
    """Return words as a list for a hint: all where they are not many more than MOST_LISTED, else so many of them.

    >>> shortened(["a", "b"])
    'a, b'
    """
    is_long = len(words) > MOST_LISTED * 3 // 2
    return f"{', '.join(words[:MOST_LISTED])} and {len(words) - MOST_LISTED} more" if is_long else ", ".join(words)


def visible(text: str) -> str:
    """Return a text with its control characters as escapes."""
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in text)
