"""Conditions over time: what each part of the language of conditions means over the dated facts of one account.

The rules stand as a table in docs/develop/data.md. A part is judged only on days on which a fact begins, ends, grows too old or comes to
lie so long back; between them nothing changes. A verdict of a day leans on facts up to that day and on anchors, which may lie ahead.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from journeybook.measure.timeline import happening
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.comparison import AccountComparison
from journeybook.measure.timeline.trend import trend_days, trend_on, trend_truth, trend_walk
from journeybook.measure.timeline.truth import (
    Judge,
    TruthTimeline,
    Verdict,
    at_least,
    gathered,
    negation,
    next_day,
    timeline_over,
    truth_of_at_least,
)
from journeybook.model.base import Part
from journeybook.model.item import SingleFact
from journeybook.model.language.nodes import (
    Absent,
    Clause,
    Combination,
    Compare,
    Condition,
    Constant,
    Duration,
    Elapsed,
    Lasts,
    Name,
    Not,
    Often,
    Proposition,
    Quantity,
    Trend,
    Within,
)

_Judged = tuple[Iterable[date], Judge]


@dataclass
class ConditionTimelines:
    """The timelines of conditions for one account; each is kept, and an event that waits for itself is unknown."""

    life: AccountLife
    _conditions: dict[tuple[str, str], TruthTimeline] = field(default_factory=dict)
    _events: dict[str, TruthTimeline | None] = field(default_factory=dict)

    def condition(self, condition: Condition, subject: str = "") -> TruthTimeline:
        """Return the truth of a condition on every day; `subject` is the measure of bare comparisons."""
        key = (condition.text, subject)
        if key not in self._conditions:
            self._conditions[key] = self.clause(condition.root, subject)
        return self._conditions[key]

    def truth_on(self, clause: Clause, subject: str, day: date) -> bool | None:
        """Return the answer of a part of a condition on one day, without going through all days where that is not needed."""
        if isinstance(clause, Not):
            inner = self.truth_on(clause.clause, subject, day)
            return None if inner is None else not inner
        if isinstance(clause, Combination):
            needed = {"and": len(clause.clauses), "or": 1}.get(clause.word, clause.least)
            return truth_of_at_least([self.truth_on(part, subject, day) for part in clause.clauses], needed)
        timeline = self.clause(clause, subject) if isinstance(clause, Lasts) else self._named(clause)
        return timeline.truth_at(day) if timeline else self._judged(clause, subject)[1].truth(day)

    def constant(self, verdict: Verdict) -> TruthTimeline:
        """Return a timeline that says the same on every day."""
        return self.over((), lambda _: verdict)

    def over(self, days: Iterable[date], judge: Callable[[date], Verdict]) -> TruthTimeline:
        """Return the timeline of a judge whose verdict can change on some days only."""
        return timeline_over(days, Judge.by(judge), self.life.begin, self.life.end)

    def joined(self, timelines: Sequence[TruthTimeline], judge: Callable[[date], Verdict], days: Iterable[date] = ()) -> TruthTimeline:
        """Return the timeline of what joins others; its answer can change where one of theirs does, and on some more days."""
        return self._joined(timelines, Judge.by(judge), tuple(days))

    def combined(self, timelines: list[TruthTimeline], needed: int) -> TruthTimeline:
        """Return whether so many timelines are true."""
        judge = Judge(
            lambda day: at_least([timeline.at(day) for timeline in timelines], needed),
            lambda day: truth_of_at_least([timeline.truth_at(day) for timeline in timelines], needed),
        )
        return self._joined(timelines, judge, ())

    def _joined(self, timelines: Sequence[TruthTimeline], judge: Judge, days: tuple[date, ...]) -> TruthTimeline:
        turns = [*days, *(day for timeline in timelines for day in timeline.turn_days)]
        leaning = lambda: [*days, *(day for timeline in timelines for day in timeline.days)]  # noqa: E731 - asked later
        return timeline_over(turns, judge, self.life.begin, self.life.end, leaning)

    def event(self, name: str) -> TruthTimeline:
        """Return whether an event is so: as its condition says, and on a day for which it is recorded.

        Where the condition is unknown, or the event has none, it is so from the first day on for which it is recorded.
        """
        if name not in self._events:
            self._events[name] = None
            self._events[name] = self.occurring(name, self.life.index.event_conditions.get(name))
        return self._events[name] or self.constant(Verdict(None, (), (name,)))

    def facts(self, facts: tuple[SingleFact, ...]) -> TruthTimeline:
        """Return whether facts are so that an author lists: how they join is not stated, so only where all of them agree."""
        parts = [self._fact(fact, absent=True) for fact in facts]
        if len(parts) == 1:
            return parts[0]

        def judge(day: date) -> Verdict:
            verdicts = [part.at(day) for part in parts]
            truths = {verdict.truth for verdict in verdicts}
            return gathered(truths.pop() if len(truths) == 1 else None, verdicts)

        return self.joined(parts, judge)

    def all_facts(self, facts: tuple[SingleFact, ...]) -> TruthTimeline:
        """Return whether every one of some facts is so; of none it is not known."""
        parts = [self._fact(fact, absent=True) for fact in facts]
        return self.combined(parts, len(parts)) if parts else self.constant(Verdict(None))

    def concerns(self, part: Part) -> TruthTimeline:
        """Return whether a part concerns the account, by its segments, ways of being served and condition; words alone are unknown."""
        timelines = [self._limit(limit) for limit in self.life.index.limits(part)]
        if not timelines:
            return self._always
        return self.combined(timelines, len(timelines))

    def _limit(self, limit: Clause | Condition | str) -> TruthTimeline:
        if isinstance(limit, str):
            return self.constant(Verdict(None, (), (limit,)))
        return self.condition(limit) if isinstance(limit, Condition) else self.clause(limit, "")

    @cached_property
    def _always(self) -> TruthTimeline:
        return self.constant(Verdict(truth=True))

    def _fact(self, fact: SingleFact, *, absent: bool) -> TruthTimeline:
        """Return whether a fact is so; one that does not concern the account counts as `absent`."""
        parts = [self.condition(fact.when)] if fact.when else []
        if members := fact.inside("all", SingleFact):
            parts.append(self.all_facts(members))
        if members := fact.inside("any", SingleFact):
            parts.append(self.combined([self._fact(member, absent=False) for member in members], 1))
        words = fact.first_text("fact", "customer_words") or "unstated"
        core = self.combined(parts, len(parts)) if parts else self.constant(Verdict(None, (), (words,)))
        if fact.applies is None:
            return core
        concerned = self.concerns(fact.applies)

        def judge(day: date) -> Verdict:
            limit, rest = concerned.at(day), core.at(day)
            if limit.truth or rest.truth is absent:
                return rest
            return Verdict(absent, limit.leans_on) if limit.truth is False else gathered(None, (limit, rest))

        return self.joined((core, concerned), judge)

    def occurring(self, name: str, condition: Condition | None) -> TruthTimeline:
        """Return whether an event of this id and condition is so, where the condition is that of one map."""
        ruled = self.condition(condition) if condition else self.constant(Verdict(None))
        if condition and not self.life.happenings(name):
            return ruled

        def judge(day: date) -> Verdict:
            today = self.life.happened_on(name, day)
            rule = ruled.at(day)
            if today or rule.truth is not None:
                return Verdict(truth=True, leans_on=today) if today else rule
            happened = happening.has_happened(self.life, name, day)
            return happened if happened.truth or not condition else rule

        def truth(day: date) -> bool | None:
            rule = ruled.truth_at(day)
            return True if rule or day in recorded else judge(day).truth if rule is None else False

        recorded = {row.day for row in self.life.happenings(name)}
        return self._joined((ruled,), Judge(judge, truth), tuple(happening.happening_days(self.life, name)))

    def clause(self, clause: Clause, subject: str) -> TruthTimeline:
        """Return the truth of a part of a condition on every day."""
        if isinstance(clause, Not):
            inner = self.clause(clause.clause, subject)
            return self.joined((inner,), lambda day: negation(inner.at(day)))
        if isinstance(clause, Combination):
            needed = {"and": len(clause.clauses), "or": 1}.get(clause.word, clause.least)
            return self.combined([self.clause(part, subject) for part in clause.clauses], needed)
        if isinstance(clause, Lasts):
            return self._lasting(self.clause(clause.clause, subject), clause.duration)
        return self._named(clause) or timeline_over(*self._judged(clause, subject), self.life.begin, self.life.end)

    def _named(self, clause: Clause) -> TruthTimeline | None:
        """Return the timeline of what is made of other clauses by its name or word; None for any other."""
        if isinstance(clause, Constant):
            return self.constant(Verdict({"always": True, "never": False}.get(clause.word), (), (clause.word,)))
        if isinstance(clause, Proposition):
            return self._proposition(clause)
        if isinstance(clause, Absent) and bare_name(clause.name.name) in self.life.index.event_conditions:
            return self.clause(Lasts(Not(Proposition(clause.name)), clause.duration), "")
        if isinstance(clause, Compare) and clause.subject and clause.subject.name == "day":
            return self._numbered(clause)
        return None

    def _judged(self, clause: Clause, subject: str) -> _Judged:
        """Return the days on which a fact about a value or a time can change, and its judge."""
        life = self.life
        if isinstance(clause, Compare):
            comparison = AccountComparison(life, clause, subject)
            return comparison.days(), Judge(comparison.on, comparison.truth_on, comparison.walk)
        if isinstance(clause, Trend):
            name = clause.subject.name if clause.subject else subject
            return trend_days(life, name, clause), Judge(
                lambda day: trend_on(life, name, clause, day),
                lambda day: trend_truth(life, name, clause, day),
                lambda: trend_walk(life, name, clause),
            )
        if isinstance(clause, Elapsed):
            anchor = clause.anchor.name if clause.anchor else life.index.atlas.file.default_anchor or ""
            return happening.elapsed_days(life, clause, anchor), Judge.by(lambda day: happening.elapsed_on(life, clause, anchor, day))
        if isinstance(clause, Within):
            return happening.within_days(life, clause), happening.within_judge(life, clause)
        if isinstance(clause, Absent):
            return happening.absent_days(life, clause), Judge.by(lambda day: happening.absent_on(life, clause, day))
        if isinstance(clause, Often):
            return happening.often_days(life, clause), happening.often_judge(life, clause)
        msg = f"{clause} was not taken apart"
        raise TypeError(msg)

    def _proposition(self, clause: Proposition) -> TruthTimeline:
        """Return whether what is named alone is so: an event, a gate, a value that is yes, a band, or anything that has happened."""
        name, index = bare_name(clause.name.name), self.life.index
        if name in index.event_conditions:
            return self.event(name)
        if name in index.gates:
            return self._gate(name)
        if self.life.is_field(name) or self.life.series(name):
            return self.clause(Compare(clause.name, "=", (Name("yes"),)), "")
        if name in index.band_ranks:
            return self.clause(Compare(Name("band"), "=", (Name(name),)), "")
        return self.over(happening.happening_days(self.life, name), lambda day: happening.has_happened(self.life, name, day))

    def _gate(self, name: str) -> TruthTimeline:
        """Return whether a gate is open: from the day on for which that is recorded, else while everything on its checklist is so."""
        checklist = self.all_facts(self.life.index.gates[name].checklist)

        def judge(day: date) -> Verdict:
            happened = happening.has_happened(self.life, name, day)
            return happened if happened.truth else checklist.at(day)

        return self.joined((checklist,), judge, happening.happening_days(self.life, name))

    def _numbered(self, clause: Compare) -> TruthTimeline:
        """Return whether `21 <= day` holds: as `day >= 21` does, for each of its numbers."""
        sign = {"in": "=", "not in": "!="}.get(clause.sign, clause.sign)
        numbers = [value.amount for value in clause.values if isinstance(value, Quantity) and value.amount == int(value.amount)]
        if sign in ("known", "unknown") or len(numbers) != len(clause.values):
            return self.constant(Verdict(None, (), ("day",)))
        parts = [self.clause(Elapsed(sign, Duration(int(number), "days")), "") for number in numbers]
        return self.combined(parts, len(parts) if clause.sign == "not in" else 1)

    def _lasting(self, inner: TruthTimeline, duration: Duration) -> TruthTimeline:
        """Return whether a clause has been true without a break for so long.

        It is false for so long after the last day on which the clause was false, and unknown where a day in between is unknown.
        """
        ripe = [self.life.later(run.since, duration) for run in inner.runs]
        healed = [self.life.later(next_day(run.until), duration) for run in inner.runs if run.until < inner.end]
        falses = [place for place, run in enumerate(inner.runs) if run.truth is False and run.until < inner.end]

        def broken(day: date) -> int | None:
            """Return the place of the last false run that still counts on a day."""
            place = bisect_right(falses, inner.place_at(day)) - 1
            return falses[place] if place >= 0 and day < healed[falses[place]] else None

        def truth(day: date) -> bool | None:
            now = inner.truth_at(day)
            if now and ripe[inner.place_at(day)] <= day:
                return True
            return False if now is False or broken(day) is not None else None

        def judge(day: date) -> Verdict:
            verdict, answer, place = inner.at(day), truth(day), broken(day)
            if answer is None:
                return Verdict(None, verdict.leans_on, verdict.missing)
            return (
                verdict if answer is verdict.truth or place is None else replace(inner.at(inner.runs[place].until), truth=False, missing=())
            )

        return self._joined((inner,), Judge(judge, truth), (*ripe, *healed))
