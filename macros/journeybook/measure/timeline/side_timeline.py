"""The stays of an account beside the way: in side stages, in stages that float, and in programmes.

The rule. An account is in one from a day on which its entry becomes true while the account is a customer, or a condition under which a
step leads there out of the stage of the way in which the account is; of a stage, while its map applies, and of one that floats, while
the account is in a stage of its range or in none that is stated. It is there until the exit is so, or a condition becomes true under which
a step leads out of it or ends there, or the relation ends. In a programme that step stands in the stage in which the account is by the
programme's own rules. Once the entry is no longer true and the exit is not known, whether it is still there is unsure.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.map_choice import MapCandidates, MapChoice
from journeybook.measure.timeline.stage_rules import SideReturn, true_since, verdict_on
from journeybook.measure.timeline.stage_stays import NotByData, SideStay, StageStay, stay_on
from journeybook.measure.timeline.stage_timeline import stage_stays
from journeybook.measure.timeline.stated_ways import StatedWay
from journeybook.measure.timeline.truth import Judge, TruthTimeline, Verdict, next_day, previous_day, timeline_over
from journeybook.model.enumerations import State, Status
from journeybook.model.floating import stages_between
from journeybook.model.flow import is_on_the_way
from journeybook.model.item import Fact
from journeybook.model.map import Map
from journeybook.model.stage import Stage


@dataclass(frozen=True)
class SideRules:
    """What lies beside the way, with its entry and exit; `stage` is None for a programme as a whole."""

    journey: Map
    stage: Stage | None
    entry: tuple[Fact, ...]
    exit: tuple[Fact, ...]


def side_rules(journey: Map) -> tuple[SideRules, ...]:
    """Return what lies beside the way of a map, or the programme that it is."""
    if journey.programme:
        return (SideRules(journey, None, journey.programme.enter, journey.programme.leave),)
    return tuple(SideRules(journey, stage, stage.entry, stage.exit) for stage in journey.stages if _is_beside(stage))


def _is_beside(stage: Stage) -> bool:
    return stage.state is State.IN_USE and not is_on_the_way(stage)


def all_stays(
    life: AccountLife, timelines: ConditionTimelines, candidates: MapCandidates
) -> tuple[tuple[StageStay, ...], tuple[SideStay, ...], tuple[NotByData, ...]]:
    """Return the stays on the way, those beside it, and what no data place the account in.

    A way out of what lies beside the way leads into a stage of it. Nothing changes an earlier day, so such days are found one by one.
    """
    returns: tuple[SideReturn, ...] = ()
    while True:
        stays = stage_stays(life, timelines, candidates, returns)
        beside, in_words = side_stays(life, timelines, candidates, stays)
        known = {row.day for row in returns}
        ahead = (SideReturn(day, row.out) for row in beside if (day := row.led_on) and row.out and day not in known)
        first = min(ahead, key=lambda row: row.day, default=None)
        if first is None or first.day <= max(known, default=date.min):
            return stays, beside, in_words
        returns = (*returns, first)


def side_stays(
    life: AccountLife, timelines: ConditionTimelines, candidates: MapCandidates, stays: tuple[StageStay, ...]
) -> tuple[tuple[SideStay, ...], tuple[NotByData, ...]]:
    """Return the stays beside the way in the order of their days, and what no data place the account in."""
    rows: list[SideStay] = []
    in_words: list[NotByData] = []
    for journey in life.index.atlas.maps:
        concerned = _concerned(timelines, candidates, journey, stays)
        for rules in side_rules(journey) if concerned else ():
            words = _words(rules.entry)
            if words and concerned and concerned(life.end):
                in_words.append(NotByData(journey.id, rules.stage.id if rules.stage else None, words))
            ways = life.index.ways_into(journey, rules.stage.id if rules.stage else None)
            if (rules.entry or ways) and concerned:
                rows += _SideWalk(life, timelines, rules, concerned, stays, ways, _ways_out(life, rules)).stays()
    return tuple(sorted(rows, key=lambda row: (row.since, row.map, row.stage or ""))), tuple(in_words)


def _concerned(
    timelines: ConditionTimelines, candidates: MapCandidates, journey: Map, stays: tuple[StageStay, ...]
) -> Callable[[date], bool] | None:
    """Return whether a map concerns the account on a day; None where it never can."""
    if journey.programme and journey.status is Status.LIVE:
        fits = timelines.concerns(journey)
        return lambda day: fits.truth_at(day) is True
    if any(row is journey for row, _ in candidates.rows):
        return lambda day: _applies(candidates.on(day), journey, stays, day)
    return None


def _applies(choice: MapChoice, journey: Map, stays: tuple[StageStay, ...], day: date) -> bool:
    """Whether a map is the one of a day: of several that continue one another the one in which the account has a stage."""
    if len(choice.way) == 1:
        return choice.way[0] is journey
    here = stay_on(stays, day)
    return here is not None and here.map == journey.id


def _words(entry: tuple[Fact, ...]) -> str:
    """Return the first fact in words, where no fact of an entry can be seen in data."""
    facts = [part for fact in entry for part in (fact.all + fact.any or (fact,))]
    if any(fact.when for fact in facts):
        return ""
    return next((fact.fact for fact in facts if fact.fact), "")


def programme_stays(life: AccountLife, timelines: ConditionTimelines, programme: Map, since: date) -> tuple[StageStay, ...]:
    """Return the stays of an account in the stages of a programme from a day on, by the programme's own rules."""

    def is_in(day: date) -> bool:
        return day >= since

    applies = timeline_over([since], Judge(lambda day: Verdict(is_in(day)), is_in), life.begin, life.end)
    return stage_stays(life, timelines, MapCandidates(life.index.atlas, ((programme, applies),)))


