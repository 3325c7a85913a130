"""Decisions of accounts: whether each has left or renewed last, on which day, and what was known before that day.

The rule. An account has left with the last day of a relation that is over. It has renewed where it was a customer before and after a day of
a renewal: on the day of a milestone or event that says so, or on that of an anchor that has passed. The latest of these days is its
decision; on one day leaving counts. An account without such a day has not decided, and one that is said to have left beside an open
subscription, on the day of its decision or later, is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from journeybook.measure.facts import AccountFacts
from journeybook.measure.timeline.account_life import ANCHOR, AccountLife
from journeybook.measure.timeline.relations import CustomerRelation, contradictions_of
from journeybook.measure.timeline.truth import AccountFact, next_day, previous_day
from journeybook.model.atlas import Atlas

_TODAY_ONLY = frozenset({"status", "churned", "priority"})
"""Fields whose value without a first day is that of the as-of day alone."""


class Undecided(StrEnum):
    """Why an account has no decision."""

    OPEN = "open"
    """A customer whose first renewal lies ahead, or is not recorded."""
    NO_CUSTOMER = "no-customer"
    """No day is known on which it was a customer."""
    CONTRADICTION = "contradiction"
    """It is said to have left beside an open subscription."""


@dataclass(frozen=True)
class AccountDecision:
    """The last decision of an account: its day, the first day of the relation, the segment of the day before, and what shows it."""

    account: str
    has_churned: bool
    day: date
    since: date
    segment: str | None
    leans_on: tuple[AccountFact, ...]

    @property
    def days(self) -> int:
        """How many days the account had been a customer."""
        return (self.day - self.since).days


def renewal_names(atlas: Atlas) -> tuple[str, ...]:
    """Return the ids of what shows a renewal: as the atlas says, else the days with which its maps end."""
    ends = (journey.public.dates.ends for journey in atlas.maps if journey.public)
    return atlas.file.renewals or tuple(dict.fromkeys(name for name in ends if name))


def decision_of(life: AccountLife, renewals: tuple[str, ...]) -> AccountDecision | Undecided:
    """Return the last decision of an account, or why there is none."""
    days = [(row.until, True, row, row.leans_on) for row in life.relations if row.until and row.until <= life.end]
    days += [(day, False, relation, (fact,)) for relation in life.relations for day, fact in _renewed(life, relation, renewals)]
    if not life.relations:
        return Undecided.NO_CUSTOMER
    if not days:
        return Undecided.OPEN
    day, has_churned, relation, leans_on = max(days, key=lambda row: row[:2])
    contradictions = contradictions_of(life.facts)
    if any(row.since <= life.end and (row.until is None or row.until >= day) for row in contradictions):
        return Undecided.CONTRADICTION
    segments = {held.value for held in life.held("segment", previous_day(day))}
    segment = segments.pop() if len(segments) == 1 else None
    return AccountDecision(life.facts.account, has_churned, day, relation.since, segment, leans_on)


def facts_before(facts: AccountFacts, day: date) -> AccountFacts:
    """Return what was known before a day: no fact of that day or later, and no end that was not yet known; not even anchors lie ahead.

    Of values without a first day the segment and the attributes count: they are taken to have held always.
    """
    return replace(
        facts,
        as_of=previous_day(day),
        ended=None,
        history=tuple(
            replace(row, until=_known_end(row.until, day))
            for row in facts.history
            if (row.since < day if row.since else row.field not in _TODAY_ONLY)
        ),
        readings=tuple(row for row in facts.readings if row.day < day),
        occurrences=tuple(row for row in facts.occurrences if row.day < day),
        periods=tuple(replace(row, until=_known_end(row.until, day)) for row in facts.periods if row.since < day),
    )


def _renewed(life: AccountLife, relation: CustomerRelation, renewals: tuple[str, ...]) -> Iterator[tuple[date, AccountFact]]:
    """Yield the days on which an account renewed in a relation, each with the fact that shows it."""
    for name in renewals:
        for row in life.happenings(name):
            stayed_until = next_day(row.day) if row.kind == ANCHOR else row.day
            if relation.since < row.day and stayed_until <= life.end and relation.holds(stayed_until):
                yield row.day, row


def _known_end(until: date | None, day: date) -> date | None:
    return until if until and until < day else None
