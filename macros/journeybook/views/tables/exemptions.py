"""Findings that stay on purpose, each with the reason and the day on which the exemption ends."""

from journeybook.findings import Finding
from journeybook.model.organisation import Exemption
from journeybook.validate.runner import exempted_findings
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Line, Row, Table, cell
from journeybook.views.blocks.listing import listing

COLUMNS = ("finding", "reason", "until", "file", "rule")


def view(book: Book) -> Table:
    """Return the exemptions in force with what they cover."""
    exemptions = exempted_findings(book.atlas, book.as_of) if book.as_of else ()
    return listing(book, "exemptions", COLUMNS, rows=(_row(book, exemption, finding) for exemption, finding in exemptions))


def _row(book: Book, exemption: Exemption, finding: Finding) -> Row:
    place = Line(finding.place)
    return Row(
        (
            cell(finding.message),
            cell(exemption.reason),
            cell(str(exemption.until) if exemption.until else book.say("exemptions.lasting")),
            cell(place),
            cell(finding.rule),
        )
    )
