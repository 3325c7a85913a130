"""The maps that an account followed in each of its relations: those whose milestones are its own."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.map_choice import MapCandidates
from journeybook.measure.timeline.stage_stays import StageStay
from journeybook.model.enumerations import State
from journeybook.model.map import Map
from journeybook.model.stage import Milestone


@dataclass(frozen=True)
class FollowedMap:
    """The map in which an account had a stage last in the relation that began on a day, or one that led to it; None where it had none.

    Milestones of the map that do not concern the account are `spared`; of `unsure` ones it is not known whether they do. Both are ids.
    """

    since: date
    map: str | None
    spared: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()


def followed_maps(
    life: AccountLife, timelines: ConditionTimelines, candidates: MapCandidates, stays: tuple[StageStay, ...]
) -> Iterator[FollowedMap]:
    """Yield the map of each relation that has begun, in their order; before it those through which it came, which it continues."""
    for relation in life.relations:
        if relation.since > life.end:
            continue
        last = min(relation.until or life.end, life.end)
        there = [stay.map for stay in _stays_in(stays, relation.since, last) if stay.map and stay.stage]
        maps = [journey for name in dict.fromkeys(reversed(there)) if (journey := life.index.atlas.find(Map, name))]
        if not maps:
            yield FollowedMap(relation.since, None)
        way = maps[:1]
        for journey in maps[1:]:
            way += [journey] if candidates.continues(way[-1], journey) else []
        yield from (_followed(timelines, journey, relation.since, last) for journey in reversed(way))


def _followed(timelines: ConditionTimelines, journey: Map, since: date, last: date) -> FollowedMap:
    """Return a map that was followed, with its milestones as they concerned the account on its last day."""
    truths = {
        milestone.id: timelines.concerns(milestone).at(last).truth
        for stage in journey.stages
        for milestone in stage.inside("milestones", Milestone)
        if milestone.id and milestone.state is State.IN_USE
    }
    spared, unsure = (frozenset(name for name, truth in truths.items() if truth is answer) for answer in (False, None))
    return FollowedMap(since, journey.id, spared, unsure)


def _stays_in(stays: tuple[StageStay, ...], since: date, until: date) -> tuple[StageStay, ...]:
    """Return the stays on any of some days."""
    first = bisect_left(stays, since, key=lambda stay: stay.until)
    return stays[first : bisect_right(stays, until, key=lambda stay: stay.since)]
