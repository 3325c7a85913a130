"""What a stage does when something calls for it: its events, its plays, and its plays by health band."""

from dataclasses import dataclass

from journeybook.model.enumerations import Polarity, State
from journeybook.model.health import Band, HealthModel
from journeybook.model.map import Map
from journeybook.model.measures import Event
from journeybook.model.plays import Play
from journeybook.model.scored_segments import scored_segments
from journeybook.model.stage import Stage
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Link, Row, Table, cell
from journeybook.views.base.labels import answered_badge, heading, label, play_title, state_badge
from journeybook.views.blocks.cards import Card, details, fact, points
from journeybook.views.blocks.common_fields import applies_label, common_fields, duty_details, owner_fact, raci_points
from journeybook.views.blocks.events import event_title
from journeybook.views.blocks.health_bands import band_badge, range_text
from journeybook.views.blocks.play_card import band_badges, hold, play_applies, play_badges
from journeybook.views.blocks.suggest import change_links
from journeybook.views.links.anchors import former_anchors
from journeybook.views.links.links import anchor_of, people_links, reference_link, reference_links, stage_page
from journeybook.views.links.severity import severity_badge, severity_rank
from journeybook.views.links.texts import called_when_text, condition_text


@dataclass(frozen=True)
class StageContext:
    """The stage that is spoken of, in its map and book."""

    book: Book
    journey: Map
    stage: Stage


def stage_plays(context: StageContext) -> tuple[Play, ...]:
    """Return the plays of a stage: its own, then the shared ones for its lifecycle phase and these segments."""
    own_plays = tuple(context.book.atlas.play(play) for play in context.stage.plays)
    shared = (
        play
        for play in context.book.atlas.plays
        if context.stage.phase in play.phases and share_segments(play.segments, context.journey.segments)
    )
    return (*own_plays, *(play for play in shared if play not in own_plays))


def stage_events(context: StageContext) -> tuple[Event, ...]:
    """Return the events of a stage: bad news first, the worst of it on top."""
    events = (context.book.atlas.event(event) for event in context.stage.events)
    return tuple(sorted(events, key=lambda event: (event.polarity is Polarity.GOOD, severity_rank(context.book, event))))


def stage_health(context: StageContext) -> tuple[HealthModel, ...]:
    """Return the health models of a stage: the one it names, else those that score its phase for segments of its map."""
    if context.stage.health:
        model = context.book.atlas.find(HealthModel, context.stage.health)
        return (model,) if model else ()
    atlas = context.book.atlas
    models = (model for model in atlas.health if context.stage.phase in model.phases)
    wanted = {*context.journey.segments}
    return tuple(model for model in models if not wanted or wanted & scored_segments(model, atlas.segments))


