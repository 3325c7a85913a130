"""Who answers for a line of a file: the owner of the innermost thing written there that has one."""

from journeybook.findings import Place
from journeybook.model.base import Part
from journeybook.model.walk import Spot
from journeybook.views.book import Book


def owner_at(book: Book, place: Place) -> str | None:
    """Return the id of the team or role that owns what is written at a place, or nothing where nobody does."""
    exact = [spot for spot in book.atlas.spots if _wrote(spot.part, place)]
    before = exact or [spot for spot in book.atlas.spots if spot.part.origin.place.file == place.file and spot.part.origin.place <= place]
    nearest = max(before, key=lambda spot: (spot.part.origin.place, len(spot.parents)), default=None)
    return owner_of(nearest) if nearest else None


def owner_of(spot: Spot) -> str | None:
    """Return the id of whoever owns a part, or the nearest thing around it that has an owner."""
    return next((owner for part in (spot.part, *reversed(spot.parents)) if (owner := part.__dict__.get("owner"))), None)


def _wrote(part: Part, place: Place) -> bool:
    return part.origin.place == place or any(written == place for _, written in part.origin.keys)
