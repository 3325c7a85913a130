"""How a number is reckoned: its rule, the day of its data, what it counts, what it leaves out, and the way to the data report."""

from collections.abc import Iterable

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Labelled, Link, cell, facts
from journeybook.views.base.labels import heading
from journeybook.views.links.site_map import page_address


def reckoning(book: Book, rule: Cell, counted: Cell | str, left_out: Iterable[tuple[str, int | str]] = ()) -> tuple[Labelled, ...]:
    """Return what a reader needs to reckon a number anew, folded beside it by the template; nothing where there are no account data.

    `rule` is in words, with links to where it is written; `counted` says how many accounts or cases the number stands on. `left_out` gives
    what does not count and how often: a number, or words where the number may not be shown; what was never left out is not said.
    """
    if book.figures is None:
        return ()
    exclusions = (book.say("reckoning.exclusion", what=what, number=number) for what, number in left_out if number)
    return facts(
        (heading(book, "reckoning.rule"), rule),
        (heading(book, "reckoning.as_of"), str(book.figures.as_of)),
        (heading(book, "reckoning.counted"), counted),
        (heading(book, "reckoning.left_out"), cell(*exclusions) or book.say("reckoning.nothing")),
        (heading(book, "reckoning.sources"), cell(Link(book.say("reckoning.report"), page_address("data")))),
    )
