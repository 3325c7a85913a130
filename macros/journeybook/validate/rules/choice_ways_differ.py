"""Steps of which several are done lead on to one place.

Of a choice of `kind: all-of` or `any-of` several steps are done. If one of them ends the way, or leads elsewhere than the others, nobody
knows where to go on. Let all of them lead to the same step, or make it a choice of `kind: one-of`.

Good:
    choices: {decide: {name: The decision, kind: one-of}}
    stages:
      - id: renewal
        name: Renewal
        exit: The contract is decided
        steps:
          - {customer: Signs for a year, choice: decide}
          - {customer: Leaves, choice: decide, ends: Left}
          - {company: Plans the next year}

Bad:
    choices: {decide: {name: The decision, kind: all-of}}
    stages:
      - id: renewal
        name: Renewal
        exit: The contract is decided
        steps:
          - {customer: Signs for a year, choice: decide}
          - {customer: Leaves, choice: decide, ends: Left}
          - {company: Plans the next year}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.flow import Station, groups, stations
from journeybook.model.map import Choice, ChoiceKind
from journeybook.validate.problem import Problem, Reach

ID = "CHOICE-WAYS-DIFFER"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield the first step of a group that leads elsewhere than the one before it, though both may be done."""
    for journey in atlas.maps:
        for group in groups(stations(journey)):
            choice = atlas.find(Choice, group.choice, scope=journey.id)
            other = next((station for station in group.members if _way(station) != _way(group.members[0])), None)
            if choice and other and choice.kind in (ChoiceKind.ALL_OF, ChoiceKind.ANY_OF):
                message = f"'{other.step.what}' leads elsewhere than other steps of '{choice.name}', of which several are done"
                yield Problem(other.step, message, "let all of them lead to the same step, or make the choice `kind: one-of`")


def _way(station: Station) -> tuple[tuple[str, ...], str | None]:
    """Return the steps to which a step says that it leads, and how it ends."""
    return tuple(link.to for link in station.step.next), station.step.ends
