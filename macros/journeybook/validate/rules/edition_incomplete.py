"""Each edition that a success map offers is complete by itself.

A map that says `editions: [human, digital]` promises two whole ways: with people, and by oneself. In each of them every stage of the path
has something for the customer to do and a way to get help: a person to ask (`stuck: ask`, or a contact of the plan) where people help, and
advice, a page or a text (`stuck`, `self_service`, `resources`) where customers go alone. A milestone that steps bring about by their
`clock` is reached by at least one step of each edition. Steps that say no `editions` belong to all. Where nobody knows what helps, write
`stuck: unknown`.

Good:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: First rota, goal: Publish rotas, role: I plan, editions: [human, digital], contact: Write to us}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        stuck: Copy last week
        steps:
          - customer: Talks it through with us
            editions: human
          - customer: Follows the guide
            editions: digital
      - {id: later, name: Later, owner: csm, exit: The rota is used, events: none, stuck: unknown, steps: [{customer: Uses the rota}]}

Bad:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: First rota, goal: Publish rotas, role: I plan, editions: [human, digital], contact: Write to us}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        stuck: Copy last week
        steps:
          - customer: Talks it through with us
            editions: human
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.enumerations import Edition, LaneRole
from journeybook.model.flow import is_on_the_way
from journeybook.model.item import ResourceUse
from journeybook.model.library import Resource
from journeybook.model.map import Map, PublicFace
from journeybook.model.pain_points import PainPoint
from journeybook.model.stage import Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.visibility import audience_of, may_be_public
from journeybook.model.vocabulary import Lane
from journeybook.model.walk import Spot
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem, Reach

ID = "EDITION-INCOMPLETE"
LEVEL = Level.WARNING
REACH = Reach.WHOLE
_PEOPLE = ("team", "role", "persona", "contact-role")
EDITION_PHRASES = {Edition.HUMAN: "with people", Edition.DIGITAL: "by oneself"}


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield everything that an offered edition lacks: something to do, help, or a way to a milestone."""
    public_spots = [spot for spot in atlas.spots if spot.stage and is_on_the_way(spot.stage) and audience_of(spot) is Audience.PUBLIC]
    for journey in atlas.maps:
        face = journey.public if may_be_public(journey) else None
        if face and face.editions:
            spots = [spot for spot in public_spots if spot.map is journey]
            yield from _foreign(face, spots)
            for edition in face.editions:
                yield from _lacking(atlas, journey, spots, edition)


def _foreign(face: PublicFace, spots: list[Spot]) -> Iterator[Problem]:
    for step in _steps(spots):
        if step.editions and not set(step.editions) & set(face.editions):
            offered = " and ".join(EDITION_PHRASES[edition] for edition in face.editions)
            hint = "add the edition to the map's public face, or take the step out of it"
            yield Problem(step, f"the step belongs to an edition that the map does not offer: it goes {offered}", hint, "editions")


def _lacking(atlas: Atlas, journey: Map, spots: list[Spot], edition: Edition) -> Iterator[Problem]:
    steps = [step for step in _steps(spots) if _is_in(step, edition)]
    for spot in spots:
        if isinstance(spot.part, Milestone) and not _is_reached(spot.part, _steps(spots), steps):
            hint = f"give a step of this edition the clock '{spot.part.id}'"
            yield Problem(spot.part, f"nobody who goes {EDITION_PHRASES[edition]} reaches this milestone", hint)
    for stage in journey.stages:
        inside = [spot for spot in spots if spot.stage is stage]
        stage_steps = [step for step in _steps(inside) if _is_in(step, edition)]
        if inside and not any(_is_customers(atlas, step) for step in stage_steps):
            hint = "add a step in a lane of the customer, or take the edition away"
            yield Problem(stage, f"customers who go {EDITION_PHRASES[edition]} have nothing to do in this stage", hint)
        helped = _finds_person(atlas, journey, stage) if edition is Edition.HUMAN else _finds_self_help(atlas, stage, inside, stage_steps)
        if inside and not helped and not says_why_blank(stage, "stuck"):
            hint = "say under `stuck` " + ("whom to ask" if edition is Edition.HUMAN else "what to try, or name a resource or a page")
            yield Problem(stage, f"customers who go {EDITION_PHRASES[edition]} find no help in this stage", hint)


def _steps(spots: list[Spot]) -> list[Step]:
    return [spot.part for spot in spots if isinstance(spot.part, Step)]


def _is_in(step: Step, edition: Edition) -> bool:
    return not step.editions or edition in step.editions


def _is_customers(atlas: Atlas, step: Step) -> bool:
    lanes = (atlas.find(Lane, name) for name in step.lanes)
    return any(lane and lane.role is LaneRole.CUSTOMER for lane in lanes)


def _is_reached(milestone: Milestone, everywhere: list[Step], steps: list[Step]) -> bool:
    """Say whether a step of the edition brings a milestone about; where no public step does, nobody can tell."""
    clocks = {step.clock for step in everywhere}
    return milestone.id not in clocks or milestone.id in {step.clock for step in steps}


def _finds_person(atlas: Atlas, journey: Map, stage: Stage) -> bool:
    asked = stage.stuck and (stage.stuck.link or _are_shown(atlas, _PEOPLE, (stage.stuck.ask,)))
    return bool(asked or (journey.public and journey.public.contact) or atlas.file.contact.mail)


def _finds_self_help(atlas: Atlas, stage: Stage, inside: list[Spot], steps: list[Step]) -> bool:
    stuck, points = stage.stuck, [spot.part.recovery for spot in inside if isinstance(spot.part, PainPoint) and spot.part.recovery]
    resources = (
        _names(stage.resources),
        _names(stuck.resources) if stuck else (),
        *(_names(point.self_help) for point in points),
        *(_names(step.resources) for step in steps),
    )
    shown = any(_are_shown(atlas, (Resource.KIND,), names) for names in resources)
    return bool(shown or (stuck and (stuck.advice or stuck.link)) or any(step.self_service for step in steps))


def _names(uses: tuple[ResourceUse, ...]) -> tuple[str, ...]:
    return tuple(use.resource for use in uses)


def _are_shown(atlas: Atlas, kinds: tuple[str, ...], names: tuple[str | None, ...]) -> bool:
    """Say whether customers see at least one of these people or things."""
    spots = (atlas.spot(kinds, name) for name in names)
    return any(spot and audience_of(spot) is Audience.PUBLIC for spot in spots)
