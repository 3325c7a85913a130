"""The relations of an account: the stretches of days on which it is a customer, which may be several."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journeybook.measure.facts import AccountFacts, DatedPeriod, HeldValue
from journeybook.measure.timeline.truth import AccountFact, next_day, previous_day

_LEAVING = {"status": frozenset({"left", "churned"}), "churned": frozenset({"yes"})}
"""The values of fields that say that an account has left."""
"""Values of the field `status` that say that an account has left."""
SUBSCRIPTION = "subscription"


@dataclass(frozen=True)
class CustomerRelation:
    """Days in a row on which an account is a customer; `until` is None while it is one."""

    since: date
    until: date | None
    leans_on: tuple[AccountFact, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether the account is a customer on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Contradiction:
    """Days on which an account is said to have left while a subscription is open, with both sides; neither is believed over the other."""

    since: date
    until: date | None
    leans_on: tuple[AccountFact, ...]


def relations_of(facts: AccountFacts, first: date | None) -> tuple[CustomerRelation, ...]:
    """Return the relations of an account in their order.

    Where subscriptions are known, they say it, and those that overlap or meet are joined. Otherwise it is the time from the account's
    start (else its first fact, if there is one) to its end, without the days on which its status or a churn flag says that it has left.
    Where that has no first day, and the end of the account is known, the end says it.
    """
    subscriptions = [period for period in facts.periods if period.kind == SUBSCRIPTION and period.since <= facts.as_of]
    if subscriptions:
        return _joined(subscriptions)
    since = facts.start or first
    rest = [CustomerRelation(since, facts.ended)] if since else []
    left = (value for value in left_values(facts) if value.since or not facts.ended)
    for held in sorted(left, key=lambda value: value.since or date.min):
        rest[-1:] = [part for last in rest[-1:] for part in _without(last, held)]
    return tuple(rest)


def left_values(facts: AccountFacts) -> tuple[HeldValue, ...]:
    """Return the values of the status and the churn flags that say that the account has left."""
    return tuple(held for held in facts.history if held.value in _LEAVING.get(held.field, ()))


def contradictions_of(facts: AccountFacts) -> tuple[Contradiction, ...]:
    """Return where a flag or a last day says that the account has left, and a subscription is open, in the order of the days."""
    flags: list[tuple[date, date | None, tuple[AccountFact, ...]]] = [
        (held.since or date.min, held.until, (held,)) for held in left_values(facts)
    ]
    if facts.ended:
        flags.append((next_day(facts.ended), None, ()))
    rows = []
    for since, until, leans_on in flags:
        for period in facts.periods:
            begin, end = max(since, period.since), _earlier(until, period.until)
            if period.kind == SUBSCRIPTION and begin <= facts.as_of and (end is None or begin <= end):
                rows.append(Contradiction(begin, end, (*leans_on, period)))
    return tuple(sorted(rows, key=lambda row: (row.since, row.until or date.max)))


def _joined(periods: Iterable[DatedPeriod]) -> tuple[CustomerRelation, ...]:
    joined: list[list[DatedPeriod]] = []
    last: date | None = date.min
    for period in sorted(periods, key=lambda period: (period.since, period.until or date.max)):
        if joined and (last is None or period.since <= next_day(last)):
            joined[-1].append(period)
            last = None if last is None or period.until is None else max(last, period.until)
        else:
            joined.append([period])
            last = period.until
    return tuple(CustomerRelation(rows[0].since, _last_day(rows), tuple(rows)) for rows in joined)


def _last_day(periods: list[DatedPeriod]) -> date | None:
    """Return the last day of all periods; None where one is open."""
    days = [period.until for period in periods if period.until]
    return max(days) if len(days) == len(periods) else None


def _without(relation: CustomerRelation, held: HeldValue) -> Iterable[CustomerRelation]:
    """Yield what is left of a relation without the days of a value."""
    since, until = held.since or date.min, held.until
    if (until is not None and until < relation.since) or (relation.until is not None and since > relation.until):
        yield relation
        return
    if relation.since < since:
        yield CustomerRelation(relation.since, previous_day(since), (*relation.leans_on, held))
    if until is not None and (relation.until is None or until < relation.until):
        yield CustomerRelation(next_day(until), relation.until, (held,))


def _earlier(first: date | None, second: date | None) -> date | None:
    return min((day for day in (first, second) if day), default=None)
