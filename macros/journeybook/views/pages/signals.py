"""Signals: what came before accounts left, against what came before others renewed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from journeybook.findings import Place
from journeybook.views.base.book import NAMEABLE_KINDS, Book, NoSuchThing
from journeybook.views.base.elements import Cell, Labelled, Stub, cell, cell_text, plain_text
from journeybook.views.base.labels import heading, numeral_text
from journeybook.views.blocks.cards import Detail, details, fact
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.blocks.signal_tables import SignalRows, SignalTables, days_text, signal_link, signal_tables
from journeybook.views.links.links import reference_link, reference_links
from journeybook.views.links.site_map import page_stub

if TYPE_CHECKING:  # a page without account data starts no statistics
    from journeybook.measure.facts import FactOrigin
    from journeybook.measure.signals.account_signals import Signal
    from journeybook.measure.signals.signal_sheet import DecidedSignals, SignalSheet
    from journeybook.measure.signals.signal_suppression import ShownSignals
    from journeybook.measure.statistics.signals import SignalReport

_UNDECIDED = {"open": "signals.open", "no-customer": "signals.no_customer", "contradiction": "signals.contradiction"}


@dataclass(frozen=True)
class SignalGroup:
    """The signals of all decided accounts, or of a segment, under a heading."""

    anchor: str
    title: str
    facts: tuple[Detail, ...]
    signals: SignalTables


@dataclass(frozen=True)
class FactLine:
    """What a fact says, and the line of the table in which it stands; what has not happened stands in none."""

    text: str
    place: Place | None


@dataclass(frozen=True)
class DecidedLines:
    """A decided account: what it decided and when, the way to it, and the facts that this and its signals lean on."""

    title: str
    account: Cell
    lines: tuple[FactLine, ...]


@dataclass(frozen=True)
class SignalPage:
    """The page of signals; accounts are named only where every table permits it."""

    facts: tuple[Detail, ...]
    basis: tuple[Labelled, ...]
    groups: tuple[SignalGroup, ...]
    apart: tuple[Detail, ...]
    accounts: tuple[DecidedLines, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of signals, where an account has decided."""
    if book.figures and book.figures.signals:
        yield page_stub(book, "signals", title=heading(book, "signals.title"))


def view(book: Book) -> SignalPage:
    """Return the page of signals."""
    figures = book.figures
    sheet = figures.signals if figures else None
    if figures is None or sheet is None:
        raise NoSuchThing("no account has left or renewed")
    from journeybook.measure.signals.signal_suppression import shown_signals  # noqa: PLC0415 - a page without data starts no statistics

    shown = None if figures.names_shown else shown_signals(sheet)
    basis = _basis(book, sheet, shown)
    return SignalPage(
        _facts(book, sheet, shown),
        basis,
        tuple(_groups(book, sheet, shown, basis)),
        _apart(book, sheet, shown),
        tuple(_lines(book, row) for row in sheet.decided) if figures.names_shown else (),
    )


def _facts(book: Book, sheet: "SignalSheet", shown: "ShownSignals | None") -> tuple[Detail, ...]:
    renewals = reference_links(book, NAMEABLE_KINDS, sheet.renewals)
    is_shown = _is_scope_shown(shown)
    return details(
        fact(heading(book, "signals.churned"), _number(book, sheet.report.churned, is_shown=is_shown)),
        fact(heading(book, "signals.renewed"), _number(book, sheet.report.renewed, is_shown=is_shown)),
        fact(heading(book, "signals.renewed_by"), renewals or book.say("signals.no_renewals")),
        fact(heading(book, "signals.customers_left"), days_text(book, sheet.days_churned) if is_shown else ""),
        fact(heading(book, "signals.customers_renewed"), days_text(book, sheet.days_renewed) if is_shown else ""),
    )


def _basis(book: Book, sheet: "SignalSheet", shown: "ShownSignals | None") -> tuple[Labelled, ...]:
    is_shown = _is_scope_shown(shown)
    counted = book.say(
        "signals.counted",
        churned=_number(book, sheet.report.churned, is_shown=is_shown),
        renewed=_number(book, sheet.report.renewed, is_shown=is_shown),
    )
    left_out = ((book.say(_UNDECIDED[each.reason]), _few(book, each.count, shown)) for each in sheet.undecided)
    rule = cell(*(book.say(key) for key in ("signals.rule", "signals.before", "signals.statistics")))
    return reckoning(book, rule, counted, left_out)


