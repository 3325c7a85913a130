"""What is published is looked at again in time.

A map is reviewed every 90 days where neither the map (`review: {every: 6 months}`) nor the atlas (`review:`) says
otherwise. A live map that was never reviewed is told as well; retired ones are left in peace. Playbooks, resources
and health models are told only where they say `every:` themselves. Time alone causes this finding, so it is a warning
and never fails a change.

Good:
    review: {last: 2026-03-01}

Bad:
    review: {last: 2025-03-01}

Bad:
    review: {last: 2026-03-01, every: 2 weeks}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.dates import day_after
from journeybook.model.enumerations import State, Status
from journeybook.model.item import Owned, Review
from journeybook.model.language.nodes import Duration
from journeybook.model.map import Map
from journeybook.model.vocabulary import Role, Team
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem

ID = "REVIEW-OVERDUE"
LEVEL = Level.WARNING
FIELDS = ("review", "status", "state")
USUAL_RHYTHM = Duration(90, "days")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield everything whose review is late, with its owner."""
    for spot in atlas.spots:
        part = spot.part
        review = part.get("review", object)
        if isinstance(part, Map) and part.status is not Status.RETIRED:
            yield from _map(atlas, part, today)
        elif isinstance(review, Review) and review.every and not isinstance(part, Map) and part.get("state", State) is not State.RETIRED:
            yield from _late(atlas, part, review, review.every, today)


def _map(atlas: Atlas, journey: Map, today: date) -> Iterator[Problem]:
    review = journey.review
    if review and review.last:
        yield from _late(atlas, journey, review, review.every or atlas.file.review.every or USUAL_RHYTHM, today)
    elif journey.status is Status.LIVE and not says_why_blank(journey, "review"):
        hint = "look at it, then add `review:` with the date"
        yield Problem(journey, f"this map is live and was never reviewed; {_owner(atlas, journey)}", hint, "status")


def _late(atlas: Atlas, part: Part, review: Review, every: Duration, today: date) -> Iterator[Problem]:
    due = day_after(review.last, every) if review.last else today
    if due < today:
        message = f"the review was due on {due}; {_owner(atlas, part)}"
        yield Problem(part, message, "look at it again, then write today's date as `last:` under `review:`", "review")


def _owner(atlas: Atlas, part: Part) -> str:
    reference = part.owner if isinstance(part, Owned) else None
    owner = atlas.find(Team, reference) or atlas.find(Role, reference)
    return f"its owner is {owner.name if owner else reference}" if reference else "it has no owner"
