"""Validation in order: read the files, expand short forms, build variants, shape, link, check references and practice."""

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from journeybook.findings import Finding, Level, Place, bounded_guesses
from journeybook.load.discover import FOLDER
from journeybook.load.own_pages import own_page_findings
from journeybook.load.settings import settings_findings
from journeybook.load.static_files import static_file_findings
from journeybook.model.atlas import Atlas
from journeybook.model.files import ATLAS
from journeybook.validate.causes import without_consequences
from journeybook.validate.check_memory import CheckMemory
from journeybook.validate.held_back import waiting_findings
from journeybook.validate.levels import with_levels
from journeybook.validate.linking import link_trees
from journeybook.validate.loss import Lost
from journeybook.validate.reading import read_project
from journeybook.validate.reference_date import reference_day
from journeybook.validate.references import check_references
from journeybook.validate.repeats import joined_repeats, without_misspelt_definitions
from journeybook.validate.runner import check_practice
from journeybook.validate.sizes import count_findings, link_count_findings, rule_count_findings
from journeybook.validate.variant_origin import attribute_to_variants
from journeybook.validate.variants import build_variants


@dataclass(frozen=True)
class Checked:
    """The atlas of the files without errors of shape, everything that is wrong with it, and the day from which ages are counted."""

    atlas: Atlas
    findings: tuple[Finding, ...]
    as_of: date
    files: int
    """The number of YAML files that were read."""
    lost: Lost = field(default_factory=Lost)
    """What could not be read of them."""
    has_known_ages: bool = True
    """Whether pages may print ages counted from that day; not where a clone holds too little of the history."""

    @property
    def atlas_errors(self) -> tuple[Finding, ...]:
        """The errors of atlas.yml itself: where there are some, its lanes and teams are not known."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR and finding.place.file == f"{FOLDER}/{ATLAS}")

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong at error level."""
        return not any(finding.level is Level.ERROR for finding in self.findings)


@bounded_guesses()
def check(project: Path, *, as_of: date | None = None, memory: CheckMemory | None = None) -> Checked:
    """Read and check a whole project; author mistakes are findings, an unreadable disk is an OSError.

    Who checks it again and again hands over a memory, and gets the same answers sooner.
    """
    memory = memory or CheckMemory()
    memory.turn()
    written = read_project(project, memory)
    whole, overlaid = build_variants(written.trees, written.lanes)
    linked = link_trees(whole, tuple(written.lanes), written.lost, memory)
    atlas, lost = linked.reduced.atlas, linked.reduced.lost
    reference = reference_day(as_of, atlas, project)
    held = lost.hold_back(atlas, (*check_references(atlas, written.resources), *check_practice(atlas, reference.day)))
    altered, waiting = lost.hold_back_placed((*overlaid, *reference.findings))
    findings = [*written.findings, *altered, *linked.findings, *link_count_findings(atlas)]
    findings += [*count_findings(atlas), *rule_count_findings(atlas)]
    rows = without_misspelt_definitions(held.told)
    findings += attribute_to_variants(atlas, rows)
    findings += waiting_findings((*held.waiting, *waiting), (row.finding for row in rows))
    findings += own_page_findings(project)
    findings += static_file_findings(project, [resource.file for resource in atlas.resources if resource.file])
    findings += settings_findings(project)
    told = _once(joined_repeats(with_levels(atlas, without_consequences(findings))))
    return Checked(linked.atlas, told, reference.day, written.files, lost, reference.is_known)


def write_checked(checked: Checked, file: Path) -> None:
    """Write a checked project to a file for another process of the same program, which then reads and checks nothing a second time."""
    file.write_bytes(pickle.dumps(checked))


def read_checked(file: Path) -> Checked:
    """Return the checked project that a command of ours wrote; a file that holds something else raises TypeError."""
    checked = pickle.loads(file.read_bytes())  # noqa: S301 - written a moment ago by our command, in a folder that is its user's alone
    if not isinstance(checked, Checked):
        raise TypeError(f"{file} holds no checked project")
    return checked


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings sorted, each once: what a variant inherits is found where it was written, whatever the hint there."""
    first: dict[tuple[Place, Level, str, str], Finding] = {}
    for finding in sorted(findings):
        first.setdefault((finding.place, finding.level, finding.rule, finding.message), finding)
    return tuple(first.values())
