"""A health model's page: its inputs and their weights, its bands, what overrules it, and how it has been tuned."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeybook.model.health import HealthModel
from journeybook.model.stage import Stage
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Link, Row, Stub, Table, cell
from journeybook.views.base.labels import kind_label
from journeybook.views.blocks.cards import Entry, entries, fact, points
from journeybook.views.blocks.common_fields import applicability
from journeybook.views.blocks.health_parts import Share, bands, example_share, indicators, number, overrides
from journeybook.views.blocks.listing import length_text, listing
from journeybook.views.blocks.thing_page import ThingPage, thing_page, used_by_table
from journeybook.views.links.links import condition_text, map_page, refer, refer_all, stage_page
from journeybook.views.links.site_map import thing_pages
from journeybook.views.stage.stage_plays import Here, stage_health


@dataclass(frozen=True)
class HealthModelPage:
    """Everything a model says; `sum_agrees` is whether its weights add to its total, which is never put right in silence."""

    thing: ThingPage
    sum_of_weights: str
    sum_agrees: bool
    indicators: Table
    bands: Table
    overrides: Table
    bonuses: Table
    outside: Table
    share: Share | None
    alerts: Table
    tuning: Table
    examples: tuple[tuple[str, tuple[str, ...]], ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every health model."""
    yield from thing_pages(book, "health_model", book.atlas.health)


def view(book: Book, model_id: str) -> HealthModelPage:
    """Choose what the page of a health model shows."""
    one = book.find(HealthModel, model_id)
    version = Badge(book.say("health.version", version=one.version)) if one.version else None
    total = sum(indicator.weight for indicator in one.indicators)
    tuning = (Row((cell(str(change.date)), cell(change.version), cell(change.what), cell(change.why))) for change in one.tuning)
    return HealthModelPage(
        thing=thing_page(book, one, badges=(version,), facts=_facts(book, one), used_by=_used_by(book, one)),
        sum_of_weights=book.say("health.sum", sum=number(total), total=one.total),
        sum_agrees=total == one.total,
        indicators=indicators(book, one),
        bands=bands(book, one),
        overrides=overrides(book, one),
        bonuses=_bonuses(book, one),
        outside=_outside(book, one),
        share=example_share(book, one),
        alerts=_alerts(book, one),
        tuning=listing(book, "health.tuning", ("date", "version", "what", "why"), rows=tuning),
        examples=tuple((example.title, example.rows) for example in one.examples),
    )


def _used_by(book: Book, one: HealthModel) -> Table:
    """Return what names the model, and the stages that use it because it scores their phase."""
    table = used_by_table(book, "health-model", one.id)
    found = (Here(book, journey, stage) for journey in book.atlas.maps for stage in journey.stages)
    by_phase = (here for here in found if not here.stage.health and stage_health(here) is one)
    kind = kind_label(book, Stage.KIND)
    rows = (
        Row(
            (
                cell(Link(here.stage.name, stage_page(here.journey, here.stage))),
                cell(kind),
                cell(Link(here.journey.name, map_page(here.journey))),
            )
        )
        for here in by_phase
    )
    return replace(table, rows=(*table.rows, *rows))


def _facts(book: Book, one: HealthModel) -> tuple[Entry, ...]:
    lowest, highest = number(one.lowest or 0), number(one.total if one.highest is None else one.highest)
    left_out = (book.say("health.leaves_out", name=name) for name in one.rollup.leaves_out) if one.rollup else ()
    return entries(
        fact(book.say("health.phases"), refer_all(book, "phase", one.phases)),
        fact(book.say("health.segments"), refer_all(book, "segment", one.segments) or book.say("coverage.everybody")),
        fact(book.say("health.not_for"), applicability(book, one.not_for)),
        fact(book.say("health.range"), book.say("health.from_to", lowest=lowest, highest=highest)),
        fact(book.say("health.warm_up"), book.say("health.not_scored", length=length_text(one.warm_up)) if one.warm_up else None),
        points(book.say("health.rollup"), *(one.rollup.how, *left_out)) if one.rollup else None,
    )


def _bonuses(book: Book, one: HealthModel) -> Table:
    rows = (
        Row((cell(condition_text(book, bonus.when)), cell(book.say("health.points", points=number(bonus.points))))) for bonus in one.bonuses
    )
    return listing(book, "health.bonuses", ("condition", "points"), rows=rows)


def _outside(book: Book, one: HealthModel) -> Table:
    rows = (Row((cell(state.name), cell(condition_text(book, state.when))), f"band-{state.id}") for state in one.outside)
    return listing(book, "health.outside", ("state", "condition"), rows=rows)


def _alerts(book: Book, one: HealthModel) -> Table:
    rows = (Row((cell(condition_text(book, alert.when)), cell(alert.tell), cell(refer(book, "play", alert.play)))) for alert in one.alerts)
    return listing(book, "health.alerts", ("condition", "tell", "play"), rows=rows)
