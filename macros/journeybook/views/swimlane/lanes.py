"""The lanes of a map."""

from journeybook.model.map import Map
from journeybook.model.vocabulary import Lane
from journeybook.views.base.book import Book


def lanes_of(book: Book, journey: Map) -> tuple[Lane, ...]:
    """Return the lanes of a map in order: those it lists first, then every other of the atlas."""
    by_id = {lane.id: lane for lane in book.atlas.lanes}
    named_lanes = [by_id[name] for name in journey.lanes if name in by_id]
    return (*named_lanes, *(lane for lane in book.atlas.lanes if lane not in named_lanes))
