"""The versions of a health model follow one another, and each says what it changed.

The oldest comes first, on its own day, and the last is the model as it stands. What stands under `before` differs from it, adds to the
total as it does, and `without` names what is there today. So accounts can be scored by the model of yesterday too.

Good:
    # health/score.yml
    id: score
    name: Adoption score
    version: '2'
    indicators: {licences_used: 60, logins: 40}
    versions:
      - {date: 2025-03-01, version: '1', what: Begun, why: There was none}
      - date: 2026-01-01
        version: '2'
        what: Log-ins count less
        why: Many who left had many
        before: {indicators: {licences_used: 50, logins: 50}}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    indicators: {licences_used: 60, logins: 40}
    versions:
      - {date: 2026-01-01, version: '1', what: Begun, why: There was none}
      - {date: 2025-03-01, version: '2', what: Log-ins count less, why: Many who left had many}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    indicators: {licences_used: 60, logins: 40}
    versions:
      - {date: 2025-03-01, version: '1', what: Begun, why: There was none}
      - {date: 2026-01-01, version: '2', what: Log-ins count less, why: Many who left had many, before: {indicators: {logins: 50}}}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    indicators: {licences_used: 60, logins: 40}
    versions:
      - {date: 2025-03-01, version: '1', what: Begun, why: There was none}
      - {date: 2026-01-01, version: '2', what: Log-ins count less, why: Many who left had many, before: {indicators: {logins: 40}}}
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from journeybook.findings import Level, shortened
from journeybook.model.atlas import Atlas
from journeybook.model.health import FormerRules, HealthModel, HealthRules, indicators_of, sum_of_weights
from journeybook.model.health_versions import former_model, is_told, unknown_names
from journeybook.validate.problem import Problem, Reach

ID = "HEALTH-VERSIONS"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every version that is out of order, not yet in force, or does not say what it changed."""
    for model in atlas.health:
        yield from _days(model, today)
        yield from _name_of_the_last(model)
        yield from _changes(model)


def _days(model: HealthModel, today: date) -> Iterator[Problem]:
    for before, version in pairwise(model.versions):
        if version.date <= before.date:
            message = f"version {version.version} of {version.date} stands behind one of {before.date}"
            yield Problem(version, message, "write the oldest first, each on a day of its own", "date")
    for version in model.versions:
        if version.date > today:
            message = f"version {version.version} comes into force on {version.date}, which is after {today}"
            yield Problem(version, message, "write into the model what holds today, and this on its day", "date")


def _name_of_the_last(model: HealthModel) -> Iterator[Problem]:
    last = model.versions[-1].version if model.versions else None
    if last and model.version and model.version != last:
        message = f"the model is version {model.version}, and the last of its versions is {last}"
        yield Problem(model, message, f"write `version: {last}`, or add what version {model.version} changed", "version")


def _changes(model: HealthModel) -> Iterator[Problem]:
    """Yield what is wrong with what versions say of the models before them, from the newest to the oldest."""
    newer: HealthModel | None = model
    for version in reversed(model.versions):
        former = version.before
        if former and newer is None:
            message = f"what stood before version {version.version} cannot be worked out"
            yield Problem(former, message, "say under `before` of each later version what stood there too")
        elif former and newer:
            yield from _former(newer, former)
        newer = former_model(newer, former) if newer and former and is_told(former) else None


def _former(newer: HealthModel, former: FormerRules) -> Iterator[Problem]:
    for name in unknown_names(newer, former):
        known = shortened(list(dict.fromkeys(indicator.measure for indicator in indicators_of(newer))))
        yield Problem(
            former, f"'{name}' is no input of the model after, so the one before was not without it", f"inputs: {known}", "without"
        )
    if not is_told(former):
        return
    earlier = former_model(newer, former)
    if all(repr(getattr(earlier, name)) == repr(getattr(newer, name)) for name in HealthRules.model_fields if name != "origin"):
        yield Problem(former, "the model before is the same as the one after", "say what was otherwise, or leave `before` out")
    sums = [(model, sum_of_weights(model)) for model in (newer, earlier)]
    if all(added is not None for _, added in sums) and [added == model.total for model, added in sums] == [True, False]:
        added = sums[1][1]
        message = f"the weights of the model before add to {added:f}, not to {earlier.total}"
        yield Problem(former, message, "say the weights of all inputs that were otherwise", "indicators" if former.indicators else "groups")
