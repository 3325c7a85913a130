"""Facts about accounts: the tables that every source is read into, and the facts of one account.

The tables are described in docs/develop/data.md. `FACT_TABLES` is their shape for an engine; `AccountFacts` holds the same for one account,
in the order of days, for definitions that go through its life.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from journeybook.model.language.evaluate import KnownValue

NUMBER = "DECIMAL(28, 9)"
"""The type of every number of a measure."""
VALUE_PARTS = 10**9
"""Every number of a measure is a multiple of one in so many parts."""
_ORIGIN = {"source": "VARCHAR", "row": "BIGINT"}

PLAY = "play"
"""The kind of an occurrence that a play took place, which no condition asks for."""
FACT_TABLES: Mapping[str, Mapping[str, str]] = {
    "accounts": {"account": "VARCHAR", "name": "VARCHAR", "owner": "VARCHAR", "start": "DATE", "ended": "DATE", **_ORIGIN},
    "history": {"account": "VARCHAR", "field": "VARCHAR", "value": "VARCHAR", "since": "DATE", "until": "DATE", **_ORIGIN},
    "readings": {
        "account": "VARCHAR",
        "instance": "VARCHAR",
        "measure": "VARCHAR",
        "number": NUMBER,
        "word": "VARCHAR",
        "day": "DATE",
        **_ORIGIN,
    },
    "instance_readings": {
        "account": "VARCHAR",
        "instance": "VARCHAR",
        "measure": "VARCHAR",
        "number": NUMBER,
        "word": "VARCHAR",
        "day": "DATE",
        **_ORIGIN,
    },
    "occurrences": {"account": "VARCHAR", "instance": "VARCHAR", "kind": "VARCHAR", "id": "VARCHAR", "day": "DATE", **_ORIGIN},
    "periods": {
        "account": "VARCHAR",
        "instance": "VARCHAR",
        "kind": "VARCHAR",
        "id": "VARCHAR",
        "since": "DATE",
        "until": "DATE",
        "level": "VARCHAR",
        **_ORIGIN,
    },
    "left_out": {"account": "VARCHAR", "column": "VARCHAR", "value": "VARCHAR", "reason": "VARCHAR", **_ORIGIN},
}
"""The columns of each fact table with their types in SQL."""


@dataclass(frozen=True, slots=True)
class FactOrigin:
    """The table and the line (from 1, its heading counted) that a fact comes from."""

    source: str
    row: int


@dataclass(frozen=True, slots=True)
class HeldValue:
    """A value of a field (segment, status, priority) from its first to its last day; `until` is None while it holds."""

    field: str
    value: str
    since: date | None
    until: date | None
    origin: FactOrigin


@dataclass(frozen=True, slots=True)
class DatedReading:
    """A value of a measure on a day."""

    measure: str
    value: KnownValue
    day: date
    instance: str | None
    origin: FactOrigin


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day on which an event happened, a milestone was reached, or an anchor lies; `kind` says which."""

    kind: str
    id: str
    day: date
    instance: str | None
    origin: FactOrigin


@dataclass(frozen=True, slots=True)
class DatedPeriod:
    """A subscription or a ticket, from its first to its last day; `until` is None while it is open."""

    kind: str
    id: str
    since: date
    until: date | None
    level: str | None
    instance: str | None
    origin: FactOrigin


@dataclass(frozen=True)
class AccountFacts:
    """Everything that is known of one account up to the as-of day, each tuple in the order of its days."""

    account: str
    as_of: date
    name: str | None = None
    owner: str | None = None
    start: date | None = None
    ended: date | None = None
    history: tuple[HeldValue, ...] = ()
    readings: tuple[DatedReading, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    periods: tuple[DatedPeriod, ...] = ()

    def day_of(self, reading: DatedReading) -> date | None:
        """Return the day of a reading; None for one that the row of an account says which has left, since that row tells of no day."""
        return None if self.ended and reading.day > self.ended else reading.day
