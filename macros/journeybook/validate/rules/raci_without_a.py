"""Every RACI table has an A: somebody who is accountable.

Without an A, each waits for the other. Real tables break the rule, so this is a warning and no refusal. Where rows
are written for single segments, every segment needs its A.

Good:
    raci: {csm: RA, support: C}

Bad:
    raci: {csm: R, support: C}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Duty
from journeybook.model.item import Owned, Responsibility
from journeybook.validate.problem import Problem

ID = "RACI-WITHOUT-A"
LEVEL = Level.WARNING
FIELDS = ("raci",)


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every table in which nobody is accountable, for everybody or for a segment."""
    for spot in atlas.spots:
        if not isinstance(spot.part, Owned) or not spot.part.raci:
            continue
        rows = spot.part.raci
        for segment in dict.fromkeys(row.segment for row in rows):
            if not any(_holds(row, segment) for row in rows) and (segment or all(row.segment is None for row in rows)):
                whom = f" for the segment '{segment}'" if segment else ""
                yield Problem(spot.part, f"nobody is accountable{whom}", "give one of them an A, as in `raci: {csm: RA}`", "raci")


def _holds(row: Responsibility, segment: str | None) -> bool:
    return Duty.ACCOUNTABLE in row.does and row.segment in (None, segment)
