"""Dates are not counted from each other in a circle.

`1 week after first-value`, where the first value itself comes two weeks after that: nobody can say when either of them
is. Count one of them from a day that somebody knows, such as the signature.

Good:
    # atlas.yml
    anchors:
      - {id: signature, name: signature}
      - {id: renewal-date, name: the renewal date, usually: 1 year after signature}
    # maps/first.yml
    stages: [{id: use, name: Use, exit: It is used, time_box: within 30 days before renewal-date}]

Bad:
    # atlas.yml
    anchors:
      - {id: signature, name: signature, usually: 1 year before renewal-date}
      - {id: renewal-date, name: the renewal date, usually: 1 year after signature}

Bad:
    stages:
      - id: use
        name: Use
        exit: It is used
        milestones:
          - {id: hen, name: The hen, owner: csm, target: 1 day after egg}
          - {id: egg, name: The egg, owner: csm, target: 1 day after hen}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.circles import names_on_circles
from journeybook.model.timed import DATED, timing_of
from journeybook.model.timing import Timing
from journeybook.validate.date_simulation import date_simulations
from journeybook.validate.problem import Problem, Reach

ID = "DATES-IN-CIRCLE"
LEVEL = Level.ERROR
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield everything whose date is counted from itself in the end."""
    anchors = _on_circles({anchor.id: timing for anchor in atlas.file.anchors if (timing := timing_of(anchor))})
    yield from (_problem(anchor) for anchor in atlas.file.anchors if anchor.id in anchors)
    for simulation in date_simulations(atlas):
        circling = _on_circles(simulation.timings)
        yield from (_problem(part) for part in simulation.parts if timing_of(part) and part.get("id", str) in circling)


def _on_circles(timings: dict[str, Timing]) -> frozenset[str]:
    return names_on_circles({name: {timing.anchor, timing.until, timing.event} - {""} for name, timing in timings.items()})


def _problem(part: Part) -> Problem:
    name = part.id
    return Problem(part, f"the date of '{name}' is counted from itself", "count it from a day that somebody knows", DATED[type(part)])
