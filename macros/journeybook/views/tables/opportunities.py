"""The backlog: every opportunity once, the best in front."""

from journeybook.model.pain_points import Opportunity
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.base.labels import progress_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.ranking import opportunity_score, rank
from journeybook.views.links.links import people_links, reference_link
from journeybook.views.links.occurrences import Occurrences, occurrences, part_link, stage_links
from journeybook.views.links.web_links import ticket_link

COLUMNS = ("opportunity", "score", "impact", "effort", "progress", "measure", "owner", "tracker", "where")


def view(book: Book) -> Table:
    """Return the opportunities: open ones before closed ones, then by score; what nobody has scored comes last."""
    return listing(book, "opportunities", COLUMNS, rows=(_row(book, opportunity) for opportunity in backlog(book)))


def backlog(book: Book) -> tuple[Occurrences[Opportunity], ...]:
    """Return every opportunity once, in the order of the list."""
    return tuple(sorted(occurrences(book, Opportunity), key=lambda opportunity: rank(opportunity.part)))


def _row(book: Book, opportunity: Occurrences[Opportunity]) -> Row:
    part = opportunity.part
    points = opportunity_score(part)
    cells = (
        cell(part_link(book, opportunity.spots[0], part.what)),
        cell(str(points) if points else book.say("opportunities.unscored")),
        answered(book, part, "impact", cell(str(part.impact) if part.impact else None)),
        answered(book, part, "effort", cell(str(part.effort) if part.effort else None)),
        answered(book, part, "progress", cell(progress_badge(book, part.progress))),
        answered(book, part, "measure", cell(reference_link(book, "measure", part.measure))),
        answered(book, part, "owner", people_links(book, part.owner)),
        answered(book, part, "tracker", cell(ticket_link(part.tracker) if part.tracker else None)),
        stage_links(book, opportunity.spots),
    )
    return Row(cells)
