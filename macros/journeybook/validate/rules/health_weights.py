"""The weights of a health model add to its total, which is 100 where nothing else is said.

A table that adds to 125 gives a score nobody can read. Nothing is rescaled in silence: mend the weights, or say
`total: 125`. An input that is written several times, each for other customers (`applies`), counts once.

Good:
    # health/score.yml
    id: score
    name: Adoption score
    indicators: {licences_used: 60, logins: 40}

Good:
    # health/score.yml
    id: score
    name: Adoption score
    indicators:
      - {measure: licences_used, weight: 60}
      - {measure: logins, weight: 40, applies: staff < 50, bands: {good: '>= 5', poor: < 5}}
      - {measure: logins, weight: 40, applies: staff >= 50, bands: {good: '>= 20', poor: < 20}}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    indicators: {licences_used: 75, logins: 50}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    indicators: {licences_used: 60}
    groups: [{name: Use, weight: 40, indicators: {logins: 20, staff: 15}}]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.health import HealthModel, Indicator, IndicatorSubgroup, Rated, members_of, sum_of_weights
from journeybook.validate.problem import Problem, Reach

ID = "HEALTH-WEIGHTS"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every weight below 0, and every model or group whose weights do not add up."""
    for model in atlas.health:
        added = sum_of_weights(model)
        if members_of(model) and added is not None and added != model.total:
            message = f"the weights add to {added.normalize():f}, not to {model.total}"
            yield Problem(model, message, f"change the weights, or write `total: {added.normalize():f}`", _key(model))
        yield from _inside(model, model.total)


def _inside(part: HealthModel | IndicatorSubgroup, total: int) -> Iterator[Problem]:
    for member in members_of(part):
        if member.weight is not None and member.weight < 0:
            yield Problem(
                member, f"the weight of {_name(member)} is below 0", "give it a weight from 0 on, and turn its ranges round", "weight"
            )
        if isinstance(member, IndicatorSubgroup):
            added = sum_of_weights(member)
            if members_of(member) and added is not None and added not in (total, member.weight):
                weight = f", nor to its own weight, {member.weight.normalize():f}" if member.weight is not None else ""
                message = f"the weights in {_name(member)} add to {added.normalize():f}, not to {total}{weight}"
                yield Problem(member, message, "change the weights inside the group", _key(member))
            yield from _inside(member, total)


def _key(part: HealthModel | IndicatorSubgroup) -> str:
    return "indicators" if part.indicators else "groups"


def _name(member: Rated) -> str:
    return f"'{member.measure if isinstance(member, Indicator) else member.name}'"
