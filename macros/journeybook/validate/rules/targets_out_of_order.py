"""Milestones come in the order of their stages, and no later than their stage may last.

A milestone that is due after the time box of its own stage, or before one of an earlier stage, whatever the start,
contradicts the map. Stages beside the way are left out, and so is what cannot be compared without knowing a day.

Good:
    # atlas.yml
    default_anchor: signature
    # maps/first.yml
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        time_box: within 30 days of signature
        milestones: [{name: Everybody in, owner: csm, target: 21 days after signature}]
      - id: use
        name: Use
        exit: It is used
        milestones: [{name: Used, owner: csm, target: 60 days after signature}]

Bad:
    # atlas.yml
    default_anchor: signature
    # maps/first.yml
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        time_box: within 30 days of signature
        milestones: [{name: Everybody in, owner: csm, target: 2 months after signature}]

Bad:
    # atlas.yml
    default_anchor: signature
    # maps/first.yml
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        milestones: [{name: Everybody in, owner: csm, target: 60 days after signature}]
      - id: use
        name: Use
        exit: It is used
        milestones: [{name: Used, owner: csm, target: 21 days after signature}]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.dates import ResolvedTiming
from journeybook.model.enumerations import Status
from journeybook.model.flow import is_on_the_way
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage
from journeybook.validate.date_simulation import DateSimulation, date_simulations
from journeybook.validate.predicates import in_use
from journeybook.validate.problem import Problem, Reach

ID = "TARGETS-OUT-OF-ORDER"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every milestone that comes before one of an earlier stage, or after its stage must be over."""
    for simulation in date_simulations(atlas):
        if simulation.journey.status is Status.RETIRED:
            continue
        before: list[tuple[Milestone, tuple[ResolvedTiming, ...]]] = []
        for stage in _stages(simulation.journey):
            dated = [(milestone, simulation.dates(milestone)) for milestone in stage.milestones if in_use(milestone) and milestone.target]
            for milestone, dates in dated:
                yield from _past_box(simulation, stage, milestone, dates)
                yield from _too_early(milestone, dates, before)
            before += dated


def _stages(journey: Map) -> Iterator[Stage]:
    yield from (stage for stage in journey.stages if is_on_the_way(stage) and in_use(stage))


def _past_box(simulation: DateSimulation, stage: Stage, milestone: Milestone, dates: tuple[ResolvedTiming, ...]) -> Iterator[Problem]:
    pairs = list(zip(dates, simulation.dates(stage), strict=False))
    if pairs and all(due.last and box.closes and due.last > box.closes for due, box in pairs):
        message = f"'{milestone.name}' is due after its stage '{stage.name}' must be over"
        yield Problem(milestone, message, f"give the stage more time, or bring the target forward: {stage.origin.of('time_box')}", "target")


def _too_early(
    milestone: Milestone, dates: tuple[ResolvedTiming, ...], before: list[tuple[Milestone, tuple[ResolvedTiming, ...]]]
) -> Iterator[Problem]:
    for earlier, others in before:
        pairs = list(zip(dates, others, strict=False))
        if pairs and all(due.last and other.first and due.last < other.first for due, other in pairs):
            message = f"'{milestone.name}' is due before '{earlier.name}' of an earlier stage"
            yield Problem(milestone, message, f"change one of the two targets, or their stages: {earlier.origin.of('target')}", "target")
            return
