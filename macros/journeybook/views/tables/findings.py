"""What the checks say, by the owner who can cure it, with the line in the file."""

from bisect import bisect_right

from journeybook.findings import Finding, Level, Place
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Badge, Line, Row, Table, cell
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
    place = Line(finding.place) if finding.place.file else None
    nobody = cell(Badge(book.say("findings.nobody"), "average"))
    level = Badge(book.say(f"level.{finding.level}"), LEVEL_TONES[finding.level])
    return Row(
        (cell(finding.message), cell(level), cell(finding.hint), cell(place), cell(finding.rule), people_links(book, owner) or nobody)
    )


def owner_at(book: Book, place: Place) -> str | None:
    """Return the id of the team or role that owns what is written at a place, or nothing where nobody does."""
    written, begun, begins = _spots_by_place(book)
    number = bisect_right(begins, place)
    before = begins[number - 1] if number and begins[number - 1].file == place.file else None
    nearest = written.get(place) or (begun[before] if before else None)
    return owner_of(nearest) if nearest else None


@remembered
def _spots_by_place(book: Book) -> tuple[dict[Place, Spot], dict[Place, Spot], list[Place]]:
    """Return what is written at each place, what begins at each, the innermost where it is several, and the latter places in order."""
    written: dict[Place, Spot] = {}
    begun: dict[Place, Spot] = {}
    for spot in sorted(book.atlas.spots, key=lambda spot: (spot.part.origin.place, len(spot.parents)), reverse=True):
        begun.setdefault(spot.part.origin.place, spot)
        for place in (spot.part.origin.place, *(place for _, place in spot.part.origin.keys)):
            written.setdefault(place, spot)
    return written, begun, sorted(begun)


def owner_of(spot: Spot) -> str | None:
    """Return the id of whoever owns a part, or the nearest thing around it that has an owner."""
    return next((owner for part in (spot.part, *reversed(spot.parents)) if (owner := part.get("owner", str))), None)
