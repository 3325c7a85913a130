"""What was read of one table of account data: its facts, what its columns mean, and what was left out and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.findings import Place
from journeybook.load.discover import FOLDER
from journeybook.measure.table_limits import MOST_EXAMPLES
from journeybook.model.data_source import DataSource, TableColumn
from journeybook.model.identity import address_name
from journeybook.model.measures import Measure
from journeybook.model.table_enumerations import ColumnMeaning
from journeybook.views.base.book import NAMEABLE_KINDS, Book
from journeybook.views.base.elements import Badge, Cell, Inline, Rich, Row, Table, cell
from journeybook.views.base.labels import heading, label
from journeybook.views.blocks.cards import Detail, details, fact
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import people_links, reference_link

if TYPE_CHECKING:  # a page without account data starts no query engine
    from journeybook.measure.sources.doubtful_numbers import DoubtfulNumbers
    from journeybook.measure.sources.fact_source import SourceReport
    from journeybook.measure.sources.left_out import LeftOut, ReasonCount

FACT_KINDS = ("accounts", "history", "readings", "instance_readings", "occurrences", "periods")
"""The kinds of facts, in the order in which a report counts them."""
CountKey = tuple[str, str]
"""A source with what is counted of it: `rows`, `repeats`, a kind of facts, or a reason."""
_NAMING = (ColumnMeaning.ACCOUNT, ColumnMeaning.INSTANCE, ColumnMeaning.NAME, ColumnMeaning.ID)
"""Columns in whose texts accounts may be named, also where a description says what the texts mean."""


@dataclass(frozen=True)
class LeftOutLine:
    """A row or cell that is no fact: the line at which it stands, its column, and its text."""

    place: Place
    column: str
    value: str


@dataclass(frozen=True)
class LeftOutGroup:
    """What was left out for one reason: how often, and the first lines where single accounts may be seen."""

    reason: str
    count: str
    lines: tuple[LeftOutLine, ...]
    further: str = ""


@dataclass(frozen=True)
class SourceSection:
    """The section of a data report about one table."""

    anchor: str
    title: str
    badge: Badge
    description: Place
    facts: tuple[Detail, ...]
    kinds: Table
    columns: Table
    left_out: tuple[LeftOutGroup, ...]


def source_section(book: Book, report: "SourceReport", source: DataSource, shown: Mapping[CountKey, str]) -> SourceSection:
    """Return what a data report says of a table, with its counts as they may be shown."""
    kinds = (Row((cell(book.say(f"fact_table.{name}")), cell(shown[report.file, name]))) for name in FACT_KINDS if report.facts[name])
    return SourceSection(
        anchor=source_anchor(report),
        title=source_name(report),
        badge=names_badge(book, is_shown=report.names_shown),
        description=source.origin.place,
        facts=_facts(book, report, source, shown),
        kinds=listing(book, "data_facts", ("fact_table", "count"), rows=kinds),
        columns=_columns(book, source),
        left_out=tuple(left_out_groups(book, report.file, report.left_out, shown)),
    )


def doubt_key(numbers: "DoubtfulNumbers") -> CountKey:
    """Return what counts the numbers of a column that are in one doubt."""
    return numbers.file, f"{numbers.doubt}: {numbers.name}"


def source_name(report: "SourceReport") -> str:
    """Return the name of a table: its path in the folder of tables."""
    return report.file.removeprefix(f"{FOLDER}/metrics/")


def source_anchor(report: "SourceReport") -> str:
    """Return the anchor of a table's section, by its name."""
    return f"source-{address_name(source_name(report))}"


def names_badge(book: Book, *, is_shown: bool) -> Badge:
    """Return whether a source permits that colleagues see single accounts."""
    return Badge(book.say("data_page.names_shown"), "info") if is_shown else Badge(book.say("data_page.names_hidden"))


def days_behind(book: Book, report: "SourceReport") -> str:
    """Return how many days the data of a source are older than the latest; nothing for those of that day."""
    days = (book.figures.as_of - report.as_of).days if book.figures else 0
    return book.say("data_page.older", count=days) if days else ""


