"""A stage's page: the one a customer-success manager opens before a call."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.views.book import Book
from journeybook.views.pieces import Stub
from journeybook.views.refer import map_page, stage_page


@dataclass(frozen=True)
class StagePage:
    """What a stage's page shows."""

    title: str
    map_title: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every stage of every map; internal only."""
    if book.audience is Audience.PUBLIC:
        return
    for journey in book.atlas.maps:
        for stage in journey.stages:
            yield Stub(
                "stage", (journey.id, stage.id), stage_page(journey, stage).page, f"{stage.name}", (book.say("nav.maps"), journey.name),
                source=journey.origin.place.file, description=stage.summary or journey.goal, order=20,
            )


def view(book: Book, map_id: str, stage_id: str) -> StagePage:
    """Choose what the page of a stage shows."""
    journey = book.find(Map, map_id)
    stage = book.find(Stage, stage_id, scope=map_id)
    return StagePage(stage.name, journey.name)
