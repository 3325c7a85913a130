"""Of several times of a step the first comes first.

The plan goes by the first; each further one is a later deadline, which is what remains when the first is missed. One that comes earlier
whatever the start has changed places with it. A time that holds only for some, under `applies:`, may come at any place.

Good:
    stages:
      - {id: pay, name: Pay, exit: It is paid, steps: [{customer: Pays, when: [by day 30, by day 180]}]}
      - id: prove
        name: Prove
        exit: It is proved
        steps:
          - {customer: Sends proof, when: [{at: by day 90, applies: {says: if you live abroad}}, by day 30]}

Bad:
    stages:
      - {id: pay, name: Pay, exit: It is paid, steps: [{customer: Pays, when: [by day 180, by day 30]}]}
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Status
from journeybook.model.step import Step
from journeybook.validate.date_simulation import STARTS, DateSimulation, date_simulations
from journeybook.validate.predicates import in_use
from journeybook.validate.problem import Problem, Reach

ID = "TIMES-OUT-OF-ORDER"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every step of which a further time comes before the one in front of it, whatever the start."""
    for simulation in date_simulations(atlas):
        for part in simulation.parts if simulation.journey.status is not Status.RETIRED else ():
            if isinstance(part, Step) and in_use(part) and len(part.when) > 1:
                yield from _problems(simulation, part)


def _problems(simulation: DateSimulation, step: Step) -> Iterator[Problem]:
    dated = zip((time for time in step.when if time.at), simulation.dates_of_each(step), strict=True)
    for_all = [dates for time, (_, dates) in dated if time.applies is None and not time.answer_in("applies")]
    for before, after in pairwise(for_all):
        pairs = [(first.last, second.last) for first, second in zip(before, after, strict=True)]
        if all(first and second and second < first for first, second in pairs):
            first, second = pairs[0]
            message = (
                f"'{step.what}' has a later time that comes before an earlier one: a start on {STARTS[0]} gives {first}, then {second}"
            )
            yield Problem(step, message, "write the usual deadline first and the last one last", "when")
