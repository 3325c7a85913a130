"""A standard interaction's page: its goal, agenda and rhythm, who attends, for which accounts, and where it is used."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.library import Interaction
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Stub, cell
from journeybook.views.base.labels import state_badge
from journeybook.views.blocks.cards import Detail, details, fact
from journeybook.views.blocks.common_fields import applies_cell
from journeybook.views.blocks.thing_page import ThingPage, thing_page, used_by_table
from journeybook.views.links.links import people_links, recipient_links, reference_link, reference_links
from journeybook.views.links.site_map import thing_pages
from journeybook.views.links.texts import when_text


@dataclass(frozen=True)
class InteractionPage:
    """What an interaction says; `agenda` holds the points of a meeting in order."""

    thing: ThingPage
    agenda: tuple[str, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every standard interaction."""
    yield from thing_pages(book, "interaction", book.atlas.interactions)


def view(book: Book, interaction_id: str) -> InteractionPage:
    """Return what the page of an interaction shows."""
    interaction = book.find(Interaction, interaction_id)
    used_by = used_by_table(book, "interaction", interaction.id)
    badges = (state_badge(book, interaction.state),)
    thing = thing_page(book, interaction, badges=badges, facts=_facts(book, interaction), used_by=used_by, omit=("applies",))
    return InteractionPage(thing, interaction.agenda)


def _facts(book: Book, interaction: Interaction) -> tuple[Detail, ...]:
    return details(
        fact(book.say("interaction.goal"), interaction.goal),
        fact(book.say("interaction.when"), when_text(book, interaction.when)),
        fact(book.say("interaction.who"), people_links(book, *interaction.who)),
        fact(book.say("interaction.attendees"), recipient_links(book, interaction.attendees)),
        fact(book.say("interaction.recipients"), recipient_links(book, interaction.recipients)),
        fact(book.say("interaction.applies"), applies_cell(book, interaction.applies)),
        fact(book.say("interaction.channel"), cell(reference_link(book, "channel", interaction.channel))),
        fact(book.say("interaction.phases"), reference_links(book, "phase", interaction.phases)),
        fact(book.say("interaction.resources"), reference_links(book, "resource", interaction.resources)),
        fact(book.say("interaction.replaces"), cell(reference_link(book, "interaction", interaction.replaces))),
    )
