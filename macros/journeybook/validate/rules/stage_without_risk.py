"""A stage names what could go wrong: at least one bad event.

Asked of maps that are being validated or live, and of stages on the way and in use. Where nothing can go wrong, say
so: `events: none`.

Good:
    status: validate
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events:
          - {name: No login for three weeks, playbook: rescue}

Bad:
    status: validate
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Polarity, StageKind
from journeybook.model.stage import Stage
from journeybook.validate.predicates import has_left_draft, in_use, says_why_blank
from journeybook.validate.problem import Problem

ID = "STAGE-WITHOUT-RISK"
LEVEL = Level.WARNING
FIELDS = ("events", "kind", "state")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every main stage of a grown map that names no bad event."""
    for spot in atlas.spots:
        stage = spot.part
        if not isinstance(stage, Stage) or not has_left_draft(spot.map) or stage.kind is not StageKind.MAIN or not in_use(stage):
            continue
        if not any(atlas.event(event).polarity is not Polarity.GOOD for event in stage.events) and not says_why_blank(stage, "events"):
            hint = "add `events:` with at least one bad event, or `events: none`"
            yield Problem(stage, f"no bad event is named in the stage '{stage.name}'", hint)
