"""How a variant differs from its base maps, in readable sentences, and where each of its parts came from."""

from collections import Counter
from collections.abc import Iterator

from journeybook.model.alteration import Alteration
from journeybook.model.flow import Station, stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Link, Row, Table, cell
from journeybook.views.base.labels import title_of
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import map_page, stage_page
from journeybook.views.links.occurrences import part_link
from journeybook.views.links.provenance import is_changed, is_own, origin_map


def alteration_table(book: Book, journey: Map) -> Table:
    """Return every alteration of a variant: what is done, to what, in which fields, and why."""
    rows = tuple(
        Row(
            (
                _target(book, journey, alteration),
                (Badge(book.say(f"differs.{_verb(alteration)}"), "info"),),
                _details(book, journey, alteration),
                cell(alteration.why),
            )
        )
        for alteration in journey.alterations
    )
    columns = tuple(book.say(f"differs.column.{name}") for name in ("what", "verb", "details", "why"))
    return Table(book.say("differs.caption"), columns, rows, book.say("differs.none"))


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
    changed = tuple(_step(journey, station) for station in line if is_changed(journey, station.step))
    own_steps = tuple(_step(journey, station) for station in line if is_own(journey, station.step))
    return Row(((Link(stage.name, stage_page(journey, stage)),), _from(book, journey, stage), steps, changed, own_steps))


def _step(journey: Map, station: Station) -> Link:
    return Link(station.step.what, step_address(journey, station))


def _from(book: Book, journey: Map, stage: Stage) -> Cell:
    home = origin_map(book, stage)
    if home is None or home.id == journey.id:
        return (book.say("origin.here"),)
    return (Link(home.name, map_page(home)),)


def _verb(alteration: Alteration) -> str:
    return next((verb for verb in Alteration.VERBS if getattr(alteration, verb) is not None), "change")


def _target(book: Book, journey: Map, alteration: Alteration) -> Cell:
    """Return what is altered: as it stands here, or in the base where it is gone from here."""
    verb = _verb(alteration)
    if verb == "add":
        return (_named(book, journey, str(alteration.add.get("id", ""))) or _said(book, alteration.add),)
    identifier = str(getattr(alteration, verb))
    return (_named(book, journey, identifier) or identifier,)


def _details(book: Book, journey: Map, alteration: Alteration) -> Cell:
    inlines: list[Inline] = []
    if alteration.set:
        names = book.say("list.comma").join(str(field).replace("_", " ") for field in alteration.set)
        inlines.append(book.say("differs.fields", fields=names))
    if alteration.replace and isinstance(alteration.by, dict):
        inlines.append(book.say("differs.by", what=_said(book, alteration.by)))
    for side in ("into", "after", "before"):
        reference = getattr(alteration, side)
        if reference:
            inlines += [book.say(f"differs.{side}"), _named(book, journey, reference) or reference]
    return tuple(inlines)


def _said(book: Book, written: object) -> str:
    """Return what a written item says of itself: its name, else what it does, under whatever lane it stands."""
    values = written if isinstance(written, dict) else {}
    keys = ("name", "what", *(lane.id for lane in book.atlas.lanes), "use", "id")
    return next((str(values[key]) for key in keys if values.get(key)), book.say("differs.something"))


def _named(book: Book, journey: Map, identifier: str) -> Inline | None:
    """Return a thing by its id as a link: in this map, else in the nearest base."""
    for home in (journey, *_bases(book, journey)):
        spot = _inside(book, home, identifier)
        if spot:
            return part_link(book, spot, title_of(spot.part))
    return None


def _inside(book: Book, home: Map, identifier: str) -> Spot | None:
    return next((spot for (_, scope, known), spot in book.atlas.index.items() if scope == home.id and known == identifier), None)


def _bases(book: Book, journey: Map) -> Iterator[Map]:
    """Yield the bases of a map, nearest first."""
    for reference in journey.extends:
        base = book.atlas.find(Map, reference)
        if base is not None:
            yield base
            yield from _bases(book, base)
