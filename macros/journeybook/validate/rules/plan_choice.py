"""A success plan chooses what its map offers.

An edition that the success map does not have, or a step that is none of a choice, cannot be shown: the plan would speak of a way that is
not there.

Good:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05}

Bad:
    # maps/first.yml
    public: {slug: start, title: Start, goal: Start, role: I start, editions: [human]}
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05, edition: digital}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.map import Map
from journeybook.model.step import Step
from journeybook.model.success_plan import SuccessPlan
from journeybook.validate.problem import Problem, Reach

ID = "PLAN-CHOICE"
LEVEL = Level.WARNING
REACH = Reach.ATLAS


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every plan whose edition or chosen way its map does not offer."""
    for plan in atlas.plans:
        journey = atlas.find(Map, plan.map)
        if journey:
            yield from _edition(plan, journey)
            yield from _ways(atlas, plan)


def _edition(plan: SuccessPlan, journey: Map) -> Iterator[Problem]:
    offered = journey.public.editions if journey.public else ()
    if plan.edition and offered and plan.edition not in offered:
        message = f"the success map of '{plan.map}' has no {plan.edition} edition"
        yield Problem(plan, message, f"write one that it has: {', '.join(offered)}", "edition")


def _ways(atlas: Atlas, plan: SuccessPlan) -> Iterator[Problem]:
    for way in plan.choices:
        step = atlas.find(Step, way.step, scope=plan.map)
        if step and step.choice != way.choice:
            message = f"the step '{way.step}' is none of the choice '{way.choice}'"
            yield Problem(way, message, "name a step that says `choice:` with this id", "step")
