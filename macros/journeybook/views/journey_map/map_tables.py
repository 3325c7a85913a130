"""The tables under a map: its obstacles, improvements, actions, changes, handoffs, agreements, tracks and stories."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.flow import Station, stations
from journeybook.model.map import Map, Storyline
from journeybook.model.pain_points import Change, Opportunity, PainPoint, Result
from journeybook.model.stage import Stage
from journeybook.model.vocabulary import FeelingLevel
from journeybook.model.walk import Spot, walk
from journeybook.views.base.answers import answer_text, answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Labelled, Link, Rich, Row, Table, cell, facts
from journeybook.views.base.labels import (
    HYPOTHESIS_TONES,
    choice_key,
    label,
    progress_badge,
    stage_text,
    step_text,
)
from journeybook.views.blocks.common_fields import resource_links, small_print
from journeybook.views.blocks.ranking import opportunity_score, rank
from journeybook.views.blocks.way_back import way_back_or_none
from journeybook.views.journey_map.grid_entries import handoff_cell, signed
from journeybook.views.links.anchors import step_address
from journeybook.views.links.fact_texts import fact_text, fact_texts, facts_label
from journeybook.views.links.links import anchor_of, people_links, reference_link, stage_page
from journeybook.views.links.severity import severity_badge, severity_rank
from journeybook.views.links.web_links import ticket_link


@dataclass(frozen=True)
class Folded:
    """One thing that folds: its anchor, its name, its badges and place in sight, and the facts behind."""

    anchor: str
    title: str
    badges: Cell
    facts: tuple[Labelled, ...]


def pain_cards(book: Book, journey: Map) -> tuple[Folded, ...]:
    """Return every obstacle with its cause and its way back, the worst first."""
    pains = [(spot, spot.part) for spot in walk(journey) if isinstance(spot.part, PainPoint)]
    pains.sort(key=lambda pair: severity_rank(book, pair[1]))
    return tuple(_pain(book, journey, spot, pain) for spot, pain in pains)


def handoff_cards(book: Book, journey: Map) -> tuple[Folded, ...]:
    """Return the handoffs between this map and the next."""
    return tuple(
        Folded(
            anchor_of(handoff) if handoff.id else "",
            handoff.what,
            handoff_cell(book, handoff),
            facts(
                (
                    facts_label(book, book.say("map.column.entry"), handoff.entry),
                    answered(book, handoff, "entry", fact_texts(book, handoff.entry)),
                ),
                (
                    book.say("map.column.documents"),
                    answered(book, handoff, "documents", resource_links(book, handoff.documents)),
                ),
                (book.say("map.column.checklist"), answered(book, handoff, "checklist", fact_texts(book, handoff.checklist))),
                (book.say("map.column.accepted"), answered(book, handoff, "accepted_when", fact_text(book, handoff.accepted_when))),
                (
                    book.say("map.column.leads_to"),
                    answered(book, handoff, "to_stage", cell(reference_link(book, "stage", handoff.to_stage, scope=journey.id))),
                ),
                (book.say("map.owner"), answered(book, handoff, "owner", people_links(book, handoff.owner))),
            ),
        )
        for handoff in journey.handoffs
    )


def opportunity_table(book: Book, journey: Map) -> Table:
    """Return every improvement: open ones before closed ones, those that bring most and take least first."""
    rows = (_opportunity(book, journey, spot, spot.part) for spot in opportunities_of(journey) if isinstance(spot.part, Opportunity))
    return _table(book, "map.chances", ("what", "where", "score", "impact", "effort", "measure", "owner", "progress"), rows)


def opportunities_of(journey: Map) -> tuple[Spot, ...]:
    """Return the spots of a map's improvements, the best first."""
    ranked = [(rank(spot.part), spot) for spot in walk(journey) if isinstance(spot.part, Opportunity)]
    return tuple(spot for _, spot in sorted(ranked, key=lambda pair: pair[0]))


def action_table(book: Book, journey: Map) -> Table:
    """Return the follow-up actions."""
    rows = (
        Row(
            (
                (action.what,),
                answered(book, action, "owner", people_links(book, action.owner)),
                answered(book, action, "due", cell(str(action.due) if action.due else None)),
                (
                    *answered_among(book, action, "progress", cell(progress_badge(book, action.progress))),
                    *answered_among(book, action, "tracker", cell(ticket_link(action.tracker)) if action.tracker else None),
                ),
            )
        )
        for action in journey.actions
    )
    return _table(book, "map.actions", ("what", "owner", "due", "progress"), rows)


def change_table(book: Book, journey: Map) -> Table:
    """Return the change log, the newest first: what changed, what was expected, and what it brought."""
    rows = (_change(book, change) for change in sorted(journey.changes, key=lambda change: change.date, reverse=True))
    return _table(book, "map.changes", ("date", "what", "hypothesis", "measure", "result", "told", "more"), rows)


def sign_off_table(book: Book, journey: Map) -> Table:
    """Return which teams agreed, and which are still asked."""
    rows = (
        Row(
            (
                people_links(book, sign_off.team),
                answered(book, sign_off, "date", cell(str(sign_off.date) if sign_off.date else None))
                or cell(Badge(book.say("map.asked"), "average")),
                answered(book, sign_off, "remark", cell(sign_off.remark)),
            )
        )
        for sign_off in journey.sign_offs
    )
    return _table(book, "map.sign_offs", ("team", "agreed", "remark"), rows)


