"""Few changes wait for their result at the same time.

With more than two at once nobody can tell which of them helped. The atlas may allow another number under `review:
{most_changes: 3}`. It is a warning: a change that went live stays live.

Good:
    changes:
      - {date: 2026-03-01, what: Shorter welcome mail, result: More replies}
      - {date: 2026-04-01, what: Kick-off by video}
      - {date: 2026-04-15, what: Checklist for payroll}

Bad:
    changes:
      - {date: 2026-03-01, what: Shorter welcome mail}
      - {date: 2026-04-01, what: Kick-off by video}
      - {date: 2026-04-15, what: Checklist for payroll}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem

ID = "MANY-CHANGES"
LEVEL = Level.WARNING
FIELDS = ("changes",)


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every map on which too many live changes wait for a result."""
    most = atlas.file.review.most_changes
    for journey in atlas.maps:
        waiting = [
            change for change in journey.changes if change.date <= today and not change.result and not says_why_blank(change, "result")
        ]
        if len(waiting) > most:
            message = f"{len(waiting)} live changes wait for their result, at most {most} should"
            yield Problem(journey, message, "add `result:` to those that were looked at before changing more", "changes")
