"""What any item may say besides its own subject, in words: whom it applies to, who does what, why we believe it, where it was written."""

from collections.abc import Collection

from journeybook.model.base import Part
from journeybook.model.item import Applies, Item, Owned, Responsibility, Stated
from journeybook.model.item import Link as Outside
from journeybook.model.map import Map
from journeybook.model.step import Experience, Question
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Element, Fact, Link, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.cards import Entry, Points, entries, fact, points
from journeybook.views.blocks.evidence import evidence_cell
from journeybook.views.links.links import condition_text, map_page, refer, refer_all, who
from journeybook.views.links.provenance import is_own, origin_map


def common_fields(book: Book, item: Item, *, journey: Map | None = None, omit: Collection[str] = ()) -> tuple[Entry, ...]:
    """Return everything an item says besides its own subject, save the fields to omit: `applies` and `evidence` may stand elsewhere."""
    evidence = (evidence_cell(book, (reference,)) for reference in item.evidence)
    return entries(
        None if "applies" in omit else fact(book.say("item.applies"), applicability(book, item.applies)),
        None if "evidence" in omit else points(book.say("item.evidence"), *evidence),
        fact(book.say("item.source"), item.source),
        points(book.say("item.elsewhere"), *stated(book, item.stated_elsewhere)),
        fact(book.say("item.links"), tuple(outside(link) for link in item.links)),
        fact(book.say("item.note"), item.note),
        fact(book.say("item.origin"), origin(book, item, journey=journey)),
    )


def duties(book: Book, item: Owned) -> tuple[Entry, ...]:
    """Return who owns an item, and its RACI letters."""
    return entries(owner_fact(book, item), raci_points(book, item))


def owner_fact(book: Book, item: Owned) -> Fact | None:
    """Return who owns an item."""
    return fact(book.say("item.owner"), who(book, item.owner))


def raci_points(book: Book, item: Owned) -> Points | None:
    """Return the RACI letters of an item."""
    return points(book.say("item.raci"), *(duty(book, row) for row in item.raci))


def duty(book: Book, row: Responsibility) -> Cell:
    """Return one row of a RACI table: who, the letters, and where it holds."""
    does = book.say("list.comma").join(book.say(f"duty.{letter.value}") for letter in row.does)
    only = refer(book, "segment", row.segment)
    return cell(*who(book, row.who), does, only, book.say("duty.pooled") if row.pooled else None)


def applicability(book: Book, applies: Applies | None) -> Cell:
    """Say whom something applies to; nothing where it applies to everybody."""
    if applies is None:
        return ()
    pieces: list[Element] = list(refer_all(book, "segment", applies.segments))
    for reference in applies.except_segments:
        found = refer(book, "segment", reference)
        pieces += [book.say("applies.except"), found] if found else []
    pieces += refer_all(book, "coverage-model", applies.coverage)
    if applies.when:
        pieces.append(book.say("applies.when", condition=condition_text(book, applies.when)))
    return tuple(pieces)


def blank_texts(book: Book, item: Item, *, fields: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Say why fields are empty; all of them, or only the named ones."""
    return tuple(
        book.say("blank.line", field=_field_name(book, one.field), state=book.say(f"blank.{one.state.value}"))
        for one in item.blank
        if not fields or one.field in fields
    )


def origin(book: Book, part: Part, *, journey: Map | None) -> Cell:
    """Say from which base map a part comes, where that is not the map itself."""
    home = origin_map(book, part) if journey and not is_own(journey, part) else None
    return (Link(home.name, map_page(home)),) if home else ()


def outside(link: Outside) -> Element:
    """Return a link to a page outside, by its text or its host."""
    return Link(link.text or link.url.removeprefix("https://").removeprefix("mailto:").partition("/")[0], link.url)


def stated(book: Book, listed: tuple[Stated, ...]) -> tuple[str, ...]:
    """Return values as other sources state them."""
    return tuple(book.say("item.stated", value=one.value, source=one.source) for one in listed)


def _field_name(book: Book, field: str) -> str:
    lane = next((lane.name for lane in book.atlas.lanes if lane.id == field), None)
    return lane or heading(book, "text.same", text=field.replace("_", " "))


def sentences(item: Experience, name: str) -> tuple[str, ...]:
    """Return the sentences in a field of an experience; of a question what is asked."""
    return tuple(one.ask if isinstance(one, Question) else one for one in getattr(item, name))
