"""A value is old before it stops counting.

From `stale_after` on a value is marked as old, and from `expires_after` on it does not count. The other way round it
would never be marked.

Good:
    # measures/measures.yml
    - {id: mood, name: Mood, stale_after: 30 days, expires_after: 90 days}

Bad:
    # measures/measures.yml
    - {id: mood, name: Mood, stale_after: 90 days, expires_after: 30 days}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.problem import Problem

ID = "MEASURE-AGES"
LEVEL = Level.WARNING
FIELDS = ("stale_after", "expires_after")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every measure whose values stop counting before they are old."""
    for measure in atlas.measures:
        if measure.stale_after and measure.expires_after and measure.expires_after.days <= measure.stale_after.days:
            message = f"a value of '{measure.id}' stops counting before it is old"
            yield Problem(measure, message, "let `expires_after` be longer than `stale_after`, or leave one of them out", "expires_after")
