"""Milestones about which an engine is asked: their cases, their clock, and how many days their target lies from it."""

from dataclasses import dataclass
from datetime import date

from journeybook.model.item import When
from journeybook.model.language.nodes import Duration
from journeybook.model.stage import BelowZero, Milestone
from journeybook.model.timing import Timing


@dataclass(frozen=True)
class MilestoneCase:
    """A relation of an account by its first day, with the clock of a milestone in it and the last day of its target, if there are."""

    account: str
    since: date
    clock: date | None = None
    due: date | None = None


@dataclass(frozen=True)
class AskedMilestone:
    """A milestone that has an id, and the cases for which it is asked; None is every case.

    `anchor` is the bare name of its clock and `target` is in days from it; None where the target is not so many days from one day.
    """

    milestone: Milestone
    cases: tuple[MilestoneCase, ...] | None = None

    @property
    def maturity(self) -> int:
        """How many days old a case must be."""
        length = self.milestone.get("maturity", Duration)
        return length.days if length else 0

    @property
    def anchor(self) -> str:
        """The bare name of its clock; empty where its target names none."""
        timing = self.timing
        return (timing.anchor or timing.event).rpartition("/")[2] if timing else ""

    @property
    def target(self) -> int | None:
        """The last day of its target, in days from the clock."""
        timing = self.timing
        if timing is None or timing.every or timing.event or timing.until or timing.bound == "month":
            return None
        last = timing.end or timing.offset
        if last is None:
            return {"at": 0, "by": 0, "until": 0, "before": -1}.get(timing.form)
        is_open = timing.bound == "least" and timing.side == "after"
        if is_open or last.unit not in ("days", "weeks"):
            return None
        return 0 if timing.bound == "most" and timing.side == "before" else last.days

    @property
    def has_target(self) -> bool:
        """Whether its target day is known of a case: by the case itself, or so many days from its clock."""
        return self.target is not None or any(case.due for case in self.cases or ())

    @property
    def rule(self) -> BelowZero:
        """What is made of days below zero."""
        return self.milestone.get("below_zero", BelowZero) or BelowZero.KEEP

    @property
    def timing(self) -> Timing | None:
        """The timing of its target."""
        target = self.milestone.get("target", When)
        return target.get("at", Timing) if target else None
