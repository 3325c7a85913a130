"""The stays of an account in the stages of the maps that apply to it, by the atlas's own rules.

An account goes through the days on which anything changes, and on each of them makes the moves that the rules allow, in this order:

1. A stage whose `pre_empts` has become true since the account last left it by its exit comes before every other one; two at once are
   told, and none is chosen.
2. An account in no stage enters the last stage of the way whose entry is so. Otherwise it begins in the first one if that states no entry;
   else it is in none, and the first stage's entry says why.
3. Where `falls_back` has become true during the stay, the account falls back to the stage that is named.
4. Where the condition has become true during the stay under which a step leads out of the stage (`stated_ways`), the account goes there,
   or its way has ended. Where steps lead to several places at once, or to a map that does not apply, no stage is stated. What has left its
   way so enters a stage again only by an entry that has become true since, or where the map comes to apply to which it was led.
5. Where the exit is so, the account goes to the next stage, unless that one's entry is not so; an optional one is then passed over. Where
   the exit is not known, the entry of the next stage is enough. After a fall back or a way out this waits until its condition is over, or
   the exit leans on a fact after that day. From a stage that came before others and leads nowhere, the account resumes.

A way out of what lies beside the way (`side_timeline`) leads to its stage before all these moves; where that is none of the account's
map, it stays where it is. Maps that continue one another are one way.
A stage that the account has left by its exit is entered again only once its entry, or its condition to come first, has become true anew;
it is left again, as is one that came first, only by an exit that is new.
Where another map comes to apply, the account stays in the stage of the same id. What a relation brought does not count for the next one.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.map_choice import MapCandidates, MapChoice
from journeybook.measure.timeline.stage_rules import GoneOff, HeldStay, MapRules, SideReturn, StageRules, true_since, verdict_on
from journeybook.measure.timeline.stage_stays import PlacingRule, StageStay, Unplaced
from journeybook.measure.timeline.truth import AccountFact, Verdict, fact_day, next_day, previous_day

NOWHERE = StageStay(date.min, date.max)


@dataclass
class StageWalk:
    """An account on its way through the days; `stay` is where it is, and `stays` are where it was."""

    life: AccountLife
    timelines: ConditionTimelines
    candidates: MapCandidates
    rules: dict[str, MapRules]
    returns: tuple[SideReturn, ...] = ()
    stays: list[StageStay] = field(default_factory=list)
    stay: StageStay = NOWHERE
    here: StageRules | None = None
    interrupted: StageRules | None = None
    lost: StageRules | None = None
    held: HeldStay | None = None
    gone: GoneOff | None = None
    passed: set[str] = field(default_factory=set)
    """The maps behind whose end the account has come, by their ids."""
    left_on: dict[str, date] = field(default_factory=dict)
    exits_after: dict[str, date] = field(default_factory=dict)

    def walk(self) -> tuple[StageStay, ...]:
        """Return the stays from the first day to the as-of day."""
        life = self.life
        stages = [stage for rules in self.rules.values() for stage in rules.stages]
        days = {life.begin, *self.candidates.days, *(day for stage in stages for day in stage.days)}
        days |= {row.day for row in self.returns}
        for relation in life.relations:
            days |= {relation.since} | ({next_day(relation.until)} if relation.until else set())
        for day in sorted(day for day in days.union(*(stage.days_of_exit for stage in stages)) if life.begin <= day <= life.end):
            if day in days or self._waits_for_an_exit():
                self._arrive(day)
                self._note()
        ends = [*(previous_day(stay.since) for stay in self.stays[1:]), life.end]
        return tuple(replace(stay, until=end, unsure=self._unsure(stay, end)) for stay, end in zip(self.stays, ends, strict=True))

    def _waits_for_an_exit(self) -> bool:
        """Whether the account may move on a day on which nothing has changed but what an exit leans on."""
        return self.here is None or self.held is not None or self.here.stage.id in self.exits_after

    def _unsure(self, stay: StageStay, day: date) -> tuple[str, ...]:
        rules = self.rules[stay.map].named(stay.stage) if stay.map else None
        return rules.unsure_on(day) if rules else ()

    def _note(self) -> None:
        """Keep where the account is, if that is another stay than before; what lasted no day is left out."""
        last = self.stays[-1] if self.stays else None
        if last and last.stage and (last.map, last.stage) == (self.stay.map, self.stay.stage):
            self.stay = last
        if self.stay is not last:
            self.stays.append(self.stay)

    def _arrive(self, day: date) -> None:
        if self.life.relation_at(day) is None:
            self._reset()
            self._to_none(day, Unplaced.NO_RELATION)
            return
        choice = self.candidates.on(day)
        if not choice.way:
            self.here = None
            self._to_none(day, choice.unplaced or Unplaced.NO_MAP, choice.details)
            return
        rules = self._rules_of(choice)
        self._change_map(rules, day)
        self._return(rules, day)
        for _ in range(2 * len(rules.stages) + 2):
            if not self._move(rules, day):
                return

    def _rules_of(self, choice: MapChoice) -> MapRules:
        maps = [self.rules[journey.id] for journey in choice.way]
        return maps[0] if len(maps) == 1 and not choice.forks else MapRules.joined(maps, choice.forks)

    def _reset(self) -> None:
        self.here = self.interrupted = self.lost = self.held = self.gone = None
        self.passed.clear()
        self.left_on.clear()
        self.exits_after.clear()

    def _change_map(self, rules: MapRules, day: date) -> None:
        """Stay in the stage of the same id where another map has come to apply."""
        if self.here is None or any(stage is self.here for stage in rules.stages):
            return
        there = rules.named(self.here.stage.id)
        self.interrupted = rules.named(self.interrupted.stage.id) if self.interrupted else None
        self.held = self.lost = None
        if there is None:
            self.here = None
        else:
            self._to(there, day, PlacingRule.SAME_STAGE, self.life.held("segment", day))

    def _return(self, rules: MapRules, day: date) -> None:
        """Go to the stage to which a way out of what lies beside the way leads on a day."""
        for row in self.returns:
            there = rules.goal(row.way.map, row.way.stage) if row.day == day else None
            if there and there is not self.here and there.concerns(day):
                condition = self.timelines.condition(row.way.when)
                self.held, self.interrupted = HeldStay(condition, day), None
                self._to(there, day, PlacingRule.WAY_OUT, condition.at(day).leans_on)

    def _move(self, rules: MapRules, day: date) -> bool:
        """Make the first move that the rules allow on a day, if there is one."""
        first = [stage for stage in rules.way_on(day) if self._comes_first(stage, day)]
        if len(first) > 1:
            self._to_none(day, Unplaced.SEVERAL_STAGES, tuple(stage.stage.id for stage in first))
            self.here = None
            return False
        if first and first[0] is not self.here:
            self.interrupted = self.here
            self.exits_after[first[0].stage.id] = previous_day(day)
            return self._to(first[0], day, PlacingRule.PRE_EMPTION, verdict_on(first[0].pre_empts, day).leans_on)
        if self.here is None:
            return self._enter(rules, day)
        return self._fall_back(rules, self.here, day) or self._go_out(rules, self.here, day) or self._go_on(rules, self.here, day)

    def _comes_first(self, stage: StageRules, day: date) -> bool:
        since = true_since(stage.pre_empts, day)
        return since is not None and since > self.left_on.get(stage.stage.id, date.min)

    def _enter(self, rules: MapRules, day: date) -> bool:
        """Enter a stage from nowhere, or say why there is none."""
        if self.held and self.lost:
            return self._find_back(self.lost, self.held, day)
        whole = rules.way_on(day)
        way = tuple(stage for stage in whole if stage.journey.id not in self.passed) or whole
        if self.gone:
            return self._come_back(rules, self.gone, day)
        entered = next((stage for stage in reversed(way) if stage.has_entered(day).truth), None)
        if entered:
            return self._to(entered, day, PlacingRule.ENTRY, entered.has_entered(day).leans_on)
        if not way:
            self._to_none(day, Unplaced.NOT_ENTERED, (rules.journey.id,), rules)
        elif way[0].entry is None:
            relation = self.life.relation_at(day)
            return self._to(way[0], day, PlacingRule.BEGINNING, relation.leans_on if relation else ())
        else:
            self._to_none(day, *way[0].why_not_entered(day), rules)
        return False

    def _come_back(self, rules: MapRules, gone: GoneOff, day: date) -> bool:
        """Enter the stage to which the account was led once its map applies, or one whose entry has become true since; else say why not."""
        goals = [(stage, goal) for goal in gone.goals if (stage := rules.goal(*goal))]
        if len(goals) == 1:
            there, (_, step_goal) = goals[0]
            return self._to(there, day, PlacingRule.WAY_OUT if step_goal else PlacingRule.PREVIOUS_EXIT, ())
        for stage in reversed(rules.way_on(day)):
            since = true_since(stage.entry, day)
            if since and since > gone.day:
                return self._to(stage, day, PlacingRule.ENTRY, stage.has_entered(day).leans_on)
        self._to_none(day, *gone.reason, rules)
        return False

    def _find_back(self, stage: StageRules, held: HeldStay, day: date) -> bool:
        """Return to the stage from which the account fell back to where nobody says, once the condition is over."""
        if held.condition.at(day).truth:
            return False
        self.held = self.lost = None
        return self._to(stage, day, PlacingRule.RESUMED, held.condition.at(day).leans_on)

    def _fall_back(self, rules: MapRules, here: StageRules, day: date) -> bool:
        since = true_since(here.falls_back, day)
        if here.falls_back is None or since is None or since <= self.stay.since:
            return False
        self.held = HeldStay(here.falls_back, day)
        there = rules.named(here.stage.falls_back_to, here.journey)
        if there and there is not here:
            self.interrupted = None
            return self._to(there, day, PlacingRule.FALL_BACK, here.falls_back.at(day).leans_on)
        self.lost, self.here = here, None
        self._to_none(day, Unplaced.NO_WAY_BACK, (here.stage.id,), rules)
        return True

    def _go_out(self, rules: MapRules, here: StageRules, day: date) -> bool:
        """Take the ways out whose conditions have become true during the stay."""
        outs = [out for out in here.outs if not out.way.is_beside and (true_since(out.condition, day) or date.min) > self.stay.since]
        if not outs:
            return False
        goals = tuple(dict.fromkeys((out.way.map, out.way.stage) for out in outs))
        there = rules.goal(*goals[0]) if len(goals) == 1 and goals[0][1] else None
        if there and there.concerns(day):
            self.held, self.interrupted = HeldStay(outs[0].condition, day), None
            return self._to(there, day, PlacingRule.WAY_OUT, outs[0].condition.at(day).leans_on)
        has_ended = len(goals) == 1 and goals[0][1] is None
        why = Unplaced.ENDED if has_ended else Unplaced.WAY_OUT
        self._leave_way(rules, GoneOff(day, () if has_ended else goals, (why, tuple(dict.fromkeys(out.way.words for out in outs)))))
        return True

    def _leave_way(self, rules: MapRules, gone: GoneOff) -> None:
        self.here, self.gone = None, gone
        self._to_none(gone.day, *gone.reason, rules)

    def _go_on(self, rules: MapRules, here: StageRules, day: date) -> bool:
        ended = self._ended(here, day)
        if ended.truth is False or self._is_held(ended, day):
            return False
        for there in rules.following(here, day):
            entered = there.has_entered(day)
            since = true_since(there.entry, day)
            if since and since > self.left_on.get(there.stage.id, date.min):
                return self._leave(there, PlacingRule.ENTRY, day)
            if ended.truth and entered.truth is None:
                return self._leave(there, PlacingRule.PREVIOUS_EXIT, day)
        if ended.truth and self.interrupted:
            return self._leave(self.interrupted, PlacingRule.RESUMED, day)
        if ended.truth and rules.forks and here is rules.way[-1]:
            goals = tuple((journey, None) for journey in rules.forks)
            self._leave_way(rules, GoneOff(day, goals, (Unplaced.SEVERAL_MAPS, rules.forks)))
            return True
        return False

    def _ended(self, here: StageRules, day: date) -> Verdict:
        """Return whether the exit of a stage is so; unknown where that is old: so before it came first, or was last left."""
        ended, after = here.has_ended(day), self.exits_after.get(here.stage.id, date.min)
        is_old = (true_since(here.exit, day) or date.max) <= after and all(fact_day(fact) <= after for fact in ended.leans_on)
        return Verdict(None) if ended.truth and is_old else ended

    def _is_held(self, ended: Verdict, day: date) -> bool:
        """Whether the account must wait, since it fell back and nothing new has brought it on."""
        if self.held is None:
            return False
        is_new = any(fact_day(fact) > self.held.day for fact in ended.leans_on) and bool(ended.truth)
        if is_new or not self.held.condition.at(day).truth:
            self.held = None
        return self.held is not None

    def _leave(self, there: StageRules, rule: PlacingRule, day: date) -> bool:
        """Go on to another stage, by its own entry or by the exit of this one."""
        ended = self._ended(self.here, day) if self.here else Verdict(None)
        if self.here and ended.truth:
            self.left_on[self.here.stage.id] = self.exits_after[self.here.stage.id] = day
        self.interrupted = None
        facts = there.has_entered(day).leans_on if rule is PlacingRule.ENTRY else ended.leans_on
        return self._to(there, day, rule, facts)

    def _to(self, there: StageRules, day: date, rule: PlacingRule, facts: tuple[AccountFact, ...]) -> bool:
        if self.here:
            self.passed = (self.passed | {self.here.journey.id}) - {there.journey.id}
        self.here, self.gone = there, None
        self.stay = StageStay(day, day, there.journey.id, there.stage.id, there.stage.phase, rule, facts)
        return True

    def _to_none(self, day: date, why: Unplaced, details: tuple[str, ...] = (), rules: MapRules | None = None) -> None:
        """Be in no stage from a day on; the stay goes on where nothing of it has changed."""
        stay = StageStay(day, day, rules.journey.id if rules else None, unplaced=why, details=details)
        if replace(self.stay, since=day, until=day) != stay:
            self.stay = stay


def stage_stays(
    life: AccountLife, timelines: ConditionTimelines, candidates: MapCandidates, returns: tuple[SideReturn, ...] = ()
) -> tuple[StageStay, ...]:
    """Return the stays of an account in stages, which cover every day from its first to the as-of day once."""
    rules = {journey.id: MapRules.of(journey, timelines) for journey, fits in candidates.rows if any(run.truth for run in fits.runs)}
    return StageWalk(life, timelines, candidates, rules, returns).walk()
