"""A success plan says on which day it starts.

Without it no date of its map can be reckoned for the account.

Good:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05}

Bad:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem

ID = "PLAN-START-MISSING"
LEVEL = Level.WARNING
FIELDS = ("start",)


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every success plan without a start."""
    for plan in atlas.plans:
        if plan.start is None and not says_why_blank(plan, "start"):
            yield Problem(plan, f"the plan of '{plan.account}' has no start, so nothing in it has a date", "add `start:` with the day")
