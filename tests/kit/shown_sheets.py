"""The swimlanes of every page of an atlas, as the pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.draw.diagram import StepKind
from journeybook.views.base.book import Book
from journeybook.views.diagrams import stage_swimlane, swimlane
from journeybook.views.swimlane.sheets import SwimlaneSheet


@dataclass(frozen=True)
class ShownSheets:
    """The pictures of one page, by the id of its map and, on a stage's page, of the stage."""

    name: str
    sheets: tuple[SwimlaneSheet, ...]
    is_form_asked_for: bool

    @property
    def bare_panels(self) -> int:
        """The number of panels, of several, with more connectors than steps."""
        counts = [[step.kind is StepKind.CONNECTOR for step in sheet.diagram.steps] for sheet in self.sheets]
        return sum(2 * sum(kinds) > len(kinds) for kinds in counts) if len(counts) > 1 else 0


def shown_sheets(book: Book) -> Iterator[ShownSheets]:
    """Yield the pictures of every map that has steps, and of every stage."""
    for journey in book.atlas.maps:
        if journey.stages:
            yield ShownSheets(journey.id, swimlane.view(book, journey.id).sheets, journey.swimlane is not None)
        for stage in journey.stages:
            yield ShownSheets(f"{journey.id}/{stage.id}", stage_swimlane.view(book, journey.id, stage.id).sheets, is_form_asked_for=False)
