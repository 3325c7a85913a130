"""Somebody answers for every map, stage and play.

A map and a shared play need an `owner:` from the start; stages and plays written inside them once the map is being
validated or live. An A in a RACI table counts. Where nobody is found yet, say so: `owner: unknown`.

Good:
    owner: csm

Bad:
    # maps/lonely.yml
    id: lonely
    name: Nobody's map
    goal: Publish rotas on time

Bad:
    status: live
    review: 2026-06-01
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        events: none
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import State, Status
from journeybook.model.map import Map
from journeybook.model.plays import Play
from journeybook.model.stage import Stage
from journeybook.model.walk import Spot
from journeybook.validate.predicates import has_left_draft, has_owner
from journeybook.validate.problem import Problem

ID = "OWNER-MISSING"
LEVEL = Level.WARNING
FIELDS = ("owner", "raci", "status", "use", "nothing_to_do", "state")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every map, stage and play that nobody answers for."""
    for spot in atlas.spots:
        part = spot.part
        if not isinstance(part, Map | Stage | Play) or has_owner(part) or not _needs_one(spot):
            continue
        name = "this map" if isinstance(part, Map) else f"the {part.KIND} '{part.name or part.id}'"
        yield Problem(part, f"nobody answers for {name}", "add `owner:` with a team or role")


def _needs_one(spot: Spot) -> bool:
    part = spot.part
    if isinstance(part, Map):
        return part.status is not Status.RETIRED
    if isinstance(part, Play) and (part.use or part.nothing_to_do or part.state is State.RETIRED):
        return False
    return spot.map is None or has_left_draft(spot.map)
