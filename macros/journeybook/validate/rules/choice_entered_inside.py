"""A link leads to a choice as a whole, not to one of its steps.

`next:` with the id of a step leads there alone, past the other steps of its choice. Write the id of the choice; where one decides right
there which step it is, lead to each of them. A way back says `kind: loop`, and may lead to any step. Where nothing leads to the others at
all, [STEP-UNREACHED](#step-unreached) tells them instead.

Good:
    choices: {pay: {name: Ways to pay, kind: one-of}}
    stages:
      - id: paying
        name: Paying
        exit: The bill is paid
        steps:
          - {customer: Opens the bill, next: {it is right: pay, it is wrong: complain}}
          - {customer: Pays by card, choice: pay, next: thank}
          - {customer: Pays by transfer, choice: pay, next: thank}
          - {id: complain, customer: Complains}
          - {id: thank, company: Writes back}

Bad:
    choices: {pay: {name: Ways to pay, kind: one-of}}
    stages:
      - id: paying
        name: Paying
        exit: The bill is paid
        steps:
          - {customer: Opens the bill, next: {it is right: card, it is wrong: complain}}
          - {id: card, customer: Pays by card, choice: pay, next: thank}
          - {customer: Pays by transfer, choice: pay, next: thank, starts: true}
          - {id: complain, customer: Complains}
          - {id: thank, company: Writes back}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import LinkKind
from journeybook.model.flow import Group, Station, beginnings, groups, links, stations
from journeybook.model.map import Choice, Map
from journeybook.model.step import Next, Step
from journeybook.validate.problem import Problem, Reach

ID = "CHOICE-ENTERED-INSIDE"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every link from outside of a choice to some of its steps and not to the others."""
    group_of = {id(member.step): group for journey in atlas.maps for group in _entered(journey) for member in group.members}
    for journey in atlas.maps:
        for station in stations(journey):
            targets = {id(step): link for link in station.step.next if (step := atlas.find(Step, link.to, scope=journey.id))}
            for target, link in targets.items():
                group = group_of.get(target)
                if group and link.kind is not LinkKind.LOOP and _is_partial(group, station, targets):
                    yield _problem(atlas, journey, group, link)


def _entered(journey: Map) -> Iterator[Group]:
    """Yield the groups of a map that have several steps, all of which something leads to, or which begin a way."""
    line = stations(journey)
    entered = {link.target.key for link in links(journey) if link.target} | {station.key for station in beginnings(line)}
    for group in groups(line):
        if len(group.members) > 1 and all(member.step.starts or member.key in entered for member in group.members):
            yield group


def _is_partial(group: Group, station: Station, targets: dict[int, Next]) -> bool:
    """Whether a step is outside of a group and leads to some of its steps only."""
    members = {id(member.step) for member in group.members}
    return id(station.step) not in members and not members <= targets.keys()


def _problem(atlas: Atlas, journey: Map, group: Group, link: Next) -> Problem:
    scope, _, _ = link.to.rpartition("/")
    choice = atlas.find(Choice, group.choice, scope=scope or journey.id)
    whole = f"{scope}/{group.choice}" if scope else group.choice
    message = f"'{link.to}' is one step of the choice '{choice.name if choice else group.choice}': the others are passed over"
    return Problem(link, message, f"lead to the whole choice with `{whole}`, to each of its steps, or say `kind: loop`", "to")
