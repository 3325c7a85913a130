"""Something leads to every step on the way.

A step that nobody leads to is read by nobody who follows the arrows. It comes about when a step is added behind one
that says `next:` itself. Lead there with `next:` of another step, or say `starts: true` where a way of its own begins.
The first step of a map and of a parallel track need nothing, nor does a step that floats, one on the route back from a
pain point, or the first step of a stage that customers fall back to, that a handoff leads to, or that comes before all
others on a condition (`pre_empts:`). A stage beside the way (`kind: side`) is entered by a link, a route back or a
handoff; where it begins by itself, its `entry` says when.

A link to one step of a choice leads to that step only; `next:` with the id of the choice leads to all of its steps.

Good:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - {id: draft, customer: Drafts a rota, next: {fits: publish, does not fit: help}}
          - {id: help, company: Helps with the rules}
          - {id: publish, customer: Publishes it}

Good:
    choices: {help: {name: Help with the rules, kind: all-of}}
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - {id: draft, customer: Drafts a rota, next: {fits: publish, does not fit: help}}
          - {company: Explains the rules, choice: help, starts: true}
          - {company: Checks the contracts, choice: help}
          - {id: publish, customer: Publishes it}

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - {id: publish, customer: Publishes a rota}
      - id: escalation
        name: Escalation
        kind: side
        exit: It is repaired
        steps:
          - {company: Takes the case over, next: publish}

Bad:
    choices: {help: {name: Help with the rules, kind: all-of}}
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - {id: draft, customer: Drafts a rota, next: {fits: publish, does not fit: explain}}
          - {id: explain, company: Explains the rules, choice: help}
          - {company: Checks the contracts, choice: help}
          - {id: publish, customer: Publishes it}

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - {id: draft, customer: Drafts a rota, next: publish}
          - {id: help, company: Helps with the rules}
          - {id: publish, customer: Publishes it}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import StageKind
from journeybook.model.flow import Leads, Station, beginnings, is_on_the_way, links, stations
from journeybook.model.map import Map
from journeybook.model.pain_points import Recovery
from journeybook.model.stage import Handoff, Stage
from journeybook.model.step import Next
from journeybook.model.walk import Spot
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem, Reach

ID = "STEP-UNREACHED"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every step of a main stage, and every stage beside the way, that nothing leads to."""
    targets = {name for spot in atlas.spots for name in _outside_targets(spot)}
    for journey in atlas.maps:
        line = stations(journey)
        leads = links(journey)
        if any(link.target is None and link.reference.rpartition("/")[0] in ("", journey.id) for link in leads):
            continue  # a link to nothing is told as such, and is likely the one that is missing here
        entered = {link.target.key for link in leads if link.target and link.target is not link.source}
        entered |= {station.key for station in beginnings(line)}
        for index, station in enumerate(line):
            if is_on_the_way(station.stage) and station.key not in entered and not _begins(journey, line, index, targets):
                yield Problem(station.step, f"nothing leads to the step '{station.step.what}'", _hint(station, line, entered))
        for stage in journey.stages:
            if stage.every_step and _is_closed(journey, stage, leads, targets):
                hint = "lead to one of its steps with `next:` of another step, or say in its `entry:` when it begins"
                yield Problem(stage, f"nothing leads to the stage '{stage.name}' beside the way", hint)


def _begins(journey: Map, line: tuple[Station, ...], index: int, targets: set[tuple[str, str]]) -> bool:
    """Whether a way may begin at a step, though no step leads there."""
    here = line[index]
    if here.step.starts or here.step.floats or (journey.id, here.step.id) in targets:
        return True
    is_first = index == 0 or line[index - 1].stage is not here.stage
    return is_first and (here.stage.pre_empts is not None or (journey.id, here.stage.id) in targets)


def _is_closed(journey: Map, stage: Stage, leads: tuple[Leads, ...], targets: set[tuple[str, str]]) -> bool:
    """Whether nothing leads from outside into a stage beside the way, and it does not say when it begins."""
    if stage.kind is not StageKind.SIDE or stage.floats or stage.entry or stage.pre_empts or says_why_blank(stage, "entry"):
        return False
    is_led_to = any(link.target.stage is stage and link.source.stage is not stage for link in leads if link.target)
    return not is_led_to and not any((journey.id, part.id) in targets for part in (stage, *stage.every_step))


def _hint(station: Station, line: tuple[Station, ...], entered: set[str]) -> str:
    """Return what to do: lead to the whole group where only another step of it is led to, else to the step."""
    choice = station.step.choice
    if any(other.key in entered and other.step.choice == choice and other.stage is station.stage for other in line if choice):
        return f"lead to the whole group with `next: {choice}`, or here with `next:` of another step"
    return "lead here with `next:` of another step, or add `starts: true`"


def _outside_targets(spot: Spot) -> Iterator[tuple[str, str]]:
    """Yield the steps and stages, each with its map, to which a part leads besides the arrows of their own map."""
    part, references = spot.part, []
    if isinstance(part, Next):
        references = [part.to] if "/" in part.to else []
    elif isinstance(part, Recovery):
        references = [*part.route]
    elif isinstance(part, Stage):
        references = [part.falls_back_to or ""]
    elif isinstance(part, Handoff):
        references = [part.to_stage or ""]
    for reference in filter(None, references):
        outer, _, inner = reference.rpartition("/")
        yield outer or (spot.map.id if spot.map else ""), inner
