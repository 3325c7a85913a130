"""A public step that concerns only some segments tells customers whom it concerns.

Names of segments are never public: everybody who reads the success map reads the step, and nothing says that it is not for them. Say it in
their words under `customer_note:`, or make a map for the segment. Only editions for one segment leave such steps out. Told are steps of
maps that are for several segments, one of which the step is not for.

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
          - customer: Publishes the rota
            applies: segment is chains or logins > 3
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
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.applicability import is_for
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.step import Step
from journeybook.model.visibility import audience_of
from journeybook.validate.problem import Problem

ID = "SEGMENT-UNSAID"
LEVEL = Level.WARNING
FIELDS = ("applies", "customer_note", "not_for")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every public step without a note that is not for all the segments of its map."""
    for spot in atlas.spots:
        step, journey = spot.part, spot.map
        if not isinstance(step, Step) or not step.applies or step.customer_note or journey is None:
            continue
        readers = [segment for segment in atlas.segments if is_for(journey, segment)]
        if any(not is_for(step, segment) for segment in readers) and audience_of(spot) is Audience.PUBLIC:
            message = f"everybody reads '{step.what}', and nothing says that it concerns only some"
            yield Problem(step, message, "say in the customer's words when it concerns them: `customer_note:`", "applies")
