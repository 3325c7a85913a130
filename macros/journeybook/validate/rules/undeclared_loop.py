"""A way back to an earlier step is drawn as a loop only if it says so.

A link that closes a circle and does not say `kind: loop` may be a slip: the reader cannot tell whether the customer
is meant to go round again. Stages beside the way may lead back freely.

Good:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - {id: draft, customer: Drafts a rota}
          - customer: Checks it with the team
            next:
              - {to: draft, outcome: does not fit, kind: loop}
              - {to: publish, outcome: fits}
          - {id: publish, customer: Publishes it}

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - {id: draft, customer: Drafts a rota}
          - customer: Checks it with the team
            next: {does not fit: draft, fits: publish}
          - {id: publish, customer: Publishes it}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import LinkKind
from journeybook.model.flow import FlowNode, Leads, Station, is_on_the_way, links, stations
from journeybook.validate.problem import Problem, Reach

ID = "UNDECLARED-LOOP"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every written link that closes a circle without saying that it is a loop."""
    for journey in atlas.maps:
        order = {station.key: place for place, station in enumerate(stations(journey))}
        flow = [link for link in links(journey) if link.kind is not LinkKind.LOOP]
        leads: dict[str, set[str]] = {}
        for link in flow:
            if link.target:
                leads.setdefault(link.source.key, set()).add(link.target.key)
        for link in flow:
            if link.written and link.target and _leads_back(link, order) and link.source.key in _reached(link.target.key, leads):
                message = f"this leads back to the step '{_first(link.target).step.what}'"
                yield Problem(link.written, message, "if the customer goes round again, add `kind: loop` to the link", "to")


def _leads_back(link: Leads, order: dict[str, int]) -> bool:
    if link.target is None or not is_on_the_way(link.source.stage):
        return False
    return order[_first(link.target).key] <= order[_first(link.source).key]


def _first(node: FlowNode) -> Station:
    """Return a step, or the first one of the group of a junction."""
    return node if isinstance(node, Station) else node.group.members[0]


def _reached(start: str, leads: dict[str, set[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        new = leads.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached
