"""The library: an index of cards, and a page of tables for everything that maps share or that is gathered from them."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Labelled, Link, Stub
from journeybook.views.base.labels import heading
from journeybook.views.blocks.tally_cells import tally_basis
from journeybook.views.links.site_map import page_address, page_stub

TABLES: dict[str, tuple[str, ...]] = {
    "early-warning": ("early_warning", "overdue_milestones", "good_signs", "severity_levels"),
    "moments": ("moments",),
    "touchpoints": ("touchpoints", "channels"),
    "interactions": ("interactions",),
    "milestones": ("milestones",),
    "handoffs": ("handoffs",),
    "pain-points": ("pain_points",),
    "opportunities": ("impact_effort",),
    "measures": ("metric_library",),
    "adoption": ("adoption",),
    "evidence": ("evidence_ledger",),
    "review": ("review_calendar",),
    "findings": ("findings", "exemptions"),
    "accounts": ("accounts",),
    "glossary": ("glossary", "own_terms"),
    "lists": ("lane_list", "anchor_days", "feeling_levels"),
}
"""The pages of the library in their order, each with its tables; levels of severity only where the atlas lists its own."""


@dataclass(frozen=True)
class LibraryCard:
    """A way in: where it leads, and what is found there."""

    link: Link
    summary: str


@dataclass(frozen=True)
class LibraryPage:
    """One page: its title, what it is for, its tables by anchor, heading and name, and by what it counts; the index has cards instead."""

    title: str
    summary: str
    note: str
    tables: tuple[tuple[str, str, str], ...]
    cards: tuple[LibraryCard, ...] = ()
    basis: tuple[Labelled, ...] = ()


def pages(book: Book) -> Iterator[Stub]:
    """Yield the index and the pages of the library."""
    yield page_stub(book, "library", "index", title=book.say("library.title"))
    for slug in TABLES:
        title, summary = heading(book, f"library.{slug}"), book.say(f"library.{slug}.summary")
        yield page_stub(book, "library", slug, title=title, description=summary)


def view(book: Book, slug: str) -> LibraryPage:
    """Return what a page of the library shows."""
    if slug not in TABLES:
        return LibraryPage(
            book.say("library.title"), book.say("library.summary"), "", (), (*(_card(book, slug) for slug in TABLES), *_changes_card(book))
        )
    note = book.say(f"library.{slug}.note") if slug in NOTES else ""
    names = (name for name in TABLES[slug] if name != "severity_levels" or book.atlas.file.severity_levels)
    tables = tuple((f"table-{name.replace('_', '-')}", heading(book, f"{name}.caption"), name) for name in names)
    basis = tally_basis(book, book.say("tally.rule")) if slug == "early-warning" else ()
    return LibraryPage(heading(book, f"library.{slug}"), book.say(f"library.{slug}.summary"), note, tables, basis=basis)


NOTES = ("early-warning", "findings", "evidence", "accounts", "adoption")
"""Pages that say how their figures come about, or what this site does not do."""


def _changes_card(book: Book) -> Iterator[LibraryCard]:
    """Yield the way to the changes of all maps, where there are some."""
    if any(journey.changes for journey in book.atlas.maps):
        yield LibraryCard(Link(heading(book, "change_log.title"), page_address("change_log")), book.say("change_log.summary"))


def _card(book: Book, slug: str) -> LibraryCard:
    return LibraryCard(Link(heading(book, f"library.{slug}"), page_address("library", slug)), book.say(f"library.{slug}.summary"))
