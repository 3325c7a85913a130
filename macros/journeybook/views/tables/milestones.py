"""Every milestone of every map, with its target, its test and its owner."""

from journeybook.model.stage import Milestone
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Row, Table, cell
from journeybook.views.base.labels import label, state_badge
from journeybook.views.blocks.common_fields import stated_texts
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import people_links
from journeybook.views.links.occurrences import Occurrences, occurrences, part_link, stage_links
from journeybook.views.links.target_texts import stated_target_text, target_text
from journeybook.views.links.texts import length_text

COLUMNS = ("milestone", "target", "late_after", "milestone_kind", "test", "owner", "where")


def view(book: Book) -> Table:
    """Return the milestones in the order of the maps; where two sources state two targets, both are shown."""
    return listing(book, "milestones", COLUMNS, rows=(_row(book, milestone) for milestone in occurrences(book, Milestone)))


def _row(book: Book, milestone: Occurrences[Milestone]) -> Row:
    part = milestone.part
    manual = Badge(book.say("milestones.manual")) if part.manual else None
    elsewhere = (*(stated_target_text(book, stated) for stated in part.targets), *stated_texts(book, part.stated_elsewhere))
    cells = (
        cell(part_link(book, milestone.spots[0], part.name), state_badge(book, part)),
        (*answered_among(book, part, "target", target_text(book, part)), *elsewhere, *cell(manual)),
        answered(book, part, "late_after", cell(length_text(book, part.late_after))),
        answered(book, part, "kind", cell(label(book, part.kind))),
        answered(book, part, "test", cell(part.test)),
        answered(book, part, "owner", people_links(book, part.owner)),
        stage_links(book, milestone.spots),
    )
    return Row(cells)