def share_segments(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return whether two lists of segments share one; an empty list means all."""
    return not some or not others or bool({*some} & {*others})


def play_link(context: StageContext, play: Play) -> Inline:
    """Return a play by its name, or its playbook's, as a link to where it is described."""
    name = play_title(context.book, play)
    if any(play is shared for shared in context.book.atlas.plays):
        link = reference_link(context.book, "play", play.id)
        return Link(name, link.to) if isinstance(link, Link) else name
    return Link(name, stage_page(context.journey, context.stage, anchor_of(play))) if play.id else name


def stage_answers(context: StageContext, event: Event) -> Cell:
    """Return what answers an event: the plays it names or that name it, and its playbook."""
    shared = (*stage_plays(context), *context.book.atlas.plays)
    named_plays = [play for play in shared if play.id and play.id in event.play]
    called = [play for play in shared if event.id and event.id in play.events]
    plays: list[Play] = []
    for play in (*named_plays, *called):
        if play not in plays and play.state is not State.RETIRED:
            plays.append(play)
    return cell(*(play_link(context, play) for play in plays), reference_link(context.book, "playbook", event.playbook))


def event_card(context: StageContext, event: Event) -> Card:
    """Return the card of an event."""
    answer = stage_answers(context, event)
    local = event.id and not any(event is shared for shared in context.book.atlas.events)
    badges = cell(
        answered_badge(context.book, event, "name", None),
        answered_badge(context.book, event, "polarity", _polarity_badge(context.book, event.polarity)),
        severity_badge(context.book, event),
    )
    lead = details(
        fact(context.book.say("event.when"), answered(context.book, event, "when", condition_text(context.book, event.when))),
        fact(context.book.say("event.threshold"), answered(context.book, event, "threshold", event.threshold if event.name else None)),
        fact(
            context.book.say("event.play"),
            answer
            or answered(context.book, event, "play")
            or answered(context.book, event, "playbook")
            or (Badge(context.book.say("event.no_play"), "poor"),),
        ),
        fact(context.book.say("event.alert"), answered(context.book, event, "alert", event.alert)),
    )
    title = event_title(context.book, event)
    more = (
        *details(fact(context.book.say("event.meaning"), answered(context.book, event, "meaning", event.meaning))),
        *duty_details(context.book, event),
        *common_fields(context.book, event, journey=context.journey),
    )
    return Card(
        anchor_of(event) if local else "",
        title,
        badges,
        lead,
        more,
        change_links(context.book, event, journey=context.journey, stage=context.stage),
        former_anchors(event) if local else (),
    )


def _polarity_badge(book: Book, polarity: Polarity | None) -> Badge | None:
    return Badge(label(book, polarity), "good" if polarity is Polarity.GOOD else "poor") if polarity else None


def stage_play_card(context: StageContext, play: Play) -> Card:
    """Return the card of a play."""
    book = context.book
    local = play.id and not any(play is shared for shared in book.atlas.plays)
    badges = (*play_badges(book, play), *stage_band_badges(context, play.bands))
    events = reference_links(book, "event", play.events, scope=context.journey.id)
    step = reference_link(book, "playbook-step", play.playbook_step, scope=play.playbook or "")
    lead = details(
        owner_fact(book, play),
        fact(book.say("step.when"), answered(book, play, "timing", called_when_text(book, play.timing))),
        fact(
            book.say("play.called_by"),
            (*answered_among(book, play, "when", condition_text(book, play.when)), *answered_among(book, play, "events", events)),
        ),
        fact(book.say("play.playbook"), answered(book, play, "playbook", cell(reference_link(book, "playbook", play.playbook), step))),
        points(book.say("play.suppress"), *(hold(book, held) for held in play.suppress), *answered(book, play, "suppress")),
    )
    more = details(
        fact(book.say("play.effort"), answered(book, play, "effort", label(book, play.effort))),
        fact(book.say("step.automatable"), answered(book, play, "automatable", label(book, play.automatable))),
        fact(book.say("item.applies") if play.segments else applies_label(book, play.applies), play_applies(book, play)),
    )
    rest = (*more, *details(raci_points(book, play)), *common_fields(book, play, journey=context.journey, omit=("applies",)))
    change = change_links(book, play, journey=context.journey, stage=context.stage)
    return Card(anchor_of(play) if local else "", play_title(book, play), badges, lead, rest, change, former_anchors(play) if local else ())


def stage_band_badges(context: StageContext, references: tuple[str, ...]) -> Cell:
    """Return health bands as badges with their tone."""
    badges = [badge for reference in references for model in stage_health(context) for badge in _badges_in(model, reference)]
    known = dict.fromkeys(badges)
    return tuple(known) or band_badges(context.book, references)


def _badges_in(model: HealthModel, reference: str) -> tuple[Badge, ...]:
    """Return the band or the state outside that a reference names in a model, if it names one there."""
    states = [(state.id, Badge(state.name)) for state in model.outside]
    known = [*((band.id, band_badge(band)) for band in model.bands), *states]
    return tuple(badge for identifier, badge in known if reference in (identifier, f"{model.id}/{identifier}"))


def band_tables(context: StageContext) -> tuple[Table, ...]:
    """Return the plays of a stage by health band, for each model that scores it; a band without a play in use says so."""
    models = [model for model in stage_health(context) if model.bands]
    plays = stage_plays(context)
    columns = tuple(context.book.say(f"bands.{name}") for name in ("band", "score", "play", "owner", "when"))
    return tuple(
        Table(_caption(context, model, several=len(models) > 1), columns, _rows_of_bands(context, model, plays), "") for model in models
    )


def _caption(context: StageContext, model: HealthModel, *, several: bool) -> str:
    caption = heading(context.book, "bands.caption", stage_name=context.stage.name)
    return context.book.say("bands.by_model", caption=caption, model=model.name) if several else caption


def _rows_of_bands(context: StageContext, model: HealthModel, plays: tuple[Play, ...]) -> tuple[Row, ...]:
    return tuple(row for band in model.bands for row in _band_rows(context, band, plays, model=model))


def _band_rows(context: StageContext, band: Band, plays: tuple[Play, ...], *, model: HealthModel) -> tuple[Row, ...]:
    called = [play for play in plays if {band.id, f"{model.id}/{band.id}"} & {*play.bands}]
    fitting = [play for play in called if play.state is not State.RETIRED]
    name, score = (band_badge(band),), cell(range_text(context.book, band.when) if band.when else None)
    rows = [
        Row(
            (
                name,
                score,
                (*cell(play_link(context, play), state_badge(context.book, play)), *play_applies(context.book, play)),
                answered(context.book, play, "owner", people_links(context.book, play.owner)),
                answered(context.book, play, "timing", called_when_text(context.book, play.timing)),
            )
        )
        for play in fitting
    ]
    if not any(play.state is State.IN_USE for play in fitting):
        rows.append(Row((name, score, (Badge(heading(context.book, "bands.hole"), "poor"),), (), ())))
    return tuple(rows)
