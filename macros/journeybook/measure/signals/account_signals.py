"""Signals of an account: which events and milestones came in a relation before its decision, and which milestones were overdue in it.

Everything is judged over `facts_before`, so that no fact of the decision or after it can count. An event counts from the last day on which
it began to be so, or was recorded; a milestone from the first day on which it was reached. What the sources
record has not happened where nothing is written. What nobody records and was never known, and what does not concern the account, are left
out of its figures.

An overdue milestone is a signal of its own: late against in time. It counts from the first day on which it was overdue, whether or not it
was reached afterwards; it was in time where it was reached before that day. Where the decision came before either, it is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from journeybook.measure.signals.decisions import AccountDecision, facts_before
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.account_milestones import AccountMilestone, MilestoneState, account_milestones
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.map_choice import MapCandidates
from journeybook.measure.timeline.side_timeline import all_stays
from journeybook.measure.timeline.truth import AccountFact, TruthRun
from journeybook.model.enumerations import State
from journeybook.model.map import Map
from journeybook.model.measures import Event
from journeybook.model.stage import Milestone


class SignalGap(StrEnum):
    """Why a signal of an account says nothing."""

    UNKNOWN = "unknown"
    """The data never tell whether it was so."""
    NOT_CONCERNED = "not-concerned"
    """It does not concern the account, or stands on no map of it."""
    NOT_DUE = "not-due"
    """It was neither reached nor overdue yet."""


OVERDUE = "overdue"
"""The kind of a signal that a milestone was overdue; its id is that of the milestone."""


@dataclass(frozen=True)
class Signal:
    """An event, a milestone or an overdue milestone by its id; `kind` says which."""

    kind: str
    id: str


@dataclass(frozen=True)
class SignalDay:
    """The day from which a signal counts, and the facts on which it leans."""

    day: date
    leans_on: tuple[AccountFact, ...]


SignalAnswer = SignalDay | SignalGap | None
"""When a signal came, or why it says nothing; None where it did not come."""


def signals_of(index: AtlasIndex, renewals: tuple[str, ...]) -> tuple[Signal, ...]:
    """Return the events and milestones of an atlas that have an id, in file order, but for those that show the renewal itself.

    A milestone with a target gives a second signal: that it was overdue.
    """
    decided_by = {bare_name(name) for name in renewals}
    rows = [Signal(Event.KIND, row.event.id) for row in index.events if row.event.id]
    for spot in index.atlas.spots_of(Milestone):
        part = spot.part
        if isinstance(part, Milestone) and part.id and part.state is State.IN_USE:
            rows += [Signal(kind, part.id) for kind in (Milestone.KIND, *((OVERDUE,) if part.target else ()))]
    return tuple(signal for signal in dict.fromkeys(rows) if signal.id not in decided_by)


def account_signals(life: AccountLife, decision: AccountDecision, signals: tuple[Signal, ...]) -> dict[Signal, SignalAnswer]:
    """Return what each signal says of an account before its decision."""
    before = replace(life, facts=facts_before(life.facts, decision.day))
    timelines = ConditionTimelines(before)
    candidates = MapCandidates.of(life.index.atlas, timelines)
    judge = _SignalJudge(timelines, decision.since, candidates, candidates.on(before.end).way)
    answers = {Event.KIND: judge.event, Milestone.KIND: judge.milestone, OVERDUE: judge.overdue}
    return {signal: answers[signal.kind](signal.id) for signal in signals}


@dataclass(frozen=True)
class _SignalJudge:
    """Answers for the signals of one account from the first day of its relation on, on the maps that applied before the decision."""

    timelines: ConditionTimelines
    since: date
    candidates: MapCandidates
    way: tuple[Map, ...]

    def event(self, name: str) -> SignalAnswer:
        rows = [row.event for row in self.timelines.life.index.events if row.event.id == name and (row.map is None or self._has(row.map))]
        if not rows:
            return SignalGap.NOT_CONCERNED
        occurring, concerned = self.timelines.occurring(name, rows[0].when), self.timelines.concerns(rows[0])
        both = self.timelines.combined([occurring, concerned], 2)
        true_runs = self._runs(both.runs, truth=True)
        if true_runs:
            verdict = both.at(max(true_runs[-1].since, self.since))
            recorded = [row.day for row in self.timelines.life.counted(name, true_runs[-1].until)]
            return SignalDay(max(self.since, true_runs[-1].since, *recorded), verdict.leans_on)
        concerning = {run.truth for run in concerned.runs if run.until >= self.since}
        if concerning == {False}:
            return SignalGap.NOT_CONCERNED
        is_told = self._runs(both.runs, truth=False) or self.timelines.life.is_recorded(name, both.end)
        return None if is_told else SignalGap.UNKNOWN

    def milestone(self, name: str) -> SignalAnswer:
        life = self.timelines.life
        reached = life.counted(name, life.end)
        if reached:
            return SignalDay(reached[0].day, reached[:1])
        spots = [spot for spot in life.index.atlas.spots_of(Milestone) if spot.part.get("id", str) == name]
        parts = [spot.part for spot in spots if self._has(spot.map.id if spot.map else None)]
        if not parts:
            return SignalGap.NOT_CONCERNED
        concerned = self.timelines.concerns(parts[0]).at(life.end).truth
        if concerned is False:
            return SignalGap.NOT_CONCERNED
        return None if concerned and life.is_recorded(name, life.end) else SignalGap.UNKNOWN

    def overdue(self, name: str) -> SignalAnswer:
        row = self._milestones.get(name)
        if row is None:
            return SignalGap.NOT_CONCERNED
        life = self.timelines.life
        was_late = row.late_from and row.late_from <= (row.reached or life.end)
        if row.state in (MilestoneState.UNRECORDED, MilestoneState.UNDATED) or (row.reached and not row.target):
            return SignalGap.UNKNOWN
        if row.late_from and was_late:
            return SignalDay(max(row.late_from, self.since), life.counted(name, life.end)[:1])
        return None if row.reached else SignalGap.NOT_DUE

    @cached_property
    def _milestones(self) -> Mapping[str, AccountMilestone]:
        """The milestones of the map before the decision, and of those that continue it, by their ids."""
        stays, _, _ = all_stays(self.timelines.life, self.timelines, self.candidates)
        rows = (row for journey in self.way for row in account_milestones(self.timelines.life, self.timelines, journey, stays))
        return {row.milestone.id: row for row in rows if row.milestone.id}

    def _has(self, journey: str | None) -> bool:
        """Whether a map is one of those that applied; where none did, each may be."""
        return not self.way or journey in {row.id for row in self.way}

    def _runs(self, runs: tuple[TruthRun, ...], *, truth: bool | None) -> list[TruthRun]:
        """Return the runs of an answer that reach into the relation."""
        return [run for run in runs if run.truth is truth and run.until >= self.since]
