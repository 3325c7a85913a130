"""The steps of a choice stand together.

Readers see a choice as one group, at the place of its first step. A step of it that stands in another stage, sub-stage or track, or behind
steps that are not part of it, is read as a choice of its own. Let them follow each other; what comes after one of them only stands behind
the last, and is led to with `next:`. A choice that comes again in a later stage has all of its steps there.

Good:
    choices: {pay: {name: Ways to pay, kind: one-of}}
    stages:
      - id: paying
        name: Paying
        exit: The bill is paid
        steps:
          - {customer: Pays by card, choice: pay, next: thank}
          - {customer: Pays by transfer, choice: pay}
          - {company: Looks for the transfer}
          - {id: thank, company: Sends the receipt}

Bad:
    choices: {pay: {name: Ways to pay, kind: one-of}}
    stages:
      - id: paying
        name: Paying
        exit: The bill is paid
        steps:
          - {customer: Pays by card, choice: pay}
          - {company: Sends the receipt}
          - {customer: Pays by transfer, choice: pay}

Bad:
    choices: {pay: {name: Ways to pay, kind: one-of}}
    stages:
      - id: ordering
        name: Ordering
        exit: The order is placed
        steps: [{customer: Pays by card, choice: pay}]
      - id: paying
        name: Paying
        exit: The bill is paid
        steps: [{customer: Pays by transfer, choice: pay}]
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.flow import Group, Station, groups, stations
from journeybook.model.map import Choice
from journeybook.validate.problem import Problem, Reach

ID = "CHOICE-SCATTERED"
LEVEL = Level.WARNING
REACH = Reach.WHOLE
REMEDY = "move it beside them; what follows one step of a choice only stands behind the last, led to with `next:`"


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every step of a choice that stands apart from the step of it before."""
    for journey in atlas.maps:
        line = stations(journey)
        all_groups = groups(line)
        for group in all_groups:
            choice = atlas.find(Choice, group.choice, scope=journey.id)
            others = [other for other in all_groups if other.choice == group.choice and other is not group]
            name = choice.name if choice else group.choice
            if len(group.members) == 1 and others:
                step, where = group.members[0].step, _elsewhere(group, others[0])
                message = f"'{step.what}' stands alone: other steps of the choice '{name}' stand {where}"
                yield Problem(step, message, REMEDY, "choice")
            for before, station in pairwise(group.members):
                between = next(_between(line, before, station), None)
                if between or before.part is not station.part:
                    what = f"behind '{between.step.what}'" if between else "in another sub-stage"
                    message = f"'{station.step.what}' stands {what}, apart from other steps of the choice '{name}'"
                    yield Problem(station.step, message, REMEDY, "choice")


def _elsewhere(group: Group, other: Group) -> str:
    here, there = group.members[0], other.members[0]
    return "on another track" if here.stage is there.stage else f"in the stage '{there.stage.name}'"


def _between(line: tuple[Station, ...], before: Station, station: Station) -> Iterator[Station]:
    """Yield the steps of the same track, or of none, that stand between two steps; what floats has no place in the order."""
    start, end = line.index(before), line.index(station)
    yield from (
        between for between in line[start + 1 : end] if not between.step.floats and between.step.track in (None, station.step.track)
    )
