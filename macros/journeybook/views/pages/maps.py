"""The list of all maps: for whom each is, how far it has come, who answers for it, and when it is looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.map import Map
from journeybook.model.people import Segment
from journeybook.views.base.answers import answered, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Joiner, Link, Row, Stub, Table, cell
from journeybook.views.blocks.evidence import coverage_badge, evidence_coverage
from journeybook.views.journey_map.comparison import difference_anchor
from journeybook.views.journey_map.map_differences import map_differences
from journeybook.views.journey_map.map_header import map_review_badge, status_badge, type_badge
from journeybook.views.journey_map.variant_tree import Variant, variant_tree
from journeybook.views.links.links import anchor_of, map_page, people_links, reference_links
from journeybook.views.links.site_map import page_stub


@dataclass(frozen=True)
class MapGroup:
    """The maps for one segment, or those that are for none in particular."""

    anchor: str
    title: str
    segment: Link | None
    table: Table


@dataclass(frozen=True)
class MapsPage:
    """What the list of maps shows; `empty` says why there is none."""

    groups: tuple[MapGroup, ...]
    variants: Table
    empty: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the list of maps."""
    yield page_stub(book, "maps", title=book.say("maps.title"), description=book.say("maps.description"))


def view(book: Book) -> MapsPage:
    """Return what the list of maps shows: a group for each segment that has maps, then the maps for no segment."""
    return MapsPage(tuple(_groups(book)), _variants(book), book.say("maps.none"))


def _variants(book: Book) -> Table:
    """Return the maps that others extend as a tree: each base, below it its variants and theirs, with how much differs."""
    rows = []
    for base in book.atlas.maps:
        if not base.extends and (tree := variant_tree(book, base)):
            rows += [Row((cell(Link(base.name, map_page(base))), (), ())), *(_variant(book, variant) for variant in tree)]
    columns = tuple(book.say(f"variants.column.{name}") for name in ("map", "base", "differences"))
    return Table(book.say("variants.tree"), columns, tuple(rows), book.say("maps.none"))


def _variant(book: Book, variant: Variant) -> Row:
    journey, base = variant.journey, variant.base
    count = len(map_differences(book, base, journey))
    text = book.say("grid.differences", count=count)
    name = (Joiner(book.say("variants.below") * variant.depth), Link(journey.name, map_page(journey)))
    return Row((name, (Link(base.name, map_page(base)),), (Link(text, map_page(journey, difference_anchor(base))),)))


def _groups(book: Book) -> Iterator[MapGroup]:
    for segment in book.atlas.segments:
        maps = [journey for journey in book.atlas.maps if segment.id in journey.segments]
        if maps:
            yield MapGroup(anchor_of(segment), segment.name, _segment_link(book, segment), _table(book, segment.name, maps))
    rest = [journey for journey in book.atlas.maps if not journey.segments]
    everybody = [journey for journey in rest if not journey.answer_in("segments")]
    if everybody:
        title = book.say("maps.everybody")
        yield MapGroup("everybody", title, None, _table(book, title, everybody))
    for title in dict.fromkeys(named_answer(book, journey, "segments") for journey in rest if journey not in everybody):
        answered_maps = [journey for journey in rest if named_answer(book, journey, "segments") == title]
        yield MapGroup(f"segments-{answered_maps[0].answer_in('segments')}", title, None, _table(book, title, answered_maps))


def _segment_link(book: Book, segment: Segment) -> Link | None:
    links = reference_links(book, "segment", (segment.id,))
    return next((inline for inline in links if isinstance(inline, Link)), None)


def _table(book: Book, title: str, maps: list[Map]) -> Table:
    columns = tuple(book.say(f"maps.column.{name}") for name in ("map", "personas", "status", "owner", "review", "evidence"))
    return Table(book.say("maps.caption", title=title), columns, tuple(_row(book, journey) for journey in maps), book.say("maps.none"))


def _row(book: Book, journey: Map) -> Row:
    return Row(
        (
            cell(Link(journey.name, map_page(journey)), journey.goal),
            answered(book, journey, "personas", reference_links(book, "persona", journey.personas)),
            cell(status_badge(book, journey), type_badge(book, journey)),
            answered(book, journey, "owner", people_links(book, journey.owner)),
            (map_review_badge(book, journey),),
            (coverage_badge(book, evidence_coverage(book, journey)),),
        )
    )
