"""Every pain point once, the worst first, with its cause, its way back and its owner."""

from journeybook.model.pain_points import PainPoint
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Row, Table, cell
from journeybook.views.base.labels import label
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.way_back import way_back_or_none
from journeybook.views.links.links import people_links
from journeybook.views.links.occurrences import Occurrences, occurrences, part_link, stage_links
from journeybook.views.links.severity import severity_cell, severity_rank

COLUMNS = ("pain_point", "severity", "cause", "recovery", "owner", "where")


def view(book: Book) -> Table:
    """Return the pain points by severity."""
    pains = sorted(occurrences(book, PainPoint), key=lambda pain: severity_rank(book, pain.part))
    return listing(book, "pain_points", COLUMNS, rows=(_row(book, pain) for pain in pains))


def _row(book: Book, pain: Occurrences[PainPoint]) -> Row:
    part = pain.part
    return Row(
        (
            cell(part_link(book, pain.spots[0], part.what)),
            severity_cell(book, part),
            (
                *answered_among(book, part, "root_cause", part.root_cause),
                *answered_among(book, part, "causes", tuple(label(book, cause.kind) + f": {cause.text}" for cause in part.causes)),
            ),
            _recovery(book, pain),
            answered(book, part, "owner", people_links(book, part.owner)),
            stage_links(book, pain.spots),
        )
    )


def _recovery(book: Book, pain: Occurrences[PainPoint]) -> Cell:
    scope = pain.spots[0].map.id if pain.spots[0].map else ""
    return way_back_or_none(book, pain.part, scope=scope)
