"""A change is looked at again on its day.

A change says what is expected (`why`), by which measure it is seen (`measure`) and when it is looked at (`check_on`). Once
that day has come there is a result, and be it that nothing can be said. Without a day nothing is late. Time alone causes
this finding, so it is a warning and never fails a change.

Good:
    changes:
      - {date: 2026-01-10, what: Shorter welcome mail, check_on: 2026-02-01, result: More replies}
      - {date: 2026-01-20, what: Kick-off by video, check_on: 2027-03-01}

Bad:
    changes:
      - {date: 2026-01-10, what: Shorter welcome mail, check_on: 2026-02-01}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem

ID = "RESULT-OVERDUE"
LEVEL = Level.WARNING
FIELDS = ("changes",)


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every change whose day has come and that has no result."""
    for change in (change for journey in atlas.maps for change in journey.changes):
        is_due = change.check_on is not None and change.check_on <= today
        if is_due and not change.result and not says_why_blank(change, "result"):
            message = f"the result of this change was to be looked at on {change.check_on}"
            yield Problem(change, message, "look at it, then add `result:` with what was found", "check_on")
