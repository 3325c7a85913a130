"""The level of an attribute of adoption in words, and how many customers have it today, as far as it may be shown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Cell, cell
from journeybook.views.blocks.signal_tables import share_of_accounts

if TYPE_CHECKING:  # a page without account data starts no statistics
    from journeybook.measure.signals.adoption_shares import AdoptionShare

EVERYBODY = "all"


@remembered
def adoption_cells(book: Book) -> Mapping[tuple[str, str], Cell]:
    """Return how many customers have each attribute that states a level, by its id and a segment or `EVERYBODY`; decided together."""
    if book.figures is None or not book.figures.adoption:
        return {}
    shares = {
        (row.attribute.id, name): share
        for row in book.figures.adoption
        for name, share in [(EVERYBODY, row.whole), *((f"segment/{segment or ''}", share) for segment, share in row.by_segment.items())]
    }
    hidden = set() if book.figures.names_shown else _hidden(shares)
    return {key: _text(book, share, is_hidden=key in hidden) for key, share in shares.items()}


def _text(book: Book, share: "AdoptionShare", *, is_hidden: bool) -> Cell:
    if is_hidden:
        return cell(book.say("small_cells.hidden"))
    unknown = book.say("adoption_today.unknown", count=share.unknown) if share.unknown else None
    if share.share.share is None:
        return cell(unknown or book.say("adoption_today.nobody"))
    return cell(share_of_accounts(book, share.share), unknown)


def _hidden(shares: Mapping[tuple[str, str], "AdoptionShare"]) -> set[tuple[str, str]]:
    """Return the shares of which a count could give somebody away, by itself or by subtraction."""
    from journeybook.measure.statistics.suppression import shown_scopes  # noqa: PLC0415 - see above

    hidden: set[tuple[str, str]] = set()
    customers = {(name, ""): share.customers for (_, name), share in shares.items()}
    scopes = shown_scopes(customers, EVERYBODY)
    for attribute in dict.fromkeys(key[0] for key in shares):
        counts: dict[tuple[str, str], int] = {}
        for (other, name), share in shares.items():
            if other == attribute:
                reached, total = share.share.reached, share.share.total
                counts |= {(name, "has"): reached, (name, "has-not"): total - reached, (name, "unknown"): share.unknown}
        shown = scopes & shown_scopes(counts, EVERYBODY)
        hidden |= {(attribute, name) for name, part in counts if part == "has" and name not in shown}
    return hidden
