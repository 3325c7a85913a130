"""Programmes that accounts enter for a time: how many are in each now and in which of its stages, how long they stay, how that ends.

A stay in a programme is one of `timeline.side_timeline`: from its entry to its exit, or until the account leaves as a customer. Within it
the stages of the programme are entered and left by their own rules, as those of any map (`timeline.stage_timeline`); where these are in
words or not known, no stage is stated. The length of a stay that lasts, or that ended with the relation, is known only so far; of one that
is unsure nothing is taken.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from journeybook.measure.statistics.survival import ObservedDuration, Survival, survival_of
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.side_timeline import programme_stays
from journeybook.measure.timeline.stage_stays import SideStay
from journeybook.measure.timeline.truth import ONE_DAY
from journeybook.measure.timeline.whereabouts import Whereabouts
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Status
from journeybook.model.map import Map
from journeybook.model.stage import Stage


class ProgrammeEnd(StrEnum):
    """How a stay in a programme has ended, or that it has not."""

    THERE = "there"
    """It lasts on the as-of day."""
    PERHAPS = "perhaps"
    """Its entry is no longer so, and its exit is not known."""
    DONE = "done"
    """Its exit is reached."""
    LEFT = "left"
    """The account has left as a customer."""


@dataclass(frozen=True)
class ProgrammeFigure:
    """A programme: its stays by their ends, how long they last, and how many of those that last are in each of its stages.

    `unstated` of those that last are in no stage that the rules tell.
    """

    journey: Map
    accounts: int
    ends: Mapping[ProgrammeEnd, int]
    survival: Survival
    stages: tuple[tuple[Stage, int], ...]
    unstated: int

    def ends_named(self, name: str) -> int:
        """Return how many stays have an end of this name."""
        return self.ends[ProgrammeEnd(name)]

    @property
    def entered(self) -> int:
        """How many stays there are."""
        return sum(self.ends.values())


@dataclass(frozen=True)
class _Stay:
    life: AccountLife
    stay: SideStay

    @property
    def end(self) -> ProgrammeEnd:
        """How the stay has ended."""
        until = self.stay.until
        if until is None:
            return ProgrammeEnd.PERHAPS if self.stay.unsure_since else ProgrammeEnd.THERE
        return ProgrammeEnd.DONE if self.life.relation_at(until + ONE_DAY) else ProgrammeEnd.LEFT


def programme_figures(atlas: Atlas, places: Mapping[str, Whereabouts], lives: Mapping[str, AccountLife]) -> tuple[ProgrammeFigure, ...]:
    """Return the live programmes that data can place an account in, in the order of the atlas."""
    stays: dict[str, list[_Stay]] = {}
    for name, place in places.items():
        for stay in place.stages.beside:
            if stay.stage is None:
                stays.setdefault(stay.map, []).append(_Stay(lives[name], stay))
    told = [journey for journey in atlas.maps if journey.programme and journey.status is Status.LIVE and journey.id in stays]
    return tuple(_of_programme(journey, stays[journey.id]) for journey in told)


def _of_programme(journey: Map, stays: list[_Stay]) -> ProgrammeFigure:
    ends = Counter(row.end for row in stays)
    here = Counter(_stage_in(journey, row) for row in stays if row.end is ProgrammeEnd.THERE)
    return ProgrammeFigure(
        journey,
        len({row.life.facts.account for row in stays}),
        {end: ends[end] for end in ProgrammeEnd},
        survival_of(sorted(_durations(stays))),
        tuple((stage, here[stage.id]) for stage in journey.stages),
        here[None],
    )


def _durations(stays: Iterable[_Stay]) -> Iterator[ObservedDuration]:
    for row in stays:
        if row.end is not ProgrammeEnd.PERHAPS:
            until = row.stay.until
            days = (until + ONE_DAY if until else row.life.end) - row.stay.since
            yield ObservedDuration(days.days, is_open=row.end is not ProgrammeEnd.DONE)


def _stage_in(journey: Map, row: _Stay) -> str | None:
    """Return the stage of a programme in which an account is on the as-of day, by the programme's own rules; None where they tell none."""
    return programme_stays(row.life, ConditionTimelines(row.life), journey, row.stay.since)[-1].stage
