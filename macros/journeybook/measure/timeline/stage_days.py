"""When an account came to the stages and phases of its maps in its relation, and when it left them: what times count from that name one.

Of several stays in a stage the last counts. A stage that another map has under the same id began where the account came to it, not where
the other map came to apply. A stage was left on the day on which the account came to another one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from journeybook.measure.timeline.map_timings import FIRST_DAY, LAST_DAY, MapTimings
from journeybook.measure.timeline.relations import CustomerRelation
from journeybook.measure.timeline.stage_stays import PlacingRule, StageStay


@dataclass(frozen=True)
class StageDays:
    """The day on which an account came to a stage or phase, and the one on which it came to the next; None where it has not."""

    since: date
    left: date | None


def given_by_stages(timings: MapTimings, stays: Sequence[StageStay], relation: CustomerRelation | None) -> dict[str, date]:
    """Return the days of the stages and phases of a relation that times of a map count from, by the names that it has for them."""
    held = [stay for stay in stays if relation and stay.since >= relation.since]
    stages = _days_of_stages(held)
    given = {timings.begins[stage]: days.since for (journey, stage), days in stages.items() if timings.begins_here(journey, stage)}
    for name, (homes, stage) in timings.stages.items():
        given |= _edges(name, (stages[home, stage] for home in homes if (home, stage) in stages))
    for name in timings.phases:
        given |= _edges(name, _days_of_phase(held, name))
    return given


def _days_of_stages(stays: Sequence[StageStay]) -> dict[tuple[str, str], StageDays]:
    """Return the days of each stage by the ids of its map and its own."""
    days: dict[tuple[str, str], StageDays] = {}
    for before, stay, after in _with_neighbours(stays):
        if stay.map and stay.stage:
            is_moved = stay.rule is PlacingRule.SAME_STAGE and before is not None and before.stage == stay.stage
            earlier = days.get((before.map or "", stay.stage)) if is_moved and before else None
            days[stay.map, stay.stage] = StageDays(earlier.since if earlier else stay.since, after.since if after and after.stage else None)
    return days


def _days_of_phase(stays: Sequence[StageStay], phase: str) -> Iterator[StageDays]:
    """Yield the days of each time that an account was in a phase, which may hold several stages."""
    since: date | None = None
    for before, stay, after in _with_neighbours(stays):
        if stay.phase == phase:
            since = since if since and before and before.phase == phase else stay.since
            if after is None or after.phase != phase:
                yield StageDays(since, after.since if after and after.stage else None)


def _edges(name: str, rows: Iterable[StageDays]) -> dict[str, date]:
    """Return the first and the last day of the latest of some stays, by the names that timings have for them."""
    days = max(rows, key=lambda row: row.since, default=None)
    edges = {FIRST_DAY: days.since, LAST_DAY: days.left} if days else {}
    return {f"{name}{edge}": day for edge, day in edges.items() if day}


def _with_neighbours(stays: Sequence[StageStay]) -> Iterator[tuple[StageStay | None, StageStay, StageStay | None]]:
    """Yield each stay with the one before it and the one after it."""
    return zip((None, *stays[:-1]), stays, (*stays[1:], None), strict=True)
