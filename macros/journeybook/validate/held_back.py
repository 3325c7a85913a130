"""Counts the findings that wait until a file can be read."""

from collections.abc import Iterable, Iterator

from journeybook.findings import Finding, FindingRule, Level
from journeybook.validate.loss import Loss, Waiting

HELD_BACK = FindingRule(
    "HELD-BACK",
    Level.INFORMATION,
    """Nothing has to wait until a file can be read.

What has the wrong shape is left out while the rest is checked. A finding that names something of what is left out, such as an id that
stands there, might be none: it is counted here, and told once the file is mended.

Good:
    status: draft
    owner: helpers
    # atlas.yml
    teams: [{id: csm, name: Customer success}, {id: helpers, name: Helpers}]

Bad:
    status: draft
    owner: helpers
    # atlas.yml
    teams: [{id: csm, name: Customer success}, {idd: helpers, name: Helpers}]
""",
)


def waiting_findings(waiting: Iterable[Waiting], told: Iterable[Finding]) -> Iterator[Finding]:
    """Yield for each file with something lost how many findings wait for it; what variants inherit counts once, and not if it is told."""
    counted = {(finding.place, finding.rule, finding.message) for finding in told}
    by_file: dict[str, list[Loss]] = {}
    for finding, loss in waiting:
        key = finding.place, finding.rule, finding.message
        if key not in counted:
            by_file.setdefault(loss.place.file, []).append(loss)
        counted.add(key)
    for file, losses in by_file.items():
        count = len(losses)
        many = "1 finding that names something in the file was" if count == 1 else f"{count} findings that name something in the file were"
        place = min(loss.place for loss in losses)
        yield HELD_BACK.at(place, f"{many} held back until it can be read", f"mend {file}, and check again")
