"""The map that an account followed in each of its relations: the one whose milestones are its own."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.stage_stays import StageStay
from journeybook.model.enumerations import State
from journeybook.model.map import Map
from journeybook.model.stage import Milestone


@dataclass(frozen=True)
class FollowedMap:
    """The map in which an account had a stage last in the relation that began on a day; None where it had none in it.

    Milestones of the map that do not concern the account are `spared`; of `unsure` ones it is not known whether they do. Both are ids.
    """

    since: date
    map: str | None
    spared: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()


def followed_maps(life: AccountLife, timelines: ConditionTimelines, stays: tuple[StageStay, ...]) -> Iterator[FollowedMap]:
    """Yield the map of each relation that has begun, in their order."""
    for relation in life.relations:
        if relation.since > life.end:
            continue
        last = min(relation.until or life.end, life.end)
        there = _last_stay(stays, relation.since, last)
        journey = life.index.atlas.find(Map, there.map) if there and there.map else None
        if journey is None:
            yield FollowedMap(relation.since, None)
            continue
        truths = {
            milestone.id: timelines.concerns(milestone).at(last).truth
            for stage in journey.stages
            for milestone in stage.inside("milestones", Milestone)
            if milestone.id and milestone.state is State.IN_USE
        }
        spared, unsure = (frozenset(name for name, truth in truths.items() if truth is answer) for answer in (False, None))
        yield FollowedMap(relation.since, journey.id, spared, unsure)


def _last_stay(stays: tuple[StageStay, ...], since: date, until: date) -> StageStay | None:
    """Return the last stay in a stage on one of some days."""
    for place in range(bisect_right(stays, until, key=lambda stay: stay.since) - 1, -1, -1):
        stay = stays[place]
        if stay.until < since:
            return None
        if stay.map and stay.stage:
            return stay
    return None