def _groups(book: Book, sheet: "SignalSheet", shown: "ShownSignals | None", basis: tuple[Labelled, ...]) -> Iterator[SignalGroup]:
    title = heading(book, "signals.everybody")
    yield SignalGroup("everybody", title, (), signal_tables(book, title, _rows(sheet, sheet.report, shown), basis))
    for each in sheet.by_segment:
        if each.report and _is_scope_shown(shown, each.segment):
            name = _segment(book, each.segment)
            numbers = details(
                fact(heading(book, "signals.churned"), numeral_text(book, f"{each.churned:,}")),
                fact(heading(book, "signals.renewed"), numeral_text(book, f"{each.renewed:,}")),
            )
            rows = _rows(sheet, each.report, shown, each.segment)
            yield SignalGroup(f"segment-{each.segment or 'none'}", name, numbers, signal_tables(book, name, rows, basis))


def _apart(book: Book, sheet: "SignalSheet", shown: "ShownSignals | None") -> tuple[Detail, ...]:
    """Return the segments with too few accounts, and the signals of which the data tell nothing."""
    few = [each for each in sheet.by_segment if each.report is None]
    texts = (
        book.say("signals.few_accounts", segment=_segment(book, each.segment), churned=each.churned, renewed=each.renewed)
        if _is_scope_shown(shown, each.segment)
        else _segment(book, each.segment)
        for each in few
    )
    untold = tuple(inline for signal in sheet.untold for inline in signal_link(book, signal))
    return details(fact(heading(book, "signals.few"), cell(*texts)), fact(heading(book, "signals.untold"), untold))


def _rows(sheet: "SignalSheet", report: "SignalReport", shown: "ShownSignals | None", segment: str | None = None) -> SignalRows:
    figures = zip(sheet.signals, report.signals, strict=True)
    if shown is None:
        return dict(figures)
    scope = _scope(segment, is_whole=report is sheet.report)
    return {signal: figure if scope in shown.rows[signal] else None for signal, figure in figures}


def _is_scope_shown(shown: "ShownSignals | None", *segment: str | None) -> bool:
    """Whether the numbers of accounts of a segment may be shown, or those of all where none is given."""
    return shown is None or _scope(*(segment or (None,)), is_whole=not segment) in shown.scopes


def _scope(segment: str | None, *, is_whole: bool) -> str:
    from journeybook.measure.signals.signal_suppression import WHOLE, scope_name  # noqa: PLC0415 - as above

    return WHOLE if is_whole else scope_name(segment)


def _number(book: Book, count: int, *, is_shown: bool) -> str:
    return numeral_text(book, f"{count:,}") if is_shown else book.say("small_cells.hidden")


def _few(book: Book, count: int, shown: "ShownSignals | None") -> str:
    """Return how many accounts are left out for a reason; a small count is not shown where names are not."""
    from journeybook.measure.statistics.estimate import SMALLEST_SHOWN  # noqa: PLC0415 - as above

    return _number(book, count, is_shown=shown is None or count >= SMALLEST_SHOWN)


def _segment(book: Book, segment: str | None) -> str:
    link = reference_link(book, "segment", segment)
    return plain_text(link) if link else heading(book, "signals.no_segment")


def _lines(book: Book, row: "DecidedSignals") -> DecidedLines:
    decision = row.decision
    key = "signals.has_left" if decision.has_churned else "signals.has_renewed"
    account = cell(reference_link(book, "account", decision.account))
    segment = _segment(book, decision.segment)
    title = book.say(key, account=cell_text(account), day=decision.day, since=decision.since, segment=segment)
    lines = [FactLine(book.say("signals.decided"), _place(fact.origin)) for fact in decision.leans_on]
    for signal, answer in row.days.items():
        place = _place(answer.leans_on[-1].origin) if answer.leans_on else None
        lines.append(FactLine(_signal_text(book, signal, answer.day), place))
    return DecidedLines(title, account, tuple(lines))


def _signal_text(book: Book, signal: "Signal", day: date) -> str:
    return book.say("signals.came", signal="".join(plain_text(inline) for inline in signal_link(book, signal)), day=day)


def _place(origin: "FactOrigin") -> Place:
    return Place(origin.source, origin.row)
