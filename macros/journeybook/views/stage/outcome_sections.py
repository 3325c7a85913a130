"""The folding sections of a stage's page on success and trouble: milestones, events, plays, health, pain points, opportunities."""

from journeybook.model.health import HealthModel
from journeybook.model.stage import Milestone
from journeybook.views.base.elements import Badge, Link, cell
from journeybook.views.base.labels import heading, label
from journeybook.views.blocks.cards import Card, Entry, Group, Section, cards, entries, fact, points
from journeybook.views.links.links import anchor_of, condition_text, refer, stage_page, when_text
from journeybook.views.stage.stage_cards import milestone_card, opportunities, opportunity_card, overdue_text, pain_point_card, pain_points
from journeybook.views.stage.stage_plays import Here, band_table, event_card, play_card, stage_events, stage_health, stage_plays


def milestones(here: Here) -> Section:
    """Return the milestones."""
    listed = tuple(milestone_card(here, one) for one in here.stage.milestones)
    return Section("milestones", heading(here.book, "section.milestones"), groups=cards(*listed), count=len(listed))


def events(here: Here) -> Section:
    """Return the events that need attention, and overdue milestones as events of their own."""
    book = here.book
    listed = tuple(event_card(here, event) for event in stage_events(here))
    late = tuple(_overdue(here, one) for one in here.stage.milestones if overdue_text(book, one))
    groups = (*cards(*listed), *((Group("", heading(book, "events.overdue"), "", late),) if late else ()))
    return Section("events", heading(book, "section.events"), groups=groups, count=len(listed) + len(late))


def plays(here: Here) -> Section:
    """Return the plays by health band, and each play in full."""
    table = band_table(here)
    listed = tuple(play_card(here, play) for play in stage_plays(here))
    return Section(
        "plays",
        heading(here.book, "section.plays"),
        groups=cards(*listed),
        tables=(table,) if table else (),
        count=len(listed),
    )


def health(here: Here) -> Section:
    """Return the health model of the stage in short."""
    model = stage_health(here)
    return Section("health", heading(here.book, "section.health"), entries=_model(here, model) if model else ())


def pains(here: Here) -> Section:
    """Return the pain points, the worst first, each with its way back."""
    listed = tuple(pain_point_card(here, pain, station=station) for pain, station in pain_points(here))
    return Section("pain-points", heading(here.book, "section.pain_points"), groups=cards(*listed), count=len(listed))


def improvements(here: Here) -> Section:
    """Return the opportunities."""
    listed = tuple(opportunity_card(here, one, station=station) for one, station in opportunities(here))
    return Section("opportunities", heading(here.book, "section.opportunities"), groups=cards(*listed), count=len(listed))


def _overdue(here: Here, milestone: Milestone) -> Card:
    name = here.book.say("events.overdue_name", name=milestone.name)
    target = stage_page(here.journey, here.stage, anchor_of(milestone)) if milestone.id else None
    lead = entries(
        fact(
            here.book.say("milestone.target"),
            (Link(when_text(here.book, milestone.target), target),) if target and milestone.target else None,
        ),
        fact(here.book.say("event.play"), overdue_text(here.book, milestone)),
    )
    return Card("", name, (Badge(here.book.say("events.derived")),), lead)


def _model(here: Here, model: HealthModel) -> tuple[Entry, ...]:
    book = here.book
    inputs = (
        (*cell(refer(book, "measure", one.measure)), book.say("health.weight", weight=one.weight, total=model.total), label(book, one.tier))
        for one in model.indicators
    )
    overrides = (
        (
            condition_text(book, one.when),
            *(Badge(band.name or band.id, band.tone.value) for band in model.bands if band.id == one.band),
            *cell(one.reason),
        )
        for one in model.overrides
    )
    return entries(
        fact(book.say("health.model"), cell(refer(book, "health-model", model.id), model.summary)),
        points(
            book.say("health.bands"),
            *((Badge(band.name or band.id, band.tone.value), condition_text(book, band.when)) for band in model.bands),
        ),
        points(book.say("health.indicators"), *inputs),
        points(book.say("health.overrides"), *overrides),
    )
