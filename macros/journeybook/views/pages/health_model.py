"""A health model's page: its inputs and their weights, its bands, what overrules it, and its versions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from journeybook.model.health import HealthModel, RollUp
from journeybook.model.stage import Stage
from journeybook.model.value_bands import score_range
from journeybook.views.base.answers import answer_text, answer_texts, answered, answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Row, Stub, Table, cell
from journeybook.views.base.labels import answered_badge, kind_label, stage_text
from journeybook.views.blocks.band_grid import RangeGrid, band_grid, range_grids
from journeybook.views.blocks.cards import Detail, details, fact, points
from journeybook.views.blocks.common_fields import applies_cell
from journeybook.views.blocks.health_bands import (
    band_ranges,
    bonus_table,
    decimal_text,
    fault_texts,
    outside_table,
    override_table,
    score_condition,
)
from journeybook.views.blocks.health_parts import Share, example_share, group_table, indicator_table, weights_badge
from journeybook.views.blocks.health_score import WorkedExample, score_rules, worked_examples
from journeybook.views.blocks.health_versions import FormerModel, former_models, version_counts, version_table
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.thing_page import ThingPage, thing_page, used_by_table
from journeybook.views.links.links import map_page, reference_link, reference_links, stage_page
from journeybook.views.links.site_map import thing_pages
from journeybook.views.links.texts import length_text
from journeybook.views.stage.stage_plays import StageContext, stage_health


@dataclass(frozen=True)
class HealthModelPage:
    """Everything a model says; the sum of its weights is told as it is, and never put right in silence."""

    thing: ThingPage
    sum_of_weights: Badge | None
    indicators: Table
    range_tables: tuple[RangeGrid, ...]
    groups: Table
    rules: tuple[str, ...]
    bands: Table
    band_table: Table | None
    no_band_table: str
    faults: tuple[str, ...]
    overrides: Table
    bonuses: Table
    outside: Table
    share: Share | None
    alerts: Table
    versions: Table
    former_models: tuple[FormerModel, ...]
    version_counts: Table
    examples: tuple[WorkedExample, ...]
    no_examples: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every health model."""
    yield from thing_pages(book, "health_model", book.atlas.health)


def view(book: Book, model_id: str) -> HealthModelPage:
    """Return what the page of a health model shows."""
    model = book.find(HealthModel, model_id)
    version = Badge(book.say("health.version", version=model.version)) if model.version else None
    return HealthModelPage(
        thing=thing_page(
            book, model, badges=(answered_badge(book, model, "version", version),), facts=_facts(book, model), used_by=_used_by(book, model)
        ),
        sum_of_weights=weights_badge(book, model),
        indicators=indicator_table(book, model),
        range_tables=range_grids(book, model),
        groups=group_table(book, model),
        rules=score_rules(book, model),
        bands=band_ranges(book, model),
        band_table=band_grid(book, model),
        no_band_table=named_answer(book, model, "band_table"),
        faults=fault_texts(book, model),
        overrides=override_table(book, model),
        bonuses=bonus_table(book, model),
        outside=outside_table(book, model),
        share=example_share(book, model),
        alerts=_alerts(book, model),
        versions=version_table(book, model),
        former_models=former_models(book, model),
        version_counts=version_counts(book, model),
        examples=worked_examples(book, model),
        no_examples=answer_text(book, model, "examples"),
    )


def _used_by(book: Book, model: HealthModel) -> Table:
    """Return what names the model, and the stages that use it because it scores their phase."""
    table = used_by_table(book, "health-model", model.id)
    contexts = (StageContext(book, journey, stage) for journey in book.atlas.maps for stage in journey.stages)
    by_phase = (context for context in contexts if not context.stage.health and any(scored is model for scored in stage_health(context)))
    kind = kind_label(book, Stage.KIND)
    rows = (
        Row(
            (
                cell(Link(stage_text(book, context.stage), stage_page(context.journey, context.stage))),
                cell(kind),
                cell(Link(context.journey.name, map_page(context.journey))),
            )
        )
        for context in by_phase
    )
    return replace(table, rows=(*table.rows, *rows))


def _facts(book: Book, model: HealthModel) -> tuple[Detail, ...]:
    left_out = tuple(book.say("health.leaves_out", name=name) for name in _left_out(book, model.rollup)) if model.rollup else ()
    return details(
        fact(book.say("health.phases"), answered(book, model, "phases", reference_links(book, "phase", model.phases))),
        fact(book.say("health.segments"), answered(book, model, "segments", reference_links(book, "segment", model.segments))),
        fact(book.say("health.not_for"), answered(book, model, "not_for", applies_cell(book, model.not_for))),
        fact(book.say("health.range"), _range(book, model)),
        fact(
            book.say("health.warm_up"),
            answered(
                book, model, "warm_up", book.say("health.not_scored", length=length_text(book, model.warm_up)) if model.warm_up else None
            ),
        ),
        points(book.say("health.rollup"), *((model.rollup.how, *left_out) if model.rollup else answered(book, model, "rollup"))),
    )


def _left_out(book: Book, rollup: RollUp) -> tuple[str, ...]:
    return rollup.leaves_out or answer_texts(book, rollup, "leaves_out")


def _range(book: Book, model: HealthModel) -> Cell:
    """Return the lowest and the highest score, where something is said of them."""
    if unsaid := (*answered_among(book, model, "lowest"), *answered_among(book, model, "highest"), *answered_among(book, model, "total")):
        return unsaid
    if model.lowest is None and model.highest is None and not model.points:
        return ()
    lowest, highest = (decimal_text(book, Decimal(end.numerator) / Decimal(end.denominator)) for end in score_range(model))
    return (book.say("health.from_to", lowest=lowest, highest=highest),)


def _alerts(book: Book, model: HealthModel) -> Table:
    rows = (
        Row(
            (
                cell(score_condition(book, alert.when)),
                cell(alert.tell),
                answered(book, alert, "play", cell(reference_link(book, "play", alert.play))),
            )
        )
        for alert in model.alerts
    )
    return listing(book, "health.alerts", ("condition", "tell", "play"), rows=rows, answer=answer_text(book, model, "alerts"))
