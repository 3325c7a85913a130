"""The weights of a health model add to its total, which is 100 where nothing else is said.

A table that adds to 125 gives a score nobody can read. Nothing is rescaled in silence: mend the weights, or say
`total: 125`.

Good:
    # health/score.yml
    id: score
    name: Adoption score
    indicators: {licences_used: 60, logins: 40}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    indicators: {licences_used: 75, logins: 50}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.problem import Problem

ID = "HEALTH-WEIGHTS"
LEVEL = Level.WARNING


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every health model whose weights do not add to its total."""
    for model in atlas.health:
        added = model.sum_of_weights
        if model.indicators and added is not None and added != model.total:
            message = f"the weights add to {added.normalize():f}, not to {model.total}"
            yield Problem(model, message, f"change the weights, or write `total: {added.normalize():f}`", "indicators")
