"""Standings: where every account stands on the as-of day, one row each; and how many were in each stage month by month."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from journeybook.measure.timeline.account_milestones import AccountMilestone
from journeybook.measure.timeline.stage_stays import StageStay
from journeybook.measure.timeline.whereabouts import Whereabouts
from journeybook.model.atlas import Atlas
from journeybook.model.health import Band
from journeybook.model.map import Map
from journeybook.model.stage import Stage

MONTHS = 12
"""So many months back are counted."""


@dataclass(frozen=True)
class StandingPlace:
    """A stage that counts an account: one that it is in by its own map, or the same stage of a map that this one is built on.

    `unsure` where it is not known whether the account has gone on; `overdue` are the overdue milestones of this very stage.
    """

    map: str
    stage: str
    is_own: bool
    since: date
    unsure: bool
    overdue: tuple[AccountMilestone, ...]


@dataclass(frozen=True)
class Standing:
    """Where an account stands: its stay of the as-of day, the stages that count it, its segment, band and overdue milestones."""

    account: str
    owner: str | None
    segment: str | None
    stay: StageStay
    places: tuple[StandingPlace, ...]
    band: Band | None
    overdue: tuple[AccountMilestone, ...]


def standing(where: Whereabouts, atlas: Atlas, owner: str | None, band: Band | None) -> Standing:
    """Return where an account stands."""
    places = tuple(_places(where, atlas))
    return Standing(where.account, owner, where.segment, where.stages.current, places, band, where.overdue)


def month_days(as_of: date) -> tuple[date, ...]:
    """Return the as-of day and the same day of the months before it, oldest first; of a shorter month its last day.

    There are none before the year 1.

    >>> [str(day) for day in month_days(date(2026, 3, 31))[-3:]]
    ['2026-01-31', '2026-02-28', '2026-03-31']
    """
    months = (divmod(as_of.year * 12 + as_of.month - 1 - back, 12) for back in range(MONTHS, -1, -1))
    return tuple(date(year, month + 1, min(as_of.day, monthrange(year, month + 1)[1])) for year, month in months if year > 0)


def monthly_counts(accounts: Iterable[Whereabouts], atlas: Atlas, as_of: date) -> Mapping[tuple[str, str], tuple[int, ...]]:
    """Return how many accounts were in each stage on the days of `month_days`, by map and stage."""
    days, counts = month_days(as_of), Counter[tuple[str, str, date]]()
    for where in accounts:
        counts.update((journey, stage, day) for day in days for journey, stage, *_ in _stages_on(where, atlas, day))
    return {(journey, stage): tuple(counts[journey, stage, day] for day in days) for journey, stage, _ in sorted(counts)}


def _places(where: Whereabouts, atlas: Atlas) -> Iterator[StandingPlace]:
    for journey, stage, is_own, since, unsure in _stages_on(where, atlas, where.as_of):
        overdue = tuple(row for row in where.overdue if row.stage == stage)
        yield StandingPlace(journey, stage, is_own, since, unsure, overdue)


def _stages_on(where: Whereabouts, atlas: Atlas, day: date) -> Iterator[tuple[str, str, bool, date, bool]]:
    """Yield the stages that count an account on a day: map, stage, whether it is its own map, since when, and whether that is unsure."""
    for stay in where.stages.stays:
        if stay.map and stay.stage and stay.since <= day <= stay.until:
            for journey, is_own in _with_bases(atlas, stay.map, stay.stage):
                yield journey, stay.stage, is_own, stay.since, bool(stay.unsure)
    for beside in where.stages.beside:
        if beside.stage and beside.since <= day and (beside.until is None or day <= beside.until):
            for journey, is_own in _with_bases(atlas, beside.map, beside.stage):
                yield journey, beside.stage, is_own, beside.since, beside.unsure_since is not None


def _with_bases(atlas: Atlas, journey_id: str, stage: str) -> Iterator[tuple[str, bool]]:
    """Yield a map, and those that it is built on and that have this stage."""
    yield journey_id, True
    journey = atlas.find(Map, journey_id)
    for base in atlas.bases_of(journey) if journey else ():
        if atlas.find(Stage, f"{base.id}/{stage}"):
            yield base.id, False
