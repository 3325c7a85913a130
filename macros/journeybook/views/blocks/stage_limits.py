"""Which stages only some customers reach, and who they are, in words."""

from journeybook.model.branch import Branches, BranchWay
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Badge
from journeybook.views.base.labels import step_text
from journeybook.views.blocks.common_fields import unsure_badge
from journeybook.views.links.texts import applies_text


def stage_limits(book: Book, journey: Map, stage: Stage) -> tuple[Badge, ...]:
    """Return through which outcomes and options a stage is reached, and whom it applies to, or that this is not known; else nothing."""
    ways = " / ".join(dict.fromkeys(_way_text(book, way) for way in _branches(book, journey.id).ways_to_stage(stage)))
    texts = filter(None, (book.say("stage.only_if", ways=ways) if ways else "", applies_text(book, stage.applies)))
    return tuple(filter(None, (*map(Badge, texts), unsure_badge(book, stage))))


@remembered
def _branches(book: Book, map_id: str) -> Branches:
    return Branches(book.find(Map, map_id))


def _way_text(book: Book, way: BranchWay) -> str:
    return way.outcome or book.say("stage.chosen", name=step_text(book, way.step))
