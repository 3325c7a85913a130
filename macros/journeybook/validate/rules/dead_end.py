"""A step leads somewhere, or says how the way ends.

A step leads to the next one in the file where nothing else is said. It leads nowhere where the next one begins a way
of its own (`starts: true`), and at the end of a stage beside the way (`kind: side`) that does not lead back. Write
`next:` with the step it leads to, or `ends:` with the outcome, or the answer `next: unknown` or `ends: unstated`. The
last step of the map needs neither, nor does that of a stage that floats.

Good:
    stages:
      - id: renewal
        name: Renewal
        exit: The contract is decided
        steps:
          - id: decide
            customer: Decides about the next year
            next: {won: sign, lost: leave}
          - id: sign
            customer: Signs
            ends: Renewed
          - id: leave
            customer: Leaves
            starts: true

Good:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - customer: Publishes a rota
            next: {it fails: help}
      - id: escalation
        name: Escalation
        kind: side
        exit: The rota is out
        steps:
          - id: help
            company: Joins the customer and looks for the cause
            ends: unstated

Bad:
    stages:
      - id: renewal
        name: Renewal
        exit: The contract is decided
        steps:
          - id: decide
            customer: Decides about the next year
            next: {won: sign, lost: leave}
          - id: sign
            customer: Signs
          - id: leave
            customer: Leaves
            starts: true

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - customer: Publishes a rota
            next: {it fails: help}
      - id: escalation
        name: Escalation
        kind: side
        exit: The rota is out
        steps:
          - id: help
            company: Joins the customer and looks for the cause
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.flow import Station, ends_here, is_on_the_way, links, stations
from journeybook.model.step import Step
from journeybook.validate.problem import Problem, Reach

ID = "DEAD-END"
LEVEL = Level.ERROR
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every step that leads nowhere, unless the way may end there."""
    for journey in atlas.maps:
        leading = {link.source.key for link in links(journey)}
        line = stations(journey)
        for index, station in enumerate(line):
            step = station.step
            if station.key in leading or _is_told(step) or step.floats or _may_end(line, index):
                continue
            hint = "add `next:` with the step it leads to, or `ends:` with the outcome"
            yield Problem(step, f"the step '{step.what}' leads nowhere", hint)


def _is_told(step: Step) -> bool:
    """Whether a step says that the way ends with it, or answers where it leads."""
    return ends_here(step) or step.answer_in("next") is not None


def _may_end(line: tuple[Station, ...], index: int) -> bool:
    """Whether the map's way is over here, or the stage beside the way says where one goes back to."""
    here = line[index]
    later = [station for station in line[index + 1 :] if not station.step.floats and not _beside(here, station)]
    if not is_on_the_way(here.stage):
        inside = any(station.stage is here.stage for station in later)
        return not inside and bool(here.stage.floats or here.stage.falls_back_to or here.stage.falls_back)
    return not any(is_on_the_way(station.stage) for station in later)


def _beside(here: Station, other: Station) -> bool:
    """Whether one goes here or there: another option of the same choice, or another track."""
    same_choice = here.step.choice is not None and here.step.choice == other.step.choice and here.stage is other.stage
    return same_choice or (here.step.track is not None and other.step.track not in (here.step.track, None))
