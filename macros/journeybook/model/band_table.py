"""Bands that two measures give together, as a table of rows and columns."""

from typing import ClassVar

from journeybook.model.base import Part
from journeybook.model.references import BandRef, MeasureRef
from journeybook.model.scalars import ConditionText, Identifier, Text


class BandColumn(Part):
    """A range of the measure across the top of a table of bands."""

    KEYED: ClassVar[tuple[str, ...]] = ("id", "when")
    id: Identifier
    """Its id, which the rows name."""
    when: ConditionText
    """The range, both ends stated."""
    name: Text | None = None
    """What it is called."""


class BandCell(Part):
    """The band where a row and a column of a table meet."""

    KEYED: ClassVar[tuple[str, ...]] = ("column", "band")
    column: Identifier
    """The id of the column."""
    band: BandRef | None = None
    """The band; `unknown` where the source does not say."""


class BandRow(Part):
    """A range of the measure down the side of a table of bands, and its bands by column."""

    when: ConditionText
    """The range, both ends stated."""
    name: Text | None = None
    """What it is called."""
    bands: tuple[BandCell, ...] = ()
    """The band for each column: `{first-year: yellow, later: green}`."""


class BandTable(Part):
    """Bands that two measures give together, such as use and time as a customer."""

    rows: MeasureRef
    """The measure down the side."""
    columns: MeasureRef
    """The measure across the top."""
    across: tuple[BandColumn, ...] = ()
    """The ranges across the top: `{first-year: < 12, later: '>= 12'}`."""
    down: tuple[BandRow, ...] = ()
    """The ranges down the side, with the bands."""
