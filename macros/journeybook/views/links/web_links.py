"""Links that leave the site: written ones, how readers reach the organisation, and its legal notices."""

import re
from urllib.parse import quote

from journeybook.model.item import WebLink
from journeybook.model.map import PublicFace
from journeybook.model.scalars import MAIL
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Inline, Link, cell


def web_link(link: WebLink | None) -> Link | None:
    """Return a written link with its text, or with its address where it has none."""
    return Link(link.text or bare_address(link.url), link.url) if link else None


def bare_address(url: str) -> str:
    """Return a web or mail address as people write it: without its scheme, and without what fills in a mail."""
    if url.startswith("mailto:"):
        return url.removeprefix("mailto:").partition("?")[0]
    return re.sub(r"\Ahttps?://", "", url)


def host_of(url: str) -> str:
    """Return the host of a web address, or a whole mail address."""
    return bare_address(url).partition("/")[0]


def complaint_link(book: Book, face: PublicFace) -> Link | None:
    """Return the link that opens a mail about a plan: to the address its contact names, else to the atlas's."""
    contact_mail = MAIL.search(face.contact or "")
    written = book.atlas.file.contact.mail
    address = (
        f"mailto:{contact_mail[0]}" if contact_mail else written.partition("?")[0] if written and written.startswith("mailto:") else ""
    )
    subject = quote(book.say("success.complaint_subject", title=face.title)[:200], safe="")
    return Link(book.say("success.complaint"), f"{address}?subject={subject}") if address else None


def organisation_contact(book: Book) -> Cell:
    """Return how readers reach the organisation: a name, mail, a page, a telephone and the hours at which somebody answers."""
    contact = book.atlas.file.contact
    mail = Link(bare_address(contact.mail), contact.mail) if contact.mail else None
    page = Link(book.say("landing.help_page"), contact.page) if contact.page else None
    return cell(contact.name, mail, page, telephone_link(contact.telephone), contact.hours)


def telephone_link(number: str | None) -> Inline | None:
    """Return a telephone number as a link that dials it; a text that is more than a number stays as it is.

    >>> telephone_link("+1 555 0100")
    Link(text='+1 555 0100', to='tel:+15550100')
    >>> telephone_link("extension 204")
    'extension 204'
    """
    is_number = number is not None and re.fullmatch(r"\+?[0-9][0-9 ()/.-]*", number)
    return Link(number, "tel:" + re.sub(r"[^0-9+]", "", number)) if number and is_number else number


def legal_links(book: Book) -> tuple[Link, ...]:
    """Return the links to the legal and the privacy notice."""
    settings = book.atlas.file
    pairs = ((settings.legal, "footer.legal"), (settings.privacy, "footer.privacy"))
    return tuple(Link(link.text or book.say(word), link.url) for link, word in pairs if link)


def outside_link(link: WebLink) -> Inline:
    """Return a link to a page outside, by its text or its host."""
    return Link(link.text or host_of(link.url), link.url)


def ticket_link(link: WebLink) -> Inline:
    """Return a link to a ticket by its text, by the end of its address where this holds a number, or else by its host."""
    end = link.url.rstrip("/").rsplit("/", 1)[-1]
    return Link(link.text or (end if any(sign.isdigit() for sign in end) else host_of(link.url)), link.url)
