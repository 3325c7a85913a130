"""Stages of live maps as accounts go through them: how they leave, how long they stay, and where they wait.

A stay is one entry into a stage of the way (`timeline.stage_stays`); an account that comes back has another. A stay that follows the same
stage of another map is no entry of its own time, and has no length. Its length are the days up to the first day of the next stage. A stay
that ends otherwise (the account leaves as a customer, another map comes to apply, or the atlas says no stage any more) has lasted at least
until then, as has one that lasts still. Of a stay whose exit is not known today nothing is taken for its length.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median

from journeybook.measure.statistics.estimate import SMALLEST_SHOWN
from journeybook.measure.statistics.survival import ObservedDuration, Survival, survival_of
from journeybook.measure.stay_promises import StayPromise
from journeybook.measure.timeline.continued_map import continues
from journeybook.measure.timeline.stage_stays import PlacingRule, StageStay, Unplaced
from journeybook.measure.timeline.whereabouts import Whereabouts
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import StageKind
from journeybook.model.item import StageLength, When
from journeybook.model.map import Map
from journeybook.model.stage import Stage


class StayEnd(StrEnum):
    """How a stay in a stage has ended, or that it has not."""

    ONWARD = "onward"
    """In a later stage of the map, or in a map that continues it."""
    BACK = "back"
    """In an earlier stage, or where the atlas does not say where to."""
    LEFT = "left"
    """The account has left as a customer."""
    ELSEWHERE = "elsewhere"
    """Another map has come to apply, or none, or no stage is stated any more."""
    THERE = "there"
    """It lasts on the as-of day."""
    PERHAPS = "perhaps"
    """It lasts, or the account has gone on: its exit is not known."""


@dataclass(frozen=True)
class TimeBoxFigure:
    """The time box of a stage: of `due` stays whose last day has come `in_time` went onward by then.

    Who left as a customer before it, or is there still, was not in time. `undated` stays have no last day; those that ended otherwise, or
    of which that is not known, are `unclear`.
    """

    due: int
    in_time: int
    undated: int
    unclear: int


@dataclass(frozen=True)
class StageStayFigure:
    """What is known of the stays in a stage: it was `entered` so often by so many `accounts`, `again` after an earlier stay.

    `ends` counts each way of ending, `waiting` are the days of those that are there for certain so far, the longest first. `moved_in` of
    the stays have no length, since they followed the same stage of another map.
    """

    stage: Stage
    accounts: int
    entered: int
    again: int
    ends: Mapping[StayEnd, int]
    survival: Survival
    waiting: tuple[int, ...]
    moved_in: int
    lengths: tuple[Survival, ...] = ()
    """The stays for which each stated length of the stage holds, in the order of the file."""
    unsure: int = 0
    """For so many stays it is not known which stated length holds."""
    box: "TimeBoxFigure | None" = None

    @property
    def waiting_days(self) -> int:
        """How many days those that are there have waited together."""
        return sum(self.waiting)

    @property
    def median_wait(self) -> float | None:
        """How many days half of those that are there have waited so far."""
        return median(self.waiting) if self.waiting else None


@dataclass(frozen=True)
class MapStays:
    """The stages of a map's way in their order, and how many accounts came as far as each: to it or to a later one."""

    journey: Map
    accounts: int
    stages: tuple[StageStayFigure, ...]
    came_as_far: tuple[int, ...]
    moves: Mapping[tuple[str, str], int]
    """How many stays went from one stage to another, by the ids of both; an empty id is where no stay of the map was before."""

    @property
    def bottleneck(self) -> StageStayFigure | None:
        """The stage in which the most days are waited; None where fewer than five accounts wait in each.

        Only stages from which an account has gone onward count: where nobody ever does, nobody waits.
        """
        rows = [row for row in self.stages if row.ends[StayEnd.ONWARD] and len(row.waiting) >= SMALLEST_SHOWN]
        return max(rows, key=lambda row: row.waiting_days, default=None)


@dataclass(frozen=True)
class _Stay:
    """A stay of an account with the one after it, and what is promised of it."""

    account: str
    stay: StageStay
    after: StageStay | None
    promise: StayPromise
    goes_on: bool
    """Whether the stay after it is in a map that continues its own."""


Promises = Mapping[str, tuple[StayPromise, ...]]
"""What is promised of each stay of an account, by its id."""


def map_stays(atlas: Atlas, accounts: Iterable[Whereabouts], as_of: date, promises: Promises) -> tuple[MapStays, ...]:
    """Return the stays in the stages of each map in which an account ever had one, in the order of the atlas."""
    stays: dict[str, list[_Stay]] = {}
    for place in accounts:
        pairs = pairwise([*place.stages.stays, None])
        for (stay, after), promise in zip(pairs, promises[place.account], strict=True):
            if stay and stay.map and stay.stage:
                stays.setdefault(stay.map, []).append(_Stay(place.account, stay, after, promise, _goes_on(atlas, stay, after)))
    return tuple(_of_map(journey, stays[journey.id], as_of) for journey in atlas.maps if journey.id in stays)


