"""Two steps of a stage differ in something.

A link to a step and the tick that a customer sets at it follow the step's `id`, else its words; where several steps say the same words,
also its time, label, people and what else it says. Of steps that are equal in all of it only the order is left, and a link to one of them
leads to another as soon as one is put in or taken out. Give each an `id`. Customers see no ids: on a map for them, let a `label`, a time
or the words differ.

Good:
    stages: [{id: set-up, name: Set-up, exit: All are in, steps: [{customer: Calls, when: by day 3}, {customer: Calls, when: by day 5}]}]

Bad:
    stages: [{id: set-up, name: Set-up, exit: All are in, steps: [{customer: Calls}, {customer: Calls}]}]
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.identity import identities, step_thing
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.validate.problem import Problem, Reach

ID = "STEP-ALIKE"
LEVEL = Level.WARNING
REACH = Reach.WHOLE
IS_MENDABLE = True


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every step that only its order tells from another of its stage."""
    for journey in atlas.maps:
        is_public = journey.audience is Audience.PUBLIC
        remedy = "let their words, a label or a time differ: customers see no ids" if is_public else "give each of them an `id`"
        for stage in journey.stages:
            for step in _alike(stage, with_ids=not is_public):
                yield Problem(step, f"nothing but the order tells two steps '{step.what}' of this stage apart", remedy, "what")


def _alike(stage: Stage, *, with_ids: bool) -> Iterator[Step]:
    """Yield the steps that are alike; that two have one id is told as such."""
    steps = [(step, step_thing(step)) for step in stage.steps]
    steps += [(step, step_thing(step, part.id)) for part in stage.sub_stages for step in part.steps]
    things = [thing if with_ids else replace(thing, id="") for _, thing in steps]
    known = identities("step", things)
    yield from (step for (step, _), thing, identity in zip(steps, things, known, strict=True) if identity.by_order and not thing.id)
