"""A pain point has a way back.

A page that names what hurts and not what to do about it frightens and does not help. Write `recovery:` in a sentence,
or with a route through the map, a playbook, or something customers can use by themselves. Where no way back is known,
say so: `recovery: unknown`.

Good:
    pain_points:
      - what: The imported shifts are in the wrong time zone
        recovery: Set the time zone of the site and import again
      - what: The payroll export is rounded
        recovery: unknown

Bad:
    pain_points:
      - what: The imported shifts are in the wrong time zone
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.pain_points import PainPoint
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem

ID = "PAIN-WITHOUT-RECOVERY"
LEVEL = Level.ERROR
FIELDS = ("recovery",)


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every pain point that says neither a way back nor why there is none."""
    for spot in atlas.spots:
        pain = spot.part
        if isinstance(pain, PainPoint) and not _has_recovery(pain) and not says_why_blank(pain, "recovery"):
            hint = "add `recovery:` with what to do then, or `recovery: unknown`"
            yield Problem(pain, f"no way back is said for the pain point '{pain.what}'", hint)


def _has_recovery(pain: PainPoint) -> bool:
    way = pain.recovery
    return way is not None and bool(way.text or way.route or way.playbook or way.self_help or way.blank)
