"""What any item may say besides its own subject, in words: whom it applies to, who does what, why we believe it, where it was written."""

from collections.abc import Collection

from journeybook.model.base import Blankness, Part
from journeybook.model.enumerations import Answer
from journeybook.model.item import Applies, Item, Owned, Recipient, ResourceUse, Responsibility, Stated
from journeybook.model.map import Map
from journeybook.model.step import Experience, Question
from journeybook.views.base.answers import answer_text, answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Joiner, Labelled, Link, Prefix, cell
from journeybook.views.blocks.cards import Detail, Points, details, fact, points
from journeybook.views.blocks.evidence import evidence_cell
from journeybook.views.links.links import map_page, people_links, reference_link, reference_links
from journeybook.views.links.provenance import is_own, origin_map
from journeybook.views.links.texts import limits_text, stated_value_text, where_text
from journeybook.views.links.web_links import outside_link


def common_fields(book: Book, item: Item, *, journey: Map | None = None, omit: Collection[str] = ()) -> tuple[Detail, ...]:
    """Return everything an item says besides its own subject, save the fields to omit: `applies` and `evidence` may stand elsewhere."""
    evidence = (evidence_cell(book, (reference,)) for reference in item.evidence)
    return details(
        None if "applies" in omit else applies_fact(book, item),
        None if "applies" in omit else base_applies_fact(book, item),
        None if "evidence" in omit else points(book.say("item.evidence"), *evidence, *answered(book, item, "evidence")),
        fact(book.say("item.source"), answered(book, item, "source", item.source)),
        points(book.say("item.elsewhere"), *stated_texts(book, item.stated_elsewhere), *answered(book, item, "stated_elsewhere")),
        fact(book.say("item.links"), answered(book, item, "links", tuple(outside_link(link) for link in item.links))),
        fact(book.say("item.note"), answered(book, item, "note", item.note)),
        fact(book.say("item.origin"), origin_cell(book, item, journey=journey)),
    )


def small_print(book: Book, item: Item, *, omit: Collection[str] = ()) -> Cell:
    """Return the fields that every item has, save those to omit, in one cell of a table or list: each behind its label."""
    duties = raci_points(book, item) if isinstance(item, Owned) and "raci" not in omit else None
    return tuple(inline for detail in (*details(duties), *common_fields(book, item, omit=omit)) for inline in _behind_label(detail))


def duty_details(book: Book, item: Owned) -> tuple[Detail, ...]:
    """Return who owns an item, and its RACI letters."""
    return details(owner_fact(book, item), raci_points(book, item))


def owner_fact(book: Book, item: Owned) -> Labelled | None:
    """Return who owns an item."""
    return fact(book.say("item.owner"), answered(book, item, "owner", people_links(book, item.owner)))


def raci_points(book: Book, item: Owned) -> Points | None:
    """Return the RACI letters of an item."""
    return points(book.say("item.raci"), *(raci_row(book, row) for row in item.raci), *answered(book, item, "raci"))


def raci_row(book: Book, row: Responsibility) -> Cell:
    """Return one row of a RACI table: who, the letters, and where it holds."""
    does = book.say("list.comma").join(book.say(f"duty.{letter.value}") for letter in row.does)
    only = answered(book, row, "segment", cell(reference_link(book, "segment", row.segment)))
    pooled = answered(book, row, "pooled", book.say("duty.pooled") if row.pooled else None)
    return cell(*people_links(book, row.who), does, *only, *pooled)


def applies_fact(book: Book, item: Item) -> Labelled | None:
    """Return whom an item applies to with its label: others where only a condition is said, or whom it is not for."""
    return fact(applies_label(book, item.applies), answered(book, item, "applies", applies_cell(book, item.applies)))


def base_applies_fact(book: Book, item: Item) -> Labelled | None:
    """Return whom an item applies to in the nearest base that says so, where it is not known whether it applies here."""
    unsure = next((row for row in item.inside("blank", Blankness) if row.field == "applies" and row.state is Answer.UNKNOWN), None)
    variant = origin_map(book, unsure) if unsure else None
    for base in book.atlas.bases_of(variant) if variant else ():
        there = book.atlas.find(type(item), item.first_text("id"), scope=base.id) if item.KIND else None
        if there and there.applies:
            return fact(book.say("item.applies_in_base", map=base.name), applies_cell(book, there.applies))
    return None


