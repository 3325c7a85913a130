"""The day from which ages are counted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load.discover import FOLDER
from journeybook.load.history import is_shallow, last_change
from journeybook.model.atlas import Atlas
from journeybook.model.files import ATLAS
from journeybook.model.walk import field_values

DAY_UNKNOWN = FindingRule(
    "DAY-UNKNOWN",
    Level.WARNING,
    """Where something has a date, it is known from which day ages are counted.

That day is `--as-of`, else `as_of` in the atlas, else the day of the last commit that changed the journeys. Git does not know that commit
in an archive or in a folder without a repository; then ages are counted from today. It does not know it either in a shallow clone that ends
before it; then pages say that ages are unknown, and checks take today. Fetch the whole history (`git fetch --unshallow`, in a workflow
`fetch-depth: 0`), or write `as_of`.

Good:
    # evidence/calls.yml
    {id: calls, name: Twelve calls, kind: customer, date: 2026-04-01, owner: csm}
    # atlas.yml
    as_of: 2026-05-01

Bad:
    # evidence/calls.yml
    {id: calls, name: Twelve calls, kind: customer, date: 2026-04-01, owner: csm}
    # atlas.yml, without as_of
""",
)


@dataclass(frozen=True)
class ReferenceDay:
    """The day from which ages are counted, and what is to be said of it."""

    day: date
    is_known: bool = True
    """Whether ages may be printed: not where a history that is cut off hides the day, and today would be a guess."""
    findings: tuple[Finding, ...] = ()


def reference_day(given: date | None, atlas: Atlas, project: Path) -> ReferenceDay:
    """Return the given day, else the atlas's own, else the day of the last content commit; else today, with a finding if it matters."""
    day = given or atlas.file.as_of or last_change(project)
    if day:
        return ReferenceDay(day)
    is_cut = is_shallow(project)
    ages = "ages are unknown, and checks count from today" if is_cut else "ages are counted from today"
    message = f"{ages}, because git does not know when the journeys were changed last"
    hint = "write `as_of:` with a date, or fetch the whole history (git fetch --unshallow)"
    unknown = DAY_UNKNOWN.at(Place(f"{FOLDER}/{ATLAS}"), message, hint)
    return ReferenceDay(clock_day(), not is_cut, (unknown,) if _is_dated(atlas) else ())


def clock_day() -> date:
    """Return the day that it is, in universal time: for what is done on a day, and never for what a build says."""
    return datetime.now(UTC).date()


def _is_dated(atlas: Atlas) -> bool:
    """Whether a date stands anywhere in the atlas."""
    return any(isinstance(value, date) for spot in atlas.spots for _, value in field_values(spot.part))
