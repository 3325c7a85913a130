"""The folding sections of a stage's page on success and trouble: milestones, events, plays, health, pain points, opportunities."""

from journeybook.model.health import Band, HealthModel, Indicator, IndicatorSubgroup, Rated, indicators_of
from journeybook.model.stage import Milestone
from journeybook.views.base.answers import answer_text, answered, answered_among
from journeybook.views.base.elements import Badge, Cell, Link, cell
from journeybook.views.base.labels import heading, label
from journeybook.views.blocks.cards import Card, CardGroup, Detail, Section, cards, details, fact, points
from journeybook.views.blocks.health_bands import band_badge, measure_name, range_text, score_condition
from journeybook.views.blocks.health_parts import weight_text
from journeybook.views.links.links import anchor_of, reference_link, stage_page
from journeybook.views.links.texts import when_text
from journeybook.views.stage.stage_cards import (
    milestone_card,
    opportunity_card,
    overdue_text,
    pain_point_card,
    stage_opportunities,
    stage_pain_points,
)
from journeybook.views.stage.stage_plays import (
    StageContext,
    band_tables,
    event_card,
    stage_events,
    stage_health,
    stage_play_card,
    stage_plays,
)


def milestones_section(context: StageContext) -> Section:
    """Return the milestones."""
    members = tuple(milestone_card(context, milestone) for milestone in context.stage.milestones)
    return Section(
        "milestones",
        heading(context.book, "section.milestones"),
        groups=cards(*members),
        blank=answer_text(context.book, context.stage, "milestones"),
        count=len(members),
    )


def events_section(context: StageContext) -> Section:
    """Return the events that need attention, and overdue milestones as events of their own."""
    book = context.book
    members = tuple(event_card(context, event) for event in stage_events(context))
    late = tuple(_overdue(context, milestone) for milestone in context.stage.milestones if overdue_text(book, milestone))
    groups = (*cards(*members), *((CardGroup("", heading(book, "events.overdue"), "", late),) if late else ()))
    return Section(
        "events",
        heading(book, "section.events"),
        groups=groups,
        blank=_own_answer(context, "events", beside=bool(groups)),
        count=len(members) + len(late),
    )


def plays_section(context: StageContext) -> Section:
    """Return the plays by health band, and each play in full."""
    members = tuple(stage_play_card(context, play) for play in stage_plays(context))
    return Section(
        "plays",
        heading(context.book, "section.plays"),
        groups=cards(*members),
        tables=band_tables(context),
        blank=_own_answer(context, "plays", beside=bool(members)),
        count=len(members),
    )


def health_section(context: StageContext) -> Section:
    """Return the health models of the stage in short."""
    entries = tuple(detail for model in stage_health(context) for detail in _model(context, model))
    blank = answer_text(context.book, context.stage, "health")
    return Section("health", heading(context.book, "section.health"), entries=entries, blank=blank)


def pain_points_section(context: StageContext) -> Section:
    """Return the pain points, the worst first, each with its way back."""
    members = tuple(pain_point_card(context, pain, station=station) for pain, station in stage_pain_points(context))
    return Section(
        "pain-points",
        heading(context.book, "section.pain_points"),
        groups=cards(*members),
        blank=_own_answer(context, "pain_points", beside=bool(members)),
        count=len(members),
    )


def opportunities_section(context: StageContext) -> Section:
    """Return the opportunities."""
    members = tuple(opportunity_card(context, opportunity, station=station) for opportunity, station in stage_opportunities(context))
    return Section(
        "opportunities",
        heading(context.book, "section.opportunities"),
        groups=cards(*members),
        blank=_own_answer(context, "opportunities", beside=bool(members)),
        count=len(members),
    )


def _own_answer(context: StageContext, name: str, *, beside: bool) -> str:
    """Return the answer in a field of the stage; beside what steps, plays or milestones bring it says that it is the stage's own."""
    answer = answer_text(context.book, context.stage, name)
    return context.book.say("section.of_stage", answer=answer) if answer and beside else answer


def _overdue(context: StageContext, milestone: Milestone) -> Card:
    name = context.book.say("events.overdue_name", name=milestone.name)
    target = stage_page(context.journey, context.stage, anchor_of(milestone)) if milestone.id else None
    lead = details(
        fact(
            context.book.say("milestone.target"),
            (Link(when_text(context.book, milestone.target), target),) if target and milestone.target else None,
        ),
        fact(context.book.say("event.play"), overdue_text(context.book, milestone)),
    )
    return Card("", name, (Badge(context.book.say("events.derived")),), lead)


def _model(context: StageContext, model: HealthModel) -> tuple[Detail, ...]:
    book = context.book
    inputs = (
        (*cell(reference_link(book, "measure", indicator.measure)), *_weight(context, model, indicator)) for indicator in model.indicators
    )
    groups = ((group.name, *_weight(context, model, group), *_inside(context, group)) for group in model.groups)
    overrides = (
        (
            score_condition(book, override.when),
            *(band_badge(band) for band in model.bands if band.id == override.band.rpartition("/")[2]),
            *answered_among(book, override, "reason", override.reason),
        )
        for override in model.overrides
    )
    return details(
        fact(
            book.say("health.model"),
            (*cell(reference_link(book, "health-model", model.id)), *answered_among(book, model, "summary", model.summary)),
        ),
        points(
            book.say("health.bands"),
            *(_band(context, band) for band in model.bands),
            *answered(book, model, "bands"),
        ),
        points(
            book.say("health.indicators"), *inputs, *groups, *answered(book, model, "indicators"), *answered_among(book, model, "groups")
        ),
        points(book.say("health.overrides"), *overrides, *answered(book, model, "overrides")),
    )


def _band(context: StageContext, band: Band) -> Cell:
    return (band_badge(band), *answered_among(context.book, band, "when", range_text(context.book, band.when) if band.when else None))


def _weight(context: StageContext, model: HealthModel, member: Rated) -> Cell:
    weight = weight_text(context.book, member.weight)
    text = context.book.say("health.weight", weight=weight, total=model.total) if weight else None
    tier = answered_among(context.book, member, "tier", label(context.book, member.tier)) if isinstance(member, Indicator) else ()
    return (*answered_among(context.book, member, "weight", text), *tier)


def _inside(context: StageContext, group: IndicatorSubgroup) -> Cell:
    return tuple(dict.fromkeys(measure_name(context.book, indicator.measure) for indicator in indicators_of(group)))
