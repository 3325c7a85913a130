"""Customers do not read as certain what nobody knows to apply to them.

Of a part whose `applies` is answered by `unknown`, as `unsure:` of a variant does it, colleagues read that it is not known whether it
applies here. Customers read no such answer, and none of the conditions that stood there before. Ask, and say what is so; or take the part
back with `audience: internal` until it is known.

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
        steps: [{customer: Publishes the rota}, {customer: Names a deputy, applies: unknown, audience: internal}]

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
        steps: [{customer: Publishes the rota}, {customer: Names a deputy, applies: unknown}]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Blankness
from journeybook.model.enumerations import Answer
from journeybook.model.item import Item
from journeybook.model.visibility import audience_of
from journeybook.validate.problem import Problem, Reach

ID = "PUBLIC-UNSURE"
LEVEL = Level.WARNING
PUBLICATION = True
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every answer that it is not known to whom a public part applies."""
    for spot in atlas.spots:
        item = spot.part
        if not isinstance(item, Item) or spot.map is None or item.answer_in("applies") is not Answer.UNKNOWN:
            continue
        if audience_of(spot) is Audience.PUBLIC:
            unsure = next(row for row in item.inside("blank", Blankness) if row.field == "applies")
            name = item.first_text("what", "name", "fact") or spot.map.name
            message = f"customers read '{name}' as if it applied to them, and whether it does is not known"
            yield Problem(
                unsure,
                message,
                "find out and say it, or take it back by `audience: internal`, in a variant with `change:`, until it is known",
            )
