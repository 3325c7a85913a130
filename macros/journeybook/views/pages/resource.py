"""A resource's page: what it is, its text ready to be copied, and where it is used."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.enumerations import ResourceKind
from journeybook.model.library import Resource
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Stub, Table, cell
from journeybook.views.base.labels import label, state_badge
from journeybook.views.blocks.cards import Entry, entries, fact
from journeybook.views.blocks.common_fields import duties, particulars
from journeybook.views.blocks.review import review_badge, review_state
from journeybook.views.blocks.suggest import Suggest, suggest
from journeybook.views.links.back_references import used_by
from journeybook.views.links.links import who
from journeybook.views.links.site_map import thing_pages


@dataclass(frozen=True)
class ResourcePage:
    """What a resource says; `copied` names what the copy button copies, which a mail has for its subject and its text."""

    title: str
    badges: Cell
    summary: str
    facts: tuple[Entry, ...]
    subject: str
    body: str
    questions: tuple[str, ...]
    is_mail: bool
    more: tuple[Entry, ...]
    used_by: Table
    suggest: Suggest | None


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every resource."""
    yield from thing_pages(book, "resource", book.atlas.resources)


def view(book: Book, resource_id: str) -> ResourcePage:
    """Choose what the page of a resource shows."""
    one = book.find(Resource, resource_id)
    review = review_badge(book, review_state(book, one.review)) if one.review else None
    facts = entries(
        fact(book.say("item.owner"), who(book, one.owner)),
        fact(book.say("resource.link"), (Link(book.say("resource.open", address=_host(one.link)), one.link),) if one.link else None),
        fact(book.say("resource.file"), book.say("resource.lies", file=one.file) if one.file else None),
    )
    said = (*duties(book, one), *particulars(book, one))
    return ResourcePage(
        title=one.name,
        badges=cell(Badge(label(book, one.kind)), state_badge(book, one.state), review),
        summary=one.summary or "",
        facts=facts,
        subject=one.subject or "",
        body=one.body or "",
        questions=one.questions,
        is_mail=one.kind is ResourceKind.MAIL,
        more=tuple(entry for entry in said if entry.label != book.say("item.owner")),
        used_by=used_by(book, "resource", one.id),
        suggest=suggest(book, one),
    )


def _host(link: str) -> str:
    return link.removeprefix("https://").removeprefix("mailto:").partition("/")[0]
