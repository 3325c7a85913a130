"""A RACI table has one A for everybody it speaks of, and one row for each party.

Where two are accountable, each may think that it is the other; where a pool is, nobody in it is. A party with two
rows for the same customers has two answers. Where a table has rows for single segments, those without a segment hold
in each of them, too. Real tables break the rule, so this is a warning and no refusal.

Good:
    raci: {csm: RA, support: C}

Bad:
    raci: {csm: A, support: A}
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Duty
from journeybook.model.item import Owned, Responsibility
from journeybook.validate.problem import Problem

ID = "RACI-UNCLEAR"
LEVEL = Level.WARNING
FIELDS = ("raci",)


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every table with several accountable parties, a pool that is accountable, or two rows for one party."""
    for spot in atlas.spots:
        if isinstance(spot.part, Owned) and spot.part.raci:
            yield from _several_accountable(spot.part)
            yield from _pools(spot.part)
            yield from _repeated(spot.part)


def _several_accountable(owned: Owned) -> Iterator[Problem]:
    """Yield the segments, or everybody, for whom several parties are accountable."""
    accountable = [row for row in owned.raci if Duty.ACCOUNTABLE in row.does]
    everybody = _parties(accountable, None)
    if len(everybody) > 1:
        yield _several(owned, everybody, "")
        return
    for segment in dict.fromkeys(row.segment for row in accountable if row.segment):
        parties = _parties(accountable, segment)
        if len(parties) > 1:
            yield _several(owned, parties, f" for the segment '{segment}'")


def _parties(accountable: list[Responsibility], segment: str | None) -> list[str]:
    return list(dict.fromkeys(row.who for row in accountable if row.segment in (None, segment)))


def _several(owned: Owned, parties: list[str], whom: str) -> Problem:
    names = " and ".join(f"'{party}'" for party in parties)
    return Problem(owned, f"{names} are accountable together{whom}", "keep one A, and give the others R, C or I", "raci")


def _pools(owned: Owned) -> Iterator[Problem]:
    for row in owned.raci:
        if row.pooled and Duty.ACCOUNTABLE in row.does:
            message = f"the pool '{row.who}' is accountable, and so nobody in it is"
            yield Problem(owned, message, "give the A to the one who leads it, and the pool R", "raci")


def _repeated(owned: Owned) -> Iterator[Problem]:
    for (who, segment), count in Counter((row.who, row.segment) for row in owned.raci).items():
        if count > 1:
            whom = f" for the segment '{segment}'" if segment else ""
            yield Problem(owned, f"'{who}' has {count} rows{whom}", "make one row of them, with all its letters", "raci")
