"""A resource's page: what it is, its text ready to be copied, and where it is used."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.enumerations import ResourceKind
from journeybook.model.library import Resource
from journeybook.views.base.answers import answer_text, answer_texts, answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Badge, Link, Stub
from journeybook.views.base.labels import label, state_badge
from journeybook.views.blocks.cards import details, fact
from journeybook.views.blocks.thing_page import ThingPage, thing_page, used_by_table
from journeybook.views.links.site_map import thing_pages
from journeybook.views.links.web_links import host_of


@dataclass(frozen=True)
class ResourcePage:
    """What a resource says; `copied` names what the copy button copies, which a mail has for its subject and its text."""

    thing: ThingPage
    subject: str
    body: str
    questions: tuple[str, ...]
    is_mail: bool


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every resource."""
    yield from thing_pages(book, "resource", book.atlas.resources)


def file_address(name: str) -> Address:
    """Return where a resource's file is on the internal site."""
    return Address(f"assets/resources/{name}")


def view(book: Book, resource_id: str) -> ResourcePage:
    """Return what the page of a resource shows."""
    resource = book.find(Resource, resource_id)
    facts = details(
        fact(
            book.say("resource.link"),
            answered(
                book,
                resource,
                "link",
                (Link(book.say("resource.open", address=host_of(resource.link)), resource.link),) if resource.link else None,
            ),
        ),
        fact(
            book.say("resource.file"),
            answered(book, resource, "file", (Link(resource.file, file_address(resource.file)),) if resource.file else None),
        ),
    )
    badges = (Badge(label(book, resource.kind)), state_badge(book, resource))
    return ResourcePage(
        thing=thing_page(book, resource, badges=badges, facts=facts, used_by=used_by_table(book, "resource", resource.id)),
        subject=resource.subject or answer_text(book, resource, "subject"),
        body=resource.body or answer_text(book, resource, "body"),
        questions=resource.questions or answer_texts(book, resource, "questions"),
        is_mail=resource.kind is ResourceKind.MAIL,
    )
