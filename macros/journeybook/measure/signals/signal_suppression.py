"""Which rows of a sheet of signals are shown where no account may be recognised.

A row of a signal in a scope says how many of those who left, and of those who renewed, had it, had it not, or say nothing. Where one of
these counts is hidden, the whole row is, with its lift, test and days: they would give it away. A scope whose number of accounts is hidden
shows nothing. Sums over segments count, so that nobody can subtract.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.measure.signals.account_signals import Signal, SignalAnswer, SignalDay, SignalGap
from journeybook.measure.signals.signal_sheet import SignalSheet
from journeybook.measure.statistics.suppression import CountSum, hidden_cells

WHOLE = "all"
_Cell = tuple[str, str, str]
"""A scope, the side of the decision, and what is counted."""
_TOTAL = "total"
_PARTS = ("reached", "not-reached", "left-out")
_SIDES = ("churned", "renewed")


@dataclass(frozen=True)
class ShownSignals:
    """The scopes whose numbers of accounts are shown, by name of the segment or `WHOLE`, and for each signal the scopes of its row."""

    scopes: frozenset[str]
    rows: Mapping[Signal, frozenset[str]]


def shown_signals(sheet: SignalSheet) -> ShownSignals:
    """Return what of a sheet may be shown."""
    names = [WHOLE, *(scope_name(each.segment) for each in sheet.by_segment)]
    hidden_totals: set[str] = set()
    rows: dict[Signal, frozenset[str]] = {}
    for signal in sheet.signals:
        counts = _counts(sheet, signal, names)
        hidden = hidden_cells(counts, [*_sums(names)])
        hidden_totals |= {scope for scope, _, part in hidden if part == _TOTAL}
        rows[signal] = frozenset(names) - {scope for scope, _, _ in hidden}
    hidden_totals |= {scope for scope, _, _ in hidden_cells(_totals(sheet, names), [*_total_sums(names)])}
    scopes = frozenset(names) - hidden_totals
    return ShownSignals(scopes, {signal: shown & scopes for signal, shown in rows.items()})


def scope_name(segment: str | None) -> str:
    """Return the name of the scope of a segment; accounts without one have their own."""
    return f"segment/{segment or ''}"


def _totals(sheet: SignalSheet, names: list[str]) -> dict[_Cell, int]:
    totals: Counter[_Cell] = Counter({(name, side, _TOTAL): 0 for name in names for side in _SIDES})
    for row in sheet.decided:
        for name in (WHOLE, scope_name(row.decision.segment)):
            totals[name, _side(has_churned=row.decision.has_churned), _TOTAL] += 1
    return dict(totals)


def _counts(sheet: SignalSheet, signal: Signal, names: list[str]) -> dict[_Cell, int]:
    counts = Counter({(name, side, part): 0 for name in names for side in _SIDES for part in _PARTS})
    for row in sheet.decided:
        for name in (WHOLE, scope_name(row.decision.segment)):
            counts[name, _side(has_churned=row.decision.has_churned), _part(row.answers[signal])] += 1
    return {**_totals(sheet, names), **counts}


def _sums(names: list[str]) -> Iterator[CountSum[_Cell]]:
    for side in _SIDES:
        for name in names:
            yield CountSum((name, side, _TOTAL), tuple((name, side, part) for part in _PARTS))
        for part in _PARTS:
            yield CountSum((WHOLE, side, part), tuple((name, side, part) for name in names[1:]))


def _total_sums(names: list[str]) -> Iterator[CountSum[_Cell]]:
    for side in _SIDES:
        yield CountSum((WHOLE, side, _TOTAL), tuple((name, side, _TOTAL) for name in names[1:]))


def _side(*, has_churned: bool) -> str:
    return _SIDES[0] if has_churned else _SIDES[1]


def _part(answer: SignalAnswer) -> str:
    return _PARTS[0] if isinstance(answer, SignalDay) else _PARTS[2] if isinstance(answer, SignalGap) else _PARTS[1]
