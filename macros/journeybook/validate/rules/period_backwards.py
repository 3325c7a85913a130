"""What an account was for a time ended no earlier than it began.

A value in its `history` that ends before its first day held on no day, so that the account has none where its author thinks that it has.

Good:
    # accounts/a-1.yml
    {id: a-1, name: First, history: [{field: status, value: active, since: 2026-01-01, until: 2026-03-01}]}

Bad:
    # accounts/a-1.yml
    {id: a-1, name: First, history: [{field: status, value: active, since: 2026-03-01, until: 2026-01-01}]}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.problem import Problem

ID = "PERIOD-BACKWARDS"
LEVEL = Level.WARNING
FIELDS = ("since", "until")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every value of an account that ends before its first day."""
    for account in atlas.accounts:
        for period in account.history:
            if period.until and period.until < period.since:
                message = f"'{period.value}' of {account.id} ends on {period.until}, before its first day {period.since}, and so held never"
                yield Problem(period, message, "mend one of the two days", "until")
