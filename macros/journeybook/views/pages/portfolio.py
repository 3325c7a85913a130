"""The accounts: where each is and how it fares, with filters; or, where names may not be shown, how many are in which segment and band."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.measure.statistics.suppression import CountSum, hidden_cells
from journeybook.model.people import Segment
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Labelled, Link, Row, Stub, Table, cell, cell_text, facts
from journeybook.views.base.labels import by_letters, heading
from journeybook.views.blocks.account_cells import ShownAccount, account_table, health_cell, segment_cell, short_stage_cell, shown_accounts
from journeybook.views.blocks.facets import Facet, Option, facet, tokens_by_link
from journeybook.views.blocks.health_bands import band_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.links.account_links import account_name, book_links, has_account_pages, owner_name, paged_accounts
from journeybook.views.links.links import reference_link
from journeybook.views.links.site_map import page_address, page_stub

_ALL = None
"""Stands for the total among segments and among bands."""
_Key = tuple[str | None, str | None]
"""A segment and a band, each empty where there is none, and `_ALL` where all count."""


@dataclass(frozen=True)
class PortfolioPage:
    """The accounts one by one, with the tokens of each row, the books of their owners, and what is said where some have no page.

    Where names may not be shown, `groups` has counts by segment and band instead.
    """

    accounts: Table | None
    tokens: tuple[tuple[str, str], ...]
    facets: tuple[Facet, ...]
    books: Cell
    unpaged: str
    groups: Table | None
    basis: tuple[Labelled, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the list of accounts, where there are tables; other pages link to it, whether or not they name an account."""
    if book.figures is not None:
        yield page_stub(book, "portfolio", title=heading(book, "portfolio.title"))


def view(book: Book) -> PortfolioPage:
    """Return what the list shows."""
    if book.figures is None:
        return PortfolioPage(None, (), (), (), "", None, ())
    if not has_account_pages(book):
        return PortfolioPage(None, (), (), (), "", _groups(book), basis(book))
    accounts = shown_accounts(book)
    links = {name: Link(account_name(book, name), page_address("account", name)) for name in accounts}
    facets = tuple(_facets(book, accounts, links))
    tokens = tokens_by_link(facets)
    owners = sorted({account.facts.owner for account in accounts.values() if account.facts.owner}, key=by_letters)
    return PortfolioPage(
        account_table(book, "portfolio", accounts.values(), with_owner=True),
        tuple((name, tokens.get(link, "")) for name, link in links.items()),
        tuple(known for known in facets if len(known.values) > 1),
        book_links(book, *owners),
        _unpaged(book, len(accounts)),
        None,
        basis(book),
    )


def _unpaged(book: Book, count: int) -> str:
    """Return that some accounts have no page of their own, and which ones have; empty where all have one."""
    paged = len(paged_accounts(book))
    return book.say("portfolio.unpaged", paged=paged, count=count) if paged < count else ""


def basis(book: Book) -> tuple[Labelled, ...]:
    """Return what figures of accounts stand on: the day, the tables with their rows, and what was left out."""
    if book.figures is None:
        return ()
    source = book.figures.source
    read = tuple(book.say("basis.read", file=report.file, count=report.rows) for report in source.reports)
    left_out = sum(reason.count for report in source.reports for reason in report.left_out)
    return facts(
        (heading(book, "basis.as_of"), str(book.figures.as_of)),
        (heading(book, "basis.accounts"), str(len(source.accounts()))),
        (heading(book, "basis.tables"), read),
        (heading(book, "basis.left_out"), book.say("basis.rows_and_cells", count=left_out)),
        (heading(book, "basis.rules"), (*cell(Link(book.say("nav.health"), page_address("health_models"))), book.say("basis.reckoned"))),
    )


def _facets(book: Book, accounts: Mapping[str, ShownAccount], links: dict[str, Link]) -> Iterator[Facet]:
    """Yield the facets of accounts: segment, stage, band, owner, and whether something is late."""
    values = {
        "segment": {name: cell_text(segment_cell(book, account)) for name, account in accounts.items()},
        "stage": {name: cell_text(short_stage_cell(book, account.stay)[:1]) for name, account in accounts.items()},
        "band": {name: cell_text(health_cell(book, account)[:1]) for name, account in accounts.items()},
        "owner": {name: owner_name(book, account.facts.owner or "") for name, account in accounts.items()},
        "late": {name: book.say("value.yes") if account.late else book.say("value.no") for name, account in accounts.items()},
    }
    for key, texts in values.items():
        names = defaultdict[str, list[str]](list)
        for name, text in texts.items():
            names[text].append(name)
        options = (Option(text or book.say("portfolio.none"), frozenset(names[text])) for text in sorted(names, key=by_letters))
        yield facet(book, key, heading(book, f"column.{key}"), options, links)


def _groups(book: Book) -> Table:
    """Return how many accounts of each segment lie in each band, without the counts by which somebody could be recognised."""
    counts = _counts(book)
    segments, bands = (tuple(sorted({key[place] or "" for key in counts})) for place in (0, 1))
    whole: dict[_Key, int] = {(row, column): _sum(counts, row, column) for row in (*segments, _ALL) for column in (*bands, _ALL)}
    sums = [CountSum((row, _ALL), tuple((row, column) for column in bands)) for row in (*segments, _ALL)]
    sums += [CountSum((_ALL, column), tuple((row, column) for row in segments)) for column in (*bands, _ALL)]
    hidden = hidden_cells(whole, sums)
    few = book.say("portfolio.few")
    rows = (
        Row((_segment(book, row), *(cell(few if (row, column) in hidden else str(whole[row, column])) for column in (*bands, _ALL))))
        for row in (*segments, _ALL)
    )
    table = listing(book, "portfolio.groups", ("segment",), rows=rows)
    return Table(
        table.caption,
        (*table.columns, *(band or book.say("portfolio.no_band") for band in bands), book.say("portfolio.all")),
        table.rows,
        table.empty,
    )


def _counts(book: Book) -> Counter[_Key]:
    counts = Counter[_Key]()
    for name, place in book.figures.whereabouts.items() if book.figures else ():
        score = book.figures.score_of(name) if book.figures else None
        counts[place.segment or "", band_badge(score.health.band).text if score and score.health.band else ""] += 1
    return counts


def _sum(counts: Counter[_Key], segment: str | None, band: str | None) -> int:
    return sum(count for key, count in counts.items() if segment in (key[0], _ALL) and band in (key[1], _ALL))


def _segment(book: Book, segment: str | None) -> Cell:
    if segment is _ALL:
        return cell(book.say("portfolio.all"))
    return cell(reference_link(book, Segment.KIND, segment)) or cell(book.say("portfolio.no_segment"))
