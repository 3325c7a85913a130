"""Which findings of an atlas are new since an earlier state of it, and which are cured."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journeybook.findings import Finding
from journeybook.load.discover import FOLDER, YAML_SUFFIXES


@dataclass(frozen=True)
class FindingDifferences:
    """The findings that one of two states has and the other has not."""

    new: tuple[Finding, ...] = ()
    cured: tuple[Finding, ...] = ()


def finding_key(finding: Finding) -> tuple[str, str, str]:
    """Return by what a finding is known again when lines move and counts change: its file, its rule, its words without numbers."""
    return finding.place.file, finding.rule, re.sub(r"\d+", "0", finding.message)


def finding_differences(before: Iterable[Finding], after: Iterable[Finding]) -> FindingDifferences:
    """Return what is new and what is cured in the YAML files of the journeys, the only files that every state of an atlas holds.

    What stands in another file in the same words is the same finding.
    """
    cured, new = (sorted(filter(_is_of_journeys, findings)) for findings in (before, after))
    for first in (0, 1):  # first with the file, then without it
        cured, new = _without(cured, new, first), _without(new, cured, first)
    return FindingDifferences(tuple(new), tuple(cured))


def _is_of_journeys(finding: Finding) -> bool:
    return finding.place.file.startswith(f"{FOLDER}/") and finding.place.file.endswith(YAML_SUFFIXES)


def _without(findings: Sequence[Finding], others: Sequence[Finding], first: int) -> list[Finding]:
    """Return findings without as many of each key as the others have; the key begins at its part number `first`."""
    known = Counter(finding_key(finding)[first:] for finding in others)
    left = []
    for finding in findings:
        key = finding_key(finding)[first:]
        if known[key]:
            known[key] -= 1
        else:
            left.append(finding)
    return left
