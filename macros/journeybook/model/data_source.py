"""The description of a table of account data: what a row is, and what each column means."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from journeybook.model import table_rules
from journeybook.model.annotations import NotShown
from journeybook.model.base import Part
from journeybook.model.date_form import date_pattern
from journeybook.model.references import EventRef, MilestoneRef, OwnerRef
from journeybook.model.scalars import Day, FileName, Flag, Identifier, Number, Text, fault, single_text
from journeybook.model.table_enumerations import CellSeparator, ColumnMeaning, NumberMark, RowKind, TableEncoding, ValueRollUp
from journeybook.model.table_pull import TablePull

_READ = NotShown("the data report says what was read by it")


def _date_form(value: object) -> str:
    text = single_text(value)
    if date_pattern(text) is None:
        hint = (
            "write it with YYYY, MM and DD, such as DD.MM.YYYY; D and M where a leading 0 may be missing; a month has no DD; "
            "or unix-seconds, unix-milliseconds"
        )
        raise fault(table_rules.SHAPE_DATE_FORM, f"'{text[:60]}' is no form of dates", hint)
    return text


DateForm = Annotated[str, BeforeValidator(_date_form)]


class CellWord(Part):
    """A text that stands in a table, and what it means here: `{Yes: yes}`."""

    KEYED: ClassVar[tuple[str, ...]] = ("written", "meant")
    OPEN: ClassVar[bool] = False

    written: Annotated[Text, _READ]
    """The text of the cell."""
    meant: Annotated[Text, _READ]
    """The value or id it stands for."""


class TableColumn(Part):
    """A column of a table: `licences: {means: measure, of: licences_used}`."""

    KEYED: ClassVar[tuple[str, ...]] = ("column", "means")
    OPEN: ClassVar[bool] = False

    column: Annotated[Text, _READ]
    """Its heading in the table."""
    means: Annotated[ColumnMeaning, _READ]
    """What its cells are; `ignored` where nothing is to be read of it."""
    of: Annotated[Text | None, _READ] = None
    """The id of the measure, attribute, anchor, event or milestone; nothing said means the heading. With `start`, an anchor as well."""
    dated_by: Annotated[Text | None, _READ] = None
    """The heading of the column with the day of this measure, where it has a day of its own."""
    roll_up: Annotated[ValueRollUp | None, _READ] = None
    """How several values of an account on a day become one, such as those of its subscriptions; needed where there are several."""
    dates: Annotated[DateForm | None, _READ] = None
    """The form of its dates, where it is not that of the table."""
    in_unit: Annotated[Text | None, _READ] = None
    """The unit of its numbers, which must be that of the measure. Without it, percentages that all lie between 0 and 1 are told."""
    least: Annotated[Number | None, _READ] = None
    """The lowest number that is possible, also below 0; nothing said means 0 for a measure of whole things. What is lower is left out."""
    most: Annotated[Number | None, _READ] = None
    """The highest number that is possible; what is higher is left out. Nothing said means that percentages over 100 count and are told."""
    words: Annotated[tuple[CellWord, ...], _READ] = ()
    """What the texts in its cells mean, where they are not our values or ids: `{Yes: yes, page_view: ignored}`."""


class DataSource(Part):
    """The description of a table beside it in `journeys/metrics/`, with the same name: `usage.yml` for `usage.csv` or `usage.parquet`."""

    KIND: ClassVar[str] = "data-source"
    OPEN: ClassVar[bool] = False

    id: Annotated[Identifier | None, _READ] = None
    """Its id, where something is to name it."""
    row: Annotated[RowKind, _READ]
    """What one row is: an account, a reading of measures, an event, a milestone that was reached, a subscription or a ticket."""
    columns: Annotated[tuple[TableColumn, ...], _READ]
    """What each column means: `{customer: account, month: month, licences_used: measure, remarks: ignored}`."""
    as_of: Annotated[Day | None, _READ] = None
    """The day of which the table tells; the one of `atlas.yml` where nothing is said. What is later is left out."""
    table: Annotated[FileName | None, _READ] = None
    """The file of the table, where it has another name."""
    pull: Annotated[TablePull | None, _READ] = None
    """The table of a database of which `journeybook data pull` writes dated snapshots beside this file; the newest one is read."""
    summary: Annotated[Text | None, _READ] = None
    """Where the table comes from, and how it is made."""
    owner: Annotated[OwnerRef | None, _READ] = None
    """Who answers for it."""
    names_shown: Annotated[Flag, _READ] = False
    """Whether colleagues may see single accounts by id and name; without it they see numbers of groups only. Customers see neither."""
    in_git: Annotated[Text | None, _READ] = None
    """Why git may hold the table, whose history keeps every row for good: its accounts are made up. Nothing said means that it may not."""
    names_accounts: Annotated[Flag, _READ] = False
    """Whether an account that stands nowhere else is one all the same, where there is no list of accounts."""
    may_repeat: Annotated[Flag, _READ] = False
    """Whether equal rows are several facts, such as two purchases of one day; without it each counts once, and the others are told."""
    event: Annotated[EventRef | None, _READ] = None
    """The event that each row is, where no column says it."""
    milestone: Annotated[MilestoneRef | None, _READ] = None
    """The milestone that each row is, where no column says it."""
    dates: Annotated[DateForm | None, _READ] = None
    """The form of the dates: `DD.MM.YYYY`, `M/D/YYYY`. Nothing said means YYYY-MM-DD and no other; a time may follow.

    `unix-seconds` and `unix-milliseconds` count from 1970 and need `time_zone`.
    """
    time_zone: Annotated[Text | None, _READ] = None
    """The zone by whose midnight days are told apart, such as `Europe/Berlin`; needed where times say their zone."""
    decimal: Annotated[NumberMark, _READ] = NumberMark.POINT
    """What stands before the decimals: point or comma."""
    thousands: Annotated[NumberMark | None, _READ] = None
    """What may stand between thousands: point, comma, space or apostrophe. Without it, decimals of three digits each are told."""
    no_value: Annotated[tuple[Text, ...], _READ] = ()
    """Texts that mean that there is no value, such as `n/a`; an empty cell always does."""
    separator: Annotated[CellSeparator | None, _READ] = None
    """What stands between cells: comma, semicolon, tab, bar or space. Nothing said means a comma, and in `.tsv` a tab."""
    encoding: Annotated[TableEncoding | None, _READ] = None
    """How the file is saved; nothing said means UTF-8, or what its first bytes say."""
    headings: Annotated[tuple[Text, ...], _READ] = ()
    """The headings, where the table has none."""

    def columns_of(self, *meanings: ColumnMeaning) -> tuple[TableColumn, ...]:
        """Return the columns with one of these meanings, in order."""
        return tuple(column for column in self.columns if column.means in meanings)

    @property
    def stem(self) -> str:
        """The name of the description without its folder and ending."""
        return self.origin.place.file.rpartition("/")[2].rpartition(".")[0]
