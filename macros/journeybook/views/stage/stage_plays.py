"""What a stage does when something calls for it: its events, its plays, and its plays by health band."""

from dataclasses import dataclass

from journeybook.model.enumerations import Polarity, Severity, State
from journeybook.model.health import Band, HealthModel
from journeybook.model.map import Map
from journeybook.model.measures import Event
from journeybook.model.plays import Play
from journeybook.model.stage import Stage
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Element, Link, Row, Table, cell
from journeybook.views.base.labels import heading, label, play_title, severity_badge, state_badge
from journeybook.views.blocks.cards import Card, entries, fact, points
from journeybook.views.blocks.common_fields import applicability, common_fields, duties
from journeybook.views.blocks.play_card import hold
from journeybook.views.blocks.suggest import suggest
from journeybook.views.links.links import anchor_of, condition_text, refer, refer_all, stage_page, when_text, who


@dataclass(frozen=True)
class Here:
    """The stage that is spoken of, in its map and book."""

    book: Book
    journey: Map
    stage: Stage


SEVERITIES = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)


def stage_plays(here: Here) -> tuple[Play, ...]:
    """Return the plays of a stage: its own, then the shared ones for its lifecycle phase and these segments."""
    own = tuple(here.book.atlas.play(play) for play in here.stage.plays)
    shared = (play for play in here.book.atlas.plays if here.stage.phase in play.phases and overlap(play.segments, here.journey.segments))
    return (*own, *(play for play in shared if play not in own))


def stage_events(here: Here) -> tuple[Event, ...]:
    """Return the events of a stage: bad news first, the worst of it on top."""
    events = (here.book.atlas.event(event) for event in here.stage.events)
    return tuple(sorted(events, key=lambda event: (event.polarity is Polarity.GOOD, SEVERITIES.index(event.severity or Severity.MEDIUM))))


def stage_health(here: Here) -> HealthModel | None:
    """Return the health model of a stage: the one it names, else the one of its phase for these segments."""
    if here.stage.health:
        return here.book.atlas.find(HealthModel, here.stage.health)
    return next(
        (model for model in here.book.atlas.health if here.stage.phase in model.phases and overlap(model.segments, here.journey.segments)),
        None,
    )


