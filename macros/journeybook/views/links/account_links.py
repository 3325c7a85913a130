"""Links to the pages of accounts and of those who own them, where the sources let colleagues see single accounts."""

import re
from collections import Counter
from hashlib import sha256

from journeybook.measure.table_limits import MOST_ACCOUNT_PAGES
from journeybook.model.people import Account
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Cell, Inline, Link, plain_text
from journeybook.views.links.links import people_links
from journeybook.views.links.site_map import page_address

_PLAIN_ID = re.compile(r"(?!index\Z)[a-z0-9][a-z0-9_-]{0,59}")


@remembered
def paged_accounts(book: Book) -> dict[str, str]:
    """Return the accounts with a page of their own by its name, in the order of ids: at most so many, and all that may be shown.

    Those of the journeys' own files go before those that tables name, and customers of today before others.
    """
    if book.figures is None or not has_account_pages(book):
        return {}
    figures = book.figures
    rank = {name: (book.atlas.find(Account, name) is None, life.relation_at(life.end) is None) for name, life in figures.lives.items()}
    first = sorted(rank, key=lambda name: (rank[name], name))[:MOST_ACCOUNT_PAGES]
    return {page_id(name): name for name in sorted(first)}


@remembered
def paged_owners(book: Book) -> dict[str, str]:
    """Return the owners with a page by its name, in the order of their ids: at most so many, those with the most accounts."""
    if book.figures is None or not has_account_pages(book):
        return {}
    counts = Counter(facts.owner for facts in book.figures.facts.values() if facts.owner)
    first = sorted(counts, key=lambda owner: (-counts[owner], owner))[:MOST_ACCOUNT_PAGES]
    return {page_id(owner): owner for owner in sorted(first)}


def has_account_pages(book: Book) -> bool:
    """Return whether there are accounts of which single ones may be shown."""
    return book.figures is not None and book.figures.names_shown


def page_id(identifier: str) -> str:
    """Return the name of the page of an account or owner: its id, or a digest of one that may not stand in an address.

    >>> page_id("a-104"), page_id("A/1")
    ('a-104', 'id-a5b3d27a72bc')
    """
    return identifier if _PLAIN_ID.fullmatch(identifier) else f"id-{sha256(identifier.encode()).hexdigest()[:12]}"


def account_name(book: Book, account: str) -> str:
    """Return what an account is called: in its file, else in the tables, else its id."""
    part = book.atlas.find(Account, account)
    facts = book.figures.facts.get(account) if book.figures else None
    return (part.name if part else facts.name if facts else None) or account


def account_link(book: Book, account: str) -> Inline:
    """Return an account as a link to its page, or its name where it has none."""
    name = account_name(book, account)
    page = page_id(account)
    return Link(name, page_address("account", page)) if paged_accounts(book).get(page) == account else name


def owner_name(book: Book, owner: str) -> str:
    """Return what an owner is called, as the atlas knows them or as the tables write them."""
    return ", ".join(map(plain_text, people_links(book, owner)))


def book_links(book: Book, *owners: str | None) -> Cell:
    """Return links to the accounts of owners, of those who have some."""
    paged = set(paged_owners(book).values())
    titles = {owner: book.say("my_book.title", name=owner_name(book, owner)) for owner in owners if owner in paged and owner}
    return tuple(Link(title, page_address("my_book", page_id(owner))) for owner, title in titles.items())
