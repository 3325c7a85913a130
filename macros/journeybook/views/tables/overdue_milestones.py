"""Overdue milestones as events: each milestone with a target makes one by itself, so nobody has to write it."""

from journeybook.model.enumerations import State
from journeybook.model.stage import Milestone
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Line, Row, Table, cell
from journeybook.views.blocks.events import no_answer, overdue_answers
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.tally_cells import overdue_cell
from journeybook.views.links.links import people_links
from journeybook.views.links.occurrences import Occurrences, occurrences, part_link, stage_links
from journeybook.views.links.texts import length_text, when_text


def view(book: Book) -> Table:
    """Return the milestones in use that have a target, in the order of the maps."""
    milestones = (milestone for milestone in occurrences(book, Milestone) if milestone.part.target and milestone.part.state is State.IN_USE)
    return listing(
        book,
        "overdue_milestones",
        ("event", "condition", *(("overdue_now",) if book.figures else ()), "overdue_play", "owner", "where"),
        rows=(_row(book, milestone) for milestone in milestones),
    )


def _row(book: Book, milestone: Occurrences[Milestone]) -> Row:
    part = milestone.part
    name = book.say("overdue_milestones.event", name=part.name)
    key = "overdue_milestones.late" if part.late_after else "overdue_milestones.at_once"
    condition = book.say(key, name=part.name, target=when_text(book, part.target), length=length_text(book, part.late_after))
    cells = (
        cell(part_link(book, milestone.spots[0], name)),
        cell(condition, Line(part.origin.of("target"))),
        *((overdue_cell(book, book.figures, (spot.part for spot in milestone.spots)),) if book.figures else ()),
        overdue_answers(book, part, (spot.map.id for spot in milestone.spots if spot.map)) or no_answer(book),
        answered(book, part, "owner", people_links(book, part.owner)),
        stage_links(book, milestone.spots),
    )
    return Row(cells)
