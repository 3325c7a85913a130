"""Finds what customers lose by a change: a page, its address, or something on it that they may have linked to or ticked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from journeybook.audience.redact import public_remainder
from journeybook.cli.atlas_states import AtlasState, renamed_maps, report_of
from journeybook.findings import Finding, Place
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.map import Map, PublicFace
from journeybook.model.visibility import may_be_public
from journeybook.model.walk import walk
from journeybook.validate.site_rules import PAGE_GONE, PAGE_MOVED, STEP_GONE
from journeybook.views.base.book import Book
from journeybook.views.base.labels import kind_label, title_of
from journeybook.views.changes.change import AtlasChange, ChangeReport, PageReading
from journeybook.views.success_map.success_anchors import plan_anchors

_ANCHOR_KIND = {"stage": "part", "milestone": "goal"}
"""How the anchors of customers call a kind, where they do not use its name."""


@dataclass(frozen=True)
class _Page:
    """A success map: its map as colleagues have it, its public face, and its parts by each anchor that leads to them."""

    journey: Map
    face: PublicFace
    anchors: dict[str, frozenset[str]]
    """The anchors of each part, by the one that it has now."""
    parts: dict[str, Part]

    @property
    def slugs(self) -> tuple[str, ...]:
        """The addresses at which customers find it."""
        return (self.face.slug, *self.face.formerly)


@dataclass(frozen=True)
class _Loss:
    """What customers lose, and the map on whose page it was."""

    map_id: str
    page: str
    finding: Finding


def lost_by_customers(old: AtlasState, new: AtlasState) -> tuple[Finding, ...]:
    """Return a warning for each page, address and ticked part of an earlier state that customers do not find any more."""
    _, _, report = report_of(old, new)
    return losses_by_changes(old, new, report.changes)


def losses_by_changes(old: AtlasState, new: AtlasState, changes: tuple[AtlasChange, ...]) -> tuple[Finding, ...]:
    """Return these warnings where the changes between both states are known."""
    return tuple(loss.finding for loss in _losses(old, new, changes))


def with_losses(old: AtlasState, new: AtlasState, report: ChangeReport) -> ChangeReport:
    """Return a report that says as well what customers do not find any more, each with the line that leads them on."""
    losses = _losses(old, new, report.changes)
    readings = (PageReading(loss.map_id, loss.page, f"{loss.finding.message}: {loss.finding.hint}") for loss in losses)
    return replace(report, pages=(*report.pages, *readings))


def _losses(old: AtlasState, new: AtlasState, changes: tuple[AtlasChange, ...]) -> Iterator[_Loss]:
    renamed = renamed_maps(changes)
    before, after = ({page.journey.id: page for page in _pages(state.checked.atlas)} for state in (old, new))
    reached = {slug for page in after.values() for slug in page.slugs} | {gone.slug for gone in new.checked.atlas.file.gone}
    for name, page in before.items():
        identifier = renamed.get(name, name)
        missing = [slug for slug in page.slugs if slug not in reached]
        findings: Iterable[Finding] = ()
        if identifier in after:
            addresses = (_address(slug, after[identifier]) for slug in missing)
            findings = (*addresses, *_parts(page, after[identifier], new, changes))
        elif page.journey.origin.place.file not in new.broken_files:
            findings = (_gone(slug, page, new.checked.atlas.find(Map, identifier)) for slug in missing)
        yield from (_Loss(identifier, page.face.title, finding) for finding in findings)


def _pages(atlas: Atlas) -> Iterator[_Page]:
    """Yield the success maps of an atlas, with the places where their parts were written."""
    book = Book(public_remainder(atlas), Audience.PUBLIC)
    shown = {journey.public.slug: journey for journey in book.atlas.maps if journey.public}
    for journey in atlas.maps:
        if journey.public and may_be_public(journey) and journey.public.slug in shown:
            public = shown[journey.public.slug]
            anchors = plan_anchors(book, public)
            parts = {anchors[id(spot.part)].identity.key: spot.part for spot in walk(public) if id(spot.part) in anchors}
            names = {anchor.identity.key: frozenset((anchor.identity.key, *anchor.others)) for anchor in anchors.values()}
            yield _Page(journey, journey.public, names, parts)


def _gone(slug: str, page: _Page, journey: Map | None) -> Finding:
    place = journey.origin.of("status") if journey else page.journey.origin.place
    message = f"customers read the page '{slug}' until now, and there is no such page any more"
    hint = (
        "keep the map live and public, or lead customers on: "
        f"`formerly: [{slug}]` in `public:` of the map that takes its place, or in atlas.yml `gone: {{{slug}: why, or where it went}}`"
    )
    return PAGE_GONE.at(place, message, hint)


def _address(slug: str, page: _Page) -> Finding:
    message = f"customers find the page '{page.face.slug}' under '{slug}' until now; their links lead nowhere, and their ticks are lost"
    names = ", ".join((*page.face.formerly, slug))
    return PAGE_MOVED.at(page.face.origin.of("slug"), message, f"write below `slug:` in `public:` the line `formerly: [{names}]`")


def _parts(old: _Page, new: _Page, state: AtlasState, changes: tuple[AtlasChange, ...]) -> Iterator[Finding]:
    """Yield a finding for each part to which no anchor of the new page leads."""
    known = frozenset(name for names in new.anchors.values() for name in names)
    book = Book(state.checked.atlas, Audience.INTERNAL)
    for key, part in old.parts.items():
        if not old.anchors[key] & known:
            title = part.first_text("customer_name", "customer_words") or title_of(part)
            words = f"the {kind_label(book, part.KIND).lower()} '{title}'"
            message = f"customers may have linked to {words} or ticked it, and it is no longer on the page '{new.face.slug}' in these words"
            former = key.removeprefix(f"{_ANCHOR_KIND.get(part.KIND, part.KIND)}-")
            former = former.removeprefix("-") if new.face.known_by_id else former
            hint = f"put it back, or write at what takes its place the line `formerly: [{{name: {former}, audience: public}}]`"
            yield STEP_GONE.at(_place_now(part, new, changes), message, hint)


def _place_now(part: Part, page: _Page, changes: tuple[AtlasChange, ...]) -> Place:
    """Return where what became of a part is written, else where its page is."""
    places = {part.origin.place, *(place for _, place in part.origin.keys)}
    return next((change.place for change in changes if change.place and places & change.written_before), page.face.origin.place)
