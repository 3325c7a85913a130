"""A whole journey as a swimlane: every step in its lane and stage, and where each leads."""

from journeybook.draw.diagram import DiagramForm
from journeybook.draw.panels import MAP_WIDTH
from journeybook.model.map import Map
from journeybook.views.base.book import Book, remembered
from journeybook.views.swimlane.diagram_of_map import whole_diagram
from journeybook.views.swimlane.sheets import Swimlane, whole_swimlane


@remembered
def view(book: Book, map_id: str) -> Swimlane:
    """Return what the swimlane of a map shows, in the form that the map asks for, else in one that fits the page."""
    return laid_out(book, map_id, width=MAP_WIDTH)


def laid_out(book: Book, map_id: str, *, width: float) -> Swimlane:
    """Return the same, laid out for a width in points."""
    journey = book.find(Map, map_id)
    diagram, addresses = whole_diagram(book, map_id)
    return whole_swimlane(book, diagram, addresses, width=width, wanted=DiagramForm(journey.swimlane.value) if journey.swimlane else None)
