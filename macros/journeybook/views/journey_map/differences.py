"""How a map differs from another, how variants of one base differ from each other, and where each part of a variant came from."""

from collections import Counter

from journeybook.compare.part_differences import DifferenceKind
from journeybook.model.flow import Station, stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Row, Table, cell
from journeybook.views.base.labels import heading, kind_label, spot_title, stage_text, step_text
from journeybook.views.journey_map.entry_differences import Relation
from journeybook.views.journey_map.map_differences import MapDifference, map_differences
from journeybook.views.journey_map.variant_tree import variant_tree
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import map_page, stage_page
from journeybook.views.links.occurrences import part_link
from journeybook.views.links.provenance import is_changed, is_own, origin_map


def difference_table(book: Book, other: Map, journey: Map, relation: Relation = Relation.BEFORE) -> Table:
    """Return every difference between two maps, with why and where it was written: of a map from its base, or of the future from it."""
    there, here = (other, journey) if relation is Relation.BEFORE else (journey, other)
    rows = tuple(_difference(book, journey, difference) for difference in map_differences(book, there, here))
    sides = (book.say(f"differs.{relation}.old"), book.say(f"differs.{relation}.new"))
    what, verb, why, written = (book.say(f"differs.column.{name}") for name in ("what", "verb", "why", "from"))
    return Table(
        book.say(f"differs.{relation}.caption", name=other.name), (what, verb, *sides, why, written), rows, book.say("differs.none")
    )


def variants_table(book: Book, base: Map) -> Table:
    """Return the variants of a map side by side: a row for each thing and field in which any of them differs, a column for each."""
    variants = list({variant.journey.id: variant.journey for variant in variant_tree(book, base)}.values())
    compared = [{difference.key: difference for difference in map_differences(book, base, journey)} for journey in variants]
    keys = dict.fromkeys(key for differences in compared for key in differences)
    rows = (_side_by_side(book, [differences.get(key) for differences in compared]) for key in keys)
    columns = (*(book.say(f"differs.column.{name}") for name in ("what", "field")), base.name, *(journey.name for journey in variants))
    return Table(book.say("variants.caption", name=base.name), columns, tuple(rows), book.say("differs.none"))


def _side_by_side(book: Book, differences: list[MapDifference | None]) -> Row:
    first = next(difference for difference in differences if difference)
    there = first.old or cell(book.say("variants.not_there" if first.kind is DifferenceKind.NEW else "differs.unsaid"))
    cells = (_value_in(book, difference) for difference in differences)
    where = heading(book, "text.same", text=first.field or book.say("variants.whole"))
    return Row(((_title(book, first.before or first.spot),), (where,), there, *cells))


def _value_in(book: Book, difference: MapDifference | None) -> Cell:
    """Return what a variant has where it differs from its base; a word where it does not."""
    if difference is None:
        return (book.say("variants.same"),)
    if difference.kind is DifferenceKind.GONE:
        return (Badge(book.say("differs.gone"), "info"),)
    return difference.new or (book.say("differs.unsaid"),)


def _difference(book: Book, journey: Map, difference: MapDifference) -> Row:
    alteration = difference.alteration
    return Row(
        (
            (part_link(book, difference.spot, _title(book, difference.spot)),),
            cell(Badge(_verb(book, difference), "info"), _field(difference), book.say("differs.guess") if difference.is_guess else None),
            difference.old or _unsaid(book, difference, DifferenceKind.NEW),
            difference.new or _unsaid(book, difference, DifferenceKind.GONE),
            cell(alteration.why if alteration else None),
            _written(book, journey, difference),
        )
    )


def _title(book: Book, spot: Spot) -> str:
    """Return what a thing is and what it is called; the map itself goes without its name."""
    kind = kind_label(book, spot.part.KIND)
    return book.say("differs.map") if isinstance(spot.part, Map) else book.say("differs.thing", kind=kind, name=spot_title(book, spot))


def _verb(book: Book, difference: MapDifference) -> str:
    if difference.key[1] == "lane":
        return book.say("differs.lane")
    return book.say(f"differs.{difference.kind}")


def _field(difference: MapDifference) -> str:
    """Return in which field two maps differ, where the verb does not say it."""
    return "" if difference.key[1] == "lane" else difference.field


def _unsaid(book: Book, difference: MapDifference, whole: DifferenceKind) -> Cell:
    """Return the word for a value that is not there: none for a thing that is all new or all gone."""
    return () if difference.kind is whole else (book.say("differs.unsaid"),)


def _written(book: Book, journey: Map, difference: MapDifference) -> Cell:
    """Return in which map a difference was written, with file and line."""
    place = difference.place
    home = next((known for known in book.atlas.maps if known.origin.place.file == place.file), None)
    where = f"{place.file}:{place.line}" if place.file else None
    return cell(Link(home.name, map_page(home)) if home and home.id != journey.id else book.say("origin.here"), where)


def origin_table(book: Book, journey: Map) -> Table:
    """Return for every stage of a variant from which map it and its steps came, and which steps are its own."""
    line = stations(journey)
    rows = tuple(_origin(book, journey, stage, [station for station in line if station.stage is stage]) for stage in journey.stages)
    columns = tuple(book.say(f"origin.column.{name}") for name in ("stage", "from", "steps", "changed", "own"))
    return Table(book.say("origin.caption"), columns, rows, book.say("map.none"))


def _origin(book: Book, journey: Map, stage: Stage, line: list[Station]) -> Row:
    counted = Counter(origin.id for station in line if (origin := origin_map(book, station.step)))
    steps = tuple(
        Link(book.say("origin.steps", count=counted[other.id], name=other.name), map_page(other))
        for other in book.atlas.maps
        if counted[other.id] and other.id != journey.id
    )
    changed = tuple(_step(book, journey, station) for station in line if is_changed(journey, station.step))
    own_steps = tuple(_step(book, journey, station) for station in line if is_own(journey, station.step))
    return Row(((Link(stage_text(book, stage), stage_page(journey, stage)),), _from(book, journey, stage), steps, changed, own_steps))


def _step(book: Book, journey: Map, station: Station) -> Link:
    return Link(step_text(book, station.step), step_address(journey, station))


def _from(book: Book, journey: Map, stage: Stage) -> Cell:
    home = origin_map(book, stage)
    if home is None or home.id == journey.id:
        return (book.say("origin.here"),)
    return (Link(home.name, map_page(home)),)
