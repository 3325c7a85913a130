"""Signals as a table and an interval plot: how often each came before accounts left or renewed, and how clearly the groups differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from journeybook.draw.charts.axes import ReferenceValue
from journeybook.draw.charts.interval_plot import IntervalChart, IntervalRow
from journeybook.draw.charts.scale import percent, plain_number
from journeybook.model.stage import Milestone
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Labelled, Link, Row, Table, cell, plain_text
from journeybook.views.base.labels import numeral_text
from journeybook.views.blocks.chart_sheet import ChartSheet, chart_sheet
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import reference_link

if TYPE_CHECKING:  # a page without account data starts no statistics
    from journeybook.measure.signals.account_signals import Signal
    from journeybook.measure.statistics.median import MedianEstimate
    from journeybook.measure.statistics.share import ShareEstimate
    from journeybook.measure.statistics.signals import SignalFigure

COLUMNS = ("signal", "signal_churned", "signal_renewed", "signal_says")
VERDICTS = {"differs": "signals.differs", "not-shown": "signals.not_shown", "too-few": "signals.too_few"}
TESTS = {"fisher": "signals.fisher", "chi-squared": "signals.chi_squared"}
GAPS = {"unknown": "signals.unknown", "not-concerned": "signals.not_concerned", "not-due": "signals.not_due"}
SignalRows = Mapping["Signal", "SignalFigure | None"]
"""The figures of signals by signal; None for one that may not be shown."""


@dataclass(frozen=True)
class SignalTables:
    """The signals of a group of accounts: the plot of those that have an interval, where there are some, and all of them as a table."""

    chart: ChartSheet | None
    table: Table


def signal_tables(book: Book, title: str, rows: SignalRows, basis: tuple[Labelled, ...]) -> SignalTables:
    """Return signals as plot and table, what differs most clearly first."""
    ordered = sorted(rows.items(), key=lambda row: _rank(row[1]))
    plotted = tuple(_plotted(book, signal, figure) for signal, figure in ordered if figure and figure.comparison.lift is not None)
    chart = IntervalChart(
        title, book.say("signals.chart"), book.say("signals.times"), plotted, ReferenceValue(1, book.say("signals.alike")), is_ratio=True
    )
    table = listing(book, "signals", COLUMNS, rows=(_row(book, signal, figure) for signal, figure in ordered))
    return SignalTables(chart_sheet(book, chart, basis) if plotted else None, table)


def signal_link(book: Book, signal: "Signal") -> Cell:
    """Return a signal as a link to its event or milestone."""
    from journeybook.measure.signals.account_signals import OVERDUE  # noqa: PLC0415 - a page without data starts no statistics

    if signal.kind != OVERDUE:
        return cell(reference_link(book, signal.kind, signal.id))
    milestone = reference_link(book, Milestone.KIND, signal.id)
    name = book.say("overdue_milestones.event", name=plain_text(milestone or signal.id))
    return cell(Link(name, milestone.to) if isinstance(milestone, Link) else name)


def days_text(book: Book, days: "MedianEstimate") -> str:
    """Return a median of days with its quartiles, and a mark where few accounts stand behind it; nothing without any."""
    if days.median is None or days.quartiles is None:
        return ""
    low, high = (numeral_text(book, plain_number(day)) for day in days.quartiles)
    key = "signals.days_few" if days.is_small else "signals.days"
    return book.say(key, days=numeral_text(book, plain_number(days.median)), low=low, high=high)


def _rank(figure: "SignalFigure | None") -> tuple[bool, Decimal, Decimal]:
    """Return the place of a signal: by its corrected p-value, those of which too few say something last, and hidden ones behind them."""
    if figure is None:
        return True, Decimal(3), Decimal(0)
    return False, Decimal(2) if figure.corrected is None else figure.corrected, figure.comparison.p_value or Decimal(2)


def _plotted(book: Book, signal: "Signal", figure: "SignalFigure") -> IntervalRow:
    pair, name = figure.comparison, "".join(plain_text(inline) for inline in signal_link(book, signal))
    low, high = (pair.interval.low, pair.interval.high) if pair.interval else (None, None)
    return IntervalRow(name, pair.lift, low, high, book.say(VERDICTS[figure.verdict]), is_clear=figure.verdict == "differs")


def _row(book: Book, signal: "Signal", figure: "SignalFigure | None") -> Row:
    link = signal_link(book, signal)
    if figure is None:
        return Row((link, cell(book.say("small_cells.hidden")), *[()] * (len(COLUMNS) - 2)))
    pair = figure.comparison
    left_out = (book.say(GAPS[each.reason], count=each.count) for each in figure.exclusions)
    cells = (
        (*link, *left_out),
        cell(share_of_accounts(book, pair.first), _before(book, figure.days_churned)),
        cell(share_of_accounts(book, pair.second), _before(book, figure.days_renewed)),
        cell(
            Badge(book.say(VERDICTS[figure.verdict]), "info" if figure.verdict == "differs" else "neutral"),
            Badge(book.say("signals.small")) if pair.is_small and figure.verdict != "too-few" else None,
            *_lift(book, figure),
            *_test(book, figure),
        ),
    )
    return Row(cells)


def share_of_accounts(book: Book, share: "ShareEstimate") -> str:
    """Return how many of how many, with the share."""
    if share.share is None:
        return book.say("signals.nobody")
    return book.say(
        "signals.share",
        count=numeral_text(book, f"{share.reached:,}"),
        total=numeral_text(book, f"{share.total:,}"),
        share=percent(share.share).replace(" ", "\u00a0"),
    )


def _lift(book: Book, figure: "SignalFigure") -> Iterator[str]:
    """Yield how many times as often a signal came before leaving, where both groups have accounts."""
    lift, interval = figure.comparison.lift, figure.comparison.interval
    if not figure.comparison.first.total or not figure.comparison.second.total:
        return
    if lift is None:
        yield book.say("signals.no_lift")
        return
    shown = numeral_text(book, plain_number(lift))
    if interval is None or interval.low is None or interval.high is None:
        yield book.say("signals.lift_open", lift=shown)
    else:
        low, high = (numeral_text(book, plain_number(end)) for end in (interval.low, interval.high))
        yield book.say("signals.lift", lift=shown, low=low, high=high)


def _test(book: Book, figure: "SignalFigure") -> Iterator[str]:
    if figure.comparison.test and figure.comparison.p_value is not None and figure.corrected is not None:
        yield book.say(TESTS[figure.comparison.test])
        yield book.say("signals.p_value", plain=_p_text(book, figure.comparison.p_value), corrected=_p_text(book, figure.corrected))


def _p_text(book: Book, value: Decimal) -> str:
    return numeral_text(book, f"{value:.4f}" if value >= Decimal("0.0001") else "< 0.0001")


def _before(book: Book, days: "MedianEstimate") -> str:
    text = days_text(book, days)
    return book.say("signals.days_before", days=text) if text else ""