def _ways_out(life: AccountLife, rules: SideRules) -> tuple[StatedWay, ...]:
    """Return the ways out of a stage beside the way, or those out of a programme as a whole."""
    ways = life.index.stated_ways(rules.journey)
    if rules.stage:
        return tuple(way for way in ways if way.source == rules.stage.id)
    return tuple(way for way in ways if way.stage is None or way.map != rules.journey.id)


@dataclass(frozen=True)
class _SideWalk:
    life: AccountLife
    timelines: ConditionTimelines
    rules: SideRules
    concerned: Callable[[date], bool]
    way: tuple[StageStay, ...]
    ways_in: tuple[StatedWay, ...]
    ways_out: tuple[StatedWay, ...]

    def stays(self) -> Iterator[SideStay]:
        """Yield the stays beside the way in the order of their days."""
        entry = self.timelines.facts(self.rules.entry)
        leave = self.timelines.facts(self.rules.exit) if self.rules.exit else None
        stay: SideStay | None = None
        last_left = date.min
        for day in self._days(entry, leave):
            is_out = self.life.relation_at(day) is None or (stay is not None and verdict_on(leave, day).truth is True)
            since, cause = self._entry(entry, day)
            out = self._way_out(stay, day) if stay and not is_out else None
            if stay and (is_out or out):
                yield replace(stay, until=max(previous_day(day), stay.since), out=out)
                stay, last_left = None, day
            elif stay is None and not is_out and since and since > last_left and self._may_enter(day):
                stay, last_left = self._entered(day, cause), since
            elif stay and since is None and stay.unsure_since is None and verdict_on(leave, day).truth is None:
                stay = replace(stay, unsure_since=day)
        if stay:
            yield stay

    def _entry(self, entry: TruthTimeline, day: date) -> tuple[date | None, TruthTimeline]:
        """Return since when the account is to be in it on a day, and whether by its entry or by a way out of the stage in which it is."""
        since = true_since(entry, day)
        here = stay_on(self.way, day) if self.ways_in and not since else None
        for way in self.ways_in if here else ():
            condition = self.timelines.condition(way.when)
            begun = true_since(condition, day)
            if here and begun and begun > here.since and (way.home, way.source) == (here.map, here.stage):
                return begun, condition
        return since, entry

    def _way_out(self, stay: SideStay, day: date) -> StatedWay | None:
        """Return the way out whose condition has become true during a stay; of a programme, in the stage of it in which the account is."""
        for way in self.ways_out:
            begun = true_since(self.timelines.condition(way.when), day)
            if begun and begun > stay.since and (self.rules.stage or self._stage_on(stay, previous_day(begun)) == way.source):
                return way
        return None

    def _stage_on(self, stay: SideStay, day: date) -> str | None:
        here = stay_on(programme_stays(self.life, self.timelines, self.rules.journey, stay.since), day)
        return here.stage if here else None

    def _entered(self, day: date, cause: TruthTimeline) -> SideStay:
        stage = self.rules.stage
        return SideStay(self.rules.journey.id, stage.id if stage else None, day, None, cause.at(day).leans_on)

    def _days(self, entry: TruthTimeline, leave: TruthTimeline | None) -> list[date]:
        days = {*entry.turn_days, *(leave.turn_days if leave else ()), *(stay.since for stay in self.way)}
        days.update(*(self.timelines.condition(way.when).turn_days for way in (*self.ways_in, *self.ways_out)))
        days.update(*(self.timelines.concerns(part).turn_days for part in (self.rules.journey, self.rules.stage) if part))
        days |= {next_day(relation.until) for relation in self.life.relations if relation.until}
        return sorted(day for day in days if day <= self.life.end)

    def _may_enter(self, day: date) -> bool:
        """Whether the map concerns the account, and a floating stage may begin where the account is."""
        stage = self.rules.stage
        if not self.concerned(day) or (stage and self.timelines.concerns(stage).at(day).truth is False):
            return False
        floats = stage.floats if stage else None
        here = self.way[bisect_right(self.way, day, key=lambda stay: stay.since) - 1].stage
        return floats is None or here is None or here in {stage.id for stage in stages_between(self.rules.journey, floats)}
