"""What any item may say besides its own subject, in words: whom it applies to, who does what, why we believe it, where it was written."""

from collections.abc import Collection

from journeybook.model.base import Part
from journeybook.model.enumerations import Answer
from journeybook.model.item import Applies, Item, Owned, Responsibility, Stated
from journeybook.model.map import Map
from journeybook.model.step import Experience, Question
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Labelled, Link, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.cards import Detail, Points, details, fact, points
from journeybook.views.blocks.evidence import evidence_cell
from journeybook.views.links.links import map_page, people_links, reference_link, reference_links
from journeybook.views.links.provenance import is_own, origin_map
from journeybook.views.links.texts import condition_text
from journeybook.views.links.web_links import outside_link


def common_fields(book: Book, item: Item, *, journey: Map | None = None, omit: Collection[str] = ()) -> tuple[Detail, ...]:
    """Return everything an item says besides its own subject, save the fields to omit: `applies` and `evidence` may stand elsewhere."""
    evidence = (evidence_cell(book, (reference,)) for reference in item.evidence)
    return details(
        None if "applies" in omit else fact(book.say("item.applies"), cell(unsure_badge(book, item), *applies_cell(book, item.applies))),
        None if "evidence" in omit else points(book.say("item.evidence"), *evidence),
        fact(book.say("item.source"), item.source),
        points(book.say("item.elsewhere"), *stated_texts(book, item.stated_elsewhere)),
        fact(book.say("item.links"), tuple(outside_link(link) for link in item.links)),
        fact(book.say("item.note"), item.note),
        fact(book.say("item.origin"), origin_cell(book, item, journey=journey)),
    )


def duty_details(book: Book, item: Owned) -> tuple[Detail, ...]:
    """Return who owns an item, and its RACI letters."""
    return details(owner_fact(book, item), raci_points(book, item))


def owner_fact(book: Book, item: Owned) -> Labelled | None:
    """Return who owns an item."""
    return fact(book.say("item.owner"), people_links(book, item.owner))


def raci_points(book: Book, item: Owned) -> Points | None:
    """Return the RACI letters of an item."""
    return points(book.say("item.raci"), *(raci_row(book, row) for row in item.raci))


def raci_row(book: Book, row: Responsibility) -> Cell:
    """Return one row of a RACI table: who, the letters, and where it holds."""
    does = book.say("list.comma").join(book.say(f"duty.{letter.value}") for letter in row.does)
    only = reference_link(book, "segment", row.segment)
    return cell(*people_links(book, row.who), does, only, book.say("duty.pooled") if row.pooled else None)


def applies_cell(book: Book, applies: Applies | None) -> Cell:
    """Return whom something applies to; nothing where it applies to everybody."""
    if applies is None:
        return ()
    inlines: list[Inline] = list(reference_links(book, "segment", applies.segments))
    for reference in applies.except_segments:
        link = reference_link(book, "segment", reference)
        inlines += [book.say("applies.except"), link] if link else []
    inlines += reference_links(book, "coverage-model", applies.coverage)
    if applies.when:
        inlines.append(book.say("applies.when", condition=condition_text(book, applies.when)))
    return tuple(inlines)


def unsure_badge(book: Book, item: Item) -> Badge | None:
    """Return the word for an item of which it is not known whether it applies here."""
    is_unsure = any(blank.field == "applies" and blank.state is Answer.UNKNOWN for blank in item.blank)
    return Badge(book.say("item.unsure"), "average") if is_unsure else None


def blank_texts(book: Book, item: Item, *, fields: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return why fields are empty; all of them, or only the named ones."""
    return tuple(
        book.say("answer.line", field=field_name(book, blank.field), state=book.say(f"answer.{blank.state.value}"))
        for blank in item.blank
        if not fields or blank.field in fields
    )


def origin_cell(book: Book, part: Part, *, journey: Map | None) -> Cell:
    """Return from which base map a part comes, where that is not the map itself."""
    home = origin_map(book, part) if journey and not is_own(journey, part) else None
    return (Link(home.name, map_page(home)),) if home else ()


def stated_texts(book: Book, values: tuple[Stated, ...]) -> tuple[str, ...]:
    """Return values as other sources state them."""
    return tuple(book.say("item.stated", value=stated.value, source=stated.source) for stated in values)


def field_name(book: Book, field: str) -> str:
    """Return what a field or lane is called."""
    lane = next((lane.name for lane in book.atlas.lanes if lane.id == field), None)
    words = book.say("item.raci") if field == "raci" else field.replace("_", " ")
    return lane or heading(book, "text.same", text=words)


def sentences(item: Experience, name: str) -> tuple[str, ...]:
    """Return the sentences in a field of an experience; of a question what is asked."""
    return tuple(entry.ask if isinstance(entry, Question) else entry for entry in getattr(item, name))
