"""How much of what a map says stands on evidence, and whether that evidence is still young enough."""

from dataclasses import dataclass

from journeybook.model.dates import day_after
from journeybook.model.item import Item
from journeybook.model.language.nodes import Duration
from journeybook.model.library import Evidence
from journeybook.model.map import Map
from journeybook.model.pain_points import PainPoint
from journeybook.model.step import Feeling, Step
from journeybook.model.walk import Spot, walk
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline
from journeybook.views.links.links import reference_link

USUAL_AGE = Duration(365, "days")
"""Evidence older than this no longer counts, where the atlas says nothing."""
WELL_FOUNDED, PARTLY_FOUNDED = 70, 30
"""From which percentage on a map counts as well founded, or as partly founded."""


@dataclass(frozen=True)
class EvidenceCoverage:
    """How many steps, pain points and feelings a map has, how many are backed, and how many by evidence too old or a source only."""

    total: int
    backed: int
    outdated: int
    sourced: int = 0
    """How many have no evidence that counts, but a source that somebody named: their own, or that of what they stand in."""

    @property
    def percent(self) -> int:
        """The share that is backed, in whole percent, rounded down."""
        return self.backed * 100 // self.total if self.total else 0


def evidence_coverage(book: Book, journey: Map) -> EvidenceCoverage:
    """Return how many entries of a map are backed; what stands in a step also counts with the evidence of that step."""
    spots = [spot for spot in walk(journey) if isinstance(spot.part, Step | PainPoint | Feeling)]
    entries = [_entries(book, spot) for spot in spots]
    too_old = sum(bool(sources) and all(outdated(book, entry) for entry in sources) for sources in entries)
    is_backed = [any(not outdated(book, entry) for entry in sources) for sources in entries]
    sourced = sum(not done and bool(named_source(spot)) for spot, done in zip(spots, is_backed, strict=True))
    return EvidenceCoverage(len(spots), sum(is_backed), too_old, sourced)


def named_source(spot: Spot) -> str:
    """Return where a part was stated first: as it says itself, else as the nearest thing around it says."""
    around = (spot.part, *reversed(spot.parents))
    return next((part.source for part in around if isinstance(part, Item) and part.source), "")


def outdated(book: Book, evidence: Evidence) -> bool:
    """Return whether evidence is older than the atlas allows, on the book's day."""
    if book.age_day is None:
        return False
    return day_after(evidence.date, book.atlas.file.evidence.max_age or USUAL_AGE) < book.age_day


def coverage_badge(book: Book, coverage: EvidenceCoverage) -> Badge:
    """Return the badge of a map: what stands on evidence, and on a named source only; a best guess is called so."""
    if not coverage.backed and not coverage.sourced:
        return Badge(book.say("evidence.guess"), "poor")
    values = {"percent": coverage.percent, "backed": coverage.backed, "sourced": coverage.sourced, "total": coverage.total}
    if not coverage.backed:
        return Badge(book.say("evidence.sources", **values), "average")
    founded = (coverage.backed + coverage.sourced) * 100 // coverage.total
    share = book.say("evidence.share_and_sources" if coverage.sourced else "evidence.share", **values)
    if not book.has_known_ages:
        return Badge(book.say("evidence.share_unknown", share=share), "average")
    tone = "good" if coverage.percent >= WELL_FOUNDED else "average" if founded >= PARTLY_FOUNDED else "poor"
    return Badge(share, tone)


def evidence_cell(book: Book, references: tuple[str, ...]) -> Cell:
    """Return links to evidence, each with its date, and a badge where it is too old."""
    inlines: list[Inline] = []
    for reference in references:
        link, entry = reference_link(book, "evidence", reference), book.atlas.find(Evidence, reference)
        inlines += [link] if link else []
        if entry is not None:
            inlines.append(_dated(book, entry))
    return tuple(inlines)


def _dated(book: Book, evidence: Evidence) -> Badge:
    if not book.has_known_ages:
        return Badge(book.say("evidence.unknown_age", date=evidence.date), "average")
    old = outdated(book, evidence)
    return Badge(book.say("evidence.outdated" if old else "evidence.dated", date=evidence.date), "poor" if old else "neutral")


def _entries(book: Book, spot: Spot) -> list[Evidence]:
    around = [spot.part, *(parent for parent in spot.parents if isinstance(parent, Step))]
    references = [reference for part in around if isinstance(part, Item) for reference in part.evidence]
    return [entry for reference in references if (entry := book.atlas.find(Evidence, reference))]
