"""Where an account is and was: stays in stages, each with the rule that placed it there, or the reason why no stage is stated."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from journeybook.measure.timeline.relations import Contradiction
from journeybook.measure.timeline.stated_ways import StatedWay
from journeybook.measure.timeline.truth import AccountFact, next_day


class PlacingRule(StrEnum):
    """The rule of the atlas by which an account is in a stage."""

    ENTRY = "entry"
    """The facts of the stage's entry are so."""
    PREVIOUS_EXIT = "previous-exit"
    """The exit of the stage before is reached, and the entry is in words or not known."""
    BEGINNING = "beginning"
    """The relation has begun, and the first stage states no entry."""
    PRE_EMPTION = "pre-emption"
    """Its condition lets the stage come before every other one."""
    FALL_BACK = "fall-back"
    """The condition of falling back has become true in a later stage."""
    WAY_OUT = "way-out"
    """The condition has become true under which a step leads there."""
    RESUMED = "resumed"
    """What took the account out of the stage is over."""
    SAME_STAGE = "same-stage"
    """Another map applies from now on, and has a stage of the same id."""


class Unplaced(StrEnum):
    """Why no stage is stated."""

    NO_RELATION = "no-relation"
    """The account is no customer: before its first relation, between two, or after the last one."""
    NO_MAP = "no-map"
    """No live map applies to the account."""
    SEVERAL_MAPS = "several-maps"
    """Two live maps or more apply."""
    SEVERAL_STAGES = "several-stages"
    """Two stages or more come before every other one."""
    IN_WORDS = "in-words"
    """The entry is in words that are tied to no event or column: not placed by data."""
    UNKNOWN = "unknown"
    """The entry depends on something that is not known of this account."""
    NOT_ENTERED = "not-entered"
    """The entry of the first stage is not reached."""
    ENDED = "ended"
    """A step has led to an end of the way."""
    WAY_OUT = "way-out"
    """Steps lead to several places at once, or to a map that does not apply to the account."""
    NO_WAY_BACK = "no-way-back"
    """The account falls back, and the atlas does not say where to."""


@dataclass(frozen=True)
class StageStay:
    """Days in a row in one stage of the way, or without one: then `unplaced` says why, and `details` which maps, stages, words or names.

    In a stage `unsure` holds the words or names for which it is not known at its end whether its exit was reached: it is the stage that
    the account has come to for certain, and perhaps it has gone on.
    """

    since: date
    until: date
    map: str | None = None
    stage: str | None = None
    phase: str | None = None
    rule: PlacingRule | None = None
    leans_on: tuple[AccountFact, ...] = ()
    unplaced: Unplaced | None = None
    details: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def stay_on(stays: Sequence[StageStay], day: date) -> StageStay | None:
    """Return the stay of a day, of stays in the order of their days; None before the first."""
    place = bisect_right(stays, day, key=lambda stay: stay.since)
    return stays[place - 1] if place else None


@dataclass(frozen=True)
class SideStay:
    """Days in a stage beside the way, one that floats, or a programme (then `stage` is None); `until` is None while it lasts.

    From `unsure_since` on its entry is no longer true, and whether its exit is reached is not known. `out` is the way out that a step
    states by which it was left, if it was one.
    """

    map: str
    stage: str | None
    since: date
    until: date | None
    leans_on: tuple[AccountFact, ...]
    unsure_since: date | None = None
    out: StatedWay | None = None

    @property
    def led_on(self) -> date | None:
        """The day on which its way out led to a stage of the way."""
        return next_day(self.until) if self.until and self.out and self.out.stage and not self.out.is_beside else None


@dataclass(frozen=True)
class NotByData:
    """A stage beside the way, or a programme, whose entry is in words: no data place an account there; `words` are the first of them."""

    map: str
    stage: str | None
    words: str


@dataclass(frozen=True)
class AccountStages:
    """The whole timeline of an account: every day from the first to the as-of day is in exactly one stay of the way."""

    stays: tuple[StageStay, ...]
    beside: tuple[SideStay, ...] = ()
    not_by_data: tuple[NotByData, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def current(self) -> StageStay:
        """The stay of the as-of day."""
        return self.stays[-1]
