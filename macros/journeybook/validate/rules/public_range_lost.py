"""Customers read over which stages something floats.

The range of a step or stage that floats is left out for customers where its first or last stage is internal: they would then read the step
in its turn, as if it had one. Let the range begin and end with stages that customers see.

Good:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps: [{customer: Publishes the rota}, {customer: Visits the forum, floats: {since: onboarding, until: onboarding}}]

Bad:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps: [{customer: Publishes the rota}, {customer: Visits the forum, floats: {since: onboarding, until: check}}]
      - {id: check, name: Check, owner: csm, exit: It is checked, events: none, audience: internal, steps: [{backstage: Looks}]}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.stage import Stage
from journeybook.model.step import Floats
from journeybook.model.visibility import audience_of
from journeybook.validate.problem import Problem, Reach

ID = "PUBLIC-RANGE-LOST"
LEVEL = Level.WARNING
PUBLICATION = True
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every public range of which customers do not see the first or the last stage."""
    for spot in atlas.spots:
        floats = spot.part
        if not isinstance(floats, Floats) or spot.map is None or audience_of(spot) is not Audience.PUBLIC:
            continue
        stages = (atlas.spot("stage", reference, scope=spot.map.id) for reference in (floats.since, floats.until))
        hidden = [
            stage.part.name for stage in stages if stage and audience_of(stage) is not Audience.PUBLIC and isinstance(stage.part, Stage)
        ]
        if hidden:
            message = f"customers will not read over which stages this floats: they do not see the stage '{hidden[0]}'"
            yield Problem(floats, message, "let the range begin and end with stages that customers see", "since")
