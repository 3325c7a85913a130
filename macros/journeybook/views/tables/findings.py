"""What the checks say, by the owner who can cure it, with the line in the file."""

from journeybook.findings import Finding, Level
from journeybook.views.book import Book
from journeybook.views.listing import listing
from journeybook.views.owners import owner_at
from journeybook.views.pieces import Badge, Row, Table, cell
from journeybook.views.refer import who

COLUMNS = ("finding", "level", "remedy", "file", "rule", "owner")
TONES = {Level.ERROR: "poor", Level.WARNING: "average"}


def view(book: Book) -> Table:
    """List the findings by owner; what nobody owns comes last."""
    found = sorted(((owner_at(book, finding.place) or "", finding) for finding in book.findings), key=lambda pair: (not pair[0], *pair))
    return listing(book, "findings", COLUMNS, rows=(_row(book, owner, finding) for owner, finding in found))


def _row(book: Book, owner: str, finding: Finding) -> Row:
    place = f"{finding.place.file}:{finding.place.line}" if finding.place.file else ""
    nobody = cell(Badge(book.say("findings.nobody"), "average"))
    level = Badge(book.say(f"level.{finding.level}"), TONES[finding.level])
    return Row((cell(finding.message), cell(level), cell(finding.hint), cell(place), cell(finding.rule), who(book, owner) or nobody))
