"""Who takes part in a step or a meeting, each with whether they have to, and under which condition."""

from journeybook.model.library import MeetingAttendee
from journeybook.model.step import Attendee, Step
from journeybook.model.vocabulary import Lane
from journeybook.views.base.answers import answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Inline, Joiner, Link, cell
from journeybook.views.blocks.common_fields import recipient_links
from journeybook.views.links.links import reference_link
from journeybook.views.links.texts import applies_text, limited_text


def attendee_limits(book: Book, attendee: Attendee) -> str:
    """Return whether an attendee must take part, and when, in words: "optional, if there is a discount"; empty where nothing is said."""
    need = book.say(f"need.{attendee.need}") if attendee.need else named_answer(book, attendee, "need")
    applies = applies_text(book, attendee.applies) or named_answer(book, attendee, "applies")
    return book.say("list.comma").join(filter(None, (need, applies)))


def limits_by_lane(book: Book, step: Step) -> dict[str, str]:
    """Return what limits the part that the lanes of a step take, by the lanes' ids, its own first."""
    return {step.lane: ""} | {attendee.lane: attendee_limits(book, attendee) for attendee in step.also_in}


def lane_names(book: Book, step: Step) -> tuple[str, ...]:
    """Return the names of the lanes in which a step stands, each with what limits its part."""
    lanes = ((book.atlas.find(Lane, name), limits) for name, limits in limits_by_lane(book, step).items())
    return tuple(limited_text(book, lane.name, limits) for lane, limits in lanes if lane)


def lane_links(book: Book, step: Step) -> Cell:
    """Return the lane in which a step stands; several that do it together are said to, each with what limits its part."""
    links = ((reference_link(book, "lane", name), limits) for name, limits in limits_by_lane(book, step).items())
    lanes = (*cell(*(_limited(book, link, limits) for link, limits in links)), *answered_among(book, step, "also_in"))
    return cell(Joiner(book.say("step.together")), *lanes) if len(lanes) > 1 else lanes


def meeting_links(book: Book, attendees: tuple[MeetingAttendee, ...]) -> Cell:
    """Return who attends a meeting, each with whether they have to, their fallback and their small print."""
    inlines: list[Inline] = []
    for attendee in attendees:
        need = book.say(f"need.{attendee.need}") if attendee.need else named_answer(book, attendee, "need")
        person, *rest = recipient_links(book, (attendee,)) or ("",)
        inlines += cell(_limited(book, person, need), *rest)
    return tuple(inlines)


def _limited(book: Book, link: Inline | None, limits: str) -> Inline | None:
    if isinstance(link, Link):
        return Link(limited_text(book, link.text, limits), link.to)
    return limited_text(book, link, limits) if isinstance(link, str) else link
