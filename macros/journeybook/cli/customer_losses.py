"""Finds what customers lose by a change: a page, its address, or something on it that they may have linked to or ticked."""

from collections.abc import Iterator
from dataclasses import dataclass

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
from journeybook.views.changes.change import AtlasChange
from journeybook.views.success_map.success_anchors import plan_anchors


@dataclass(frozen=True)
class _Page:
    """A success map: its map as colleagues have it, its public face, and its parts by each anchor that leads to them."""

    journey: Map
    face: PublicFace
    anchors: dict[str, frozenset[str]]
    """The anchors of each part, by the one that it has now."""
    parts: dict[str, Part]


def lost_by_customers(old: AtlasState, new: AtlasState) -> tuple[Finding, ...]:
    """Return a warning for each page, address and ticked part of an earlier state that customers do not find any more."""
    _, _, report = report_of(old, new)
    return losses_by_changes(old, new, report.changes)


def losses_by_changes(old: AtlasState, new: AtlasState, changes: tuple[AtlasChange, ...]) -> tuple[Finding, ...]:
    """Return these warnings where the changes between both states are known."""
    renamed = renamed_maps(changes)
    before, after = ({page.journey.id: page for page in _pages(state.checked.atlas)} for state in (old, new))
    findings = []
    for name, page in before.items():
        identifier = renamed.get(name, name)
        if identifier in after:
            findings += [*_address(page, after[identifier]), *_parts(page, after[identifier], new, changes)]
        elif page.journey.origin.place.file not in new.broken_files:
            findings.append(_gone(page, new.checked.atlas.find(Map, identifier)))
    return tuple(findings)


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


def _gone(page: _Page, journey: Map | None) -> Finding:
    place = journey.origin.of("status") if journey else page.journey.origin.place
    message = f"customers read the page '{page.face.slug}' until now, and there is no such page any more"
    return PAGE_GONE.at(place, message, "keep the map live and public, or tell customers beforehand where they find it now")


def _address(old: _Page, new: _Page) -> Iterator[Finding]:
    if old.face.slug != new.face.slug:
        message = f"customers find this page under '{old.face.slug}' until now; their links lead nowhere, and their ticks are lost"
        yield PAGE_MOVED.at(new.face.origin.of("slug"), message, f"take the old address again: `slug: {old.face.slug}`")


def _parts(old: _Page, new: _Page, state: AtlasState, changes: tuple[AtlasChange, ...]) -> Iterator[Finding]:
    """Yield a finding for each part to which no anchor of the new page leads."""
    known = frozenset(name for names in new.anchors.values() for name in names)
    book = Book(state.checked.atlas, Audience.INTERNAL)
    for key, part in old.parts.items():
        if not old.anchors[key] & known:
            words = f"the {kind_label(book, part.KIND).lower()} '{title_of(part)}'"
            message = f"customers may have linked to {words} or ticked it, and it is no longer on the page '{new.face.slug}' in these words"
            hint = "put it back, or keep its words; `known_by_id: true` in `public:`, said beforehand, keeps links when words change"
            yield STEP_GONE.at(_place_now(part, new, changes), message, hint)


def _place_now(part: Part, page: _Page, changes: tuple[AtlasChange, ...]) -> Place:
    """Return where what became of a part is written, else where its page is."""
    places = {part.origin.place, *(place for _, place in part.origin.keys)}
    return next((change.place for change in changes if change.place and places & change.written_before), page.face.origin.place)
