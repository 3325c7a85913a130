"""One stage as a swimlane of its own, with the links that come in from other stages and those that go out."""

from dataclasses import replace

from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.views.base.book import Book
from journeybook.views.base.labels import stage_text
from journeybook.views.swimlane.diagram_of_map import column_of_part, diagram_of_map, whole_diagram
from journeybook.views.swimlane.sheets import Swimlane, part_swimlane


def view(book: Book, map_id: str, stage_id: str) -> Swimlane:
    """Return what the swimlane of a stage shows; its sub-stages are the columns."""
    journey = book.find(Map, map_id)
    stage = book.find(Stage, stage_id, scope=map_id)
    diagram, addresses = diagram_of_map(book, journey, in_parts=stage) if stage.sub_stages else whole_diagram(book, map_id)
    titled = replace(
        diagram,
        id=f"swimlane-{journey.id}-{stage.id}",
        title=book.say("swimlane.stage_title", stage=stage_text(book, stage), map=journey.name),
    )
    columns = (stage.id, *(column_of_part(part) for part in stage.sub_stages))
    used = {stage_drawn.id for stage_drawn in diagram.stages}
    return part_swimlane(book, titled, addresses, stages=tuple(column for column in columns if column in used))
