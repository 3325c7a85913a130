"""What is public and concerns only some customers tells them whom it concerns: stages, steps with their times, milestones, gates, facts.

Names of segments are never public: everybody who reads the success map reads the step, and nothing says that it is not for them. Say it in
their words under `applies: {says: ...}` or `customer_note:`, or make a map for the segment. Only editions for one segment leave such steps
out. Told is what is not for one of several segments of its map, or has another condition that customers do not read, but for steps that
the page marks as those of one of its editions. An exit with facts for some asks everybody for what only some need. Times and needs of a
step, and lengths of a stage, are told as well.

Good:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        events: none
        exit:
          all:
            - The first rota is published
            - {fact: The night staff is asked, applies: {when: staff > 500, says: if you work at night}}
        handoffs:
          - {what: The rota, giver: sales, taker: csm, checklist: [{fact: The night staff is named, applies: staff > 500}]}
        steps: [{customer: Publishes the rota}]

Bad:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        events: none
        exit:
          all:
            - The first rota is published
            - {fact: The night staff is asked, applies: staff > 500}
        handoffs:
          - {what: The rota, giver: sales, taker: csm, checklist: [{fact: The night staff is named, applies: staff > 500}]}
        steps: [{customer: Publishes the rota}]

Good:
    status: live
    audience: public
    review: 2026-06-01
    segments: [corner-shops, chains]
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps:
          - customer: Copies the rota to every site
            applies: {segments: chains}
            customer_note: Only if you have more than one site.
          - customer: Names the sites
            applies: {segments: chains, says: with several sites}
          - customer: Publishes the rota
            applies: {when: segment is chains or logins > 3, says: once the sites are there}
    # segments/segments.yml
    - {id: corner-shops, name: Corner shops, owner: csm}
    - {id: chains, name: Chains, owner: csm}

Bad:
    status: live
    audience: public
    review: 2026-06-01
    segments: [corner-shops, chains]
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps:
          - customer: Copies the rota to every site
            applies: {segments: chains}
    # segments/segments.yml
    - {id: corner-shops, name: Corner shops, owner: csm}
    - {id: chains, name: Chains, owner: csm}

Bad:
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
          - customer: Copies the rota to every site
            applies: staff > 500
    # segments/segments.yml
    - {id: corner-shops, name: Corner shops, owner: csm, rule: staff < 50}
    - {id: chains, name: Chains, owner: csm, rule: staff >= 50}

Good:
    status: live
    audience: public
    review: 2026-06-01
    segments: [corner-shops, chains]
    public: {slug: publish-rotas, title: Your rota, goal: Publish rotas, role: I plan, editions: [human, digital], contact: Write to us}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        stuck: Copy last week
        steps:
          - customer: Plans the sites with us
            applies: {segments: chains}
            editions: human
          - customer: Publishes the rota
    # segments/segments.yml
    - {id: corner-shops, name: Corner shops, owner: csm}
    - {id: chains, name: Chains, owner: csm}

Bad:
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
        lasts: [2 weeks, {length: 2 months, applies: {segments: chains}}]
        steps: [{customer: Publishes the rota, when: [by day 14, {at: by day 60, applies: {segments: chains}}]}]
    # segments/segments.yml
    - {id: chains, name: Chains, owner: csm}

Bad:
    status: live
    audience: public
    review: 2026-06-01
    segments: [corner-shops, chains]
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps: [{customer: Publishes the rota}]
        milestones:
          - {id: out, name: It is out, target: 21 days after signature, owner: csm, applies: {segments: chains}}
    # segments/segments.yml
    - {id: corner-shops, name: Corner shops, owner: csm}
    - {id: chains, name: Chains, owner: csm}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.applicability import is_for
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.item import Applies, SingleFact, StageLength, StepTime
from journeybook.model.map import Map
from journeybook.model.stage import Gate, Milestone, Stage, SubStage
from journeybook.model.step import Step, StepNeed
from journeybook.model.visibility import audience_of
from journeybook.model.walk import Spot
from journeybook.validate.problem import Problem

ID = "SEGMENT-UNSAID"
LEVEL = Level.WARNING
FIELDS = ("applies", "customer_note")
LIMITED = SingleFact | StepTime | StageLength | StepNeed | Step | Stage | SubStage | Milestone | Gate

VALUES: dict[type[Part], str] = {StepTime: "time", StageLength: "length", StepNeed: "need"}
"""Values of which a step or stage may have several, each with a condition."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield public parts that are not for all the segments of their map, and public facts with a condition, where no word says so."""
    for spot in atlas.spots:
        part, journey = spot.part, spot.map
        if journey is None or not isinstance(part, LIMITED) or part.applies is None or part.applies.says:
            continue
        if _is_unsaid(atlas, journey, part) and audience_of(spot) is Audience.PUBLIC:
            hint = "say in the customer's words when it concerns them: `applies: {says: ...}`"
            more = " or `customer_note:`" if isinstance(part, Step) else ""
            yield Problem(part, f"everybody reads {_words(spot)}, and nothing says that it concerns only some", hint + more, "applies")


def _words(spot: Spot) -> str:
    """Return what customers read of a part: its words, or what it is a time, length or need of."""
    if type(spot.part) in VALUES:
        return f"a {VALUES[type(spot.part)]} of '{spot.parents[-1].first_text('customer_name', 'what', 'name')}'"
    return f"'{spot.part.first_text('customer_words', 'customer_name', 'fact', 'what', 'name')}'"


def _is_unsaid(atlas: Atlas, journey: Map, part: Part) -> bool:
    """Whether nothing tells readers that something does not concern them: a fact or value with a condition, or a part for others."""
    if type(part) in VALUES:
        return True
    if isinstance(part, SingleFact):
        return bool(part.customer_words or part.fact)
    if isinstance(part, Step) and (part.customer_note or _is_marked(journey, part)):
        return False
    return _has_condition(part) or any(not is_for(part, segment) for segment in atlas.segments if is_for(journey, segment))


def _has_condition(part: Part) -> bool:
    """Whether something is only for some customers of each segment: those of whom a condition holds, or who are served in one way."""
    applies = part.get("applies", Applies)
    return applies is not None and (applies.when is not None or bool(applies.coverage))


def _is_marked(journey: Map, step: Step) -> bool:
    """Whether the page says that the step belongs to some of its editions only."""
    offered = journey.public.editions if journey.public else ()
    return bool(step.editions) and bool(set(offered) - set(step.editions))
