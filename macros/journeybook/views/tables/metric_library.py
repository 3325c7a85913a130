"""The metric library: what each measure says, how it is known, and hand-set values beside computed ones."""

from datetime import timedelta

from journeybook.model.enumerations import ValueSource
from journeybook.model.measures import Measure, Reading
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Row, Table, cell
from journeybook.views.base.labels import label
from journeybook.views.blocks.listing import length_text, listing
from journeybook.views.links.back_references import uses
from journeybook.views.links.links import anchor_of, who

COLUMNS = ("measure", "meaning", "class", "formula", "target", "readings", "stale_after", "owner", "used")


def view(book: Book) -> Table:
    """List the measures in file order."""
    return listing(book, "metric_library", COLUMNS, rows=(_row(book, one) for one in book.atlas.measures))


def _row(book: Book, one: Measure) -> Row:
    leading = Badge(book.say("metric_library.leading"), "info") if one.leading else None
    cells = (
        cell(one.name, one.unit),
        cell(one.meaning, book.say("list.comma").join(one.values) or None),
        cell(label(book, one.telemetry), leading),
        cell(label(book, one.how), one.formula, one.data_source),
        cell(one.target),
        _readings(book, one),
        cell(length_text(book, one.stale_after)),
        who(book, one.owner),
        cell(book.say("metric_library.times", count=len(uses(book, "measure", one.id)))),
    )
    return Row(cells, anchor_of(one))


def _readings(book: Book, one: Measure) -> Cell:
    """Show the last value set by hand and the last computed one side by side, and whether they disagree."""
    last = {how: _last(one, how) for how in (ValueSource.HAND_SET, ValueSource.COMPUTED)}
    shown = [reading for reading in last.values() if reading]
    texts = (book.say("metric_library.reading", value=one.value, how=label(book, one.how), by=one.by, date=one.date) for one in shown)
    differ = len({reading.value for reading in shown}) > 1
    stale = [Badge(book.say("metric_library.stale"), "average")] if any(_stale(book, one, reading) for reading in shown) else []
    return cell(*texts, Badge(book.say("metric_library.differ"), "average") if differ else None, *stale)


def _last(one: Measure, how: ValueSource) -> Reading | None:
    return max((reading for reading in one.readings if reading.how is how), key=lambda reading: reading.date, default=None)


def _stale(book: Book, one: Measure, reading: Reading) -> bool:
    return bool(book.as_of and one.stale_after and reading.date + timedelta(days=one.stale_after.days) < book.as_of)