def overlap(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return whether two lists of segments share one; an empty list means all."""
    return not some or not others or bool({*some} & {*others})


def play_link(here: Here, play: Play) -> Element:
    """Return a play by its name, or its playbook's, as a link to where it is described."""
    name = play_title(here.book, play)
    if any(play is own for own in here.book.atlas.plays):
        link = refer(here.book, "play", play.id)
        return Link(name, link.to) if isinstance(link, Link) else name
    return Link(name, stage_page(here.journey, here.stage, anchor_of(play))) if play.id else name


def answers(here: Here, event: Event) -> Cell:
    """Return what answers an event: the plays it names or that name it, and its playbook."""
    shared = (*stage_plays(here), *here.book.atlas.plays)
    named = [play for play in shared if play.id and play.id in event.play]
    called = [play for play in shared if event.id and event.id in play.events]
    plays: list[Play] = []
    for play in (*named, *called):
        if play not in plays and play.state is not State.RETIRED:
            plays.append(play)
    return cell(*(play_link(here, play) for play in plays), refer(here.book, "playbook", event.playbook))


def event_title(book: Book, event: Event) -> str:
    """Return what happens, in words."""
    return event.name or event.threshold or condition_text(book, event.when) or event.id or ""


def event_card(here: Here, event: Event) -> Card:
    """Make the card of an event."""
    answer = answers(here, event)
    local = event.id and not any(event is shared for shared in here.book.atlas.events)
    badges = cell(
        Badge(label(here.book, event.polarity), "good" if event.polarity is Polarity.GOOD else "poor"),
        severity_badge(here.book, event.severity),
    )
    lead = entries(
        fact(here.book.say("event.when"), condition_text(here.book, event.when)),
        fact(here.book.say("event.threshold"), event.threshold if event.name else None),
        fact(here.book.say("event.play"), answer or (Badge(here.book.say("event.no_play"), "poor"),)),
        fact(here.book.say("event.alert"), event.alert),
    )
    title = event_title(here.book, event)
    more = (
        *entries(fact(here.book.say("event.meaning"), event.meaning)),
        *duties(here.book, event),
        *common_fields(here.book, event, journey=here.journey),
    )
    return Card(
        anchor_of(event) if local else "", title, badges, lead, more, suggest(here.book, event, journey=here.journey, stage=here.stage)
    )


def play_card(here: Here, play: Play) -> Card:
    """Make the card of a play."""
    local = play.id and not any(play is shared for shared in here.book.atlas.plays)
    badges = cell(Badge(label(here.book, play.kind)), state_badge(here.book, play.state), *bands(here, play.bands))
    step = refer(here.book, "playbook-step", play.playbook_step, scope=play.playbook or "")
    lead = entries(
        fact(here.book.say("item.owner"), who(here.book, play.owner)),
        fact(here.book.say("step.when"), when_text(here.book, play.timing)),
        fact(
            here.book.say("play.called_by"),
            cell(condition_text(here.book, play.when), *refer_all(here.book, "event", play.events, scope=here.journey.id)),
        ),
        fact(here.book.say("play.playbook"), cell(refer(here.book, "playbook", play.playbook), step)),
        points(here.book.say("play.suppress"), *(hold(here.book, one) for one in play.suppress)),
    )
    more = entries(
        fact(here.book.say("play.effort"), label(here.book, play.effort)),
        fact(here.book.say("step.automatable"), label(here.book, play.automatable)),
        fact(here.book.say("item.applies"), (*refer_all(here.book, "segment", play.segments), *applicability(here.book, play.applies))),
    )
    title = play_title(here.book, play)
    rest = (*more, *duties(here.book, play), *common_fields(here.book, play, journey=here.journey))
    return Card(
        anchor_of(play) if local else "", title, badges, lead, rest, suggest(here.book, play, journey=here.journey, stage=here.stage)
    )


def bands(here: Here, references: tuple[str, ...]) -> Cell:
    """Return health bands as badges with their tone."""
    model = stage_health(here)
    listed = {band.id: band for band in model.bands} if model else {}
    beside = {state.id: state.name for state in model.outside} if model else {}
    bare = (reference.rpartition("/")[2] for reference in references)
    return tuple(
        Badge(listed[name].name or name, listed[name].tone.value) if name in listed else Badge(beside.get(name, name)) for name in bare
    )


def band_table(here: Here) -> Table | None:
    """Return the plays of a stage by health band; a band without a play in use says so."""
    model = stage_health(here)
    if model is None or not model.bands:
        return None
    plays = stage_plays(here)
    columns = tuple(here.book.say(f"bands.{name}") for name in ("band", "score", "play", "owner", "when"))
    listed = tuple(row for band in model.bands for row in _band_rows(here, (band, plays)))
    return Table(heading(here.book, "bands.caption", stage_name=here.stage.name), columns, listed, "")


def _band_rows(here: Here, found: tuple[Band, tuple[Play, ...]]) -> tuple[Row, ...]:
    band, plays = found
    fitting = [play for play in plays if band.id in {name.rpartition("/")[2] for name in play.bands} and play.state is not State.RETIRED]
    name, score = (Badge(band.name or band.id, band.tone.value),), (condition_text(here.book, band.when),)
    rows = [
        Row(
            (
                name,
                score,
                cell(play_link(here, play), state_badge(here.book, play.state)),
                who(here.book, play.owner),
                (when_text(here.book, play.timing),),
            )
        )
        for play in fitting
    ]
    if not any(play.state is State.IN_USE for play in fitting):
        rows.append(Row((name, score, (Badge(heading(here.book, "bands.hole"), "poor"),), (), ())))
    return tuple(rows)