def left_out_groups(
    book: Book, file: str, reasons: Sequence["ReasonCount"], shown: Mapping[CountKey, str], *, of_file: bool = False
) -> Iterator[LeftOutGroup]:
    """Yield what was left out of a file by reason, the most frequent first; without lines where single accounts may not be seen."""
    is_naming = book.figures is not None and book.figures.names_shown
    for each in sorted(reasons, key=lambda each: (-each.count, each.reason)) if is_naming else reasons:
        further = each.count - MOST_EXAMPLES
        title = heading(book, f"reason.{each.reason}")
        yield LeftOutGroup(
            f"{file}: {title}" if of_file else title,
            shown[file, each.reason],
            tuple(_line(example) for example in each.examples) if is_naming else (),
            book.say("data_page.further", count=further) if is_naming and further > 0 else "",
        )


def _line(example: "LeftOut") -> LeftOutLine:
    return LeftOutLine(Place(example.source, example.row), example.column, example.value)


def _facts(book: Book, report: "SourceReport", source: DataSource, shown: Mapping[CountKey, str]) -> tuple[Detail, ...]:
    marks = (label(book, source.decimal), label(book, source.thousands))
    repeats = shown[report.file, "repeats"]
    return details(
        fact(heading(book, "data_page.from"), source.summary or ""),
        fact(heading(book, "column.owner"), people_links(book, source.owner)),
        fact(heading(book, "data_page.row_is"), label(book, source.row)),
        fact(heading(book, "data_page.as_of"), cell(str(report.as_of), days_behind(book, report))),
        fact(heading(book, "data_page.rows"), shown[report.file, "rows"]),
        fact(heading(book, "data_page.repeats"), book.say("data_page.repeats_count", rows=repeats) if source.may_repeat else ""),
        *(
            fact(book.say("data_page.doubtful", column=numbers.name), book.say(f"doubt.{numbers.doubt}", numbers=shown[doubt_key(numbers)]))
            for numbers in report.doubtful
        ),
        fact(heading(book, "data_page.dates"), source.dates or "YYYY-MM-DD"),
        fact(heading(book, "data_page.zone"), source.time_zone or ""),
        fact(heading(book, "data_page.decimal"), marks[0] if marks != (label(book, source.decimal), "") else ""),
        fact(heading(book, "data_page.thousands"), marks[1]),
        fact(heading(book, "data_page.no_value"), cell(*source.no_value)),
    )


def _columns(book: Book, source: DataSource) -> Table:
    columns = ("table_column", "means", "of", "reads", "limits", "cell_words")
    return listing(book, "data_columns", columns, rows=(_column(book, column) for column in source.columns))


def _column(book: Book, column: TableColumn) -> Row:
    measure = book.atlas.find(Measure, column.of or column.column) if column.means is ColumnMeaning.MEASURE else None
    words = () if column.means in _NAMING else column.words
    return Row(
        (
            cell(_heading(column.column)),
            cell(label(book, column.means)),
            cell(_meant(book, column)),
            cell(
                label(book, column.roll_up),
                column.dates,
                Rich(book.say("data_page.dated_by", column=_heading(column.dated_by).text)) if column.dated_by else None,
                column.in_unit or (measure.unit if measure else None),
            ),
            _limits(book, column),
            cell(*(book.say("data_page.word", written=word.written, meant=word.meant) for word in words)),
        )
    )


def _heading(text: str) -> Rich:
    """Return a heading of a table as it is written there, as code."""
    fence = "``" if "`" in text else "`"
    return Rich(f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}")


def _meant(book: Book, column: TableColumn) -> Inline | None:
    """Return what a column is of, as a link where the atlas has it."""
    kinds = {ColumnMeaning.MEASURE: Measure.KIND, ColumnMeaning.ATTRIBUTE: "attribute", ColumnMeaning.ANCHOR: "anchor"}
    kinds |= {ColumnMeaning.EVENT: "event", ColumnMeaning.MILESTONE: "milestone"}
    if column.means in kinds:
        return reference_link(book, kinds[column.means], column.of or column.column)
    return reference_link(book, NAMEABLE_KINDS, column.of) if column.of else None


def _limits(book: Book, column: TableColumn) -> Cell:
    return cell(
        book.say("data_page.least", number=column.least) if column.least is not None else None,
        book.say("data_page.most", number=column.most) if column.most is not None else None,
    )
