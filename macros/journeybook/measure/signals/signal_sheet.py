"""Signals of a project: what came before accounts left or renewed, for all of them and for each segment with enough."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeybook.measure.signals.account_signals import Signal, SignalAnswer, SignalDay, SignalGap, account_signals, signals_of
from journeybook.measure.signals.decisions import AccountDecision, Undecided, decision_of, renewal_names
from journeybook.measure.statistics.comparison import can_tell
from journeybook.measure.statistics.estimate import Exclusion
from journeybook.measure.statistics.median import MedianEstimate, median_of
from journeybook.measure.statistics.signals import DecidedAccount, SignalReport, signal_report
from journeybook.measure.timeline.account_life import AccountLife


@dataclass(frozen=True)
class DecidedSignals:
    """An account's decision with what each signal says of the time before it."""

    decision: AccountDecision
    answers: Mapping[Signal, SignalAnswer]

    @property
    def days(self) -> Mapping[Signal, SignalDay]:
        """The signals that came before the decision."""
        return {signal: answer for signal, answer in self.answers.items() if isinstance(answer, SignalDay)}


@dataclass(frozen=True)
class SegmentSignals:
    """How many accounts of a segment left and renewed, and its signals; without a report where they are too few to say."""

    segment: str | None
    churned: int
    renewed: int
    report: SignalReport | None


@dataclass(frozen=True)
class SignalSheet:
    """What signals say of a project: the rule's names of renewals, decided accounts by id, figures for all and by segment.

    `signals` are those of which the data tell something, in the order of the report; of the `untold` ones no account has an answer.
    """

    renewals: tuple[str, ...]
    decided: tuple[DecidedSignals, ...]
    undecided: tuple[Exclusion, ...]
    signals: tuple[Signal, ...]
    untold: tuple[Signal, ...]
    report: SignalReport
    by_segment: tuple[SegmentSignals, ...]
    days_churned: MedianEstimate
    """How many days those who left had been customers."""
    days_renewed: MedianEstimate


def signal_sheet(lives: Iterable[AccountLife]) -> SignalSheet | None:
    """Return what signals say of some accounts; None where no account has decided."""
    decided: list[DecidedSignals] = []
    undecided: Counter[Undecided] = Counter()
    renewals: tuple[str, ...] = ()
    every: tuple[Signal, ...] = ()
    for life in lives:
        renewals = renewals or renewal_names(life.index.atlas)
        every = every or signals_of(life.index, renewals)
        decision = decision_of(life, renewals)
        if isinstance(decision, Undecided):
            undecided[decision] += 1
        else:
            decided.append(DecidedSignals(decision, account_signals(life, decision, every)))
    if not decided:
        return None
    told = tuple(signal for signal in every if any(not isinstance(row.answers[signal], SignalGap) for row in decided))
    exclusions = tuple(Exclusion(reason, undecided[reason]) for reason in Undecided if undecided[reason])
    return SignalSheet(
        renewals,
        tuple(decided),
        exclusions,
        told,
        tuple(signal for signal in every if signal not in told),
        _report(decided, told, exclusions),
        tuple(_by_segment(decided, told)),
        *(median_of([row.decision.days for row in decided if row.decision.has_churned is side]) for side in (True, False)),
    )


def signal_key(signal: Signal) -> str:
    """Return the name under which a signal stands in a report."""
    return f"{signal.kind}/{signal.id}"


def _report(decided: Iterable[DecidedSignals], told: tuple[Signal, ...], exclusions: tuple[Exclusion, ...] = ()) -> SignalReport:
    return signal_report([_plain(row) for row in decided], [signal_key(signal) for signal in told], exclusions)


def _by_segment(decided: list[DecidedSignals], told: tuple[Signal, ...]) -> Iterable[SegmentSignals]:
    """Yield the segments in the order of their ids, those without a segment last."""
    for segment in sorted({row.decision.segment for row in decided}, key=lambda name: (name is None, name or "")):
        rows = [row for row in decided if row.decision.segment == segment]
        churned = sum(row.decision.has_churned for row in rows)
        renewed = len(rows) - churned
        yield SegmentSignals(segment, churned, renewed, _report(rows, told) if can_tell(churned, renewed, len(told)) else None)


def _plain(row: DecidedSignals) -> DecidedAccount:
    """Return a decision as plain numbers: how many days before it each signal came."""
    decision = row.decision
    days = {signal_key(signal): (decision.day - answer.day).days for signal, answer in row.days.items()}
    gaps = {signal_key(signal): answer.value for signal, answer in row.answers.items() if isinstance(answer, SignalGap)}
    return DecidedAccount(decision.account, decision.has_churned, days, gaps)
