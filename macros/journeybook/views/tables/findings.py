"""What the checks say, by the owner who can cure it, with the line in the file."""

from journeybook.findings import Finding, Level, Place
from journeybook.model.base import Part
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Row, Table, cell
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import people_links

COLUMNS = ("finding", "level", "remedy", "file", "rule", "owner")
LEVEL_TONES = {Level.ERROR: "poor", Level.WARNING: "average", Level.INFORMATION: "info"}


def view(book: Book) -> Table:
    """Return the findings by owner; what nobody owns comes last."""
    owned_findings = sorted(
        ((owner_at(book, finding.place) or "", finding) for finding in book.findings), key=lambda pair: (not pair[0], *pair)
    )
    return listing(book, "findings", COLUMNS, rows=(_row(book, owner, finding) for owner, finding in owned_findings))


def _row(book: Book, owner: str, finding: Finding) -> Row:
    place = f"{finding.place.file}:{finding.place.line}" if finding.place.file else ""
    nobody = cell(Badge(book.say("findings.nobody"), "average"))
    level = Badge(book.say(f"level.{finding.level}"), LEVEL_TONES[finding.level])
    return Row(
        (cell(finding.message), cell(level), cell(finding.hint), cell(place), cell(finding.rule), people_links(book, owner) or nobody)
    )


def owner_at(book: Book, place: Place) -> str | None:
    """Return the id of the team or role that owns what is written at a place, or nothing where nobody does."""
    exact = [spot for spot in book.atlas.spots if _wrote(spot.part, place)]
    before = exact or [spot for spot in book.atlas.spots if spot.part.origin.place.file == place.file and spot.part.origin.place <= place]
    nearest = max(before, key=lambda spot: (spot.part.origin.place, len(spot.parents)), default=None)
    return owner_of(nearest) if nearest else None


def owner_of(spot: Spot) -> str | None:
    """Return the id of whoever owns a part, or the nearest thing around it that has an owner."""
    return next((owner for part in (spot.part, *reversed(spot.parents)) if (owner := part.get("owner", str))), None)


def _wrote(part: Part, place: Place) -> bool:
    return part.origin.place == place or any(written == place for _, written in part.origin.keys)
