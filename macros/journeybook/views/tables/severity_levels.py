"""The levels of severity, the worst first: what each means, who acts, and within what time."""

from journeybook.model.enumerations import Tone
from journeybook.model.vocabulary import Deadline, SeverityLevel
from journeybook.views.base.answers import answer_text, answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Row, Table, cell
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.listing import listing, without_empty_columns
from journeybook.views.links.links import anchor_of, people_links
from journeybook.views.links.texts import length_text

COLUMNS = ("level", "means", "acts", "response", "resolution", "more")


def view(book: Book) -> Table:
    """Return the atlas's own levels in file order; columns in which none says anything are left out."""
    rows = (_row(book, level) for level in book.atlas.file.severity_levels)
    return without_empty_columns(listing(book, "severity_levels", COLUMNS, rows=rows))


def _row(book: Book, level: SeverityLevel) -> Row:
    return Row(
        (
            cell(Badge(level.name, str(level.tone or Tone.NEUTRAL))),
            answered(book, level, "summary", level.summary),
            answered(book, level, "who", people_links(book, *level.who)),
            answered(book, level, "response", _deadline_text(book, level.response)),
            answered(book, level, "resolution", _deadline_text(book, level.resolution)),
            small_print(book, level),
        ),
        anchor_of(level),
    )


def _deadline_text(book: Book, deadline: Deadline | None) -> str:
    """Return how long something may take, in words."""
    if deadline is None:
        return ""
    length = length_text(book, deadline.length) or answer_text(book, deadline, "length")
    return book.say("list.semicolon").join(filter(None, (length, deadline.text or answer_text(book, deadline, "text"))))
