"""The standard interactions, such as the welcome mail and the kick-off call, and where they are used."""

from journeybook.model.library import Interaction
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.base.labels import state_badge
from journeybook.views.blocks.common_fields import recipient_links, resource_links
from journeybook.views.blocks.listing import listing
from journeybook.views.links.back_references import uses_of
from journeybook.views.links.links import anchor_of, people_links, reference_link, reference_links
from journeybook.views.links.occurrences import stage_links
from journeybook.views.links.texts import when_text

COLUMNS = ("interaction", "summary", "channel", "phases", "who", "recipients", "when", "resources", "where")


def view(book: Book) -> Table:
    """Return the standard interactions in file order."""
    return listing(book, "interactions", COLUMNS, rows=(_row(book, interaction) for interaction in book.atlas.interactions))


def _row(book: Book, interaction: Interaction) -> Row:
    replaces = answered(book, interaction, "replaces", cell(reference_link(book, "interaction", interaction.replaces)))
    cells = (
        cell(reference_link(book, "interaction", interaction.id), state_badge(book, interaction)),
        (
            *answered_among(book, interaction, "summary", interaction.summary),
            *((book.say("interactions.replaces"), *replaces) if replaces else ()),
        ),
        answered(book, interaction, "channel", cell(reference_link(book, "channel", interaction.channel))),
        answered(book, interaction, "phases", reference_links(book, "phase", interaction.phases)),
        answered(book, interaction, "who", people_links(book, *interaction.who)),
        answered(book, interaction, "recipients", recipient_links(book, interaction.recipients)),
        answered(book, interaction, "when", cell(when_text(book, interaction.when))),
        answered(book, interaction, "resources", resource_links(book, interaction.resources)),
        tuple(dict.fromkeys(inline for use in uses_of(book, "interaction", interaction.id) for inline in stage_links(book, use.spots))),
    )
    return Row(cells, anchor_of(interaction))
