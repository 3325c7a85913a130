"""The steps of a stage fit into its time box.

Counted are the required steps that the same people do one after the other, each with the shortest time that it takes:
of a choice the shortest way, of one of `kind: all-of` every step, and where a step has several outcomes only the longest
single step. If that is more days than the time box has, the plan cannot be kept.

Good:
    # atlas.yml
    default_anchor: signature
    # maps/first.yml
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        time_box: within 30 days of signature
        steps:
          - {customer: Cleans the list, takes: 2 weeks}
          - {customer: Invites everybody, takes: 10 to 20 days}

Bad:
    # atlas.yml
    default_anchor: signature
    # maps/first.yml
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        time_box: within 14 days of signature
        steps:
          - {customer: Cleans the list, takes: 2 weeks}
          - {customer: Invites everybody, takes: 10 days}

Good:
    # atlas.yml
    default_anchor: signature
    # maps/first.yml
    choices: {lists: {name: Lists to clean, kind: one-of}}
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        time_box: within 14 days of signature
        steps:
          - {customer: Cleans the list of people, takes: 10 days, choice: lists}
          - {customer: Cleans the list of places, takes: 8 days, choice: lists}

Bad:
    # atlas.yml
    default_anchor: signature
    # maps/first.yml
    choices: {lists: {name: Lists to clean, kind: all-of}}
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        time_box: within 14 days of signature
        steps:
          - {customer: Cleans the list of people, takes: 10 days, choice: lists}
          - {customer: Cleans the list of places, takes: 8 days, choice: lists}
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Edition, Need, Status
from journeybook.model.map import ChoiceKind
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.validate.date_simulation import STARTS, DateSimulation, date_simulations
from journeybook.validate.predicates import in_use
from journeybook.validate.problem import Problem, Reach

ID = "TIME-BOX-TOO-SHORT"
LEVEL = Level.WARNING
REACH = Reach.WHOLE
People = tuple[str, tuple[str, ...], str | None]
"""The lane, the people and the track of steps that are done one after the other."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every stage whose steps take more days than its time box has, whatever the start."""
    for simulation in date_simulations(atlas):
        all_done = frozenset(choice.id for choice in simulation.journey.choices if choice.kind is ChoiceKind.ALL_OF)
        for stage in simulation.journey.stages if simulation.journey.status is not Status.RETIRED else ():
            box, needed = _box(simulation, stage), _needed(stage, all_done)
            if in_use(stage) and box is not None and needed > box:
                message = f"the steps of '{stage.name}' take at least {needed} days, and its time box has {box}"
                yield Problem(stage, message, "give the stage more time, or let steps go side by side on tracks", "time_box")


def _box(simulation: DateSimulation, stage: Stage) -> int | None:
    """Return the most days that a stage may take, or nothing where that cannot be known."""
    spans = [(when.opens or start, when.closes) for when, start in zip(simulation.dates_from_start(stage), STARTS, strict=False)]
    lengths = [(closes - opens).days for opens, closes in spans if closes]
    return max(lengths) if lengths and len(lengths) == len(spans) else None


def _needed(stage: Stage, all_done: frozenset[str]) -> int:
    """Return the days that the busiest people of a stage need at least, given the choices of which every step is done."""
    steps = [step for step in stage.every_step if step.takes and step.is_required and in_use(step)]
    if any(len(step.next) > 1 for step in stage.every_step):
        return max((_days(step) for step in steps), default=0)
    by_edition = ([step for step in steps if not step.editions or edition in step.editions] for edition in Edition)
    return max(_one_after_another(some, all_done) for some in by_edition)


def _one_after_another(steps: list[Step], all_done: frozenset[str]) -> int:
    people: dict[People, int] = defaultdict(int)
    ways: dict[tuple[People, str], list[int]] = defaultdict(list)
    for step in steps:
        for lane in _needed_lanes(step):
            who = (lane, step.who, step.track)
            if step.choice and step.choice not in all_done:
                ways[who, step.choice].append(_days(step))
            else:
                people[who] += _days(step)
    for (who, _), lengths in ways.items():
        people[who] += min(lengths)
    return max(people.values(), default=0)


def _needed_lanes(step: Step) -> tuple[str, ...]:
    """Return the lanes whose people must take part in a step."""
    return (step.lane, *(attendee.lane for attendee in step.also_in if attendee.need in (None, Need.REQUIRED)))


def _days(step: Step) -> int:
    return step.takes.fewest_days if step.takes else 0
