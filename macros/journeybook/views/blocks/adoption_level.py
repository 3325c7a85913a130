"""The level of an attribute of adoption in words, and how many customers have it today, as far as it may be shown."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from journeybook.draw.charts.scale import percent
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Cell, cell

if TYPE_CHECKING:  # a page without account data starts no statistics
    from journeybook.measure.signals.adoption_shares import AdoptionShare
    from journeybook.measure.statistics.suppression import CountSum

WHOLE = "all"
AdoptionCell = tuple[str, str, str]
"""An attribute, a segment or `WHOLE`, and what is counted: `has`, `has-not`, `unknown`; `customers` of no attribute."""


@remembered
def adoption_cells(book: Book) -> Mapping[tuple[str, str], Cell]:
    """Return how many customers have each attribute that states a level, by its id and a segment or `WHOLE`; decided together."""
    if book.figures is None or not book.figures.adoption:
        return {}
    shares = {
        (row.attribute.id, name): share
        for row in book.figures.adoption
        for name, share in [(WHOLE, row.whole), *((f"segment/{segment or ''}", share) for segment, share in row.by_segment.items())]
    }
    hidden = set() if book.figures.names_shown else _hidden(shares)
    return {key: _text(book, share, is_hidden=key in hidden) for key, share in shares.items()}


def _text(book: Book, share: "AdoptionShare", *, is_hidden: bool) -> Cell:
    if is_hidden:
        return cell(book.say("small_cells.hidden"))
    unknown = book.say("adoption_today.unknown", count=share.unknown) if share.unknown else None
    if share.share.share is None:
        return cell(unknown or book.say("adoption_today.nobody"))
    reached, total = f"{share.share.reached:,}", f"{share.share.total:,}"
    return cell(book.say("signals.share", count=reached, total=total, share=percent(share.share.share)), unknown)


def _hidden(shares: Mapping[tuple[str, str], "AdoptionShare"]) -> set[tuple[str, str]]:
    """Return the shares of which a count could give somebody away, by itself or by subtraction."""
    from journeybook.measure.statistics.suppression import hidden_cells  # noqa: PLC0415 - see above

    counts: dict[AdoptionCell, int] = {}
    for (attribute, name), share in shares.items():
        counts["", name, "customers"] = share.customers
        counts[attribute, name, "has"] = share.share.reached
        counts[attribute, name, "has-not"] = share.share.total - share.share.reached
        counts[attribute, name, "unknown"] = share.unknown
    hidden = hidden_cells(counts, [*_sums(shares)])
    totals = {name for _, name, part in hidden if part == "customers"}
    return {(attribute, name) for attribute, name in shares if name in totals} | {(attribute, name) for attribute, name, _ in hidden}


def _sums(shares: Mapping[tuple[str, str], "AdoptionShare"]) -> Iterable["CountSum[AdoptionCell]"]:
    from journeybook.measure.statistics.suppression import CountSum  # noqa: PLC0415 - see above

    segments = list(dict.fromkeys(name for _, name in shares if name != WHOLE))
    parts = ("has", "has-not", "unknown")
    for attribute, name in shares:
        yield CountSum(("", name, "customers"), tuple((attribute, name, part) for part in parts))
        if name == WHOLE:
            for part in parts:
                yield CountSum((attribute, WHOLE, part), tuple((attribute, segment, part) for segment in segments))
