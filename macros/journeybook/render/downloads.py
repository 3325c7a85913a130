"""What can be taken away from a map's page: its swimlane as a drawing and its table for spreadsheet programs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeybook.draw.swimlane import TooLarge
from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.render.brand import brand_css
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.render.spreadsheet import journey_csv
from journeybook.render.standalone import StandaloneDrawing, standalone_svg
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Address
from journeybook.views.diagrams import swimlane
from journeybook.views.tables import journey_map

KILO = 1000


@dataclass(frozen=True)
class Download:
    """A file beside a map's page: its kind, where it is, and its bytes."""

    kind: str
    address: Address
    data: bytes

    @property
    def size(self) -> str:
        """The size in words, in thousands of bytes."""
        return f"{-(-len(self.data) // KILO)} kB"


def download_addresses(map_id: str) -> tuple[Address, ...]:
    """Return where the files of a map are, as far as it has them."""
    return tuple(Address(f"maps/{map_id}/{map_id}.{kind}") for kind in ("csv", "svg"))


@remembered
def downloads(book: Book, map_id: str) -> tuple[Download, ...]:
    """Return the files of a map; a map of nothing but its head has none, and customers get none."""
    if book.audience is Audience.PUBLIC or not book.find(Map, map_id).stages:
        return ()
    return tuple(_files(book, map_id))


def map_drawing(book: Book, map_id: str) -> StandaloneDrawing:
    """Return a map's swimlane as a drawing of its own; raise TooLarge or DrawingFailed where it cannot be drawn."""
    drawn = swimlane.view(book, map_id).diagram
    counts = {"steps": len(drawn.steps), "lanes": len(drawn.lanes), "stages": len(drawn.stages)}
    described = book.say("download.described", **counts)
    return standalone_svg(replace(drawn, description=described), brand_css(book.atlas.file.brand))


def map_csv(book: Book, map_id: str) -> bytes:
    """Return a map's table as CSV."""
    return journey_csv(journey_map.view(book, map_id), (book.say("download.group"), book.say("grid.row")))


def _files(book: Book, map_id: str) -> Iterator[Download]:
    table, picture = download_addresses(map_id)
    yield Download("csv", table, map_csv(book, map_id))
    try:
        drawing = map_drawing(book, map_id)
    except (TooLarge, DrawingFailed):
        return
    yield Download("svg", picture, drawing.file)
