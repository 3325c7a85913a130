"""Where things live on the site, and how a page refers to them: one address for each, which never changes."""

from journeybook.model.base import Audience, Part
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.vocabulary import Role
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Cell, Inline, Line, linked, plain_text
from journeybook.views.base.labels import labelled_title
from journeybook.views.links.site_map import OWN_PAGE, SHARED_PAGE, page_address


def address_of(book: Book, spot: Spot) -> Address | None:
    """Return the address of a part, if this site has one for it."""
    part, identifier = spot.part, spot.part.get("id", str)
    if book.audience is Audience.PUBLIC or not identifier:
        return None
    if isinstance(part, Map):
        return map_page(part)
    if spot.map:
        anchor = "" if isinstance(part, Stage) else anchor_of(part)
        return stage_page(spot.map, spot.stage, anchor) if spot.stage else map_page(spot.map, anchor)
    if isinstance(part, Role):
        return page_address("team", part.team, anchor=anchor_of(part)) if part.team else None
    home = next((parent for parent in (part, *reversed(spot.parents)) if parent.KIND in OWN_PAGE), None)
    if home is not None:
        return page_address(OWN_PAGE[home.KIND], home.id, anchor="" if home is part else anchor_of(part))
    return page_address(*SHARED_PAGE[part.KIND], anchor=anchor_of(part)) if part.KIND in SHARED_PAGE else None


def anchor_of(part: Part) -> str:
    """Return the spot of a part on its page: its kind and id."""
    return f"{part.KIND}-{part.id}"


def map_page(journey: Map, anchor: str = "") -> Address:
    """Return the page of a map, or an anchor on it."""
    return page_address("map", journey.id, anchor=anchor)


def stage_page(journey: Map, stage: Stage, anchor: str = "") -> Address:
    """Return the page of a stage, or an anchor on it."""
    return page_address("stage", journey.id, stage.id, anchor=anchor)


def reference_link(book: Book, kinds: str | tuple[str, ...], reference: str | None, *, scope: str = "") -> Inline | None:
    """Return a reference as a link with the thing's name, or as the name alone where it has no page here."""
    if not reference:
        return None
    spot = book.atlas.spot(kinds, reference, scope=scope) or _anywhere(book, kinds, reference)
    if spot is None:
        return reference
    address = address_of(book, spot)
    return linked(labelled_title(book, spot.part), address)


def reference_links(book: Book, kinds: str | tuple[str, ...], references: tuple[str, ...], *, scope: str = "") -> Cell:
    """Return several references."""
    inlines = (reference_link(book, kinds, reference, scope=scope) for reference in references)
    return tuple(inline for inline in inlines if inline)


def line_of(part: Part) -> Line | None:
    """Return the line at which a part begins in its author's file; nothing where it was not written."""
    return Line(part.origin.place) if part.origin.place.file else None


PEOPLE_KINDS = ("team", "role", "persona", "contact-role")


def people_links(book: Book, *references: str | None) -> Cell:
    """Return people and teams as links."""
    return reference_links(book, PEOPLE_KINDS, tuple(reference for reference in references if reference))


def people_names(book: Book, references: tuple[str, ...]) -> str:
    """Return the names of people and teams as one text."""
    return book.say("list.comma").join(map(plain_text, people_links(book, *references)))


def _anywhere(book: Book, kinds: str | tuple[str, ...], reference: str) -> Spot | None:
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    return next((spot for (kind, _, identifier), spot in book.atlas.index.items() if kind in wanted and identifier == reference), None)
