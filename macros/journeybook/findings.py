"""Findings: problems in authors' files as values with place, level, rule, message and hint; and the rules that they name."""

import difflib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


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


@dataclass(frozen=True, order=True)
class Finding:
    """One problem in an author's files, with what to do about it."""

    place: Place
    level: Level
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place} {self.level} {self.rule} {self.message}{hint}"


@dataclass(frozen=True)
class FindingRule:
    """One kind of finding: its id, its level and its manual, which `journeybook reference` prints and the tests run.

    The manual is a sentence that says what holds, then what to do and why, then examples under `Good:` and `Bad:`, indented by four and
    run inside a small project. An example is keys of a map, laid over one that has its id, name, goal and owner; a line
    `# health/score.yml` begins a file of its own, and `# atlas.yml` more keys of the atlas. `# maps/copy.yml, a link to maps/first.yml`,
    `# maps/old.yml, saved as utf-16`, `# atlas.yml, left out` and `# atlas.yml, without as_of` say what no text of a file can, and a line
    that ends in `# 101 times` stands so often. A blank line stays part of its example; further examples may follow.
    """

    id: str
    level: Level
    manual: str

    @property
    def sentence(self) -> str:
        """The first paragraph of the manual, in one line."""
        return " ".join(self.manual.strip().partition("\n\n")[0].split())

    def at(self, place: Place, message: str, hint: str = "") -> Finding:
        """Return a finding of this rule."""
        return Finding(place, self.level, self.id, message, hint)


def as_text(findings: Iterable[Finding]) -> str:
    """Return findings as text, sorted, one a line, control characters as escapes so that a terminal obeys none."""
    return "".join(f"{visible(str(finding))}\n" for finding in sorted(findings))


def as_json(findings: Iterable[Finding]) -> str:
    """Return findings as a JSON list of flat objects, sorted."""
    flat = [asdict(finding) for finding in sorted(findings)]
    rows = [row.pop("place") | row for row in flat]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word most similar to another (difflib ratio at least 0.6), or None.

    >>> nearest("onbording", ["adoption", "onboarding"])
    'onboarding'
    """
    return next(iter(difflib.get_close_matches(word, sorted(allowed), n=1, cutoff=0.6)), None)


def visible(text: str) -> str:
    """Return a text with its control characters as escapes."""
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in text)
