"""Milestones of live maps as accounts reach them: each map's own milestones, counted over the relations in which the map was followed.

The map of a relation is the one in which the account had a stage last in it (`timeline.followed_map`). A milestone that a map has from its
base is counted for each map by itself, with the target that it has there. Only what some source records is counted at all. The clock and
the target day of each case are those of its timeline, so that a target may count from a stage, in months or in working days.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from journeybook.measure.definitions.asked_milestones import AskedMilestone, MilestoneCase
from journeybook.measure.definitions.milestones import MilestoneFigures, milestone_figures, milestone_query
from journeybook.measure.engine import Engine
from journeybook.measure.relation_clock import relation_clock
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.account_milestones import AccountClock
from journeybook.measure.timeline.followed_map import FollowedMap
from journeybook.measure.timeline.whereabouts import Whereabouts
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import State
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage
from journeybook.model.stage_clocks import counts_from_stage
from journeybook.model.timing import counts_from_start


@dataclass(frozen=True)
class MapMilestone:
    """A milestone of a map with its figures; None where no source records when it is reached, or it has no id by which one could.

    Of the map's relations `spared` are not concerned, of `unsure` ones it is not known, and `undated` ones have no first day in the tables.
    Of `without_target` ones with a clock the target comes to no day. `counts_from_stage` says that the clock is the beginning of
    the stage, and `anchor` else what it is; where both say nothing, it is the first day of the plan.
    """

    stage: Stage
    milestone: Milestone
    anchor: str
    target: int | None
    maturity: int
    figures: MilestoneFigures | None
    spared: int = 0
    unsure: int = 0
    undated: int = 0
    without_target: int = 0
    counts_from_stage: bool = False


@dataclass(frozen=True)
class MapMilestones:
    """The milestones of a map in use, in the order of the file, and how many relations of how many accounts followed the map."""

    journey: Map
    relations: int
    accounts: int
    milestones: tuple[MapMilestone, ...]

    @property
    def is_measured(self) -> bool:
        """Whether any source records when one of them is reached."""
        return any(row.figures for row in self.milestones)


@dataclass(frozen=True)
class _Follower:
    """A relation of an account, with the map that it followed."""

    account: str
    followed: FollowedMap
    clock: AccountClock

    def case(self, milestone: Milestone) -> MilestoneCase:
        """Return the relation as a case of a milestone of the map."""
        clock = self.clock
        timing = next((row.timing for row in clock.timings.milestones if row.milestone is milestone), None)
        start = clock.starts(timing) if timing else self.followed.since
        return MilestoneCase(self.account, self.followed.since, start, clock.target(timing)[0])


def map_milestones(
    atlas: Atlas, accounts: Mapping[str, Whereabouts], lives: Mapping[str, AccountLife], engine: Engine, as_of: date
) -> tuple[MapMilestones, ...]:
    """Return the milestones of each map that an account has followed, in the order of the atlas."""
    followers: dict[str, list[_Follower]] = {}
    for name, place in accounts.items():
        for followed in place.followed:
            journey = atlas.find(Map, followed.map)
            clock = relation_clock(lives[name], journey, followed.since, place.stages.stays, of_facts=True) if journey else None
            if journey and clock:
                followers.setdefault(journey.id, []).append(_Follower(name, followed, clock))
    recorded = next((life.recorded for life in lives.values()), frozenset[str]())
    maps = [journey for journey in atlas.maps if journey.id in followers]
    asked = [
        (journey.id, _asked(milestone, followers[journey.id]))
        for journey in maps
        for _, milestone in _milestones(journey)
        if milestone.id in recorded
    ]
    answers: tuple[MilestoneFigures, ...] = ()
    if any(row.cases for _, row in asked):
        answers = milestone_figures(milestone_query([row for _, row in asked], as_of, atlas.file.default_anchor or ""), engine)
    figures: dict[str, dict[str | None, MilestoneFigures]] = {journey.id: {} for journey in maps}
    for (name, row), answer in zip(asked, answers, strict=bool(answers)):
        figures[name][row.milestone.id] = answer
    asked_of = {journey.id: {row.milestone.id: row for name, row in asked if name == journey.id} for journey in maps}
    return tuple(_of_map(journey, followers[journey.id], asked_of[journey.id], figures[journey.id]) for journey in maps)


def _milestones(journey: Map) -> Iterator[tuple[Stage, Milestone]]:
    for stage in journey.stages:
        for milestone in stage.inside("milestones", Milestone):
            if milestone.state is State.IN_USE:
                yield stage, milestone


def _asked(milestone: Milestone, followers: list[_Follower]) -> AskedMilestone:
    name = milestone.id or ""
    concerned = [row for row in followers if name not in row.followed.spared | row.followed.unsure]
    return AskedMilestone(milestone, tuple(row.case(milestone) for row in concerned))


def _of_map(
    journey: Map, followers: list[_Follower], asked: Mapping[str | None, AskedMilestone], figures: Mapping[str | None, MilestoneFigures]
) -> MapMilestones:
    rows = tuple(
        _of_milestone(stage, asked.get(milestone.id) or AskedMilestone(milestone, ()), followers, figures.get(milestone.id))
        for stage, milestone in _milestones(journey)
    )
    return MapMilestones(journey, len(followers), len({row.account for row in followers}), rows)


def _of_milestone(stage: Stage, asked: AskedMilestone, followers: list[_Follower], figures: MilestoneFigures | None) -> MapMilestone:
    name, timing, cases = asked.milestone.id or "", asked.timing, asked.cases or ()
    timings = followers[0].clock.timings
    is_from_stage = timing is not None and counts_from_stage(timing) and stage.id in timings.begins
    whole = figures.whole if figures else None
    counted = whole.cases + whole.young + whole.without_clock if whole else 0
    return MapMilestone(
        stage,
        asked.milestone,
        asked.anchor or (timings.starts or "" if timing and counts_from_start(timing) and not is_from_stage else ""),
        asked.target,
        asked.maturity,
        figures,
        sum(name in row.followed.spared for row in followers),
        sum(name in row.followed.unsure for row in followers),
        len(cases) - counted if whole else 0,
        sum(case.clock is not None and case.due is None for case in cases) if asked.milestone.target else 0,
        is_from_stage,
    )
