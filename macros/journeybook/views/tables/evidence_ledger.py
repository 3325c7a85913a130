"""The evidence ledger: why we believe what the maps say, how old it is and how often it is leaned on."""

from journeybook.model.library import Evidence, Observation
from journeybook.views.base.answers import answer_text, answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Row, Table, cell
from journeybook.views.base.labels import label
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.evidence import outdated
from journeybook.views.blocks.listing import listing
from journeybook.views.links.back_references import uses_of
from journeybook.views.links.links import anchor_of, line_of, people_links, reference_link, reference_links

COLUMNS = ("evidence", "evidence_kind", "date", "says", "segments", "used", "owner")


def view(book: Book) -> Table:
    """Return the evidence, the youngest first; what is too old to count is marked."""
    ledger = sorted(book.atlas.evidence, key=lambda evidence: evidence.date, reverse=True)
    return listing(book, "evidence_ledger", COLUMNS, rows=(_row(book, evidence) for evidence in ledger))


def _row(book: Book, evidence: Evidence) -> Row:
    count = len(uses_of(book, "evidence", evidence.id))
    cells = (
        (evidence.name, *answered_among(book, evidence, "kit", cell(reference_link(book, "resource", evidence.kit)))),
        (
            label(book, evidence.kind),
            *answered_among(book, evidence, "method", label(book, evidence.method)),
            *answered_among(book, evidence, "count", _count(book, evidence)),
        ),
        answered(
            book,
            evidence,
            "date",
            cell(
                str(evidence.date),
                *((Badge(book.say("evidence_ledger.too_old"), "poor"), line_of(evidence)) if outdated(book, evidence) else ()),
                None if book.has_known_ages else Badge(book.say("age.unknown"), "average"),
            ),
        ),
        (
            *answered_among(book, evidence, "says", evidence.says),
            *answered_among(book, evidence, "log", tuple(inline for entry in evidence.log for inline in _observation(book, entry))),
            *small_print(book, evidence),
        ),
        (
            *answered_among(book, evidence, "segments", reference_links(book, "segment", evidence.segments)),
            *answered_among(book, evidence, "personas", reference_links(book, "persona", evidence.personas)),
        ),
        cell(
            book.say("evidence_ledger.times", count=count) if count else Badge(book.say("evidence_ledger.unused"), "average"),
            None if count else line_of(evidence),
        ),
        answered(book, evidence, "owner", people_links(book, evidence.owner)),
    )
    return Row(cells, anchor_of(evidence))


def _count(book: Book, evidence: Evidence) -> str | None:
    return book.say("evidence_ledger.cases", count=evidence.count) if evidence.count is not None else None


def _observation(book: Book, entry: Observation) -> Cell:
    """Return a line of a walkthrough's log: what was seen, what it felt like, and at which step."""
    step = answered(book, entry, "step", cell(reference_link(book, "step", entry.step)))
    felt = entry.felt or answer_text(book, entry, "felt")
    return (f"{entry.saw} {felt}".strip(), *step)
