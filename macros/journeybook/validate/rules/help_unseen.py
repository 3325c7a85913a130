"""Whom a customer who is stuck is to ask, and what is to help them, must be public: otherwise the success map leaves it out.

A team, a role or a resource is public only with `audience: public` of its own. Without it `stuck: {ask: ...}` names somebody whom no
customer ever reads of.

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
        stuck: {advice: Copy last week, resources: guide}
        steps:
          - customer: Publishes the rota
    # resources/guides.yml
    - {id: guide, name: Guide, audience: public, kind: article, owner: csm, body: Begin with Monday.}

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
        stuck: {advice: Copy last week, ask: csm}
        steps:
          - customer: Publishes the rota

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
        stuck: {advice: Copy last week, resources: guide}
        steps:
          - customer: Publishes the rota
    # resources/guides.yml
    - {id: guide, name: Guide, kind: article, owner: csm, body: Begin with Monday.}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.field_info import part_fields
from journeybook.model.item import Help, ResourceUse
from journeybook.model.visibility import audience_of
from journeybook.validate.problem import Problem

ID = "HELP-UNSEEN"
LEVEL = Level.WARNING


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every person and thing that is to help customers and that they cannot see."""
    for spot in atlas.spots:
        if isinstance(spot.part, Help) and audience_of(spot) is Audience.PUBLIC:
            used = tuple((part_fields(ResourceUse)["resource"].names, use.resource) for use in spot.part.resources)
            for key, references in (("ask", ((part_fields(Help)["ask"].names, spot.part.ask),)), ("resources", used)):
                for kinds, name in references:
                    target = atlas.spot(kinds, name)
                    if target and audience_of(target) is not Audience.PUBLIC:
                        message = f"customers who are stuck do not see '{name}'"
                        yield Problem(spot.part, message, "add `audience: public` where it begins, or name another one", key)
