"""What colleagues find: every thing that has a place on the internal site, each once, with all the maps in which it stands."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from journeybook.model.base import Part
from journeybook.model.flow import stations
from journeybook.model.measures import Event
from journeybook.model.plays import Play
from journeybook.model.references import id_words
from journeybook.model.step import Step
from journeybook.model.vocabulary import Lane, Role
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Stub
from journeybook.views.base.labels import heading, kind_label, spot_title, stage_text
from journeybook.views.links.anchors import step_address
from journeybook.views.links.back_references import references_in
from journeybook.views.links.occurrences import address_near, own_first, written_as
from journeybook.views.search.document import SearchDocument, SearchPlace
from journeybook.views.search.glossary_documents import glossary_documents
from journeybook.views.search.part_texts import inner_parts, part_texts

KINDS = (
    *("map", "stage", "playbook", "persona", "segment", "team", "role", "health-model", "milestone", "event", "play", "pain-point"),
    *("measure", "resource", "interaction", "opportunity", "handoff", "plan", "account", "adoption", "channel", "phase", "step"),
    *("use-case", "coverage-model", "attribute", "evidence", "anchor", "lane", "feeling-level", "severity-level"),
)
"""The kinds of things that are found, in the order of what is equally good."""
PEOPLE = ("team", "role", "persona", "contact-role")


def colleague_documents(book: Book, stubs: Sequence[Stub]) -> Iterator[SearchDocument]:
    """Yield what is found on the internal site: things by their kinds, words of the glossary, and pages that no thing has to itself."""
    addresses = _step_addresses(book)
    documents = [document for spots in _things(book) if (document := _document(book, spots, addresses))]
    yield from documents
    yield from glossary_documents(book)
    pages = {place.address.page for document in documents for place in document.places if not place.address.anchor}
    yield from (page_document(book, stub) for stub in stubs if stub.is_listed and stub.page not in pages)


def page_document(book: Book, stub: Stub) -> SearchDocument:
    """Return the document of a page by its title and its description."""
    kind = heading(book, f"kind.{stub.view}" if f"kind.{stub.view}" in book.words else "search.page")
    return SearchDocument(kind, stub.title, (SearchPlace(Address(stub.page)),), (stub.description,) if stub.description else ())


def _things(book: Book) -> Iterator[tuple[Spot, ...]]:
    """Yield the spots of each thing, by kinds: what variants take over under the same name is the same thing."""
    groups = defaultdict[tuple[str, object], list[Spot]](list)
    for spot in book.atlas.spots:
        if spot.part.KIND in KINDS and not _only_names(spot.part):
            groups[spot.part.KIND, written_as(spot.part)].append(spot)
    for kind in KINDS:
        yield from (own_first(spots) for (other, _), spots in groups.items() if other == kind)


def _only_names(part: Part) -> bool:
    """Whether a part stands for another, which has its own document."""
    return isinstance(part, Event | Play) and bool(part.use)


def _document(book: Book, spots: tuple[Spot, ...], addresses: dict[int, Address]) -> SearchDocument | None:
    """Return the document of a thing; None where it has no place on the site."""
    places = tuple(dict.fromkeys(place for spot in spots if (place := _place(book, spot, addresses))))
    if not places:
        return None
    parts = {id(spot.part): spot.part for spot in spots}.values()
    return SearchDocument(
        kind_label(book, spots[0].part.KIND),
        spot_title(book, spots[0]),
        places,
        tuple(dict.fromkeys(text for part in parts for text in part_texts(part, KINDS))),
        tuple(dict.fromkeys(name for part in parts for name in _names(book, part) if name)),
        tuple(dict.fromkeys(facet for spot in spots for facet in _facets(book, spot))),
    )


def _place(book: Book, spot: Spot, addresses: dict[int, Address]) -> SearchPlace | None:
    address = _address(book, spot, addresses)
    if address is None:
        return None
    journey = spot.map if spot.map is not spot.part else None
    stage = spot.stage if spot.stage is not spot.part else None
    return SearchPlace(address, journey.name if journey else "", stage_text(book, stage) if stage else "")


def _address(book: Book, spot: Spot, addresses: dict[int, Address]) -> Address | None:
    """Return where a part stands; what has no anchor of its own is found at the step or stage around it."""
    step = next((part for part in (spot.part, *reversed(spot.parents)) if isinstance(part, Step)), None)
    has_anchor = step is not spot.part and bool(spot.part.first_text("id"))
    return address_near(book, spot) if has_anchor or step is None or spot.map is None else addresses.get(id(step))


def _step_addresses(book: Book) -> dict[int, Address]:
    return {id(station.step): step_address(journey, station) for journey in book.atlas.maps for station in stations(journey)}


def _names(book: Book, part: Part) -> Iterator[str]:
    """Yield the words of a part's id, which colleagues may know it by, and the names of the people and teams that it names."""
    yield id_words(part.first_text("id"))
    for inner in inner_parts(part, KINDS):
        for kind, reference in references_in(inner):
            spot = book.atlas.spot(kind, reference) if kind in PEOPLE else None
            if spot:
                yield spot_title(book, spot)


def _facets(book: Book, spot: Spot) -> Iterator[tuple[str, str]]:
    """Yield by what a thing can be narrowed down: its segments, or its map's; its teams; and its phase, or its stage's."""
    part, stage = spot.part, spot.stage
    references = {pair for inner in inner_parts(part, KINDS) for pair in references_in(inner)} | {(part.KIND, part.first_text("id"))}
    segments = {reference for kind, reference in references if kind == "segment"} or set(spot.map.segments if spot.map else ())
    yield from (("segment", segment.name) for segment in book.atlas.segments if segment.id in segments)
    yield from (("team", team.name) for team in book.atlas.file.teams if team.id in _team_ids(book, part, references))
    phases = {reference for kind, reference in references if kind == "phase"} or ({stage.phase} if stage and stage.phase else set())
    yield from (("phase", phase.name) for phase in book.atlas.file.lifecycle if phase.id in phases)


def _team_ids(book: Book, part: Part, references: set[tuple[str, str]]) -> set[str]:
    """Return the ids of the teams that a part names, by themselves, by one of their roles or by the lane of a step."""
    lanes = (book.atlas.find(Lane, name) for name in part.lanes) if isinstance(part, Step) else ()
    roles = (book.atlas.find(Role, reference) for kind, reference in references if kind == "role")
    by_others = {thing.team for thing in (*lanes, *roles) if thing and thing.team}
    return by_others | {reference for kind, reference in references if kind == "team"}
