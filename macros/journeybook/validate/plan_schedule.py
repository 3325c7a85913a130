"""The dates of an account's success plan: by the map's rules, as they were agreed, and as they came.

The map's dates are reckoned from the plan's start, as its success map reckons them: steps of another edition, and of ways that were not
chosen, are not waited for. What was agreed differently holds for everything that counts from it as well; what is left out is waited for by
nobody. A day that is written down as reached stands over one that data say. What counts from another map's milestone has the day that data
say, else that of another plan of the same account; where neither knows it, the moment says which day is wanted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.dates import DateResolver
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.success_plan import PlanDifference, PlanTask, ReachedMilestone, SuccessPlan
from journeybook.model.timed import timing_of
from journeybook.model.timing import Timing
from journeybook.validate.date_simulation import DateSimulation


@dataclass(frozen=True)
class PlanMoment:
    """A step, milestone or stage of the map with its days: the last one of each window, or none where it has no date."""

    part: Step | Milestone | Stage
    stage: Stage
    planned: date | None
    """By the map's rules from the plan's start."""
    agreed: date | None
    """As the plan has it; none of what is left out."""
    actual: date | None
    """The day on which a milestone was reached."""
    difference: PlanDifference | None
    """What the plan says of it."""
    wanted: str = ""
    """The name whose day is not known, where it has no date for want of that."""


@dataclass(frozen=True)
class PlanSchedule:
    """The dates of a success plan that follows a map."""

    atlas: Atlas
    plan: SuccessPlan
    journey: Map
    actual_days: Mapping[str, date] = field(default_factory=dict)
    """The days on which milestones were reached and anchors lie as data say, by their ids."""

    @cached_property
    def moments(self) -> tuple[PlanMoment, ...]:
        """Everything of the map that has a date, is left out or was reached, in the order of the map."""
        return tuple(
            moment
            for part in self._simulation.parts
            if isinstance(part, Step | Milestone | Stage)
            and (moment := self._moment(part))
            and (moment.planned or moment.agreed or moment.actual or moment.difference or moment.wanted)
        )

    @cached_property
    def gone(self) -> dict[str, tuple[date | None, PlanDifference | None]]:
        """What the plan says of parts that the map does not have, by their ids: the day they were reached, and what differs."""
        known = {part.get("id", str) for part in self._simulation.parts}
        reached = {row.milestone: row.day for row in self.plan.inside("reached", ReachedMilestone)}
        names = (name for name in {**reached, **self._differences} if name not in known)
        return {name: (reached.get(name), self._differences.get(name)) for name in names}

    def due_of(self, task: PlanTask) -> date | None:
        """Return the day by which a task is done: its own, or the last one of its timing with the days agreed and those that came."""
        if task.due or task.when is None or self._expected is None:
            return task.due
        return self._expected.resolve(task.when).last

    @cached_property
    def reached(self) -> dict[str, date]:
        """The day on which each milestone was reached, by its id: as it is written in the plan, else as data say."""
        return {**self.actual_days, **{row.milestone: row.day for row in self.plan.inside("reached", ReachedMilestone)}}

    @cached_property
    def _differences(self) -> dict[str, PlanDifference]:
        rows = self.plan.inside("differences", PlanDifference)
        return {row.at: row for row in rows if row.at}

    @cached_property
    def _simulation(self) -> DateSimulation:
        return DateSimulation(self.atlas, self.journey, (self.plan.start,) if self.plan.start else ())

    @cached_property
    def _planned(self) -> DateResolver | None:
        return self._resolver({}, frozenset())

    @cached_property
    def _agreed(self) -> DateResolver | None:
        return self._resolver(self._agreed_days, self._left_out)

    @cached_property
    def _expected(self) -> DateResolver | None:
        return self._resolver({**self._agreed_days, **self.reached}, self._left_out)

    @cached_property
    def _agreed_days(self) -> dict[str, date]:
        return {name: row.day for name, row in self._differences.items() if row.day}

    @cached_property
    def _left_out(self) -> frozenset[str]:
        return frozenset(name for name, row in self._differences.items() if row.left_out)

    def _resolver(self, days: Mapping[str, date], left_out: frozenset[str]) -> DateResolver | None:
        if self.plan.start is None:
            return None
        given = {**self._outside, **{row.anchor: row.day for row in self.plan.days}, **days}
        return self._simulation.resolver(self.plan.start, given, left_out | frozenset(map(self._simulation.key, self._not_taken())))

    @cached_property
    def _outside(self) -> dict[str, date]:
        """The days of what the map counts from and does not hold itself, by the names that it uses: as data say, else other plans."""
        names = (name for timing in self._simulation.moments.values() for name in _bases(timing))
        outside = dict.fromkeys(name for name in names if name and name not in self._simulation.moments)
        known = {**self._other_plans, **self.actual_days}
        return {name: known[bare] for name in outside if (bare := name.rpartition("/")[2]) in known}

    @cached_property
    def _other_plans(self) -> dict[str, date]:
        """The days of the milestones of the account's other plans, as they came, else as they were agreed."""
        account = self.plan.get("account", str)
        others = [other for other in self.atlas.plans if account and other is not self.plan and other.get("account", str) == account]
        schedules = [PlanSchedule(self.atlas, other, journey) for other in others if (journey := self.atlas.find(Map, other.map))]
        return {name: day for schedule in schedules for name, day in schedule.milestone_days()}

    def milestone_days(self) -> Iterator[tuple[str, date]]:
        """Yield the milestones of the plan with their days, without those that wait for another plan."""
        given = {row.anchor: row.day for row in self.plan.days} | self._agreed_days | self.reached
        start = self.plan.start
        resolver = self._simulation.resolver(start, given, self._left_out) if start else None
        for part in self._simulation.parts:
            name = part.get("id", str)
            day = resolver.resolve_name(name).last if resolver and name else given.get(name or "")
            if name and day and isinstance(part, Milestone):
                yield name, day

    def _wanted(self, part: Part) -> str:
        """Return the name whose day a part waits for, if that is why it has none."""
        moments, name, seen = self._simulation.moments, self._simulation.key(part), set[str]()
        given = self._planned.given if self._planned else {}
        while name in moments and name not in seen and name not in given:
            seen.add(name)
            timing = moments[name]
            if timing.every or self._planned is None or self._planned.resolve_name(name).reason not in ("undated", "event"):
                return ""
            name = next((base for base in _bases(timing) if base and not self._planned.resolve_name(base).last), "")
        return name if self.atlas.spot(("anchor", "milestone", "step", "stage"), name) and name not in (*moments, *given) else ""

    def _not_taken(self) -> Iterator[Step]:
        """Yield the steps of other editions, and of the ways that were not chosen."""
        chosen = {row.choice: row.step for row in self.plan.choices}
        for part in self._simulation.parts:
            if not isinstance(part, Step):
                continue
            is_other = self.plan.edition and part.editions and self.plan.edition not in part.editions
            if is_other or (part.choice in chosen and part.get("id", str) != chosen[part.choice or ""]):
                yield part

    def _moment(self, part: Step | Milestone | Stage) -> PlanMoment | None:
        if any(part is step for step in self._steps_not_taken):
            return None
        identifier = part.get("id", str) or ""
        difference = self._differences.get(identifier)
        is_left_out = difference is not None and difference.left_out
        planned = self._day(self._planned, part)
        return PlanMoment(
            part=part,
            stage=self._simulation.stages[id(part)],
            planned=planned,
            agreed=None if is_left_out else self._day(self._agreed, part),
            actual=self.reached.get(identifier) if isinstance(part, Milestone) else None,
            difference=difference,
            wanted="" if planned or difference or not timing_of(part) else self._wanted(part),
        )

    @cached_property
    def _steps_not_taken(self) -> tuple[Step, ...]:
        return tuple(self._not_taken())

    def _day(self, resolver: DateResolver | None, part: Part) -> date | None:
        if resolver is None:
            return None
        name = self._simulation.key(part)
        return resolver.resolve_name(name).last if timing_of(part) or name in resolver.given else None


def _bases(timing: Timing) -> tuple[str, ...]:
    """Return the names from which a timing counts, empty where it names none."""
    return (timing.anchor, timing.until, timing.event, *timing.among)


def plan_schedule(atlas: Atlas, plan: SuccessPlan, actual_days: Mapping[str, date] | None = None) -> PlanSchedule | None:
    """Return the dates of a plan, or None where there is no such map; `actual_days` are those that data say, by milestone id."""
    journey = atlas.find(Map, plan.map)
    return PlanSchedule(atlas, plan, journey, actual_days or {}) if journey else None
