"""The gaps and overlaps in the bands of a health model: of its score, of its inputs, and of their tables."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from journeybook.model.band_table import AnyTable
from journeybook.model.base import Part
from journeybook.model.health import HealthModel, band_name, band_title, indicators_of
from journeybook.model.language.coverage import Gap, Overlap, check_coverage
from journeybook.model.language.nodes import Condition, Quantity, nodes_in
from journeybook.model.language.value_coverage import ValueGap, ValueOverlap, check_value_coverage
from journeybook.model.measures import Measure
from journeybook.model.references import id_words
from journeybook.model.scoring import FindMeasure
from journeybook.model.value_bands import score_range

Fault = Gap | Overlap | ValueGap | ValueOverlap
_PERCENT = 100


@dataclass(frozen=True)
class BandFault:
    """Values that no band or several bands cover: whose bands, the key at which they stand, and their measure (nothing: the score)."""

    part: Part
    key: str
    about: str
    fault: Fault

    @property
    def is_gap(self) -> bool:
        """Whether no band covers the values."""
        return isinstance(self.fault, Gap | ValueGap)

    @property
    def is_listed(self) -> bool:
        """Whether the values are some that the measure lists."""
        return isinstance(self.fault, ValueGap | ValueOverlap)


def band_faults(model: HealthModel, find_measure: FindMeasure) -> Iterator[BandFault]:
    """Yield the gaps and overlaps in the bands of a model, in the order in which they are written."""
    for indicator in indicators_of(model):
        bands = [(band.name or band_name(model, band.tone) or str(band.tone), band.when) for band in indicator.bands]
        yield from _faults(indicator, "bands", bands, _Scale(indicator.measure, find_measure))
        yield from _table_faults(indicator.band_table, find_measure) if indicator.band_table else ()
    scored = [(band_title(band), band.when) for band in model.bands if band.when]
    low, high = score_range(model)
    answer = check_coverage(scored, low, high, subject="score") if scored and low <= high else ()
    yield from (BandFault(model, "bands", "", fault) for fault in (answer if isinstance(answer, tuple) else ()))
    if model.band_table:
        yield from _table_faults(model.band_table, find_measure)


def missing_cells(table: AnyTable) -> Iterator[tuple[str, str]]:
    """Yield the row and the column of every cell of a table for which no band and no answer stands."""
    for row in table.down:
        filled = {cell.column for cell in row.bands}
        yield from ((row.name or row.when.text, column.name or id_words(column.id)) for column in table.across if column.id not in filled)


def _table_faults(table: AnyTable, find_measure: FindMeasure) -> Iterator[BandFault]:
    down = [(row.name or row.when.text, row.when) for row in table.down]
    across = [(column.name or id_words(column.id), column.when) for column in table.across]
    yield from _faults(table, "down", down, _Scale(table.rows, find_measure))
    yield from _faults(table, "across", across, _Scale(table.columns, find_measure))


@dataclass(frozen=True)
class _Scale:
    """The values that a measure can have: those that it lists, else numbers."""

    name: str
    find_measure: Callable[[str], Measure | None]

    @property
    def values(self) -> tuple[str, ...]:
        measure = self.find_measure(self.name)
        return measure.values if measure else ()

    @property
    def is_whole(self) -> bool:
        """Whether it has whole numbers only."""
        measure = self.find_measure(self.name)
        return measure is not None and bool(measure.whole)


def _faults(part: Part, key: str, bands: Sequence[tuple[str, Condition]], scale: _Scale) -> Iterator[BandFault]:
    if not bands:
        return
    faults: Sequence[Fault]
    if scale.values:
        faults = check_value_coverage(bands, scale.values, scale.name)
    else:
        answer = check_coverage(bands, *_ends(bands), subject=scale.name)
        faults = [fault for fault in (answer if isinstance(answer, tuple) else ()) if fault.span.has_whole or not scale.is_whole]
    yield from (BandFault(part, key, scale.name, fault) for fault in faults)


def _ends(bands: Sequence[tuple[str, Condition]]) -> tuple[Decimal | None, Decimal | None]:
    """Return where the numbers of a measure end: at 0, unless a band goes below; and at 100, where all are shares of at most 100 %."""
    numbers = [number for _, band in bands for number in nodes_in(band.root, Quantity)]
    amounts = [number.amount for number in numbers]
    shares = bool(numbers) and all(number.unit == "%" for number in numbers) and max(amounts) <= _PERCENT
    return (Decimal(0) if all(amount >= 0 for amount in amounts) else None), (Decimal(_PERCENT) if shares else None)
