"""The rules of a map, or of maps that continue one another, for one account: when its stages are entered and left, and by which ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.stage_stays import Unplaced
from journeybook.measure.timeline.stated_ways import StatedWay
from journeybook.measure.timeline.truth import TruthTimeline, Verdict
from journeybook.model.enumerations import State
from journeybook.model.flow import is_on_the_way
from journeybook.model.item import SingleFact
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.stage_clocks import is_optional


@dataclass(frozen=True)
class WayOut:
    """A way out of a stage that a step states, with the timeline of its condition."""

    way: StatedWay
    condition: TruthTimeline


@dataclass(frozen=True)
class StageRules:
    """The facts of a stage as timelines, None where the stage states none; and whether the stage concerns the account."""

    journey: Map
    stage: Stage
    concerned: TruthTimeline
    entry: TruthTimeline | None
    exit: TruthTimeline | None
    pre_empts: TruthTimeline | None
    falls_back: TruthTimeline | None
    outs: tuple[WayOut, ...] = ()

    @classmethod
    def of(cls, journey: Map, stage: Stage, timelines: ConditionTimelines) -> "StageRules":
        """Return the rules of a stage for the account of some timelines."""

        def facts(*written: SingleFact | None) -> TruthTimeline | None:
            given = tuple(fact for fact in written if fact)
            return timelines.facts(given) if given else None

        ways = (way for way in timelines.life.index.stated_ways(journey) if way.source == stage.id)
        return cls(
            journey,
            stage,
            timelines.concerns(stage),
            facts(*stage.entry),
            facts(*stage.exit),
            facts(stage.pre_empts),
            facts(stage.falls_back),
            tuple(WayOut(way, timelines.condition(way.when)) for way in ways),
        )

    @property
    def days(self) -> Iterator[date]:
        """The days on which one of its facts turns."""
        for timeline in (self.concerned, self.entry, self.exit, self.pre_empts, self.falls_back, *(out.condition for out in self.outs)):
            yield from timeline.turn_days if timeline else ()

    @property
    def days_of_exit(self) -> Iterator[date]:
        """The days on which a true exit may lean on something new."""
        if self.exit and any(run.truth for run in self.exit.runs):
            yield from (day for day in self.exit.days if self.exit.truth_at(day))

    def concerns(self, day: date) -> bool:
        """Whether the stage is one for the account on a day; where that is not known, it is."""
        return self.concerned.truth_at(day) is not False

    def has_entered(self, day: date) -> Verdict:
        """Return whether its entry is so on a day; unknown where it states none."""
        return verdict_on(self.entry, day)

    def has_ended(self, day: date) -> Verdict:
        """Return whether its exit is so on a day; unknown where it states none."""
        return verdict_on(self.exit, day)

    def unsure_on(self, day: date) -> tuple[str, ...]:
        """Return for want of what it is not known on a day whether its exit is reached, or a way out of it was taken."""
        ended = self.has_ended(day)
        unknown = [out.condition for out in self.outs if not out.way.is_beside and out.condition.truth_at(day) is None]
        missing = dict.fromkeys(name for condition in unknown for name in condition.at(day).missing)
        return tuple(missing) if ended.truth is not None else ended.missing or ("exit",)

    def why_not_entered(self, day: date) -> tuple[Unplaced, tuple[str, ...]]:
        """Return why it is not entered on a day: its entry is not so, not known, or in words only."""
        verdict = self.has_entered(day)
        if verdict.truth is False:
            return Unplaced.NOT_ENTERED, (self.stage.id,)
        words = next((fact.fact for fact in self.stage.entry if fact.fact and fact.when is None and not (fact.all or fact.any)), None)
        return (Unplaced.IN_WORDS, (words,)) if words else (Unplaced.UNKNOWN, verdict.missing)


@dataclass(frozen=True)
class MapRules:
    """The rules of every stage in use of a map, or of maps of which each continues the one before; `journey` is the first.

    Where several maps continue the last one, `forks` are their ids.
    """

    journey: Map
    stages: tuple[StageRules, ...]
    forks: tuple[str, ...] = ()

    @classmethod
    def of(cls, journey: Map, timelines: ConditionTimelines) -> "MapRules":
        """Return the rules of a map for the account of some timelines."""
        return cls(journey, tuple(StageRules.of(journey, stage, timelines) for stage in journey.stages if stage.state is State.IN_USE))

    @classmethod
    def joined(cls, maps: Sequence["MapRules"], forks: tuple[str, ...]) -> "MapRules":
        """Return the rules of maps of which each continues the one before."""
        return cls(maps[0].journey, tuple(stage for rules in maps for stage in rules.stages), forks)

    @cached_property
    def way(self) -> tuple[StageRules, ...]:
        """The stages of the main flow, in their order."""
        return tuple(rules for rules in self.stages if is_on_the_way(rules.stage))

    def way_on(self, day: date) -> tuple[StageRules, ...]:
        """Return the stages of the main flow that concern the account on a day."""
        return tuple(rules for rules in self.way if rules.concerns(day))

    def named(self, reference: str | None, near: Map | None = None) -> StageRules | None:
        """Return the stage of the way with an id, that of a near map before those of others."""
        rows = [rules for rules in self.way if reference and rules.stage.id == bare_name(reference)]
        return next((rules for rules in rows if rules.journey is near), rows[0] if rows else None)

    def goal(self, journey: str, stage: str | None) -> StageRules | None:
        """Return a stage of the way by the ids of its map and its own, or the first of the map where that is None."""
        return next((rules for rules in self.way if rules.journey.id == journey and stage in (None, rules.stage.id)), None)

    def following(self, here: StageRules, day: date) -> Iterator[StageRules]:
        """Yield the stages to which the exit of a stage leads: the next one, and those behind optional ones."""
        place = next(place for place, rules in enumerate(self.way) if rules is here)
        for rules in self.way[place + 1 :]:
            if not rules.concerns(day):
                continue
            yield rules
            if not is_optional(rules.stage):
                return


@dataclass(frozen=True)
class SideReturn:
    """A day on which a way out of what lies beside the way leads into a stage of the way."""

    day: date
    way: StatedWay


@dataclass(frozen=True)
class HeldStay:
    """Why an account does not go on: it fell back, or took a way out, on a day while a condition is true."""

    condition: TruthTimeline
    day: date


@dataclass(frozen=True)
class GoneOff:
    """Why an account is in no stage since a day: it was led off its way, to each of some maps and stages; `reason` is what is told."""

    day: date
    goals: tuple[tuple[str, str | None], ...]
    reason: tuple[Unplaced, tuple[str, ...]]


def verdict_on(timeline: TruthTimeline | None, day: date) -> Verdict:
    """Return the verdict of a timeline on a day; unknown where there is none."""
    return timeline.at(day) if timeline else Verdict(None)


def true_since(timeline: TruthTimeline | None, day: date) -> date | None:
    """Return the first day of an unbroken truth that holds on a day; None where it does not hold."""
    run = timeline.run_at(day) if timeline else None
    return run.since if run and run.truth else None
