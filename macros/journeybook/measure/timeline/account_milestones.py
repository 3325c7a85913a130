"""Milestones of an account by its own clock: target day, reached or not, and since when one is overdue.

The dates come from the date engine of success maps (`model.dates`, `model.stage_clocks`), given the days that are facts: those of anchors
(the next one ahead, else the last one of the relation), of what has been reached or has happened, and on which the account entered a stage.
An anchor of which no day is known counts by its usual day, and the target is then marked as assumed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from journeybook.measure.timeline.account_life import ANCHOR, AccountLife
from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.map_timings import DatedMilestone, MapTimings
from journeybook.measure.timeline.stage_days import given_by_stages
from journeybook.measure.timeline.stage_stays import StageStay
from journeybook.measure.timeline.truth import next_day
from journeybook.model.dates import PLAN_START, DateResolver
from journeybook.model.enumerations import State
from journeybook.model.language.nodes import Duration
from journeybook.model.map import Map
from journeybook.model.plays import Play
from journeybook.model.stage import Milestone
from journeybook.model.timing import Timing

_DayOf = Callable[[AccountLife, str], date | None]


class MilestoneState(StrEnum):
    """How a milestone of an account stands on the as-of day."""

    REACHED = "reached"
    DUE = "due"
    """Its target lies ahead, or is today."""
    LATE = "late"
    """Its target is over, but not yet by as long as makes it overdue."""
    OVERDUE = "overdue"
    UNDATED = "undated"
    """Its target comes to no day for this account."""
    UNRECORDED = "unrecorded"
    """No source records when it is reached, or it is not known whether it concerns the account."""


@dataclass(frozen=True)
class AccountMilestone:
    """A milestone of an account's map: where it stands, its target day (`assumed` by a usual day), and the plays for it when overdue.

    `reason` says why there is no target: a word of the date engine, or `open` where it has no last day. `late_from` is the day from
    which it is overdue unless it is reached before.
    """

    milestone: Milestone
    map: str
    stage: str
    state: MilestoneState
    target: date | None = None
    reached: date | None = None
    late_from: date | None = None
    overdue_since: date | None = None
    assumed: bool = False
    reason: str = ""
    plays: tuple[Play, ...] = ()


def account_milestones(
    life: AccountLife, timelines: ConditionTimelines, journey: Map, stays: tuple[StageStay, ...]
) -> tuple[AccountMilestone, ...]:
    """Return the milestones of a map that concern an account, in the order of the file; planned and retired ones are left out."""
    clock = AccountClock.of(life, life.index.timings(journey), stays)
    rows = []
    for row in clock.timings.milestones:
        concerned = timelines.concerns(row.milestone).at(life.end).truth
        if row.milestone.state is State.IN_USE and concerned is not False:
            rows.append(_milestone(life, clock, row, is_known=concerned is True))
    return tuple(rows)


def _milestone(life: AccountLife, clock: "AccountClock", row: DatedMilestone, *, is_known: bool) -> AccountMilestone:
    name, journey = row.milestone.id or "", clock.timings.journey
    reached = next((happening.day for happening in life.counted(name, life.end)), None)
    target, reason, assumed = clock.target(row.timing)
    late_from = _late_from(life, target, row.milestone.late_after) if target else None
    overdue = None
    if reached:
        state = MilestoneState.REACHED
    elif not is_known or not name or not life.is_recorded(name, life.end):
        state = MilestoneState.UNRECORDED
    elif target is None:
        state = MilestoneState.UNDATED
    else:
        overdue = late_from if late_from and late_from <= life.end else None
        state = MilestoneState.OVERDUE if overdue else MilestoneState.LATE if target < life.end else MilestoneState.DUE
    plays = life.index.overdue_plays(row.milestone, journey) if overdue else ()
    return AccountMilestone(row.milestone, journey.id, row.stage.id, state, target, reached, late_from, overdue, assumed, reason, plays)


def _late_from(life: AccountLife, target: date, late_after: Duration | None) -> date | None:
    """Return the first day on which what is not reached is overdue: after the target, and so long as it may be late; if there is one."""
    last = life.later(target, late_after) if late_after else target
    return next_day(last) if last < date.max else None


@dataclass(frozen=True)
class AccountClock:
    """The dates of a map for one account in the relation of the as-of day: without usual days of anchors, and with them."""

    timings: MapTimings
    certain: DateResolver
    usual: DateResolver

    @classmethod
    def of(cls, life: AccountLife, timings: MapTimings, stays: tuple[StageStay, ...]) -> "AccountClock":
        """Return the dates of a map for an account; of an anchor that returns the next one ahead counts, else the last one."""
        given, fixed = _given(life, timings, stays, _day), frozenset(timings.usual)
        certain = DateResolver(given, timings.moments, timings.days, fixed)
        return cls(timings, certain, DateResolver(given, {**timings.moments, **timings.usual}, timings.days, fixed))

    @classmethod
    def of_facts(cls, life: AccountLife, timings: MapTimings, stays: tuple[StageStay, ...]) -> "AccountClock":
        """Return the dates of a map for an account by what has happened alone, for the first time; nothing counts from a target."""
        resolver = DateResolver(_given(life, timings, stays, _first_day), {}, timings.days)
        return cls(timings, resolver, resolver)

    def target(self, timing: Timing | None) -> tuple[date | None, str, bool]:
        """Return the last day of a target, or the reason why there is none, and whether it stands on a usual day."""
        if timing is None:
            return None, "free", False
        certain, usual = self.certain.resolve(timing), self.usual.resolve(timing)
        if certain.closes is None and usual.closes:
            return usual.closes, "", True
        return certain.closes, certain.reason or ("" if certain.closes else "open"), False

    def starts(self, timing: Timing) -> date | None:
        """Return the day from which a target counts, if it is known; of one that names nothing the first day of the plan."""
        window = self.certain.resolve_name(timing.anchor or timing.event)
        return window.first if (timing.edge or timing.side) in ("first", "before") else window.last


def _given(life: AccountLife, timings: MapTimings, stays: tuple[StageStay, ...], day_of: _DayOf) -> dict[str, date]:
    """Return the days that are facts, by name."""
    relation = life.relation_at(life.end)
    names = {bare_name(row.id) for row in life.facts.occurrences}
    given = {name: day for name in names if (day := day_of(life, name))}
    given |= {name: given[bare_name(name)] for name in timings.elsewhere if bare_name(name) in given}
    given |= given_by_stages(timings, stays, relation)
    first = given.get(timings.starts or "") or (relation.since if relation else None)
    if first:
        given[PLAN_START] = first
        if life.stands_for_start(timings.starts or "", life.end):
            given[timings.starts or ""] = first
    return given


def _day(life: AccountLife, name: str) -> date | None:
    """Return the day of an anchor, the next one ahead, else the last; of anything else the first day on which it happened."""
    ahead, counted = life.ahead(name, life.end), life.counted(name, life.end)
    if ahead:
        return ahead[0].day
    is_anchor = bool(counted) and counted[-1].kind == ANCHOR
    return (counted[-1] if is_anchor else counted[0]).day if counted else None


def _first_day(life: AccountLife, name: str) -> date | None:
    """Return the first day on which something happened in the relation."""
    counted = life.counted(name, life.end)
    return counted[0].day if counted else None
