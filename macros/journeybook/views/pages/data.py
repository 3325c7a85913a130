"""The data report: what was read of each table of account data, what was left out and why, and what the numbers of the site stand on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.measure import table_limits
from journeybook.model.data_source import DataSource
from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Badge, Link, Row, Stub, Table, cell
from journeybook.views.base.labels import heading, label, numeral_text
from journeybook.views.blocks.cards import Detail, details, fact
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.small_cells import shown_counts
from journeybook.views.blocks.source_report import (
    FACT_KINDS,
    CountKey,
    LeftOutGroup,
    SourceSection,
    days_behind,
    doubt_key,
    left_out_groups,
    names_badge,
    source_anchor,
    source_name,
    source_section,
)
from journeybook.views.links.links import reference_link
from journeybook.views.links.site_map import page_address, page_stub

if TYPE_CHECKING:  # a page without account data starts no query engine
    from journeybook.measure.figures import Figures
    from journeybook.measure.sources.account_census import AccountCensus

_CONTRADICTIONS = ("contradiction", "two-values", "repeated-otherwise")
_ACCOUNTS, _IN_FILES, _IN_TABLES = ("", "accounts"), ("", "in-files"), ("", "in-tables")
_WITHOUT, _UNKNOWN, _LEFT = ("", "without-facts"), ("", "unknown"), ("", "left-and-open")


@dataclass(frozen=True)
class DataReport:
    """What a project's tables say in all, table by table, and where they contradict."""

    facts: tuple[Detail, ...]
    sources: Table
    sections: tuple[SourceSection, ...]
    contradictions: tuple[LeftOutGroup, ...]
    files: tuple[LeftOutGroup, ...]
    left_and_open: Table
    accounts: tuple[Detail, ...]
    unknown: Table
    limits: tuple[Detail, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the data report, where there are account data."""
    if book.figures:
        yield page_stub(book, "data", title=heading(book, "data_page.title"))


def view(book: Book) -> DataReport:
    """Return the data report."""
    figures = book.figures
    if figures is None:
        raise NoSuchThing("there is no table of account data")
    census = figures.source.census()
    shown = _shown(book, figures, census)
    files = figures.source.left_out_of_files()
    contradicting = {report.file: [each for each in report.left_out if each.reason in _CONTRADICTIONS] for report in figures.source.reports}
    descriptions = {source.origin.place.file: source for source in book.atlas.metrics}
    return DataReport(
        facts=_facts(book, figures),
        sources=_sources(book, figures, descriptions, shown),
        sections=tuple(source_section(book, report, descriptions[report.description], shown) for report in figures.source.reports),
        contradictions=tuple(
            group for file, reasons in contradicting.items() for group in left_out_groups(book, file, reasons, shown, of_file=True)
        ),
        files=tuple(group for file, reasons in files.items() for group in left_out_groups(book, file, reasons, shown, of_file=True)),
        left_and_open=_left_and_open(book, figures),
        accounts=_accounts(book, shown),
        unknown=_unknown(book, figures, census),
        limits=_limits(book),
    )


def _shown(book: Book, figures: "Figures", census: "AccountCensus") -> dict[CountKey, str]:
    """Return every count of the page as it may be shown, decided together."""
    from journeybook.measure.statistics.suppression import CountSum  # noqa: PLC0415 - a page without account data starts no statistics

    counts: dict[CountKey, int] = {
        _ACCOUNTS: census.in_files + census.in_tables,
        _IN_FILES: census.in_files,
        _IN_TABLES: census.in_tables,
        _WITHOUT: census.without_facts,
        _UNKNOWN: len(census.unknown),
        _LEFT: sum(1 for place in figures.whereabouts.values() if place.stages.contradictions),
    }
    for report in figures.source.reports:
        counts[report.file, "rows"] = report.rows
        counts[report.file, "repeats"] = report.repeats
        counts |= {doubt_key(numbers): numbers.count for numbers in report.doubtful}
        counts |= {(report.file, name): report.facts[name] for name in FACT_KINDS}
        counts |= {(report.file, each.reason): each.count for each in report.left_out}
    for file, reasons in figures.source.left_out_of_files().items():
        counts |= {(file, each.reason): each.count for each in reasons}
    tables = tuple((report.file, "accounts") for report in figures.source.reports)
    return shown_counts(book, counts, [CountSum(_ACCOUNTS, (_IN_FILES, _IN_TABLES)), CountSum(_IN_TABLES, tables)])


def _facts(book: Book, figures: "Figures") -> tuple[Detail, ...]:
    privacy = "data_page.privacy_shown" if figures.names_shown else "data_page.privacy_hidden"
    return details(
        fact(heading(book, "data_page.names"), cell(names_badge(book, is_shown=figures.names_shown), book.say(privacy))),
        fact(heading(book, "data_page.lines"), book.say("data_page.see_check")),
    )


def _sources(book: Book, figures: "Figures", descriptions: dict[str, DataSource], shown: dict[CountKey, str]) -> Table:
    columns = ("data_source", "row_is", "as_of", "rows_read", "rows_left_out", "names")
    rows = (
        Row(
            (
                cell(Link(source_name(report), page_address("data", anchor=source_anchor(report)))),
                cell(label(book, descriptions[report.description].row)),
                cell(str(report.as_of), Badge(age, "average") if (age := days_behind(book, report)) else None),
                cell(shown[report.file, "rows"]),
                cell(
                    *(
                        book.say("reckoning.exclusion", what=book.say(f"reason.{each.reason}"), number=shown[report.file, each.reason])
                        for each in report.left_out
                    )
                )
                or cell(book.say("reckoning.nothing")),
                cell(names_badge(book, is_shown=report.names_shown)),
            )
        )
        for report in figures.source.reports
    )
    unread = descriptions.keys() - {report.description for report in figures.source.reports}
    nothing = (Row((cell(file), (), (), (), cell(book.say("data_page.unread")), ())) for file in sorted(unread))
    return listing(book, "data_sources", columns, rows=(*rows, *nothing))


def _left_and_open(book: Book, figures: "Figures") -> Table:
    """Return the accounts that are said to have left while a subscription is open, where single accounts may be seen."""
    rows = (
        Row((cell(reference_link(book, "account", account)), cell(str(each.since)), cell(str(each.until) if each.until else None)))
        for account, place in figures.whereabouts.items()
        for each in place.stages.contradictions
        if figures.names_shown
    )
    return listing(book, "left_and_open", ("account", "since", "until"), rows=rows)


def _accounts(book: Book, shown: dict[CountKey, str]) -> tuple[Detail, ...]:
    return details(
        fact(heading(book, "data_page.accounts"), shown[_ACCOUNTS]),
        fact(heading(book, "data_page.in_files"), shown[_IN_FILES]),
        fact(heading(book, "data_page.in_tables"), shown[_IN_TABLES]),
        fact(heading(book, "data_page.without_facts"), shown[_WITHOUT]),
        fact(heading(book, "data_page.left_and_open"), shown[_LEFT]),
        fact(heading(book, "data_page.unknown"), shown[_UNKNOWN]),
    )


def _unknown(book: Book, figures: "Figures", census: "AccountCensus") -> Table:
    """Return the first accounts that tables name and nothing knows, where single accounts may be seen."""
    first = list(census.unknown.items())[: table_limits.MOST_EXAMPLES] if figures.names_shown else []
    return listing(
        book, "unknown_accounts", ("account", "rows_left_out"), rows=(Row((cell(name), cell(str(rows)))) for name, rows in first)
    )


def _limits(book: Book) -> tuple[Detail, ...]:
    megabytes = table_limits.MOST_TABLE_BYTES // 1_000_000
    return details(
        fact(heading(book, "data_page.limit_tables"), str(table_limits.MOST_TABLES)),
        fact(heading(book, "data_page.limit_rows"), numeral_text(book, f"{table_limits.MOST_TABLE_ROWS:,}")),
        fact(heading(book, "data_page.limit_cells"), numeral_text(book, f"{table_limits.MOST_TABLE_CELLS:,}")),
        fact(heading(book, "data_page.limit_text"), book.say("data_page.limit_text_is", size=megabytes)),
        fact(heading(book, "data_page.limit_columns"), str(table_limits.MOST_COLUMNS)),
        fact(heading(book, "data_page.limit_cell"), numeral_text(book, f"{table_limits.LONGEST_CELL:,}")),
        fact(heading(book, "data_page.limit_questions"), numeral_text(book, f"{table_limits.MOST_QUESTIONS:,}")),
        fact(heading(book, "data_page.limit_pages"), numeral_text(book, f"{table_limits.MOST_ACCOUNT_PAGES:,}")),
    )
