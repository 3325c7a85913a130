"""What a map promises of each stay of an account: the length that holds for it, and the last day of the time box of its stage."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from journeybook.measure.signals.decisions import facts_before
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.account_milestones import AccountClock
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.stage_stays import StageStay
from journeybook.measure.timeline.truth import ONE_DAY
from journeybook.model.item import StageLength, When
from journeybook.model.map import Map
from journeybook.model.stage import Stage


@dataclass(frozen=True)
class StayPromise:
    """The place of the length that holds for a stay among those of its stage, and the last day of its time box, where there is one.

    Of several lengths the first holds whose condition is so on the first day of the stay, else the first without a condition; `is_unsure`
    where that is not known.
    """

    length: int | None = None
    is_unsure: bool = False
    deadline: date | None = None


NO_PROMISE = StayPromise()


def stay_promises(life: AccountLife, stays: tuple[StageStay, ...]) -> Iterator[StayPromise]:
    """Yield what is promised of each stay of an account; of one without a stage nothing."""
    timelines = ConditionTimelines(life)
    for stay in stays:
        journey = life.index.atlas.find(Map, stay.map or "")
        stage = life.index.atlas.find(Stage, f"{stay.map}/{stay.stage}") if stay.stage else None
        if journey is None or stage is None:
            yield NO_PROMISE
            continue
        length, is_unsure = _length(timelines, stage, stay.since)
        yield StayPromise(length, is_unsure, _deadline(life, journey, stage, stay, stays))


def _length(timelines: ConditionTimelines, stage: Stage, day: date) -> tuple[int | None, bool]:
    """Return the place of the length that holds on a day, and whether it is not known which one does."""
    lengths = stage.inside("lasts", StageLength)
    conditional = [(place, row) for place, row in enumerate(lengths) if row.applies]
    for place, row in conditional:
        truth = timelines.concerns(row).at(day).truth
        if truth is not False:
            return (place, False) if truth else (None, True)
    return next((place for place, row in enumerate(lengths) if not row.applies), None), False


def _deadline(life: AccountLife, journey: Map, stage: Stage, stay: StageStay, stays: tuple[StageStay, ...]) -> date | None:
    """Return the last day of a time box by the days of the relation in which the stay began."""
    box, relation = stage.get("time_box", When), life.relation_at(stay.since)
    if box is None or box.at is None or relation is None:
        return None
    last = min(relation.until or life.end, life.end)
    then = life if last == life.end else replace(life, facts=facts_before(life.facts, last + ONE_DAY))
    day, _, _ = AccountClock.of(then, life.index.timings(journey), stays).target(box.at)
    return day
