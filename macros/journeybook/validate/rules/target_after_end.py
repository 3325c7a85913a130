"""Nothing is due after the day by which the plan must be over.

A map's public face may name that day: `dates: {ends: renewal-date}`. A step or milestone that comes later whatever the
start is a plan that nobody can keep. What is counted from the end itself, such as `14 days after renewal-date`, may
come later. When the end is known only to the reader, the page tells them instead.

Good:
    # atlas.yml
    anchors:
      - {id: signature, name: signature}
      - {id: renewal-date, name: the renewal date, usually: 1 year after signature}
    default_anchor: signature
    # maps/first.yml
    public: {slug: start, title: Start, goal: Start, role: I start, dates: {ends: renewal-date}}
    stages:
      - {id: use, name: Use, exit: It is used, milestones: [{name: Used, owner: csm, target: 11 months after signature}]}

Bad:
    # atlas.yml
    anchors:
      - {id: signature, name: signature}
      - {id: renewal-date, name: the renewal date, usually: 1 year after signature}
    default_anchor: signature
    # maps/first.yml
    public: {slug: start, title: Start, goal: Start, role: I start, dates: {ends: renewal-date}}
    stages:
      - {id: use, name: Use, exit: It is used, milestones: [{name: Used, owner: csm, target: 13 months after signature}]}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Status
from journeybook.model.stage import Milestone
from journeybook.model.step import Step
from journeybook.model.timed import DATED
from journeybook.validate.date_simulation import STARTS, DateSimulation, date_simulations
from journeybook.validate.predicates import in_use
from journeybook.validate.problem import Problem, Reach

ID = "TARGET-AFTER-END"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every step and milestone that comes after the end of its plan, whatever the start."""
    for simulation in date_simulations(atlas):
        for part in simulation.parts if simulation.ends and simulation.journey.status is not Status.RETIRED else ():
            if isinstance(part, Step | Milestone) and in_use(part):
                yield from _problem(simulation, part)


def _problem(simulation: DateSimulation, part: Step | Milestone) -> Iterator[Problem]:
    ends = [reckoning.resolve_name(simulation.ends).last for reckoning in simulation.reckonings]
    for timing, dates in simulation.dates_of_each(part):
        pairs = [(due.last, end) for due, end in zip(dates, ends, strict=True)]
        late = all(due and end and due > end for due, end in pairs)
        if not late or simulation.root_anchor(timing) == simulation.ends:
            continue
        due, end = pairs[0]
        name = part.name if isinstance(part, Milestone) else part.what
        message = f"'{name}' is due after {simulation.ends}: a start on {STARTS[0]} gives {due} and {end}"
        yield Problem(part, message, "bring it forward, or count it from the end if it belongs after it", DATED[type(part)])
