"""A choice has at least two steps.

A group of one step is no choice, and pages would say "one of these" above a single step. Write `choice:` with its id at each of its
steps. Where a variant leaves only one of them, let that one say `choice: none` there.

Good:
    choices: {pay: {name: Ways to pay, kind: one-of}}
    stages:
      - id: paying
        name: Paying
        exit: The bill is paid
        steps: [{customer: Pays by card, choice: pay}, {customer: Pays by transfer, choice: pay}]

Bad:
    choices: {pay: {name: Ways to pay, kind: one-of}}
    stages:
      - id: paying
        name: Paying
        exit: The bill is paid
        steps: [{customer: Pays by card, choice: pay}, {customer: Pays by transfer}]

Bad:
    choices: {pay: {name: Ways to pay, kind: one-of}}
    stages:
      - id: paying
        name: Paying
        exit: The bill is paid
        steps: [{customer: Pays by card}]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.flow import stations
from journeybook.validate.problem import Problem, Reach

ID = "CHOICE-TOO-SMALL"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every choice to which no step belongs, and the only step of one; what floats belongs to none."""
    for journey in atlas.maps:
        line = stations(journey)
        for choice in journey.choices:
            steps = [station.step for station in line if station.step.choice == choice.id]
            members = [step for step in steps if not step.floats]
            for step in steps if len(members) < len(steps) else ():
                if step.floats:
                    hint = "take `floats:` away, or `choice:`"
                    yield Problem(step, f"'{step.what}' floats, and so is no step of the choice '{choice.name}'", hint, "choice")
            if not members:
                hint = f"write `choice: {choice.id}` at each of its steps, or delete it"
                yield Problem(choice, f"no step belongs to the choice '{choice.name}'", hint)
            elif len(members) == 1:
                message = f"'{members[0].what}' is the only step of the choice '{choice.name}'"
                yield Problem(members[0], message, f"write `choice: {choice.id}` at the others, or `choice: none` here", "choice")
