"""The working calendar as authors write it: weekends, holidays, and the convention for target dates that fall on them.

A day is free if its day of the week is in the weekend, or if its date is a holiday, written with its year or, where it comes every year,
without. The three conventions are those of finance: unadjusted (stay), following (next) and preceding (previous). `model/dates.py` does the
arithmetic.
"""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from journeybook.model import value_rules
from journeybook.model.base import Part, Public
from journeybook.model.references import DayRef
from journeybook.model.scalars import Text, YearlyDay, fault


class Weekday(StrEnum):
    """A day of the week; the first is Monday."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class FreeDay(StrEnum):
    """What becomes of a target date that falls on a free day."""

    STAY = "stay"
    NEXT = "next-working-day"
    PREVIOUS = "previous-working-day"


def _working_week(weekend: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    if set(weekend) == set(Weekday):
        raise fault(value_rules.SHAPE_WEEKEND, "all seven days are free, so nobody ever works", "leave out the days on which people work")
    return weekend


class Holiday(Part):
    """A free day beside the weekends."""

    OPEN: ClassVar[bool] = False
    SHORT: ClassVar[str] = "day"
    KEYED: ClassVar[tuple[str, ...]] = ("day", "name")
    day: Public[YearlyDay]
    """The date, such as 2027-04-02, or month and day where it comes every year, such as 12-25."""
    name: Public[Text | None] = None
    """What it is called."""


class Calendar(Part):
    """Which days are free."""

    OPEN: ClassVar[bool] = False
    weekend: Public[Annotated[tuple[Weekday, ...], AfterValidator(_working_week)]] = (Weekday.SATURDAY, Weekday.SUNDAY)
    """The days of the week on which nobody works: `[friday, saturday]`; Saturday and Sunday where nothing is said."""
    holidays: Public[tuple[Holiday, ...]] = ()
    """The other free days: `{12-25: Christmas Day, 2027-03-26: Good Friday}`."""


class PlanDates(Part):
    """How a success map reckons its dates."""

    OPEN: ClassVar[bool] = False
    SHORT: ClassVar[str] = "starts"
    starts: Public[DayRef | None] = None
    """The day that readers pick first, such as kick-off; the atlas's `default_anchor` where nothing is said."""
    ends: Public[DayRef | None] = None
    """The day by which everything must be over, such as renewal-date; what falls after it is told to editors and readers."""
    on_free_days: Public[FreeDay] = FreeDay.STAY
    """What becomes of a date on a weekend or holiday: stay, next-working-day or previous-working-day."""
