"""What the pages for customers share: whatever may be said of a part, whom to write to, and where on a plan a thing stands."""

from datetime import date
from urllib.parse import quote

from journeybook.model.item import Fact
from journeybook.model.item import Link as WrittenLink
from journeybook.model.map import Map, PublicFace
from journeybook.model.scalars import MAIL
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Link
from journeybook.views.links.site_map import page_address

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def in_customer_words(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """Return facts as customers say them; one that is only a condition is left out."""
    return tuple(text for fact in facts if (text := fact.customer_words or fact.fact))


def web_link(link: WrittenLink | None) -> Link | None:
    """Return a written link with its text, or with its address where it has none."""
    return Link(link.text or link.url.removeprefix("https://").removeprefix("mailto:"), link.url) if link else None


def day_text(book: Book, day: date) -> str:
    """Return a day as people write it."""
    return book.say("day.long", day=day.day, month=book.say(f"month.{MONTHS[day.month - 1]}"), year=day.year)


def success_page(face: PublicFace) -> Address:
    """Return the page of a success map."""
    return page_address("success_map", face.slug)


def public_maps(book: Book) -> tuple[tuple[Map, PublicFace], ...]:
    """Return the maps that customers may see, each with its public face."""
    shown = (book.customer_book or book).atlas
    return tuple((journey, journey.public) for journey in shown.maps if journey.public)


def complaint(book: Book, face: PublicFace) -> Link | None:
    """Return the link that opens a mail about a plan: to the address its contact names, else to the atlas's."""
    named = MAIL.search(face.contact or "")
    written = book.atlas.file.contact.mail
    address = f"mailto:{named[0]}" if named else written.partition("?")[0] if written and written.startswith("mailto:") else ""
    subject = quote(book.say("success.complaint_subject", title=face.title)[:200], safe="")
    return Link(book.say("success.complaint"), f"{address}?subject={subject}") if address else None


def contact_links(book: Book) -> tuple[Link, ...]:
    """Return how readers reach the organisation: by mail, and on a page."""
    contact = book.atlas.file.contact
    named = contact.name or book.say("landing.write")
    by_mail = (Link(named, contact.mail),) if contact.mail else ()
    return (*by_mail, *((Link(book.say("landing.help_page"), contact.page),) if contact.page else ()))


def notices(book: Book) -> tuple[Link, ...]:
    """Return the links to the legal and the privacy notice."""
    settings = book.atlas.file
    pairs = ((settings.legal, "footer.legal"), (settings.privacy, "footer.privacy"))
    return tuple(Link(link.text or book.say(word), link.url) for link, word in pairs if link)
