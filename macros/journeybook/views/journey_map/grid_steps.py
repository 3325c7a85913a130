"""The steps in the cells of a map's table: each with its badges in words and the small print."""

from collections.abc import Iterator

from journeybook.model.flow import Station, follows_apart
from journeybook.model.map import Choice, Map, Track
from journeybook.model.visibility import UNSEEN
from journeybook.model.vocabulary import Lane
from journeybook.views.base.answers import answer_text, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, cell
from journeybook.views.base.labels import choice_key, label, state_badge, step_text, title_of
from journeybook.views.blocks.attendees import lane_links
from journeybook.views.blocks.common_fields import applies_cell, unsure_badge
from journeybook.views.blocks.floating_links import floating_range_text
from journeybook.views.blocks.groups import node_name
from journeybook.views.journey_map.grid import Column, EntrySubject, GridEntry, Sign, grid_entry
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import people_links
from journeybook.views.links.needs import step_need_badges
from journeybook.views.links.texts import step_times_text

SIGN_TONES = {"moment": "average", "milestone": "good", "pain_point": "poor", "opportunity": "info", "peak": "good", "trough": "poor"}
"""The shapes that mark what a reader looks for, with their tones."""


def step_entries(book: Book, journey: Map, lane: Lane, column: Column) -> Iterator[GridEntry]:
    """Yield the steps of a lane in a column, each leading to its place on the stage's page; what floats has rows of its own."""
    for station in column.stations:
        if lane.id in station.step.lanes and not station.step.floats:
            yield step_entry(book, journey, lane, station)


def step_entry(book: Book, journey: Map, lane: Lane, station: Station) -> GridEntry:
    """Return a step with its badges and its small print."""
    badges: tuple[Badge | Sign, ...] = (*signs(book, station), *_badges(book, journey, lane, station))
    small = tuple(_small(book, journey, station))
    return grid_entry(
        step_text(book, station.step), EntrySubject(station.step), to=step_address(journey, station), badges=badges, small=small
    )


def signs(book: Book, station: Station) -> Iterator[Sign]:
    """Yield what a reader looks for first on a map: the moment that matters, the milestone it brings about, pain points, opportunities."""
    step = station.step
    if step.moment_that_matters:
        yield sign(book, "moment")
    if any(milestone.id == step.clock for milestone in station.stage.milestones if milestone.id):
        yield sign(book, "milestone")
    if step.pain_points:
        yield sign(book, "pain_point")
    if step.opportunities:
        yield sign(book, "opportunity")


def sign(book: Book, shape: str, text: str = "") -> Sign:
    """Return a mark by its shape, with its own word or with another."""
    return Sign(shape, text or book.say(f"sign.{shape}"), SIGN_TONES[shape])


def _badges(book: Book, journey: Map, lane: Lane, station: Station) -> Iterator[Badge]:
    """Yield everything else about a step that a reader must not miss, in words."""
    step = station.step
    if unsure := unsure_badge(book, step):
        yield unsure
    yield from step_need_badges(book, step)
    if state := state_badge(book, step):
        yield state
    if step.visible_to_customer is not None and step.visible_to_customer is not (lane.role not in UNSEEN):
        yield Badge(book.say("grid.seen" if step.visible_to_customer else "step.unseen"))
    if len(step.editions) == 1:
        yield Badge(book.say("grid.only", editions=", ".join(label(book, edition) for edition in step.editions)))
    if (track := book.atlas.find(Track, step.track, scope=journey.id)) is not None:
        yield Badge(book.say("grid.track", name=title_of(track)))
    if (choice := book.atlas.find(Choice, step.choice, scope=journey.id)) is not None:
        yield Badge(book.say(f"choice.named.{choice_key(choice.kind)}", name=title_of(choice)))


def _small(book: Book, journey: Map, station: Station) -> Iterator[Cell]:
    """Yield, each as a line: who does it and when, for whom, over which stages it floats, and where a way parts or ends."""
    step = station.step
    if step.also_in:
        yield lane_links(book, step)
    yield (
        *answered_among(book, step, "who", people_links(book, *step.who)),
        *answered_among(book, step, "when", step_times_text(book, step)),
    )
    yield tuple(applies_cell(book, step.applies))
    if step.floats:
        yield cell(floating_range_text(book, journey, step.floats))
    outcomes = [link.outcome for link in step.next if link.outcome]
    if outcomes:
        yield cell(book.say("grid.outcomes", outcomes=" / ".join(outcomes)))
    for node in follows_apart(journey, step):
        yield cell(book.say("grid.then", name=node_name(book, journey, node)))
    if outcome := step.ends or answer_text(book, step, "ends"):
        yield cell(book.say("step.ends", outcome=outcome))