def applies_label(book: Book, applies: Applies | None) -> str:
    """Return the label of whom something applies to."""
    names_groups = applies is None or applies.segments or applies.coverage
    return book.say("item.applies" if names_groups else "item.excepts" if applies and applies.except_segments else "item.condition")


def resource_links(book: Book, uses: tuple[ResourceUse, ...]) -> Cell:
    """Return resources where they are used, each with its condition."""
    inlines = ((reference_link(book, "resource", use.resource), _condition_badge(book, use)) for use in uses)
    return cell(*(inline for pair in inlines for inline in pair))


def recipient_links(book: Book, recipients: tuple[Recipient, ...]) -> Cell:
    """Return recipients, each with its fallback and its small print."""
    inlines: list[Inline] = []
    for recipient in recipients:
        otherwise = answered(book, recipient, "otherwise", people_links(book, recipient.otherwise))
        inlines += people_links(book, recipient.to)
        inlines += (Joiner(book.say("recipient.otherwise")), *otherwise) if otherwise else ()
        inlines += small_print(book, recipient)
    return tuple(inlines)


def applies_cell(book: Book, applies: Applies | None) -> Cell:
    """Return whom something applies to, and under which condition; nothing where it applies to everybody."""
    if applies is None:
        return ()
    inlines: list[Inline] = list(answered(book, applies, "segments", reference_links(book, "segment", applies.segments)))
    for reference in applies.except_segments:
        link = reference_link(book, "segment", reference)
        inlines += [Prefix(book.say("applies.except")), link] if link else []
    if not applies.except_segments and (unsaid := answered(book, applies, "except_segments")):
        inlines += (Prefix(book.say("applies.except")), *unsaid)
    inlines += answered(book, applies, "coverage", reference_links(book, "coverage-model", applies.coverage))
    rule = where_text(book, applies.when, answer=answer_text(book, applies, "when"))
    says = answered(book, applies, "says", applies.says)
    return (*inlines, *cell(rule), *says)


def unsure_badge(book: Book, item: Item) -> Badge | None:
    """Return the word for an item of which it is not known whether it applies here."""
    answer = answer_text(book, item, "applies")
    return Badge(book.say("item.unsure", answer=answer), "average") if item.answer_in("applies") is Answer.UNKNOWN else None


def origin_cell(book: Book, part: Part, *, journey: Map | None) -> Cell:
    """Return from which base map a part comes, where that is not the map itself."""
    home = origin_map(book, part) if journey and not is_own(journey, part) else None
    return (Link(home.name, map_page(home)),) if home else ()


def stated_texts(book: Book, values: tuple[Stated, ...]) -> tuple[str, ...]:
    """Return values as other sources state them."""
    return tuple(book.say("item.stated", value=stated_value_text(book, stated.value), source=stated.source) for stated in values)


def customers_stated_text(book: Book, part: Part) -> str:
    """Return what customers read of how other sources state a part; the answer where there is one."""
    texts = stated_texts(book, part.inside("stated_elsewhere", Stated))
    return book.say("list.semicolon").join(texts) or answer_text(book, part, "stated_elsewhere")


def _behind_label(detail: Detail) -> Cell:
    """Return a detail as inlines of which the first leads to the others."""
    inlines = detail.value if isinstance(detail, Labelled) else tuple(inline for point in detail.points for inline in point)
    return (Prefix(f"{detail.label}:"), *inlines)


def _condition_badge(book: Book, use: ResourceUse) -> Badge | None:
    condition = limits_text(book, use)
    return Badge(condition) if condition else None


def sentences(item: Experience, name: str) -> tuple[str, ...]:
    """Return the sentences in a field of an experience; of a question what is asked."""
    return tuple(entry.ask if isinstance(entry, Question) else entry for entry in getattr(item, name))
