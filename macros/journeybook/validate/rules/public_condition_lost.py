"""A step that only some customers reach says so where they read it.

A success map says "Only if ..." above a step that comes only after an outcome or an option, and "Choose one" above the options of a choice.
Where the step that decides, or the choice, is internal, customers would read the step as if it were for everybody. Say when it is, in
their words, make public what decides, or take the step back. A step after the one outcome that does not leave or go back is for everybody
who stays.

Good:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps:
          - {customer: Asks us, next: decide}
          - {id: decide, backstage: Looks for a way, next: {there is one: way, it is a fault: report}}
          - {id: way, company: Shows you a way, applies: {says: if there is one}, starts: true, next: publish}
          - {id: report, backstage: Reports the fault, starts: true}
          - {id: publish, customer: Publishes the rota}

Bad:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    choices: {kinds: {name: What the office does, kind: one-of, audience: internal}}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps:
          - {customer: Asks us, next: decide}
          - {id: decide, backstage: Looks for a way, next: {there is one: way, it is a fault: report}}
          - {id: way, company: Shows you a way, starts: true, next: publish}
          - {id: report, backstage: Reports the fault, starts: true}
          - {id: publish, customer: Publishes the rota}
          - {company: Answers by mail, choice: kinds}
          - {company: Calls, choice: kinds}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.branch import Branches, BranchWay
from journeybook.model.flow import groups, stations
from journeybook.model.map import Choice, ChoiceKind, Map
from journeybook.model.step import Step
from journeybook.model.visibility import audience_of, may_be_public
from journeybook.validate.problem import Problem, Reach

ID = "PUBLIC-CONDITION-LOST"
LEVEL = Level.WARNING
PUBLICATION = True
REACH = Reach.WHOLE
HINT = "say when it is, in the customer's words: `applies: {says: if ...}`, or make public what decides, or take the step back"


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every public step for some of which customers would not read that it is for some."""
    spots = (spot for spot in atlas.spots if isinstance(spot.part, Step | Choice) and spot.map and may_be_public(spot.map))
    public = {id(spot.part) for spot in spots if audience_of(spot) is Audience.PUBLIC}
    for journey in filter(may_be_public, atlas.maps):
        branches, hidden = Branches(journey), _hidden_options(journey, public)
        for step in (station.step for station in stations(journey) if id(station.step) in public and not _says_when(station.step)):
            ways = branches.ways_of_those_who_stay(step)
            if id(step) in hidden or (ways and not any(_is_read(way, public, hidden) for way in ways)):
                yield Problem(step, f"customers would read '{step.what}' as if it were for everybody: what decides on it is internal", HINT)


def _says_when(step: Step) -> bool:
    """Return whether customers read of the step itself that it is not for everybody."""
    return step.is_optional or bool(step.editions) or bool(step.applies and step.applies.says)


def _hidden_options(journey: Map, public: set[int]) -> set[int]:
    """Return the object identities of the steps that are options of a choice which customers do not see as one."""
    parting = {choice.id: choice for choice in journey.choices if choice.kind in (ChoiceKind.ONE_OF, ChoiceKind.ANY_OF)}
    hidden: set[int] = set()
    for group in groups(stations(journey)):
        steps = {id(station.step) for station in group.members}
        is_seen = id(parting.get(group.choice)) in public and len(steps & public) > 1
        hidden |= steps if group.choice in parting and len(steps) > 1 and not is_seen else set()
    return hidden


def _is_read(way: BranchWay, public: set[int], hidden: set[int]) -> bool:
    """Return whether customers read of an outcome or option: its step is public, and seen as an option or said to be for some."""
    return id(way.step) in public and (bool(way.outcome) or id(way.step) not in hidden or _says_when(way.step))
