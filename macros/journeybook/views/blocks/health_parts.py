"""The parts of a health model in words: its inputs, its bands, what overrules it, and the share of weight a score stands on."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from journeybook.model.health import HealthModel, Indicator
from journeybook.model.language.describe import COMPARISONS, describe_condition
from journeybook.model.language.nodes import Condition, condition_names
from journeybook.model.measures import Measure
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Link, Row, Table, cell
from journeybook.views.base.labels import label, tone_badge
from journeybook.views.blocks.common_fields import applicability
from journeybook.views.blocks.listing import length_text, listing
from journeybook.views.links.links import condition_text, refer


@dataclass(frozen=True)
class Share:
    """A worked example of a score when some inputs are not known: which are left out, and what share of the weight is used."""

    left_out: tuple[str, ...]
    used: str
    total: str
    sentence: str


def number(value: Decimal | int) -> str:
    """Write a number as people do, without needless zeros.

    >>> number(Decimal("15.50")), number(Decimal(20)), number(0)
    ('15.5', '20', '0')
    """
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def indicators(book: Book, model: HealthModel) -> Table:
    """List the inputs with weight, tier, ranges, warm-up and what happens when they are missing."""
    columns = ("indicator", "weight", "tier", "ranges", "warm_up", "missing", "for")
    return listing(book, "health.indicators", columns, rows=(_indicator(book, one) for one in model.indicators))


def bands(book: Book, model: HealthModel) -> Table:
    """List the bands with both ends in words."""
    rows = (Row((cell(tone_badge(book, one.name, one.tone)), cell(range_text(book, one.when))), f"band-{one.id}") for one in model.bands)
    return listing(book, "health.bands", ("band", "range"), rows=rows)


def overrides(book: Book, model: HealthModel) -> Table:
    """List what sets the band whatever the score is."""
    named = {band.id: tone_badge(book, band.name, band.tone) for band in model.bands}
    rows = (
        Row((cell(condition_text(book, one.when)), cell(named.get(one.band.rpartition("/")[2], one.band)), cell(one.reason)))
        for one in model.overrides
    )
    return listing(book, "health.overrides", ("condition", "forces", "why"), rows=rows)


def example_share(book: Book, model: HealthModel) -> Share | None:
    """Work out an example: the heaviest inputs are not known until about half of the weight is left."""
    total = sum((one.weight for one in model.indicators), Decimal(0))
    if len(model.indicators) < 2 or total <= 0:  # noqa: PLR2004 - with one input there is nothing to leave out
        return None
    missing: list[Indicator] = []
    used = total
    for one in sorted(model.indicators, key=lambda one: -one.weight):
        if used - one.weight >= total / 2:
            missing.append(one)
            used -= one.weight
    if not missing:
        return None
    names = tuple(_name(book, one) for one in missing)
    key = "health.example_reweighted" if model.reweighted else "health.example_kept"
    half = number((used / 2).quantize(Decimal("0.1")))
    values = {
        "used": number(used),
        "total": number(total),
        "points": half,
        "whole": number(model.total),
        "score": number((Decimal(half) * model.total / used).quantize(Decimal(1))),
    }
    return Share(names, number(used), number(total), book.say(key, **values, names=book.say("list.comma").join(names)))


def _indicator(book: Book, one: Indicator) -> Row:
    measure = book.atlas.find(Measure, one.measure)
    leading = Badge(book.say("metric_library.leading"), "info") if measure and measure.leading else None
    reference = refer(book, "measure", one.measure)
    cells = (
        cell(reference if isinstance(reference, Link) else _name(book, one), leading),
        cell(number(one.weight)),
        cell(label(book, one.tier)),
        tuple(_ranges(book, one)),
        cell(length_text(book, one.warm_up)),
        cell(one.missing or book.say("health.left_out")),
        cell(*applicability(book, one.applies), one.note),
    )
    return Row(cells)


def range_text(book: Book, rule: Condition) -> str:
    """Say a range, both ends stated: "at least 50 and below 75"; one over another measure names it."""
    if condition_names(rule):
        return condition_text(book, rule)
    short = {f"condition.{sign}": book.say(f"range.{sign}", value="{value}") for sign in COMPARISONS.values()}
    return describe_condition(rule, str, book.words | short)


def _ranges(book: Book, one: Indicator) -> Iterator[Badge]:
    for band in one.bands:
        name = band.name or label(book, band.tone)
        yield Badge(book.say("health.range_is", name=name, range=range_text(book, band.when)), str(band.tone))


def _name(book: Book, one: Indicator) -> str:
    measure = book.atlas.find(Measure, one.measure)
    return measure.name if measure else one.measure
