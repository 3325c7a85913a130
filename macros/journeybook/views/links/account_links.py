"""Links to the pages of accounts and of those who own them, where the sources let colleagues see single accounts."""

import re
from hashlib import sha256

from journeybook.model.people import Account
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Inline, Link, plain_text
from journeybook.views.links.links import people_links
from journeybook.views.links.site_map import page_address

_PLAIN_ID = re.compile(r"(?!index\Z)[a-z0-9][a-z0-9_-]{0,59}")


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
    is_shown = has_account_pages(book) and book.figures is not None and account in book.figures.facts
    return Link(name, page_address("account", page_id(account))) if is_shown else name


def owner_name(book: Book, owner: str) -> str:
    """Return what an owner is called, as the atlas knows them or as the tables write them."""
    return ", ".join(map(plain_text, people_links(book, owner)))


def book_links(book: Book, *owners: str | None) -> Cell:
    """Return links to the accounts of owners, of those who have some."""
    if not has_account_pages(book) or book.figures is None:
        return ()
    owning = {facts.owner for facts in book.figures.facts.values()}
    titles = {owner: book.say("my_book.title", name=owner_name(book, owner)) for owner in owners if owner in owning and owner}
    return tuple(Link(title, page_address("my_book", page_id(owner))) for owner, title in titles.items())
