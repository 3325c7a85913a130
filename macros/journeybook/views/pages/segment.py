"""A segment's page: who belongs to it, how it is served, and what there is for it."""

from collections.abc import Iterator

from journeybook.model.health import HealthModel
from journeybook.model.item import Item
from journeybook.model.map import Map
from journeybook.model.people import Persona, Segment
from journeybook.model.plays import Play, Playbook
from journeybook.model.scored_segments import scored_segments
from journeybook.model.walk import Spot
from journeybook.views.base.answers import answered, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Row, Stub, Table, cell
from journeybook.views.base.labels import answered_badge, heading, kind_label, label, spot_title
from journeybook.views.blocks.cards import Detail, details, fact, points
from journeybook.views.blocks.common_fields import common_fields, duty_details
from journeybook.views.blocks.thing_page import ThingPage, with_rows
from journeybook.views.journey_map.map_header import map_badges
from journeybook.views.links.links import reference_link, reference_links
from journeybook.views.links.occurrences import Telling, occurrences_naming, part_link, rows_naming
from journeybook.views.links.site_map import thing_pages
from journeybook.views.links.texts import condition_text


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every segment."""
    yield from thing_pages(book, "segment", book.atlas.segments)


def view(book: Book, segment_id: str) -> ThingPage:
    """Return what a segment's page shows: the rule in words, then tables of maps, plays, health models and what is only for it."""
    segment = book.find(Segment, segment_id)
    tables = with_rows(maps=_maps(book, segment), plays=_plays(book, segment), health=_health(book, segment), only=_only(book, segment))
    return ThingPage(
        segment.name, summary=segment.summary or named_answer(book, segment, "summary"), facts=_facts(book, segment), tables=tables
    )


def _facts(book: Book, segment: Segment) -> tuple[Detail, ...]:
    personas = tuple(persona.id for persona in book.atlas.personas if segment.id in persona.segments)
    about = details(
        fact(book.say("segment.rule"), answered(book, segment, "rule", condition_text(book, segment.rule))),
        fact(book.say("segment.since"), answered(book, segment, "since", str(segment.since) if segment.since else None)),
        fact(book.say("segment.border"), answered(book, segment, "border", segment.border)),
        fact(book.say("segment.group"), answered(book, segment, "group", segment.group)),
        fact(
            book.say("segment.priority"),
            answered(book, segment, "priority", str(segment.priority) if segment.priority is not None else None),
        ),
        fact(
            book.say("segment.coverage"),
            answered(book, segment, "coverage", cell(reference_link(book, "coverage-model", segment.coverage))),
        ),
        fact(book.say("segment.attributes"), answered(book, segment, "attributes", reference_links(book, "attribute", segment.attributes))),
        fact(book.say("segment.personas"), reference_links(book, Persona.KIND, personas)),
        points(book.say("segment.needs"), *segment.needs, *answered(book, segment, "needs")),
    )
    return (*about, *duty_details(book, segment), *common_fields(book, segment))


def _maps(book: Book, segment: Segment) -> Table:
    maps = [journey for journey in book.atlas.maps if segment.id in journey.segments]
    maps += [journey for journey in book.atlas.maps if not journey.segments]
    rows = []
    for journey in maps:
        everybody = (
            None if journey.segments else answered_badge(book, journey, "segments", None) or Badge(heading(book, "home.every_segment"))
        )
        rows.append(
            Row(
                (
                    cell(reference_link(book, Map.KIND, journey.id), everybody),
                    answered(book, journey, "personas", reference_links(book, "persona", journey.personas)),
                    map_badges(book, journey),
                )
            )
        )
    return _table(book, ("maps", "personas", "state"), rows)


def _plays(book: Book, segment: Segment) -> Table:
    rows = []
    for occurrence in occurrences_naming(book, Play, _segments_of_play, (segment.id,), _told_of_play):
        kind = cell(label(book, occurrence.part.kind))
        rows.append(
            Row(
                (
                    cell(part_link(book, occurrence.spots[0], spot_title(book, occurrence.spots[0]))),
                    kind,
                    answered(
                        book,
                        occurrence.part,
                        "playbook",
                        reference_links(book, "playbook", tuple(filter(None, [occurrence.part.playbook]))),
                    ),
                )
            )
        )
    playbooks = [playbook for playbook in book.atlas.playbooks if segment.id in playbook.segments]
    rows += [
        Row(((heading(book, "segment.playbook"),), (), cell(reference_link(book, Playbook.KIND, playbook.id)))) for playbook in playbooks
    ]
    return _table(book, ("plays", "kind", "playbook"), rows)


def _health(book: Book, segment: Segment) -> Table:
    fitting = [model for model in book.atlas.health if segment.id in scored_segments(model, book.atlas.segments)]
    rows = [
        Row((cell(reference_link(book, HealthModel.KIND, model.id)), reference_links(book, "phase", model.phases))) for model in fitting
    ]
    return _table(book, ("health", "phases"), rows)


def _only(book: Book, segment: Segment) -> Table:
    def tells(item: Item, spot: Spot) -> Telling:
        return spot_title(book, spot), cell(kind_label(book, item.KIND))

    rows = rows_naming(book, Item, _segments_of_item, (segment.id,), tells)
    return _table(book, ("only", "kind", "appears"), rows)


def _told_of_play(play: Play, _: Spot) -> tuple[object, ...]:
    return play.kind, play.playbook


def _segments_of_play(_: Book, play: Play, __: Spot) -> tuple[str, ...]:
    return () if play.use else play.segments


def _segments_of_item(_: Book, item: Item, __: Spot) -> tuple[str, ...]:
    return item.applies.segments if item.KIND and item.applies else ()


def _table(book: Book, names: tuple[str, ...], rows: list[Row]) -> Table:
    return Table(heading(book, f"segment.{names[0]}"), tuple(heading(book, f"segment.column.{name}") for name in names), tuple(rows), "")
