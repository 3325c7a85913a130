"""Rhythms of plays against the days on which tables say that they took place.

An account keeps a rhythm where half or more of its waits, from one day of the play to the next, are no longer than stated. The rhythm is
kept where the interval of the share of these accounts lies above one half, and missed where it lies below. An account in which the play
took place once has no wait, and is counted apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from journeybook.measure.facts import PLAY, AccountFacts
from journeybook.measure.promises import PromiseVerdict, share_verdict
from journeybook.measure.statistics.estimate import Interval
from journeybook.measure.statistics.share import share_of
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import State
from journeybook.model.item import When
from journeybook.model.language.nodes import Duration
from journeybook.model.plays import Play
from journeybook.model.timing import Every


@dataclass(frozen=True)
class RhythmPromise:
    """The rhythm of a play: of `accounts` with two days or more `kept` accounts keep it, and `once` have one day.

    The verdict is None where no table holds a day of the play.
    """

    play: Play
    accounts: int = 0
    kept: int = 0
    once: int = 0
    interval: Interval | None = None
    verdict: PromiseVerdict | None = None


def play_rhythms(atlas: Atlas, accounts: Iterable[AccountFacts]) -> tuple[RhythmPromise, ...]:
    """Return every play in use that states a rhythm, in file order."""
    known = tuple(accounts)
    return tuple(_rhythm(play, every, known) for play, every in _rhythmic(atlas))


def _rhythmic(atlas: Atlas) -> Iterator[tuple[Play, Every]]:
    plays = {id(spot.part): spot.part for spot in atlas.spots_of(Play)}
    for play in plays.values():
        timing = play.get("timing", When)
        if isinstance(play, Play) and play.use is None and play.state is State.IN_USE and timing and timing.at and timing.at.every:
            yield play, timing.at.every


def _rhythm(play: Play, every: Every, accounts: tuple[AccountFacts, ...]) -> RhythmPromise:
    stated = Duration(every.amount, every.unit).days / every.times
    days = [sorted({row.day for row in facts.occurrences if row.kind == PLAY and row.id == play.id}) for facts in accounts]
    waits = [[(later - earlier).days for earlier, later in pairwise(row)] for row in days if len(row) > 1]
    once = sum(len(row) == 1 for row in days)
    if not waits and not once:
        return RhythmPromise(play)
    kept = sum(median(row) <= stated for row in waits)
    interval = share_of(kept, len(waits)).interval
    return RhythmPromise(play, len(waits), kept, once, interval, share_verdict(len(waits), interval))
