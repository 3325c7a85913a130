"""Events that need attention, shared or written in a stage, with their stages and the plays that answer them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from journeybook.model.enumerations import Polarity
from journeybook.model.late_events import late_events
from journeybook.model.measures import Event
from journeybook.model.plays import Play
from journeybook.model.references import id_words
from journeybook.model.stage import Milestone
from journeybook.model.walk import Spot
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Badge, Cell, Link, Row, cell
from journeybook.views.base.labels import play_title
from journeybook.views.links.anchors import former_anchors
from journeybook.views.links.links import anchor_of, people_links, reference_link, reference_links
from journeybook.views.links.occurrences import address_near, occurrences_naming, part_link, stage_links
from journeybook.views.links.severity import severity_cell
from journeybook.views.links.texts import condition_text


@dataclass(frozen=True)
class KnownEvent:
    """An event and the stages that name it; `spot` is where it is defined."""

    event: Event
    spot: Spot
    stages: tuple[Spot, ...]


def known_events(book: Book, polarity: Polarity) -> tuple[KnownEvent, ...]:
    """Return every event of one polarity once, in the order of the lifecycle; those no stage names come last."""
    spots_by_event: dict[Event, list[Spot]] = {}
    for spot in book.atlas.spots_of(Event):
        if isinstance(spot.part, Event):
            spots_by_event.setdefault(book.atlas.event(spot.part), []).append(spot)
    all_known = (KnownEvent(event, spots[0], tuple(spot for spot in spots if spot.stage)) for event, spots in spots_by_event.items())
    return tuple(
        sorted((known for known in all_known if (known.event.polarity or Polarity.BAD) is polarity), key=lambda known: _moment(book, known))
    )


def event_row(book: Book, known: KnownEvent) -> Row:
    """Return the row of an event: what happens, how much it matters, its condition, its plays, who is told, where it belongs."""
    event = known.event
    cells = (
        cell(part_link(book, known.spot, event.name) if known.spot.stage and event.name else event.name),
        severity_cell(book, event),
        (
            *answered_among(book, event, "when", condition_text(book, event.when)),
            *answered_among(book, event, "threshold", event.threshold),
        ),
        event_answers(book, event),
        answered(book, event, "alert", cell(event.alert)),
        answered(book, event, "meaning", cell(event.meaning)),
        answered(book, event, "owner", people_links(book, event.owner)),
        stage_links(book, known.stages) or cell(Badge(book.say("events.in_no_stage"), "average")),
    )
    if known.spot.stage or not event.id:
        return Row(cells)
    return Row(cells, anchor_of(event), former_anchors(event))


def event_title(book: Book, event: Event) -> str:
    """Return what happens, in words."""
    return event.name or event.threshold or condition_text(book, event.when) or id_words(event.id or "")


def event_answers(book: Book, event: Event) -> Cell:
    """Return what answers an event, or that nobody does."""
    return _answers(book, event) or no_answer(book)


def no_answer(book: Book) -> Cell:
    """Return that nobody answers a sign."""
    return cell(Badge(book.say("events.no_play"), "poor"))


def overdue_links(book: Book, milestone: Milestone, maps: Iterable[str]) -> Cell:
    """Return what answers an overdue milestone of some maps: the plays and the playbook that it names.

    Where it names none, what answers the events that say that it has not come.
    """
    links = (
        *answered_among(book, milestone, "play", reference_links(book, Play.KIND, milestone.play)),
        *answered_among(book, milestone, "playbook", cell(reference_link(book, "playbook", milestone.playbook))),
    )
    homes = {None, *maps}
    late = () if links else _late_events(book).get(milestone.id or "", ())
    events = (spot.part for spot in late if isinstance(spot.part, Event) and (spot.map and spot.map.id) in homes)
    return tuple(dict.fromkeys((*links, *(inline for event in events for inline in _answers(book, event)))))


def overdue_answers(book: Book, milestone: Milestone, maps: Iterable[str]) -> Cell:
    """Return what answers an overdue milestone of some maps: links, and its words."""
    return (*overdue_links(book, milestone, maps), *answered(book, milestone, "overdue_play", milestone.overdue_play))


@remembered
def _late_events(book: Book) -> Mapping[str, tuple[Spot, ...]]:
    return late_events(book.atlas)


def _answers(book: Book, event: Event) -> Cell:
    """Return the plays that answer an event: those it names, those that name it, each once however many variants have it; its playbook."""
    wanted = (*((f"event {event.id}",) if event.id else ()), *(f"play {name}" for name in event.play))
    plays = occurrences_naming(book, Play, _answered_by, wanted, lambda play, _: (play_title(book, play),))
    links = [Link(play_title(book, row.part), address) for row in plays if (address := address_near(book, row.spots[0]))]
    answers = (*dict.fromkeys(links), *cell(reference_link(book, "playbook", event.playbook)))
    return answers or answered(book, event, "play", answered(book, event, "playbook"))


def _answered_by(_: Book, play: Play, __: Spot) -> Iterator[str]:
    """Yield under which names a play answers an event: its own, and those of the events that it names."""
    if not play.use:
        yield from (f"event {name}" for name in play.events)
        yield f"play {play.id}"


def _moment(book: Book, known: KnownEvent) -> tuple[int, int]:
    phases = [phase.id for phase in book.atlas.file.lifecycle]
    indices = [phases.index(spot.stage.phase) for spot in known.stages if spot.stage and spot.stage.phase in phases]
    return (0 if known.stages else 1, min(indices, default=len(phases)))
