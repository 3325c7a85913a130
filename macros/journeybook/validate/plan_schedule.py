"""The dates of an account's success plan: by the map's rules, as they were agreed, and as they came.

The map's dates are reckoned from the plan's start, as its success map reckons them: steps of another edition, and of ways that were not
chosen, are not waited for. What was agreed differently holds for everything that counts from it as well; what is left out is waited for by
nobody. A day that is written down as reached stands over one that data say.
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
from journeybook.model.success_plan import PlanDifference, PlanTask, SuccessPlan
from journeybook.model.timed import timing_of
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


@dataclass(frozen=True)
class PlanSchedule:
    """The dates of a success plan that follows a map."""

    atlas: Atlas
    plan: SuccessPlan
    journey: Map
    actual_days: Mapping[str, date] = field(default_factory=dict)
    """The days on which milestones were reached as data say, by the milestone's id."""

    @cached_property
    def moments(self) -> tuple[PlanMoment, ...]:
        """Everything of the map that has a date, is left out or was reached, in the order of the map."""
        return tuple(
            moment
            for part in self._simulation.parts
            if isinstance(part, Step | Milestone | Stage)
            and (moment := self._moment(part))
            and (moment.planned or moment.agreed or moment.actual or moment.difference)
        )

    @cached_property
    def gone(self) -> dict[str, tuple[date | None, PlanDifference | None]]:
        """What the plan says of parts that the map does not have, by their ids: the day they were reached, and what differs."""
        known = {part.get("id", str) for part in self._simulation.parts}
        reached = {row.milestone: row.day for row in self.plan.reached}
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
        return {**self.actual_days, **{row.milestone: row.day for row in self.plan.reached}}

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
        given = {**{row.anchor: row.day for row in self.plan.days}, **days}
        return self._simulation.resolver(self.plan.start, given, left_out | frozenset(map(self._simulation.key, self._not_taken())))

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
        return PlanMoment(
            part=part,
            stage=self._simulation.stages[id(part)],
            planned=self._day(self._planned, part),
            agreed=None if is_left_out else self._day(self._agreed, part),
            actual=self.reached.get(identifier) if isinstance(part, Milestone) else None,
            difference=difference,
        )

    @cached_property
    def _steps_not_taken(self) -> tuple[Step, ...]:
        return tuple(self._not_taken())

    def _day(self, resolver: DateResolver | None, part: Part) -> date | None:
        if resolver is None:
            return None
        name = self._simulation.key(part)
        return resolver.resolve_name(name).last if timing_of(part) or name in resolver.given else None


def plan_schedule(atlas: Atlas, plan: SuccessPlan, actual_days: Mapping[str, date] | None = None) -> PlanSchedule | None:
    """Return the dates of a plan, or None where there is no such map; `actual_days` are those that data say, by milestone id."""
    journey = atlas.find(Map, plan.map)
    return PlanSchedule(atlas, plan, journey, actual_days or {}) if journey else None
