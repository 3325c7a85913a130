"""Where the parts of a variant came from: the map whose file a part was written in."""

from journeybook.model.base import Part
from journeybook.model.map import Map
from journeybook.views.base.book import Book


def is_own(journey: Map, part: Part) -> bool:
    """Return whether a part was written in this map's own file rather than in that of a base."""
    return part.origin.place.file == journey.origin.place.file


def is_changed(journey: Map, part: Part) -> bool:
    """Return whether a part comes from a base, and some of its fields were written in this map's own file."""
    file = journey.origin.place.file
    return not is_own(journey, part) and any(place.file == file for _, place in part.origin.keys)


def origin_map(book: Book, part: Part) -> Map | None:
    """Return the map in whose file a part was written."""
    return next((journey for journey in book.atlas.maps if journey.origin.place.file == part.origin.place.file), None)
