"""A handoff goes from one to another.

Where the giver is the taker as well, nothing changes hands: name the other side, or write a step.

Good:
    handoffs:
      - what: The signed order and the promised dates
        giver: sales
        taker: csm

Bad:
    handoffs:
      - what: The signed order and the promised dates
        giver: sales
        taker: sales
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.stage import Handoff
from journeybook.validate.problem import Problem

ID = "HANDOFF-TO-ITSELF"
LEVEL = Level.WARNING
FIELDS = ("giver", "taker")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every handoff whose givers are its takers."""
    for spot in atlas.spots:
        handoff = spot.part
        if isinstance(handoff, Handoff) and handoff.giver and set(handoff.giver) == set(handoff.taker):
            names = " and ".join(f"'{name}'" for name in dict.fromkeys(handoff.taker))
            yield Problem(
                handoff, f"{names} would hand over to themselves: '{handoff.what}'", "name who takes over, or write a step", "taker"
            )
