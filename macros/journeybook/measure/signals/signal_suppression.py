"""Which rows of a sheet of signals are shown where no account may be recognised.

A row of a signal in a scope says how many of those who left, and of those who renewed, had it, had it not, or say nothing. It is shown
where each of these counts may be; else it is hidden as a whole, with its lift, test and days, which would give them away. The rows of
segments are shown only where those of all segments are, so that nobody can subtract.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journeybook.measure.signals.account_signals import Signal, SignalDay, SignalGap
from journeybook.measure.signals.signal_sheet import DecidedSignals, SignalSheet
from journeybook.measure.statistics.suppression import shown_scopes

WHOLE = "all"


@dataclass(frozen=True)
class ShownSignals:
    """The scopes whose numbers of accounts are shown, by name of the segment or `WHOLE`, and for each signal the scopes of its row."""

    scopes: frozenset[str]
    rows: Mapping[Signal, frozenset[str]]


def shown_signals(sheet: SignalSheet) -> ShownSignals:
    """Return what of a sheet may be shown."""
    scopes = _scopes(sheet, ("accounts",), lambda _: "accounts")
    parts = ("reached", "not-reached", "left-out")
    return ShownSignals(scopes, {signal: scopes & _scopes(sheet, parts, _part_of(signal)) for signal in sheet.signals})


def scope_name(segment: str | None) -> str:
    """Return the name of the scope of a segment; accounts without one have their own."""
    return f"segment/{segment or ''}"


def _scopes(sheet: SignalSheet, parts: tuple[str, ...], part_of: Callable[[DecidedSignals], str]) -> frozenset[str]:
    """Return the scopes in which the counts of both sides of the decision may be shown."""
    names = [WHOLE, *(scope_name(each.segment) for each in sheet.by_segment)]
    shown = frozenset(names)
    for side in (True, False):
        counts = Counter({(name, part): 0 for name in names for part in parts})
        for row in sheet.decided:
            if row.decision.has_churned is side:
                counts.update((name, part_of(row)) for name in (WHOLE, scope_name(row.decision.segment)))
        shown &= shown_scopes(counts, WHOLE)
    return shown


def _part_of(signal: Signal) -> Callable[[DecidedSignals], str]:
    def part_of(row: DecidedSignals) -> str:
        answer = row.answers[signal]
        return "reached" if isinstance(answer, SignalDay) else "left-out" if isinstance(answer, SignalGap) else "not-reached"

    return part_of