def track_table(book: Book, journey: Map) -> Table:
    """Return parallel tracks, and groups of steps of which one, several or all are done, each with its steps."""
    line = stations(journey)
    tracks = (
        (
            track,
            [at for at in line if at.step.track == track.id],
            answered(book, track, "persona", cell(reference_link(book, "persona", track.persona))),
        )
        for track in journey.tracks
    )
    choices = (
        (
            choice,
            [at for at in line if at.step.choice == choice.id],
            cell(answer_text(book, choice, "kind") or book.say(f"choicekind.{choice_key(choice.kind)}")),
        )
        for choice in journey.choices
    )
    rows = (
        Row(((part.name,), note, tuple(_step(book, journey, station) for station in inside)), anchor_of(part))
        for part, inside, note in (*tracks, *choices)
    )
    return _table(book, "map.tracks", ("name", "remark", "steps"), rows)


def story_table(book: Book, journey: Map) -> Table:
    """Return what happens at each step in each of the journeys laid over the map: steps down, stories across."""
    told = [station for station in stations(journey) if station.step.stories]
    rows = tuple(
        Row(
            (
                (_step(book, journey, station),),
                (stage_text(book, station.stage),),
                *(_story(book, station, story) for story in journey.stories),
            )
        )
        for station in told
    )
    columns = (book.say("map.column.step"), book.say("map.column.stage"), *(story.name for story in journey.stories))
    return Table(book.say("map.stories"), columns, rows, book.say("map.none"))


def _table(book: Book, caption: str, columns: tuple[str, ...], rows: Iterator[Row]) -> Table:
    heads = tuple(book.say(f"map.column.{name}") for name in columns)
    return Table(book.say(caption), heads, tuple(rows), book.say("map.none"))


def _pain(book: Book, journey: Map, spot: Spot, pain: PainPoint) -> Folded:
    causes = (book.say("map.cause", kind=label(book, cause.kind), text=cause.text) for cause in pain.causes)
    return Folded(
        anchor_of(pain) if pain.id and not spot.stage else "",
        pain.what,
        cell(severity_badge(book, pain), _where(book, journey, spot)),
        facts(
            (book.say("map.column.cause"), answered(book, pain, "root_cause", cell(pain.root_cause, *causes))),
            (book.say("map.column.way_back"), way_back_or_none(book, pain, scope=journey.id)),
            (book.say("map.column.needs"), answered(book, pain, "needs_if_bad", pain.needs_if_bad)),
            (book.say("map.owner"), answered(book, pain, "owner", people_links(book, pain.owner))),
        ),
    )


def _opportunity(book: Book, journey: Map, spot: Spot, chance: Opportunity) -> Row:
    return Row(
        (
            _titled(journey, spot, chance),
            cell(_where(book, journey, spot) or book.say("map.whole")),
            cell(str(opportunity_score(chance) or book.say("opportunities.unscored"))),
            answered(book, chance, "impact", cell(str(chance.impact) if chance.impact else None)),
            answered(book, chance, "effort", cell(str(chance.effort) if chance.effort else None)),
            answered(book, chance, "measure", cell(reference_link(book, "measure", chance.measure))),
            answered(book, chance, "owner", people_links(book, chance.owner)),
            (
                *answered_among(book, chance, "progress", cell(progress_badge(book, chance.progress))),
                *answered_among(book, chance, "tracker", cell(ticket_link(chance.tracker)) if chance.tracker else None),
            ),
        ),
        anchor_of(chance) if chance.id and not spot.stage else "",
    )


def _change(book: Book, change: Change) -> Row:
    result = change.result
    measured = result_cell(book, result) if result else answered(book, change, "result")
    waits = book.say("map.check_on", date=change.check_on) if change.check_on and not result else None
    told = answered(book, change, "customer_words", (Rich(change.customer_words),) if change.customer_words else None)
    return Row(
        (
            (str(change.date),),
            (
                change.what,
                *answered_among(book, change, "release", change.release),
                *answered_among(book, change, "by", people_links(book, change.by)),
            ),
            answered(book, change, "why", cell(change.why)),
            answered(book, change, "measure", cell(reference_link(book, "measure", change.measure))),
            (*measured, *answered_among(book, change, "check_on", waits)),
            told,
            small_print(book, change),
        )
    )


def result_cell(book: Book, result: Result) -> Cell:
    """Return what a change brought: in words, as a value, when it was measured, and whether that was expected."""
    value, day = answered(book, result, "value", result.value), answered(book, result, "date", str(result.date) if result.date else None)
    became = Badge(label(book, result.hypothesis), HYPOTHESIS_TONES[result.hypothesis]) if result.hypothesis else None
    return (result.text, *value, *day, *answered_among(book, result, "hypothesis", cell(became)))


def _titled(journey: Map, spot: Spot, part: PainPoint | Opportunity) -> Cell:
    if part.id and spot.stage:
        return (Link(part.what, stage_page(journey, spot.stage, anchor_of(part))),)
    return (part.what,)


def _where(book: Book, journey: Map, spot: Spot) -> Link | None:
    """Return the step or stage in which a part stands; nothing for the whole journey."""
    station = next((candidate for candidate in stations(journey) if any(candidate.step is parent for parent in spot.parents)), None)
    if station:
        return _step(book, journey, station)
    return Link(stage_text(book, spot.stage), stage_page(journey, spot.stage)) if isinstance(spot.stage, Stage) else None


def _step(book: Book, journey: Map, station: Station) -> Link:
    return Link(step_text(book, station.step), step_address(journey, station))


def _story(book: Book, station: Station, story: Storyline) -> Cell:
    told = next((told_story for told_story in station.step.stories if told_story.story == story.id), None)
    level = book.atlas.find(FeelingLevel, told.feels) if told else None
    feels = book.say("curve.level", level=level.name, value=signed(level.value)) if level else None
    return cell(told.text if told else None, *answered_among(book, told, "feels", feels))