def _goes_on(atlas: Atlas, stay: StageStay, after: StageStay | None) -> bool:
    """Whether a stay in a stage leads into a map that continues its map, or what that is built on."""
    if after is None or after.stage is None or after.map == stay.map:
        return False
    before, later = atlas.find(Map, stay.map), atlas.find(Map, after.map)
    return before is not None and later is not None and continues(atlas, later, before)


def _of_map(journey: Map, stays: list[_Stay], as_of: date) -> MapStays:
    places = {stage.id: number for number, stage in enumerate(journey.stages)}
    furthest: dict[str, int] = {}
    for row in stays:
        furthest[row.account] = max(furthest.get(row.account, 0), places.get(row.stay.stage or "", 0))
    way = [stage for stage in journey.stages if stage.kind is StageKind.MAIN and stage.floats is None]
    figures = tuple(_of_stage(stage, [row for row in stays if row.stay.stage == stage.id], places, as_of) for stage in way)
    came_as_far = tuple(sum(place >= places[stage.id] for place in furthest.values()) for stage in way)
    return MapStays(journey, len(furthest), figures, came_as_far, _moves(stays))


def _moves(stays: list[_Stay]) -> Counter[tuple[str, str]]:
    """Return the moves between stages; what was in no stage of the map before has come from an empty id."""
    moves = Counter(
        (row.stay.stage or "", row.after.stage) for row in stays if row.after and row.after.stage and row.after.map == row.stay.map
    )
    entered = Counter(row.stay.stage or "" for row in stays)
    for stage, count in entered.items():
        moves["", stage] = count - sum(number for (_, there), number in moves.items() if there == stage)
    return moves


def _of_stage(stage: Stage, stays: list[_Stay], places: Mapping[str, int], as_of: date) -> StageStayFigure:
    accounts = {row.account for row in stays}
    ends = Counter(_end(row, places) for row in stays)
    waiting = [(as_of - row.stay.since).days for row in stays if _end(row, places) is StayEnd.THERE]
    return StageStayFigure(
        stage,
        len(accounts),
        len(stays),
        len(stays) - len(accounts),
        {end: ends[end] for end in StayEnd},
        survival_of(sorted(_durations(stays, places))),
        tuple(sorted(waiting, reverse=True)),
        sum(_is_moved_in(row) for row in stays),
        tuple(
            survival_of(sorted(_durations([row for row in stays if row.promise.length == number], places)))
            for number, _ in enumerate(stage.inside("lasts", StageLength))
        ),
        sum(row.promise.is_unsure for row in stays),
        _time_box(stage, stays, places, as_of),
    )


def _time_box(stage: Stage, stays: list[_Stay], places: Mapping[str, int], as_of: date) -> TimeBoxFigure | None:
    box = stage.get("time_box", When)
    if box is None or box.at is None:
        return None
    clear = [row for row in stays if _end(row, places) in (StayEnd.ONWARD, StayEnd.LEFT, StayEnd.THERE)]
    due = [(row, row.promise.deadline) for row in clear if row.promise.deadline and row.promise.deadline <= as_of]
    in_time = sum(_end(row, places) is StayEnd.ONWARD and row.after is not None and row.after.since <= day for row, day in due)
    return TimeBoxFigure(len(due), in_time, sum(row.promise.deadline is None for row in clear), len(stays) - len(clear))


def _durations(stays: list[_Stay], places: Mapping[str, int]) -> Iterator[ObservedDuration]:
    for row in stays:
        end = _end(row, places)
        if not _is_moved_in(row) and end is not StayEnd.PERHAPS:
            is_still = end is StayEnd.THERE
            days = (row.stay.until - row.stay.since).days + (not is_still)
            yield ObservedDuration(days, is_open=end not in (StayEnd.ONWARD, StayEnd.BACK))


def _end(row: _Stay, places: Mapping[str, int]) -> StayEnd:
    after = row.after
    if after is None:
        return StayEnd.PERHAPS if row.stay.unsure else StayEnd.THERE
    if after.unplaced is Unplaced.NO_RELATION:
        return StayEnd.LEFT
    if after.unplaced is Unplaced.NO_WAY_BACK:
        return StayEnd.BACK
    if row.goes_on:
        return StayEnd.ONWARD
    if after.map != row.stay.map or after.stage is None:
        return StayEnd.ELSEWHERE
    return StayEnd.ONWARD if places[after.stage] > places[row.stay.stage or ""] else StayEnd.BACK


def _is_moved_in(row: _Stay) -> bool:
    return row.stay.rule is PlacingRule.SAME_STAGE
