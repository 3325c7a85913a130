"""Figures in words: shares with their interval, days, quarters of a year, and links to the pages that measure a map."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from journeybook.draw.charts.scale import percent, plain_number
from journeybook.model.map import Map
from journeybook.model.people import Segment
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, cell
from journeybook.views.base.labels import heading, numeral_text
from journeybook.views.links.site_map import page_address

if TYPE_CHECKING:  # a page without account data starts no statistics
    from journeybook.measure.statistics.estimate import Interval

_UNBROKEN = "\u00a0"


def days_number(book: Book, days: Fraction | Decimal | float | None) -> str:
    """Return a number of days with one place behind the point; nothing stays nothing."""
    if days is None:
        return ""
    return numeral_text(book, plain_number(Decimal(days.numerator) / days.denominator if isinstance(days, Fraction) else days))


def reached_text(book: Book, reached: int, total: int) -> str:
    """Return how many of how many, and as a share where there is one."""
    if not total:
        return book.say("figures.nobody")
    return book.say("figures.share", reached=reached, total=total, percent=percent(Decimal(reached) / total).replace(" ", _UNBROKEN))


def share_interval_text(book: Book, interval: "Interval | None") -> str:
    """Return an interval of a share."""
    return _between(book, *(None if bound is None else percent(bound) for bound in (interval.low, interval.high))) if interval else ""


def days_interval_text(book: Book, interval: "Interval") -> str:
    """Return an interval in days; a bound that the data do not set is said to be open, and nothing where there is none of the two."""
    if interval.low is None and interval.high is None:
        return ""
    return _between(book, *(None if bound is None else days_number(book, bound) for bound in (interval.low, interval.high)))


def quarter_text(book: Book, first: date | None) -> str:
    """Return a quarter of a year, given by its first day."""
    return book.say("figures.quarter", quarter=(first.month + 2) // 3, year=first.year) if first else book.say("figures.no_quarter")


def segment_text(book: Book, segment_id: str | None) -> str:
    """Return the name of a segment."""
    segment = book.atlas.find(Segment, segment_id) if segment_id else None
    return segment.name if segment else segment_id or book.say("figures.no_segment")


def unless_hidden(book: Book, text: str, cells: Collection[str], hidden: Collection[str]) -> str:
    """Return a text, or that it is not shown where one of the counts that it is made of is hidden."""
    return book.say("small_cells.hidden") if any(name in hidden for name in cells) else text


def map_figure_links(book: Book, journey: Map) -> Cell:
    """Return links to what account data say of a map, on the pages that have it."""
    figures = book.figures
    if figures is None:
        return ()
    promised = any(row.journey is journey for row in figures.promises)
    milestones = any(row.journey is journey and row.is_measured for row in figures.milestones)
    stays = any(journey in (row.journey for row in rows) for rows in (figures.stays, figures.programmes))
    return cell(
        Link(heading(book, "promises.title"), page_address("promises", anchor=journey.id)) if promised else None,
        Link(heading(book, "measured_milestones.title"), page_address("measured_milestones", anchor=journey.id)) if milestones else None,
        Link(heading(book, "measured_stages.title"), page_address("measured_stages", anchor=journey.id)) if stays else None,
    )


def _between(book: Book, low: str | None, high: str | None) -> str:
    return book.say("chart.between", low=low or book.say("chart.unbounded"), high=high or book.say("chart.unbounded"))
