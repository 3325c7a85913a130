"""What a map promises of each stay of an account: the length that holds for it, and the last day of the time box of its stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from journeybook.measure.relation_clock import relation_clock
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.stage_stays import StageStay
from journeybook.model.item import StageLength
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
    for number, stay in enumerate(stays):
        journey = life.index.atlas.find(Map, stay.map or "")
        stage = life.index.atlas.find(Stage, f"{stay.map}/{stay.stage}") if stay.stage else None
        if journey is None or stage is None:
            yield NO_PROMISE
            continue
        length, is_unsure = _length(timelines, stage, stay.since)
        yield StayPromise(length, is_unsure, _deadline(life, journey, stage, stays[: number + 1]))


def _length(timelines: ConditionTimelines, stage: Stage, day: date) -> tuple[int | None, bool]:
    """Return the place of the length that holds on a day, and whether it is not known which one does."""
    lengths = stage.inside("lasts", StageLength)
    conditional = [(place, row) for place, row in enumerate(lengths) if row.applies]
    for place, row in conditional:
        truth = timelines.concerns(row).at(day).truth
        if truth is not False:
            return (place, False) if truth else (None, True)
    return next((place for place, row in enumerate(lengths) if not row.applies), None), False


def _deadline(life: AccountLife, journey: Map, stage: Stage, stays: tuple[StageStay, ...]) -> date | None:
    """Return the last day of the time box of the last of some stays, by the days of the relation in which it began."""
    timing = life.index.timings(journey).boxes.get(stage.id)
    clock = relation_clock(life, journey, stays[-1].since, stays) if timing else None
    return clock.target(timing)[0] if clock else None
