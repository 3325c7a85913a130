"""A stage ends on a fact that can be seen, such as "the first rota is published".

Without one nobody can say whether a customer is still in the stage, so nobody acts. Write `exit:` with the fact in words, as a
condition, or both. Where the source does not say how the stage ends, write `exit: {when: unstated}`.

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
from journeybook.validate.problem import Problem

ID = "STAGE-WITHOUT-EXIT"
LEVEL = Level.ERROR


def check(atlas: Atlas, today: date) -> Iterator[Problem]:  # noqa: ARG001 - every rule is asked the same way
    """Yield every stage that names no fact that ends it."""
    for spot in atlas.spots:
        if isinstance(spot.part, Stage) and not spot.part.exit and not any(blank.field == "exit" for blank in spot.part.blank):
            yield Problem(spot.part, f"the stage '{spot.part.name}' has no exit fact", "add `exit:` with what anybody can see when it is over")
