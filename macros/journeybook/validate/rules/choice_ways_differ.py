"""Steps of which several are done lead on to one place.

Of a choice of `kind: all-of` or `any-of` several steps are done. If one of them ends the way, or leads elsewhere than the others, nobody
knows where to go on. Let all of them lead to the same step, or make it a choice of `kind: one-of`.

Good:
    choices: {bring: {name: What you bring, kind: all-of}}
    stages:
      - id: applying
        name: Applying
        exit: The form is in
        steps:
          - {customer: Takes a plan along, choice: bring, next: hand-in}
          - {customer: Takes a photo along, choice: bring}
          - {id: hand-in, customer: Hands the form in}

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
from journeybook.model.flow import Junction, Leads, Station, groups, links, stations
from journeybook.model.map import Choice, ChoiceKind
from journeybook.validate.problem import Problem, Reach

ID = "CHOICE-WAYS-DIFFER"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield the first step of a group that leads elsewhere than the one before it, though both may be done."""
    for journey in atlas.maps:
        leads = links(journey) if journey.choices else ()
        for group in groups(stations(journey)):
            choice = atlas.find(Choice, group.choice, scope=journey.id)
            ways = [_way(station, leads) for station in group.members]
            other = next((station for station, way in zip(group.members, ways, strict=True) if way != ways[0]), None)
            if choice and other and choice.kind in (ChoiceKind.ALL_OF, ChoiceKind.ANY_OF):
                message = f"'{other.step.what}' leads elsewhere than other steps of '{choice.name}', of which several are done"
                yield Problem(other.step, message, "let all of them lead to the same step, or make the choice `kind: one-of`")


def _way(station: Station, leads: tuple[Leads, ...]) -> tuple[frozenset[str], str | None]:
    """Return to what a step leads, by what is written or by the order of the file, and how it ends."""
    exits = {
        link.target.key for link in leads if link.source.key == station.key and isinstance(link.target, Junction) and link.target.is_exit
    }
    ahead = (link for link in leads if link.source.key == station.key or link.source.key in exits)
    return frozenset(link.target.key if link.target else link.reference for link in ahead) - exits, station.step.ends
