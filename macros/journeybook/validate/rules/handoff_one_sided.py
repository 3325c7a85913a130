"""A handoff names both sides: who gives and who takes.

Work that is handed to nobody in particular falls to the floor. Where a side is not known, say so: `taker: unknown`.

Good:
    handoffs:
      - what: The signed order and the promised dates
        giver: sales
        taker: csm

Bad:
    handoffs:
      - what: The signed order and the promised dates
        giver: sales
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.stage import Handoff
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem

ID = "HANDOFF-ONE-SIDED"
LEVEL = Level.ERROR
FIELDS = ("giver", "taker")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every side that a handoff leaves out."""
    for spot in atlas.spots:
        handoff = spot.part
        if not isinstance(handoff, Handoff):
            continue
        for side, deed in (("giver", "hands over"), ("taker", "takes over")):
            if not getattr(handoff, side) and not says_why_blank(handoff, side):
                message = f"it is not said who {deed}: '{handoff.what}'"
                yield Problem(handoff, message, f"add `{side}:` with a team or role")
