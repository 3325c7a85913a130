"""Which of a measure's declared values a set of bands leaves out or covers twice.

Where a measure lists the values it can have, each of them is put to each band. Bands that depend on time, events or a second measure are
not compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from journeybook.model.language.coverage import Bands
from journeybook.model.language.evaluate import evaluate, known_value
from journeybook.model.language.nodes import Absent, Compare, Condition, Elapsed, Lasts, Often, Proposition, Trend, Within, nodes_in


@dataclass(frozen=True)
class ValueGap:
    """Declared values that no band covers."""

    values: tuple[str, ...]

    def __str__(self) -> str:
        return f"no rule for {', '.join(self.values)}"


@dataclass(frozen=True)
class ValueOverlap:
    """Declared values that several bands cover."""

    labels: tuple[str, ...]
    values: tuple[str, ...]

    def __str__(self) -> str:
        count = {2: "two", 3: "three"}.get(len(self.labels), str(len(self.labels)))
        return f"{count} rules ({', '.join(self.labels)}) for {', '.join(self.values)}"


def check_value_coverage(bands: Bands, values: Sequence[str], subject: str) -> tuple[ValueGap | ValueOverlap, ...]:
    """Return the declared values of a measure that no band or several bands cover; nothing where the bands cannot be compared."""
    if not all(_is_about(band, subject) for _, band in bands):
        return ()
    covering = {value: tuple(label for label, band in bands if _covers(band, value, subject)) for value in values}
    faults: list[ValueGap | ValueOverlap] = []
    for labels, run in groupby(sorted(covering, key=lambda value: covering[value]), lambda value: covering[value]):
        ordered = tuple(sorted(run, key=list(values).index))
        faults += [ValueGap(ordered)] if not labels else [ValueOverlap(labels, ordered)] if len(labels) > 1 else []
    return tuple(faults)


def _is_about(band: Condition, subject: str) -> bool:
    """Return whether a band compares the measure with values and asks nothing else."""
    names = [compare.subject.name for compare in nodes_in(band.root, Compare) if compare.subject]
    names += [fact.name.name for fact in nodes_in(band.root, Proposition)]
    timed = any(isinstance(node, Trend | Within | Elapsed | Absent | Often | Lasts) for node in nodes_in(band.root, object))
    return not timed and set(names) <= {subject}


def _covers(band: Condition, value: str, subject: str) -> bool:
    """Return whether a band covers a value, read as a number or yes and no, or as the words it is."""
    return any(evaluate(band, {"": known, subject: known}) for known in (known_value(value), value))
