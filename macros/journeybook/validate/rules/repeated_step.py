"""The same people do not meet twice in a row in the same way.

Two steps in a row of the same lane, through the same channel and by the same people are often one step, or one of
them is not needed. Where both are right, an exemption says why.

Good:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - {company: Sends the welcome mail, channel: mail}
          - {company: Calls the planner, channel: call}

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - {company: Sends the welcome mail, channel: mail}
          - {company: Sends the log-in, channel: mail}
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.flow import Station, links
from journeybook.model.step import Step
from journeybook.validate.problem import Problem, Reach

ID = "REPEATED-STEP"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every step that does what the step before it did, through the same channel."""
    for journey in atlas.maps:
        between = ((link.source, link.target) for link in links(journey))
        leads = {(a.step.origin, b.step.origin) for a, b in between if isinstance(a, Station) and isinstance(b, Station)}
        for stage in journey.stages:
            for steps in (stage.steps, *(part.steps for part in stage.sub_stages)):
                for before, step in pairwise(steps):
                    if _alike(before, step) and (before.origin, step.origin) in leads:
                        message = f"'{step.what}' follows '{before.what}' in the same lane, through the same channel"
                        yield Problem(step, message, "make one step of the two, or leave one out", "what")


def _alike(first: Step, second: Step) -> bool:
    if not first.channel or first.when or second.when:
        return False
    return (first.lanes, first.channel, first.who, first.editions) == (second.lanes, second.channel, second.who, second.editions)
