"""A milestone has an owner and a target.

Without a target nobody can tell whether it is late; without an owner nobody does anything about it. The target may be
a timing (`21 days after signature`) or words (`target: {text: Before the first payday}`). Where one is not known yet,
say so: `target: unknown`.

Good:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        milestones:
          - name: First rota published
            owner: csm
            target: 21 days after signature

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        milestones:
          - name: First rota published
            owner: csm

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        milestones:
          - name: First rota published
            target: 21 days after signature
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import State
from journeybook.model.stage import Milestone
from journeybook.validate.predicates import has_owner, says_why_blank
from journeybook.validate.problem import Problem

ID = "MILESTONE-INCOMPLETE"
LEVEL = Level.ERROR
FIELDS = ("owner", "raci", "target", "state")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every milestone that nobody answers for, or that names no target."""
    for spot in atlas.spots:
        milestone = spot.part
        if not isinstance(milestone, Milestone) or milestone.state is State.RETIRED:
            continue
        if not has_owner(milestone):
            yield Problem(milestone, f"the milestone '{milestone.name}' has no owner", "add `owner:` with a team or role")
        if not _has_target(milestone) and not says_why_blank(milestone, "target"):
            yield Problem(milestone, f"the milestone '{milestone.name}' has no target", "add `target:`, such as `21 days after signature`")


def _has_target(milestone: Milestone) -> bool:
    return milestone.target is not None and bool(milestone.target.at or milestone.target.text or milestone.target.blank)
