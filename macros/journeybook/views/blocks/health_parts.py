"""The parts of a health model in words: its inputs, its bands, what overrules it, and the share of weight a score stands on."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from journeybook.model.health import HealthModel, Indicator
from journeybook.model.language.describe import COMPARISONS, describe_condition
from journeybook.model.language.nodes import Condition, condition_names
from journeybook.model.measures import Measure
from journeybook.views.base.answers import answer_text, answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Link, Row, Table, cell
from journeybook.views.base.labels import label, tone_badge
from journeybook.views.blocks.common_fields import applies_cell
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import reference_link
from journeybook.views.links.texts import condition_text, length_text


@dataclass(frozen=True)
class Share:
    """A worked example of a score when some inputs are not known: which are left out, and what share of the weight is used."""

    left_out: tuple[str, ...]
    used: str
    total: str
    sentence: str


def decimal_text(value: Decimal | int) -> str:
    """Return a number as people write it, without needless zeros.

    >>> decimal_text(Decimal("15.50")), decimal_text(Decimal(20)), decimal_text(0)
    ('15.5', '20', '0')
    """
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def indicator_table(book: Book, model: HealthModel) -> Table:
    """Return the inputs as a table: weight, tier, ranges, warm-up and what happens when they are missing."""
    columns = ("indicator", "weight", "tier", "ranges", "warm_up", "missing", "for")
    return listing(
        book,
        "health.indicators",
        columns,
        rows=(_indicator(book, indicator) for indicator in model.indicators),
        answer=answer_text(book, model, "indicators"),
    )


def band_ranges(book: Book, model: HealthModel) -> Table:
    """Return the bands with both ends in words."""
    rows = (
        Row((cell(tone_badge(book, band.name, band.tone)), cell(range_text(book, band.when))), f"band-{band.id}") for band in model.bands
    )
    return listing(book, "health.bands", ("band", "range"), rows=rows, answer=answer_text(book, model, "bands"))


def override_table(book: Book, model: HealthModel) -> Table:
    """Return what sets the band whatever the score is."""
    badges = {band.id: tone_badge(book, band.name, band.tone) for band in model.bands}
    rows = (
        Row(
            (
                cell(condition_text(book, override.when)),
                cell(badges.get(override.band.rpartition("/")[2], override.band)),
                cell(override.reason),
            )
        )
        for override in model.overrides
    )
    return listing(book, "health.overrides", ("condition", "forces", "why"), rows=rows, answer=answer_text(book, model, "overrides"))


def example_share(book: Book, model: HealthModel) -> Share | None:
    """Return a worked example: the heaviest inputs are not known until about half of the weight is left."""
    total = model.sum_of_weights
    if len(model.indicators) < 2 or total is None or total <= 0:  # noqa: PLR2004 - with one input there is nothing to leave out
        return None
    missing: list[Indicator] = []
    used = total
    weights = ((indicator.weight or Decimal(0), indicator) for indicator in model.indicators)
    for weight, indicator in sorted(weights, key=lambda pair: -pair[0]):
        if used - weight >= total / 2:
            missing.append(indicator)
            used -= weight
    if not missing:
        return None
    names = tuple(_name(book, indicator) for indicator in missing)
    key = "health.example_reweighted" if model.reweighted else "health.example_kept"
    half = decimal_text((used / 2).quantize(Decimal("0.1")))
    values = {
        "used": decimal_text(used),
        "total": decimal_text(total),
        "points": half,
        "whole": decimal_text(model.total),
        "score": decimal_text((Decimal(half) * model.total / used).quantize(Decimal(1))),
    }
    return Share(names, decimal_text(used), decimal_text(total), book.say(key, **values, names=book.say("list.comma").join(names)))


def _indicator(book: Book, indicator: Indicator) -> Row:
    measure = book.atlas.find(Measure, indicator.measure)
    leading = Badge(book.say("metric_library.leading"), "info") if measure and measure.leading else None
    reference = reference_link(book, "measure", indicator.measure)
    cells = (
        cell(reference if isinstance(reference, Link) else _name(book, indicator), leading),
        answered(book, indicator, "weight", weight_text(indicator.weight)),
        answered(book, indicator, "tier", label(book, indicator.tier)),
        answered(book, indicator, "bands", tuple(_ranges(book, indicator))),
        answered(book, indicator, "warm_up", length_text(book, indicator.warm_up)),
        answered(book, indicator, "missing", indicator.missing),
        (
            *answered_among(book, indicator, "applies", applies_cell(book, indicator.applies)),
            *answered_among(book, indicator, "note", indicator.note),
        ),
    )
    return Row(cells)


def weights_badge(book: Book, model: HealthModel) -> Badge:
    """Return what the weights add to; there is no sum where a weight is not known."""
    if model.sum_of_weights is None:
        return Badge(book.say("health.no_sum"), "info")
    tone = "good" if model.sum_of_weights == model.total else "poor"
    return Badge(book.say("health.sum", sum=decimal_text(model.sum_of_weights), total=model.total), tone)


def weight_text(weight: Decimal | None) -> str:
    """Return a weight in digits, or nothing where there is none."""
    return "" if weight is None else decimal_text(weight)


def range_text(book: Book, rule: Condition) -> str:
    """Return a range in words, both ends stated: "at least 50 and below 75"; one over another measure names it."""
    if condition_names(rule):
        return condition_text(book, rule)
    short = {f"condition.{sign}": book.say(f"range.{sign}", value="{value}") for sign in COMPARISONS.values()}
    return describe_condition(rule, str, book.words | short)


def _ranges(book: Book, indicator: Indicator) -> Iterator[Badge]:
    for band in indicator.bands:
        name = band.name or label(book, band.tone)
        yield Badge(book.say("health.range_is", name=name, range=range_text(book, band.when)), str(band.tone))


def _name(book: Book, indicator: Indicator) -> str:
    measure = book.atlas.find(Measure, indicator.measure)
    return measure.name if measure else indicator.measure
