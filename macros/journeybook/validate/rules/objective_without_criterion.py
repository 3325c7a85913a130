"""An objective says by what it is seen that it is reached.

Without something measured and its level, two people will not agree whether it was.

Good:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05,
     objectives: [{what: Less overtime, criteria: [{says: Hours of overtime in a month, level: 120 or fewer}]}]}

Bad:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05, objectives: [{what: Less overtime}]}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.success_plan import ObjectiveStatus
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem

ID = "OBJECTIVE-WITHOUT-CRITERION"
LEVEL = Level.WARNING
FIELDS = ("criteria", "status", "level")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every objective that is not dropped and has no criterion, or one without its level."""
    for plan in atlas.plans:
        for objective in plan.objectives:
            if objective.status is ObjectiveStatus.DROPPED or says_why_blank(objective, "criteria"):
                continue
            hint = "add `criteria:` with what is measured and its `level:`"
            if not objective.criteria:
                yield Problem(objective, f"the objective '{objective.what}' says nothing by which it is seen to be reached", hint)
            for criterion in objective.criteria:
                if not criterion.level and not says_why_blank(criterion, "level"):
                    yield Problem(criterion, f"'{criterion.says}' names no level to be reached", "add `level:`")
