"""What a customer wants is asked again in time.

An objective that the customer last confirmed longer ago than the atlas's rhythm of reviews (`review:` of atlas.yml, else 90 days) is told.
Time alone causes this finding, so it is a warning.

Good:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05,
     objectives: [{what: Less overtime, criteria: [{says: Hours, level: 120 or fewer}], validated: 2026-03-01}]}

Bad:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05,
     objectives: [{what: Less overtime, criteria: [{says: Hours, level: 120 or fewer}], validated: 2025-01-01}]}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.dates import day_after
from journeybook.model.success_plan import ObjectiveStatus
from journeybook.validate.problem import Problem
from journeybook.validate.rules.review_overdue import USUAL_RHYTHM

ID = "OBJECTIVE-NOT-VALIDATED"
LEVEL = Level.WARNING
FIELDS = ("validated", "status")
CLOSED = (ObjectiveStatus.REACHED, ObjectiveStatus.MISSED, ObjectiveStatus.DROPPED)
"""How an objective stands that nobody has to ask about again."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every open objective that was confirmed longer ago than the rhythm of reviews."""
    every = atlas.file.review.every or USUAL_RHYTHM
    for plan in atlas.plans:
        for objective in plan.objectives:
            if objective.status in CLOSED or objective.validated is None:
                continue
            due = day_after(objective.validated, every)
            if due < today:
                message = f"'{objective.what}' should have been confirmed again by {due}"
                yield Problem(objective, message, "ask the customer, then write the day as `validated:`", "validated")
