"""The changes of all maps: what each was to bring, by which measure it is seen, when it is looked at, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from journeybook.draw.charts.scale import plain_number
from journeybook.model.map import Map
from journeybook.model.measures import Measure
from journeybook.model.pain_points import Change
from journeybook.validate.predicates import says_why_blank
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Labelled, Row, Stub, Table, cell
from journeybook.views.base.labels import heading, numeral_text
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.journey_map.map_tables import result_cell
from journeybook.views.links.links import people_links, reference_link
from journeybook.views.links.site_map import page_stub

if TYPE_CHECKING:  # a page without account data starts no statistics
    from journeybook.measure.signals.change_readings import ChangeReadings

_COLUMNS = ("what", "hypothesis", "measure", "result_due", "result", "before_after", "map")


@dataclass(frozen=True)
class ChangeLog:
    """All changes, those whose day has come without a result first; how many of each map wait for a result; the rule of the readings."""

    rule: str
    changes: Table
    waiting: Table
    basis: tuple[Labelled, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of changes, where a map has some."""
    if any(journey.changes for journey in book.atlas.maps):
        yield page_stub(book, "change_log", title=heading(book, "change_log.title"), description=book.say("change_log.summary"))


def view(book: Book) -> ChangeLog:
    """Return the changes of all maps."""
    changes = [(journey, change) for journey in book.atlas.maps for change in journey.changes]
    newest_first = sorted(changes, key=lambda row: row[1].date, reverse=True)
    ordered = sorted(newest_first, key=lambda row: (not is_result_overdue(book, row[1]), not _waits(book, row[1])))
    table = listing(book, "change_log", _COLUMNS, rows=(_row(book, journey, change) for journey, change in ordered))
    most = book.atlas.file.review.most_changes
    return ChangeLog(
        rule=book.say("change_log.rule", most=most),
        changes=table,
        waiting=_waiting(book, most),
        basis=reckoning(book, cell(book.say("change_log.readings_rule")), book.say("change_log.readings_counted")),
    )


def is_result_overdue(book: Book, change: Change) -> bool:
    """Whether the day on which a result was to be looked at has come, and there is none."""
    return _is_open(change) and bool(change.check_on and book.age_day and change.check_on <= book.age_day)


def _waits(book: Book, change: Change) -> bool:
    """Whether a change is live and waits for its result."""
    return _is_open(change) and bool(book.as_of is None or change.date <= book.as_of)


def _is_open(change: Change) -> bool:
    return not change.result and not says_why_blank(change, "result")


def _waiting(book: Book, most: int) -> Table:
    """Return how many changes of each map wait, the most first."""
    counts = [(journey, sum(_waits(book, change) for change in journey.changes)) for journey in book.atlas.maps]
    rows = (
        Row(
            (
                cell(reference_link(book, Map.KIND, journey.id)),
                cell(str(count), Badge(book.say("change_log.too_many"), "poor") if count > most else None),
            )
        )
        for journey, count in sorted(counts, key=lambda row: -row[1])
        if count
    )
    return listing(book, "changes_waiting", ("map", "changes_waiting"), rows=rows)


def _row(book: Book, journey: Map, change: Change) -> Row:
    due = (
        book.say("change_log.overdue") if is_result_overdue(book, change) else book.say("change_log.waits") if _waits(book, change) else ""
    )
    tone = "poor" if is_result_overdue(book, change) else "neutral"
    cells = (
        (
            change.what,
            str(change.date),
            *answered_among(book, change, "by", people_links(book, change.by)),
        ),
        answered(book, change, "why", cell(change.why)),
        answered(book, change, "measure", cell(reference_link(book, "measure", change.measure))),
        (
            *answered(book, change, "check_on", cell(str(change.check_on) if change.check_on else None)),
            *cell(Badge(due, tone) if due else None),
        ),
        result_cell(book, change.result) if change.result else answered(book, change, "result"),
        _readings(book, journey, change),
        cell(reference_link(book, Map.KIND, journey.id)),
    )
    return Row(cells)


def _readings(book: Book, journey: Map, change: Change) -> Cell:
    """Return the median before and after a change with how many accounts it stands on, or why there is none."""
    readings = book.figures.readings_around(change, journey) if book.figures else None
    if readings is None:
        return cell(book.say("change_log.no_account") if book.figures and change.measure else None)
    if readings.before.median is None or readings.after.median is None:
        return cell(book.say("change_log.no_reading"))
    if readings.before.is_small and book.figures and not book.figures.names_shown:
        return cell(book.say("small_cells.hidden"))
    medians = book.say(
        "change_log.medians",
        before=_amount(book, change, readings.before.median),
        after=_amount(book, change, readings.after.median),
        since=readings.since,
        until=readings.until,
    )
    return cell(medians, *_counts(book, readings))


def _amount(book: Book, change: Change, value: Decimal) -> str:
    """Return a number of a change's measure with its unit."""
    measure = book.atlas.find(Measure, change.measure) if change.measure else None
    amount = numeral_text(book, plain_number(value))
    return f"{amount} {measure.unit}" if measure and measure.unit else amount


def _counts(book: Book, readings: "ChangeReadings") -> Iterator[str]:
    """Yield on how many accounts the medians stand, and how many are left out; of few no more is said where names are not shown."""
    small = readings.before.is_small
    yield book.say("change_log.accounts_few" if small else "change_log.accounts", count=readings.before.count)
    if book.figures and book.figures.names_shown:
        yield book.say("change_log.moved", rose=readings.rose, fell=readings.fell)
        if readings.one_sided:
            yield book.say("change_log.one_sided", count=readings.one_sided)
        if readings.without:
            yield book.say("change_log.without", count=readings.without)
