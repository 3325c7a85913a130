"""A list names each thing once.

A team that stands twice among the givers of a handoff gives once. Delete it, or write the one that was meant.

Good:
    handoffs:
      - what: The signed order and the promised dates
        giver: [sales, support]
        taker: csm

Bad:
    handoffs:
      - what: The signed order and the promised dates
        giver: [sales, sales]
        taker: csm
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.validate.problem import Problem, Reach

ID = "NAMED-TWICE"
LEVEL = Level.WARNING
REACH = Reach.NAMED


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every name that stands a second time in its list."""
    for spot in atlas.spots:
        for field in part_fields(type(spot.part)).values():
            if field.names and field.many:
                yield from _repeated(spot.part, field.name)


def _repeated(part: Part, field: str) -> Iterator[Problem]:
    before: set[str] = set()
    for position, name in enumerate(part.inside(field, str)):
        if name in before:
            yield Problem(part, f"'{field}': '{name}' is named twice", "delete it, or write the one that was meant", f"{field}.{position}")
        before.add(name)
