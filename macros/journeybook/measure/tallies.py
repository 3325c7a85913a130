"""Tallies: how many accounts meet an event, or are overdue at a milestone, as of the day of the data; nobody is named."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from journeybook.measure.timeline.account_milestones import MilestoneState
from journeybook.measure.timeline.whereabouts import Whereabouts
from journeybook.model.base import Part

_Tally = TypeVar("_Tally")


@dataclass
class SignTally:
    """How many accounts meet an event, do not, or may; since when the first of those that do; and what is missing for how many."""

    met: int = 0
    not_met: int = 0
    unknown: int = 0
    since: date | None = None
    missing: Counter[str] = field(default_factory=Counter)

    @property
    def concerned(self) -> int:
        """How many accounts the event concerns."""
        return self.met + self.not_met + self.unknown


@dataclass
class MilestoneTally:
    """How many accounts that a milestone concerns are in which state, and since when the first of the overdue ones is."""

    states: Counter[MilestoneState] = field(default_factory=Counter)
    since: date | None = None


@dataclass(frozen=True)
class Tallies:
    """The tallies of all events and milestones, by the part as it stands in the atlas."""

    signs: Mapping[int, SignTally]
    milestones: Mapping[int, MilestoneTally]

    def of_event(self, parts: Iterable[Part]) -> SignTally:
        """Return the tally of an event that stands in several maps."""
        answer = SignTally()
        for tally in _distinct(self.signs, parts):
            answer.met += tally.met
            answer.not_met += tally.not_met
            answer.unknown += tally.unknown
            answer.since = _first(answer.since, tally.since)
            answer.missing += tally.missing
        return answer

    def of_milestone(self, parts: Iterable[Part]) -> MilestoneTally:
        """Return the tally of a milestone that stands in several maps."""
        answer = MilestoneTally()
        for tally in _distinct(self.milestones, parts):
            answer.states += tally.states
            answer.since = _first(answer.since, tally.since)
        return answer


def tallies(accounts: Iterable[Whereabouts]) -> Tallies:
    """Return the tallies of some accounts, going through them once; the atlas must outlive them."""
    signs, milestones = dict[int, SignTally](), dict[int, MilestoneTally]()
    for where in accounts:
        for sign in where.signs:
            tally = signs.setdefault(id(sign.event), SignTally())
            tally.met += sign.truth is True
            tally.not_met += sign.truth is False
            tally.unknown += sign.truth is None
            tally.missing.update(sign.missing)
            tally.since = _first(tally.since, sign.since if sign.truth else None)
        for row in where.milestones:
            milestone = milestones.setdefault(id(row.milestone), MilestoneTally())
            milestone.states[row.state] += 1
            milestone.since = _first(milestone.since, row.overdue_since)
    return Tallies(signs, milestones)


def _distinct(known: Mapping[int, _Tally], parts: Iterable[Part]) -> Iterable[_Tally]:
    """Yield the tallies of some parts; one that stands in several maps is asked for once."""
    return (known[key] for key in dict.fromkeys(id(part) for part in parts) if key in known)


def _first(earlier: date | None, later: date | None) -> date | None:
    return min(filter(None, (earlier, later)), default=None)
