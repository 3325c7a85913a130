"""The dates of a map in one relation of an account, by what was known on its last day."""

from dataclasses import replace
from datetime import date

from journeybook.measure.signals.decisions import facts_before
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.account_milestones import AccountClock
from journeybook.measure.timeline.stage_stays import StageStay
from journeybook.measure.timeline.truth import ONE_DAY
from journeybook.model.map import Map


def relation_clock(
    life: AccountLife, journey: Map, day: date, stays: tuple[StageStay, ...], *, of_facts: bool = False
) -> AccountClock | None:
    """Return the dates of a map in the relation of a day, with some of its stays; None where there is no relation.

    By what has happened alone where `of_facts` says so.
    """
    relation = life.relation_at(day)
    if relation is None:
        return None
    last = min(relation.until or life.end, life.end)
    then = life if last == life.end else replace(life, facts=facts_before(life.facts, last + ONE_DAY))
    dates = AccountClock.of_facts if of_facts else AccountClock.of
    return dates(then, life.index.timings(journey), stays)
