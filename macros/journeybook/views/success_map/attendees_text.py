"""Whose part in a step of several is limited, as customers read it."""

from journeybook.model.enumerations import LaneRole, Need
from journeybook.model.step import Attendee, Step
from journeybook.model.vocabulary import Lane
from journeybook.views.base.book import Book
from journeybook.views.links.texts import says_text
from journeybook.views.success_map.step_texts import OUR_KINDS, people_text

SIDE_BY_ROLE = {LaneRole.CUSTOMER: "you", LaneRole.PARTNER: "partner"}
"""Whose step it is by its lane; every other lane is ours."""


def side_of_lane(book: Book, name: str) -> str:
    """Return whose lane it is: the customer's, a partner's or ours."""
    lane = book.atlas.find(Lane, name)
    return SIDE_BY_ROLE.get(lane.role, "we") if lane else "we"


def attendees_text(book: Book, step: Step) -> str:
    """Return who need not take part in a step, or only sometimes: by the team that customers know, else by the side.

    A side of which another lane takes part without limits takes part, whoever of it does not.
    """
    limits = {step.lane: ""} | {attendee.lane: _limits(book, attendee) for attendee in step.also_in}
    names = {lane: _name(book, lane) for lane in limits}
    certain = {names[lane] for lane, text in limits.items() if not text}
    texts = (book.say("success.attendee", name=names[lane], limits=text) for lane, text in limits.items() if names[lane] not in certain)
    return book.say("list.semicolon").join(dict.fromkeys(texts))


def _limits(book: Book, attendee: Attendee) -> str:
    need = book.say(f"need.{attendee.need}") if attendee.need not in (None, Need.REQUIRED) else ""
    return book.say("list.comma").join(filter(None, (need, says_text(attendee))))


def _name(book: Book, lane_id: str) -> str:
    """Return the name of a lane's team where customers may read it, else whose lane it is; the customer's own is theirs alone."""
    lane, side = book.atlas.find(Lane, lane_id), side_of_lane(book, lane_id)
    team = lane.get("team", str) if lane and side != "you" else None
    return people_text(book, (team,) if team else (), OUR_KINDS) or book.say(f"success.by.{side}")
