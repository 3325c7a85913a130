"""A standard interaction's page: its goal, agenda and rhythm, who attends, for which accounts, and where it is used."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.library import Interaction
from journeybook.views.base.answers import answer_text, answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Stub, cell
from journeybook.views.base.labels import state_badge
from journeybook.views.blocks.attendees import meeting_links
from journeybook.views.blocks.cards import Detail, details, fact
from journeybook.views.blocks.common_fields import applies_cell, recipient_links, resource_links
from journeybook.views.blocks.thing_page import ThingPage, thing_page, used_by_table
from journeybook.views.links.links import people_links, reference_link, reference_links
from journeybook.views.links.site_map import thing_pages
from journeybook.views.links.texts import when_text


@dataclass(frozen=True)
class InteractionPage:
    """What an interaction says; `agenda` holds the points of a meeting in order, `no_agenda` what was answered instead."""

    thing: ThingPage
    agenda: tuple[str, ...]
    no_agenda: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every standard interaction."""
    yield from thing_pages(book, "interaction", book.atlas.interactions)


def view(book: Book, interaction_id: str) -> InteractionPage:
    """Return what the page of an interaction shows."""
    interaction = book.find(Interaction, interaction_id)
    used_by = used_by_table(book, "interaction", interaction.id)
    badges = (state_badge(book, interaction),)
    thing = thing_page(book, interaction, badges=badges, facts=_facts(book, interaction), used_by=used_by, omit=("applies",))
    return InteractionPage(thing, interaction.agenda, answer_text(book, interaction, "agenda"))


def _facts(book: Book, interaction: Interaction) -> tuple[Detail, ...]:
    values: dict[str, Cell | str | None] = {
        "goal": interaction.goal,
        "when": when_text(book, interaction.when),
        "who": people_links(book, *interaction.who),
        "attendees": meeting_links(book, interaction.attendees),
        "recipients": recipient_links(book, interaction.recipients),
        "applies": applies_cell(book, interaction.applies),
        "channel": cell(reference_link(book, "channel", interaction.channel)),
        "phases": reference_links(book, "phase", interaction.phases),
        "resources": resource_links(book, interaction.resources),
        "replaces": cell(reference_link(book, "interaction", interaction.replaces)),
    }
    return details(*(fact(book.say(f"interaction.{name}"), answered(book, interaction, name, value)) for name, value in values.items()))
