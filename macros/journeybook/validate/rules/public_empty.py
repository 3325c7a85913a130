"""A live map with a public face shows customers something.

Items are internal until they, their stage or their map say `audience: public`. A success map with neither a step nor
a milestone is an empty page.

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
        steps:
          - customer: Invites the team

Bad:
    status: live
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps:
          - customer: Invites the team
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.stage import Milestone
from journeybook.model.step import Step
from journeybook.model.visibility import audience_of, may_be_public
from journeybook.validate.problem import Problem

ID = "PUBLIC-EMPTY"
LEVEL = Level.WARNING
PUBLICATION = True
FIELDS = ("public", "audience", "stages")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every live map with a public face and nothing behind it."""
    shown = {
        spot.map.id for spot in atlas.spots if isinstance(spot.part, Step | Milestone) and spot.map and audience_of(spot) is Audience.PUBLIC
    }
    for journey in atlas.maps:
        if may_be_public(journey) and journey.id not in shown:
            hint = "add `audience: public` to the map, or to the stages, steps and milestones that customers may see"
            yield Problem(journey, "customers would see neither a step nor a milestone of this map", hint, "public")
