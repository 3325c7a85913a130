"""Promises of maps against data: targets of milestones, lengths and time boxes of stages, each with a verdict by a stated rule.

A target is kept where the interval of the share that reached the milestone by its day lies above one half, and missed where it lies below.
The length of a stage is kept where the interval of the median of its stays ends at or before the longest stated length, and missed where it
begins after it; a length under a condition is judged by the stays for which it holds. A time box is kept or missed as a target is, by the
share of stays that went onward by its last day.

Where the interval holds both, or fewer than five stand behind it, there is too little to say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from journeybook.measure.map_milestones import MapMilestone, MapMilestones
from journeybook.measure.stage_figures import MapStays, StageStayFigure, TimeBoxFigure
from journeybook.measure.statistics.estimate import SMALLEST_SHOWN, Interval
from journeybook.measure.statistics.share import share_of
from journeybook.model.item import StageLength, When
from journeybook.model.language.nodes import Duration
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage

_HALF = Decimal("0.5")


class PromiseVerdict(StrEnum):
    """What the data say of a promise."""

    KEPT = "kept"
    MISSED = "missed"
    TOO_FEW = "too-few"


@dataclass(frozen=True)
class TargetPromise:
    """The target of a milestone: of `due` relations whose target day has come `in_time` had reached it by then, with the interval."""

    journey: Map
    stage: Stage
    milestone: Milestone
    due: int
    in_time: int
    interval: Interval | None
    median: Fraction | None
    verdict: PromiseVerdict


@dataclass(frozen=True)
class LengthPromise:
    """The longest stated length of a stage in days: the median of `ended` stays and others that last, with its interval."""

    journey: Map
    stage: Stage
    stated: StageLength
    length: Duration
    most: int
    ended: int
    open: int
    median: int | None
    interval: Interval
    verdict: PromiseVerdict


@dataclass(frozen=True)
class TimeBoxPromise:
    """The time box of a stage, with the share of stays that went onward by its last day."""

    journey: Map
    stage: Stage
    figure: TimeBoxFigure
    interval: Interval | None
    verdict: PromiseVerdict


@dataclass(frozen=True)
class MapPromises:
    """What a map promises, in the order of its stages; the time boxes of `in_words` no data can judge."""

    journey: Map
    targets: tuple[TargetPromise, ...]
    lengths: tuple[LengthPromise, ...]
    boxes: tuple[TimeBoxPromise, ...] = ()
    in_words: tuple[Stage, ...] = ()


def map_promises(milestones: Iterable[MapMilestones], stays: Iterable[MapStays]) -> tuple[MapPromises, ...]:
    """Return the promises of each map that an account has followed, in the order of the atlas, as far as data say anything of them."""
    stays_of = {row.journey.id: row for row in stays}
    maps = ((row, stays_of.get(row.journey.id)) for row in milestones)
    promises = (
        MapPromises(
            row.journey,
            tuple(target for milestone in row.milestones if (target := target_promise(row.journey, milestone))),
            tuple(length for stage in (there.stages if there else ()) for length in _lengths(row.journey, stage)),
            tuple(promise for stage in (there.stages if there else ()) if (promise := _time_box(row.journey, stage))),
            tuple(stage for stage in row.journey.stages if (box := stage.get("time_box", When)) and not box.at),
        )
        for row, there in maps
    )
    return tuple(row for row in promises if row.targets or row.lengths or row.boxes)


def target_promise(journey: Map, row: MapMilestone) -> TargetPromise | None:
    """Return the target of a milestone with its verdict; None where it has none in days from a day, or nobody's day has come."""
    whole = row.figures.whole if row.figures else None
    if whole is None or whole.in_time is None or not whole.due:
        return None
    interval = share_of(whole.in_time, whole.due).interval
    verdict = share_verdict(whole.due, interval)
    return TargetPromise(journey, row.stage, row.milestone, whole.due, whole.in_time, interval, whole.median, verdict)


def share_verdict(count: int, interval: Interval | None) -> PromiseVerdict:
    """Return what a share of so many says of a promise: kept where its interval lies above one half, missed where it lies below."""
    return _judged(count, kept=_lies_above(interval), missed=_lies_below(interval))


def _lengths(journey: Map, row: StageStayFigure) -> Iterator[LengthPromise]:
    """Yield the stated lengths of a stage, each judged by the stays for which it holds, if there is any."""
    for stated, survival in zip(row.stage.inside("lasts", StageLength), row.lengths, strict=True):
        length = stated.get("length", Duration)
        if length is None or length.bound == "least" or not survival.count:
            continue
        most, interval = longest_days(length), survival.median_interval
        verdict = _judged(
            survival.ended,
            kept=interval.high is not None and interval.high <= most,
            missed=interval.low is not None and interval.low > most,
        )
        yield LengthPromise(journey, row.stage, stated, length, most, survival.ended, survival.open, survival.median, interval, verdict)


def _time_box(journey: Map, row: StageStayFigure) -> TimeBoxPromise | None:
    """Return the time box of a stage with its verdict; None where it has none, or nobody's last day has come."""
    if row.box is None or not row.box.due:
        return None
    interval = share_of(row.box.in_time, row.box.due).interval
    return TimeBoxPromise(journey, row.stage, row.box, interval, share_verdict(row.box.due, interval))


def longest_days(length: Duration) -> int:
    """Return the most days of a length.

    >>> longest_days(Duration(3, "weeks", most=5)), longest_days(Duration(14, "days"))
    (35, 14)
    """
    return Duration(length.most or length.amount, length.unit).days


def _judged(count: int, *, kept: bool, missed: bool) -> PromiseVerdict:
    if count < SMALLEST_SHOWN or not (kept or missed):
        return PromiseVerdict.TOO_FEW
    return PromiseVerdict.KEPT if kept else PromiseVerdict.MISSED


def _lies_above(interval: Interval | None) -> bool:
    return interval is not None and interval.low is not None and interval.low > _HALF


def _lies_below(interval: Interval | None) -> bool:
    return interval is not None and interval.high is not None and interval.high < _HALF
