"""Predicates on parts that several rules of practice share."""

from journeybook.model.base import Part
from journeybook.model.enumerations import Duty, State, Status
from journeybook.model.item import Owned
from journeybook.model.map import Map


def says_why_blank(part: Part, *names: str) -> bool:
    """Whether the part says why one of these fields is blank, as in `recovery: unknown`."""
    return any(part.answer_in(name) for name in names)


def has_owner(part: Part) -> bool:
    """Whether somebody answers for the part: an owner, an A in its RACI table, or a word on why there is nobody yet."""
    if not isinstance(part, Owned):
        return False
    return bool(part.owner) or any(Duty.ACCOUNTABLE in row.does for row in part.raci) or says_why_blank(part, "owner")


def in_use(part: Part) -> bool:
    """Whether the part is in use: not planned, not waiting for its launch, not retired."""
    return part.get("state", State) in (None, State.IN_USE)


def has_left_draft(journey: Map | None) -> bool:
    """Whether a map is being validated, or live."""
    return journey is not None and journey.status in (Status.VALIDATE, Status.LIVE)
