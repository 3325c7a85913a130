"""The lanes of the maps: whose each is, what stands in it, and the team that does its steps."""

from journeybook.model.vocabulary import Lane
from journeybook.views.base.answers import answer_text, answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.base.labels import label
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import anchor_of, reference_link


def view(book: Book) -> Table:
    """Return the lanes in the order of the maps."""
    return listing(
        book,
        "lane_list",
        ("lane", "lane_role", "lane_kind", "team", "belongs", "more"),
        rows=(_row(book, lane) for lane in book.atlas.lanes),
    )


def _row(book: Book, lane: Lane) -> Row:
    return Row(
        (
            cell(lane.name),
            cell(answer_text(book, lane, "role") or label(book, lane.role)),
            cell(answer_text(book, lane, "kind") or label(book, lane.kind)),
            answered(book, lane, "team", cell(reference_link(book, "team", lane.team))),
            answered(book, lane, "summary", lane.summary),
            small_print(book, lane),
        ),
        anchor_of(lane),
    )
