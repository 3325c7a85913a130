"""A branch that customers see leads to a step that they see as well.

On a success map a link to a step that is not public is left out together with its outcome: the customer would read only the other
branches. Lead the branch to the next step that customers see, or make the step public. A branch that leads to a whole choice is lost where
customers see none of its steps.

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
          - id: try-it
            customer: Tries the rota
            next: {It works: publish-it, It fails: ask-us}
          - id: publish-it
            customer: Publishes the rota
            ends: Published
          - id: ask-us
            customer: Asks us

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
        steps:
          - id: try-it
            customer: Tries the rota
            next: {It works: note-it, It fails: ask-us}
          - id: note-it
            backstage: Notes the result
            ends: Published
          - id: ask-us
            customer: Asks us

Bad:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    choices: {help: {name: Help with it, kind: any-of}}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps:
          - id: try-it
            customer: Tries the rota
            next: {It works: publish-it, It fails: help}
          - {backstage: Reads the log, choice: help, starts: true}
          - {backstage: Asks a colleague, choice: help}
          - {id: publish-it, customer: Publishes the rota}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.map import Choice
from journeybook.model.step import Next, Step
from journeybook.model.visibility import audience_of
from journeybook.model.walk import Spot
from journeybook.validate.problem import Problem, Reach

ID = "PUBLIC-BRANCH-LOST"
LEVEL = Level.WARNING
PUBLICATION = True
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every public branch with an outcome whose step customers do not see."""
    for spot in atlas.spots:
        link = spot.part
        if not isinstance(link, Next) or not link.outcome or spot.map is None or audience_of(spot) is not Audience.PUBLIC:
            continue
        targets = _targets(atlas, atlas.spot(("step", "choice"), link.to, scope=spot.map.id))
        if targets and all(audience_of(target) is not Audience.PUBLIC for target in targets):
            message = f"customers will not read the outcome '{link.outcome}': it leads to a step they do not see"
            yield Problem(link, message, "lead it to the next step that customers see", "to")


def _targets(atlas: Atlas, target: Spot | None) -> list[Spot]:
    """Return the step that a branch leads to, or every step of the choice."""
    if target is None or not isinstance(target.part, Choice):
        return [target] if target else []
    choice = target.part.id
    return [spot for spot in atlas.spots if isinstance(spot.part, Step) and spot.map is target.map and spot.part.choice == choice]
