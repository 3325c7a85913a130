"""Ways in from the home page: each role's questions with their answers, and each stage of a segment for a call in a minute."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.enumerations import Status
from journeybook.model.map import Map
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link
from journeybook.views.base.labels import heading, stage_text
from journeybook.views.links.links import map_page, stage_page
from journeybook.views.links.site_map import page_address


@dataclass(frozen=True)
class RoleEntrance:
    """A role, and its questions as links to the pages that answer them."""

    role: str
    questions: Cell


@dataclass(frozen=True)
class StageChoice:
    """A map, and its stages as links by their ids."""

    map: Link
    stages: tuple[tuple[str, Link], ...]


@dataclass(frozen=True)
class SegmentChoice:
    """A segment, and the stages of the maps for it; those of maps that name no segment have no id."""

    id: str
    name: str
    maps: tuple[StageChoice, ...]


def role_entrances(book: Book) -> tuple[RoleEntrance, ...]:
    """Return the ways in of each role; of accounts only where there are some, and none where there is no map."""
    accounts = page_address("portfolio") if book.figures else page_address("library", "early-warning")
    roles = {
        "home.way.success": (
            ("home.way.accounts" if book.figures else "home.way.signs", accounts),
            ("home.way.plays", page_address("plays")),
        ),
        "home.way.lead": (
            ("home.way.holes", page_address("coverage")),
            ("home.way.overdue", page_address("library", "review")),
            *((("home.way.late", page_address("library", "early-warning", anchor="table-overdue-milestones")),) if book.figures else ()),
            ("home.way.weak", page_address("library", "evidence")),
            ("home.way.findings", page_address("library", "findings")),
        ),
        "home.way.support": (
            ("home.way.signs", page_address("library", "early-warning")),
            ("home.way.pains", page_address("library", "pain-points")),
        ),
        "home.way.product": (
            ("home.way.opportunities", page_address("library", "opportunities")),
            ("home.way.pains", page_address("library", "pain-points")),
        ),
        "home.way.marketing": (
            ("home.way.touchpoints", page_address("library", "touchpoints")),
            ("home.way.moments", page_address("library", "moments")),
        ),
        "home.way.sales": (("home.way.handoffs", page_address("library", "handoffs")), ("home.way.lifecycle", page_address("lifecycle"))),
    }
    if not book.atlas.maps:
        return ()
    return tuple(RoleEntrance(book.say(role), tuple(Link(book.say(key), to) for key, to in ways)) for role, ways in roles.items())


def segment_choices(book: Book) -> tuple[SegmentChoice, ...]:
    """Return the stages by segment, of the live maps; of all that are not retired where none is live."""
    live = [journey for journey in book.atlas.maps if journey.status is Status.LIVE]
    maps = [journey for journey in live or book.atlas.maps if journey.status is not Status.RETIRED and journey.stages]
    choices = (SegmentChoice(segment.id, segment.name, tuple(_stages(book, maps, segment.id))) for segment in book.atlas.segments)
    everybody = SegmentChoice("", heading(book, "home.every_segment"), tuple(_stages(book, maps, "")))
    return tuple(choice for choice in (*choices, everybody) if choice.maps)


def _stages(book: Book, maps: list[Map], segment: str) -> Iterator[StageChoice]:
    """Yield the maps for a segment, or those that name none."""
    for journey in maps:
        if segment in journey.segments or (not segment and not journey.segments):
            links = tuple((stage.id, Link(stage_text(book, stage), stage_page(journey, stage))) for stage in journey.stages)
            yield StageChoice(Link(journey.name, map_page(journey)), links)
