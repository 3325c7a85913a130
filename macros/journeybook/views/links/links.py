"""Where things live on the site, and how a page refers to them: one address for each, which never changes."""

from journeybook.model import timing
from journeybook.model.base import Audience, Part
from journeybook.model.item import Fact, Recipient, When
from journeybook.model.language import parser as condition
from journeybook.model.language.parser import Condition
from journeybook.model.map import Map
from journeybook.model.organisation import Role
from journeybook.model.stage import Stage
from journeybook.model.timing import Timing
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Cell, Element, Joiner, linked
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
    home = next((one for one in (part, *reversed(spot.parents)) if one.KIND in OWN_PAGE), None)
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


def title_of(part: Part) -> str:
    """Return what a part is called: its name, else what it says, else its id."""
    return part.first_text("name", "what", "term", "id") or part.KIND


def refer(book: Book, kinds: str | tuple[str, ...], reference: str | None, *, scope: str = "") -> Element | None:
    """Return a reference as a link with the thing's name, or as the name alone where it has no page here."""
    if not reference:
        return None
    spot = book.atlas.spot(kinds, reference, scope=scope) or _anywhere(book, kinds, reference)
    if spot is None:
        return reference
    address = address_of(book, spot)
    return linked(title_of(spot.part), address)


def refer_all(book: Book, kinds: str | tuple[str, ...], references: tuple[str, ...], *, scope: str = "") -> Cell:
    """Return several references."""
    pieces = (refer(book, kinds, reference, scope=scope) for reference in references)
    return tuple(piece for piece in pieces if piece)


WHO = ("team", "role", "persona", "contact-role")
OWNER = ("team", "role")


def who(book: Book, *references: str | None) -> Cell:
    """Return people and teams as links."""
    return refer_all(book, WHO, tuple(reference for reference in references if reference))


def recipients(book: Book, listed: tuple[Recipient, ...]) -> Cell:
    """Return recipients, each with its fallback."""
    cells: list[Element] = []
    for one in listed:
        cells += who(book, one.to)
        if one.otherwise:
            cells += (Joiner(book.say("recipient.otherwise")), *who(book, one.otherwise))
    return tuple(cells)


def name_in(book: Book, reference: str) -> str:
    """Return the name of whatever a condition or timing names; a step's is in quotes, since it is a sentence.

    Customers read it in the words in which it stands on their page.
    """
    spot = book.named.get(reference.rpartition("/")[2])
    if spot is None:
        return reference.replace("_", " ").replace("-", " ")
    own = spot.part.first_text("customer_words", "customer_name") if book.audience is Audience.PUBLIC else ""
    if own:
        return book.say("quoted", text=own)
    return book.say("quoted", text=title_of(spot.part)) if spot.part.KIND == "step" else title_of(spot.part)


def condition_text(book: Book, rule: Condition | None) -> str:
    """Return a condition in words, with names instead of ids."""
    return condition.describe(rule, lambda name: name_in(book, name)) if rule else ""


def timing_text(book: Book, moment: Timing | None) -> str:
    """Return a timing in words, with names instead of ids."""
    return timing.describe(moment, lambda name: name_in(book, name)) if moment else ""


def when_text(book: Book, when: When | None) -> str:
    """Return when something happens, in words."""
    if when is None:
        return ""
    return "; ".join(text for text in (timing_text(book, when.at), when.text) if text)


def fact_text(book: Book, fact: Fact | None) -> str:
    """Return a fact in words, with its condition where it has one."""
    if fact is None:
        return ""
    rule = condition_text(book, fact.get("when", Condition))
    if fact.fact and rule:
        return f"{fact.fact} ({rule})"
    return fact.fact or rule or fact.customer_words or ""


def fact_texts(book: Book, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """Return facts in words."""
    return tuple(fact_text(book, fact) for fact in facts)


def _anywhere(book: Book, kinds: str | tuple[str, ...], reference: str) -> Spot | None:
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    return next((spot for (kind, _, identifier), spot in book.atlas.index.items() if kind in wanted and identifier == reference), None)
