"""An account has one success plan for a map.

With two, nobody knows which was agreed. Take the older one away: git keeps it.

Good:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05}

Bad:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05}
    # plans/tern-again.yml
    {id: tern-again, account: tern, map: first, start: 2026-02-05}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.problem import Problem, Reach

ID = "PLAN-REPEATED"
LEVEL = Level.ERROR
REACH = Reach.ALIKE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every success plan of an account that has one for the same map before."""
    first: dict[tuple[str, str], str] = {}
    for plan in atlas.plans:
        before = first.setdefault((plan.account, plan.map), str(plan.origin.place))
        if before != str(plan.origin.place):
            message = f"'{plan.account}' has another plan for the map '{plan.map}', at {before}"
            yield Problem(plan, message, "keep the one that was agreed", "account")
