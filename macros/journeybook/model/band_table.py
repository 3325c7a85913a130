"""What two measures say together, as a table of rows and columns: the band of a score, or what the values of an input mean."""

from typing import ClassVar

from journeybook.model.base import Part
from journeybook.model.enumerations import Tone
from journeybook.model.references import BandRef, MeasureRef
from journeybook.model.scalars import ConditionText, Identifier, Number, Text


class BandColumn(Part):
    """A range of the measure across the top of a table of bands."""

    KEYED: ClassVar[tuple[str, ...]] = ("id", "when")
    id: Identifier
    """Its id, which the rows name."""
    when: ConditionText
    """The range, both ends stated."""
    name: Text | None = None
    """What it is called."""


class TableCell(Part):
    """Where a row and a column of a table meet."""

    column: Identifier
    """The id of the column."""


class BandCell(TableCell):
    """The band where a row and a column of a table meet."""

    KEYED: ClassVar[tuple[str, ...]] = ("column", "band")
    band: BandRef | None = None
    """The band; `unknown` where the source does not say."""


class RangeCell(TableCell):
    """What an input's values mean where a row and a column of a table meet."""

    KEYED: ClassVar[tuple[str, ...]] = ("column", "tone")
    tone: Tone | None = None
    """Good, average, poor or neutral; `unknown` where the source does not say."""
    name: Text | None = None
    """What it is called; the model's own name for the tone where nothing is said."""
    points: Number | None = None
    """The points it brings, where they are not those that the model gives for its tone."""


class TableRow(Part):
    """A range of the measure down the side of a table of bands."""

    when: ConditionText
    """The range, both ends stated."""
    name: Text | None = None
    """What it is called."""


class BandRow(TableRow):
    """A range of the measure down the side of a table of bands, and its bands by column."""

    bands: tuple[BandCell, ...] = ()
    """The band for each column: `{first-year: yellow, later: green}`."""


class RangeRow(TableRow):
    """A range of the measure down the side of a table, and what it means in each column."""

    bands: tuple[RangeCell, ...] = ()
    """What it means in each column: `{first-year: average, later: {tone: poor, points: 10}}`."""


class TwoMeasureTable(Part):
    """A table of two measures, such as use and time as a customer."""

    rows: MeasureRef
    """The measure down the side."""
    columns: MeasureRef
    """The measure across the top."""
    across: tuple[BandColumn, ...] = ()
    """The ranges across the top: `{first-year: < 12, later: '>= 12'}`."""


class BandTable(TwoMeasureTable):
    """Bands that two measures give together, such as use and time as a customer."""

    down: tuple[BandRow, ...] = ()
    """The ranges down the side, with the bands."""


class RangeTable(TwoMeasureTable):
    """What the values of an input mean together with those of another measure."""

    down: tuple[RangeRow, ...] = ()
    """The ranges down the side, with what they mean."""


AnyTable = BandTable | RangeTable
"""A table of two measures, whatever stands in its cells."""
