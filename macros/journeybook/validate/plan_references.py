"""Checks of what a success plan names of its map: a part that is gone is told, and the plan stays."""

from collections.abc import Iterator

from journeybook.findings import Correction, FindingRule, Level, nearest, shortened
from journeybook.model.atlas import Atlas
from journeybook.model.field_info import PartField
from journeybook.model.map import Map
from journeybook.model.success_plan import SuccessPlan
from journeybook.model.walk import Spot
from journeybook.validate.problem import PartFinding, Reach

KINDS_OF_MAP = frozenset({"step", "milestone", "stage", "choice"})
"""The kinds of which a success plan names those of its map, without the map's id."""
PLAN_PART_GONE = FindingRule(
    "PLAN-PART-GONE",
    Level.WARNING,
    """What a success plan names is in its map.

A plan outlives a step of its map that is taken away: it is kept as it was agreed, and its page says that the map has the step no more.
Write the step's new id, or take the line out of the plan.

Good:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # maps/first.yml
    stages: [{id: use, name: Use, exit: It is used, milestones: [{id: used, name: Used, owner: csm, target: by day 9}]}]
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05, reached: {used: 2026-01-12}}

Bad:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05, reached: {usd: 2026-01-12}}
""",
    is_mendable=True,
)


def plan_around(spot: Spot) -> SuccessPlan | None:
    """Return the success plan that a part stands in, or is."""
    return next((part for part in (spot.part, *spot.parents) if isinstance(part, SuccessPlan)), None)


def check_plan_reference(atlas: Atlas, spot: Spot, field: PartField, plan: SuccessPlan) -> Iterator[PartFinding]:
    """Yield the findings about what a field of a plan names of its map; nothing where there is no such map, which is told itself."""
    value = getattr(spot.part, field.name)
    journey = atlas.find(Map, plan.map)
    for reference in (value if field.many else (value,)) if journey else ():
        if atlas.spot(field.names, reference, scope=plan.map):
            continue
        known = tuple(identifier for kind, scope, identifier in atlas.index if kind in field.names and scope == plan.map)
        guess = nearest(reference, known)
        hint = Correction(reference, guess) if guess else f"known: {shortened(known)}" if known else "take the line out of the plan"
        message = f"the map '{plan.map}' has no {', '.join(field.names)} '{reference}'; the plan is kept, and its page says so"
        yield PartFinding(PLAN_PART_GONE.at(spot.part.origin.of(field.name), message, hint), spot.part, Reach.NAMED, kinds=field.names)
