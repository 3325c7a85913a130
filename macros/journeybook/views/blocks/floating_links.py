"""What floats over a range of stages, in words and as links."""

from journeybook.model.floating import Floating, floating
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.step import Floats
from journeybook.model.vocabulary import Lane
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link
from journeybook.views.base.labels import stage_text, step_text
from journeybook.views.blocks.attendees import lane_names
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import stage_page


def floating_range_text(book: Book, journey: Map, floats: Floats) -> str:
    """Return the range of something that floats in words."""
    stages = (book.atlas.find(Stage, reference, scope=journey.id) for reference in (floats.since, floats.until))
    first, last = (
        stage_text(book, stage) if stage else reference for stage, reference in zip(stages, (floats.since, floats.until), strict=True)
    )
    return book.say("grid.floats_in", stage_name=first) if first == last else book.say("grid.floats", first=first, last=last)


def floating_text(book: Book, part: Floating) -> str:
    """Return what floats: what is done in the step, or the name of the stage."""
    return step_text(book, part.station.step) if part.station else stage_text(book, part.stage)


def floating_link(book: Book, journey: Map, part: Floating) -> Link:
    """Return what floats as a link to its place."""
    return Link(floating_text(book, part), step_address(journey, part.station) if part.station else stage_page(journey, part.stage))


def floating_lanes(book: Book, part: Floating) -> tuple[Lane, ...]:
    """Return the lanes in which a step that floats stands, its own first; a stage has none."""
    names = part.station.step.lanes if part.station else ()
    return tuple(lane for name in names if (lane := book.atlas.find(Lane, name)))


def floating_lanes_text(book: Book, part: Floating) -> str:
    """Return the names of the lanes in which a step that floats stands, each with what limits its part."""
    return book.say("list.comma").join(lane_names(book, part.station.step) if part.station else ())


def floating_over(journey: Map, stage: Stage) -> tuple[Floating, ...]:
    """Return what floats over a stage."""
    return tuple(part for part in floating(journey) if any(other is stage for other in part.over))
