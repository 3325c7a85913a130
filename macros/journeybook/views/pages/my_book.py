"""My book: the accounts of one owner, a person, role or team: where each is, what is due next, and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Cell, Labelled, Stub, Table
from journeybook.views.blocks.account_cells import ShownAccount, account_table, shown_accounts
from journeybook.views.links.account_links import owner_name, paged_owners
from journeybook.views.links.links import people_links
from journeybook.views.links.site_map import page_stub
from journeybook.views.pages.portfolio import basis


@dataclass(frozen=True)
class MyBookPage:
    """The accounts of an owner: first those with something late or a sign, then the others."""

    title: str
    owner: Cell
    summary: str
    accounts: Table
    basis: tuple[Labelled, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield a page for each owner of accounts that has one."""
    for page, owner in paged_owners(book).items():
        yield page_stub(book, "my_book", page, title=_title(book, owner))


def view(book: Book, page: str) -> MyBookPage:
    """Return the book of the owner whose page has this name."""
    owner = paged_owners(book).get(page)
    if owner is None:
        message = f"there is no owner of accounts '{page}'"
        raise NoSuchThing(message)
    accounts = sorted(_owned(book, owner), key=lambda account: not (account.late or account.signs))
    late = sum(1 for account in accounts if account.late)
    return MyBookPage(
        _title(book, owner),
        people_links(book, owner),
        book.say("my_book.summary", count=len(accounts), late=late),
        account_table(book, "my_book", accounts, with_owner=False),
        basis(book),
    )


def _owned(book: Book, owner: str) -> list[ShownAccount]:
    return [account for account in shown_accounts(book).values() if account.facts.owner == owner]


def _title(book: Book, owner: str) -> str:
    return book.say("my_book.title", name=owner_name(book, owner))
