"""A stage ends on a fact that can be seen, such as "the first rota is published".

Without one nobody can say whether a customer is still in the stage, so nobody acts. Write `exit:` with the fact in
words, as a condition, or both. Where the source does not say how the stage ends, write `exit: {when: unstated}`.

Good:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published

Bad:
    stages:
      - id: onboarding
        name: Onboarding
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.stage import Stage
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem

ID = "STAGE-WITHOUT-EXIT"
LEVEL = Level.ERROR
FIELDS = ("exit",)


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every stage that names no fact that ends it."""
    for spot in atlas.spots:
        stage = spot.part
        if isinstance(stage, Stage) and not stage.exit and not says_why_blank(stage, "exit"):
            hint = "add `exit:` with what anybody can see when it is over"
            yield Problem(stage, f"the stage '{stage.name}' has no exit fact", hint)
