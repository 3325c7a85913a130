"""The metric library: what each measure says, how it is known, and hand-set values beside computed ones."""

from journeybook.model.dates import day_after
from journeybook.model.enumerations import ValueSource
from journeybook.model.measures import Measure, Reading
from journeybook.views.base.answers import answer_text, answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Row, Table, cell
from journeybook.views.base.labels import answered_badge, label, state_badge
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.health_parts import age_texts
from journeybook.views.blocks.listing import listing
from journeybook.views.links.anchors import former_anchors
from journeybook.views.links.back_references import uses_of
from journeybook.views.links.links import anchor_of, people_links
from journeybook.views.links.texts import when_text

COLUMNS = ("measure", "meaning", "class", "formula", "target", "readings", "age", "owner", "used", "more")


def view(book: Book) -> Table:
    """Return the measures in file order."""
    return listing(book, "metric_library", COLUMNS, rows=(_row(book, measure) for measure in book.atlas.measures))


def _row(book: Book, measure: Measure) -> Row:
    leading = answered_badge(book, measure, "leading", Badge(book.say("metric_library.leading"), "info") if measure.leading else None)
    cells = (
        cell(measure.name, *answered_among(book, measure, "unit", measure.unit), state_badge(book, measure)),
        (
            *answered_among(book, measure, "meaning", measure.meaning),
            *answered_among(book, measure, "values", book.say("list.comma").join(measure.values)),
            *answered_among(book, measure, "whole", book.say("metric_library.whole") if measure.whole else None),
        ),
        cell(*answered_among(book, measure, "telemetry", label(book, measure.telemetry)), leading),
        (
            *answered_among(book, measure, "how", label(book, measure.how)),
            *answered_among(book, measure, "formula", measure.formula),
            *answered_among(book, measure, "data_source", measure.data_source),
        ),
        answered(book, measure, "target", cell(measure.target)),
        answered(book, measure, "readings", _readings(book, measure)),
        (
            *age_texts(book, measure),
            *answered_among(
                book, measure, "read", book.say("metric_library.read", when=when_text(book, measure.read)) if measure.read else None
            ),
        ),
        answered(book, measure, "owner", people_links(book, measure.owner)),
        cell(book.say("metric_library.times", count=len(uses_of(book, "measure", measure.id)))),
        small_print(book, measure),
    )
    return Row(cells, anchor_of(measure), former_anchors(measure))


def _readings(book: Book, measure: Measure) -> Cell:
    """Return the last value set by hand and the last computed one side by side, and whether they disagree."""
    last = [_last(measure, how) for how in (ValueSource.HAND_SET, None, ValueSource.COMPUTED)]
    shown = [reading for reading in last if reading]
    texts = (_reading(book, reading) for reading in shown)
    differ = len({reading.value for reading in shown}) > 1
    return cell(*texts, Badge(book.say("metric_library.differ"), "average") if differ else None, _age_badge(book, measure, shown))


def _reading(book: Book, reading: Reading) -> str:
    """Return a value with its day, who set it, and how where that was said."""
    how = label(book, reading.how) or answer_text(book, reading, "how")
    key = "metric_library.reading" if how else "metric_library.reading_plain"
    return book.say(key, value=reading.value, how=how, by=reading.by, date=reading.date)


def _last(measure: Measure, how: ValueSource | None) -> Reading | None:
    return max((reading for reading in measure.readings if reading.how is how), key=lambda reading: reading.date, default=None)


def _age_badge(book: Book, measure: Measure, readings: list[Reading]) -> Badge | None:
    """Return whether one of the values is too old to use, or old and still used."""
    expiry = measure.counts_for
    if not book.has_known_ages and readings and (expiry or measure.stale_after):
        return Badge(book.say("age.unknown"), "average")
    for age, key in ((expiry, "metric_library.stale"), (measure.stale_after, "health.old")):
        if age and any(book.age_day and day_after(reading.date, age) < book.age_day for reading in readings):
            return Badge(book.say(key), "average")
    return None
