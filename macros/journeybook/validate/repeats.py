"""Joins what one mistake causes in many places, such as an id that was changed where it is defined, into one finding."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from journeybook.findings import Finding, Place, shortened
from journeybook.validate.messages import SHAPE_UNKNOWN_KEY
from journeybook.validate.problem import PartFinding
from journeybook.validate.references import REFERENCE_UNKNOWN
from journeybook.validate.rules import declared_unused
from journeybook.validate.variants import OVERLAY

JOINED = frozenset({OVERLAY.id, REFERENCE_UNKNOWN.id, SHAPE_UNKNOWN_KEY.id})
"""Rules of which equal findings have one cause: the word is wrong in each place, or right in all of them and lost elsewhere."""
_NOUN = re.compile(r"there is no ([\w ]+?)(?: or .*|,.*)? '(.*)'")


def joined_repeats(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings, of those that say the same only the first in the order of files, with the places of the others."""
    groups: dict[object, list[Finding]] = {}
    for finding in sorted(findings):
        groups.setdefault(_cause(finding) if finding.rule in JOINED else finding, []).append(finding)
    for first, *others in groups.values():
        places = sorted({finding.place for finding in others} - {first.place})
        yield _with_places(first, places) if places else first


def without_misspelt_definitions(rows: Iterable[PartFinding]) -> tuple[PartFinding, ...]:
    """Return findings without those that something is not used whose id is the nearest guess for one that is not known."""
    all_rows = tuple(rows)
    unknown = (row.finding for row in all_rows if row.finding.rule == REFERENCE_UNKNOWN.id)
    guesses = {finding.correction.meant for finding in unknown if finding.correction}
    return tuple(row for row in all_rows if row.finding.rule != declared_unused.ID or row.part.get("id", str) not in guesses)


def _cause(finding: Finding) -> tuple[object, ...]:
    """Return what equal findings have in common: of an unknown id the first of the kinds that it may be of, and the id."""
    unknown = _NOUN.search(finding.message) if finding.rule == REFERENCE_UNKNOWN.id else None
    return finding.rule, *(unknown.groups() if unknown else (finding.message, finding.hint))


def _with_places(finding: Finding, places: list[Place]) -> Finding:
    """Return a finding that names the other places in which the same stands."""
    many = "1 more place" if len(places) == 1 else f"{len(places)} more places"
    is_missing = finding.rule != SHAPE_UNKNOWN_KEY.id and not finding.hint.startswith("that is ")
    advice = "; if it was renamed or deleted where it is defined, mend that" if is_missing else ""
    hint = f"{finding.hint}; the same in {many}: {shortened([str(place) for place in places])}{advice}"
    return replace(finding, hint=hint)
