"""The inputs of a health model in words: their groups, weights, ranges and ages, and the share of weight a score stands on."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from journeybook.model.health import HealthModel, Indicator, IndicatorSubgroup, Rated, members_of, sum_of_weights
from journeybook.model.measures import Measure
from journeybook.views.base.answers import answer_text, answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Link, Row, Table, cell
from journeybook.views.base.labels import answered_badge, label, state_badge
from journeybook.views.blocks.band_grid import range_grid_anchor
from journeybook.views.blocks.common_fields import applies_cell, small_print
from journeybook.views.blocks.health_bands import decimal_text, measure_name, range_name, range_text
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import reference_link
from journeybook.views.links.site_map import page_address
from journeybook.views.links.texts import length_text


@dataclass(frozen=True)
class Share:
    """A worked example of a score when some inputs are not known: which are left out, and what share of the weight is used."""

    left_out: tuple[str, ...]
    used: str
    total: str
    sentence: str


def indicator_table(book: Book, model: HealthModel) -> Table:
    """Return the inputs as a table: group, weight with its tier, ranges, when they count and what happens when they are missing."""
    columns = (*(("group",) if model.groups else ()), "indicator", "weight", "ranges", "counted", "missing", "for")
    rows = (
        Row((*((cell(group),) if model.groups else ()), *_indicator(book, model, indicator)))
        for group, indicator in _with_groups(book, model)
    )
    answer = answer_text(book, model, "indicators")
    return listing(book, "health.indicators", columns, rows=rows, answer=answer)


def group_table(book: Book, model: HealthModel) -> Table:
    """Return the groups as a table: weight, what the weights inside add to, and whom they are for."""
    rows = (
        Row(
            (
                cell(name),
                weight_cell(book, group),
                _weights_inside(book, group),
                _for_whom(book, group),
            )
        )
        for name, group in _groups(book, model)
    )
    answer = answer_text(book, model, "groups")
    return listing(book, "health.groups", ("group", "weight", "weights_inside", "for"), rows=rows, answer=answer)


def member_name(book: Book, member: Rated) -> str:
    """Return what an input or a group is called."""
    return measure_name(book, member.measure) if isinstance(member, Indicator) else member.name


def weights_badge(book: Book, model: HealthModel) -> Badge | None:
    """Return what the weights add to; there is no sum where a weight is not stated, and nothing where there are no inputs."""
    added = sum_of_weights(model)
    if not members_of(model):
        return None
    if added is None:
        return Badge(book.say("health.no_sum"), "info")
    return Badge(book.say("health.sum", sum=decimal_text(book, added), total=model.total), "good" if added == model.total else "poor")


def weight_text(book: Book, weight: Decimal | None) -> str:
    """Return a weight in digits, or nothing where there is none."""
    return "" if weight is None else decimal_text(book, weight)


def weight_cell(book: Book, member: Rated) -> Cell:
    """Return a weight, or the answer that stands in its place."""
    return answered(book, member, "weight", weight_text(book, member.weight))


def example_share(book: Book, model: HealthModel) -> Share | None:
    """Return a worked example: the heaviest inputs are not known until about half of the weight is left; none for a model with groups."""
    total = sum_of_weights(model)
    if model.groups or len(model.indicators) < 2 or total is None or total <= 0:  # noqa: PLR2004 - with one input nothing can be left out
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
    names = tuple(member_name(book, indicator) for indicator in missing)
    key = "health.example_reweighted" if model.reweighted else "health.example_kept"
    half = (used / 2).quantize(Decimal("0.1"))
    values = {
        "used": decimal_text(book, used),
        "total": decimal_text(book, total),
        "points": decimal_text(book, half),
        "whole": decimal_text(book, model.total),
        "score": decimal_text(book, (half * model.total / used).quantize(Decimal(1))),
    }
    return Share(
        names, decimal_text(book, used), decimal_text(book, total), book.say(key, **values, names=book.say("list.comma").join(names))
    )


def _indicator(book: Book, model: HealthModel, indicator: Indicator) -> tuple[Cell, ...]:
    measure = book.atlas.find(Measure, indicator.measure)
    leading = Badge(book.say("metric_library.leading"), "info") if measure and measure.leading else None
    reference = reference_link(book, "measure", indicator.measure)
    return (
        cell(
            reference if isinstance(reference, Link) else member_name(book, indicator),
            leading,
            state_badge(book, measure) if measure else None,
        ),
        (*weight_cell(book, indicator), *answered_among(book, indicator, "tier", label(book, indicator.tier))),
        _meanings(book, model, indicator),
        (*answered_among(book, indicator, "warm_up", _not_first(book, indicator)), *(age_texts(book, measure) if measure else ())),
        answered(book, indicator, "missing", indicator.missing),
        _for_whom(book, indicator),
    )


def _weights_inside(book: Book, group: IndicatorSubgroup) -> Cell:
    """Return what the weights in a group add to, or the answers that stand in place of what is in it."""
    unsaid = (*answered_among(book, group, "indicators"), *answered_among(book, group, "groups"))
    return unsaid or cell(weight_text(book, sum_of_weights(group)))


def _not_first(book: Book, indicator: Indicator) -> str:
    return book.say("health.not_first", length=length_text(book, indicator.warm_up)) if indicator.warm_up else ""


def _for_whom(book: Book, member: Rated) -> Cell:
    """Return whom an input or a group is for, and its small print."""
    return (
        *answered_among(book, member, "applies", applies_cell(book, member.applies)),
        *small_print(book, member, omit=("applies",)),
    )


def age_texts(book: Book, measure: Measure) -> Cell:
    """Return at which age a value is old, and at which it stops counting."""
    stale, expires = length_text(book, measure.stale_after), length_text(book, measure.expires_after)
    stale_key = "health.stale_after" if expires else "health.expires_after"
    return (
        *answered_among(book, measure, "stale_after", book.say(stale_key, length=stale) if stale else None),
        *answered_among(book, measure, "expires_after", book.say("health.expires_after", length=expires) if expires else None),
    )


def _meanings(book: Book, model: HealthModel, indicator: Indicator) -> Cell:
    """Return what the values of an input mean, or that a table of two measures says so."""
    table = indicator.band_table
    way: Cell = ()
    if table:
        text = book.say("health.by_two", first=measure_name(book, table.rows), second=measure_name(book, table.columns))
        way = (Link(text, page_address("health_model", model.id, anchor=range_grid_anchor(model, indicator))),)
    by_two = answered_among(book, indicator, "band_table", way)
    scale = answered_among(book, indicator, "scale", _scale_text(book, indicator))
    return (*answered(book, indicator, "bands", tuple(_ranges(book, model, indicator))), *by_two, *scale)


def _scale_text(book: Book, indicator: Indicator) -> str:
    """Return how many points values bring on a scale; an empty text where it has none."""
    points = (
        book.say("health.scale_point", value=decimal_text(book, row.value), points=decimal_text(book, row.points))
        for row in indicator.scale
    )
    return book.say("health.on_scale", points=book.say("list.comma").join(points)) if indicator.scale else ""


def _ranges(book: Book, model: HealthModel, indicator: Indicator) -> Iterator[Inline]:
    for band in indicator.bands:
        points = weight_text(book, band.points) or answer_text(book, band, "points")
        name, values = range_name(book, model, band), range_text(book, band.when, about=indicator.measure)
        meaning = name if name.casefold() == values.casefold() else book.say("health.range_is", name=name, range=values)
        yield Badge(book.say("health.range_brings", range=meaning, points=points) if points else meaning, str(band.tone))
        yield from cell(answered_badge(book, band, "name", None))


def _groups(book: Book, model: HealthModel) -> Iterator[tuple[str, IndicatorSubgroup]]:
    """Yield every group with its name, that of an inner group behind the outer one's."""
    for group in model.groups:
        yield group.name, group
        yield from ((book.say("health.inside", outer=group.name, inner=inner.name), inner) for inner in group.groups)


def _with_groups(book: Book, model: HealthModel) -> Iterator[tuple[str, Indicator]]:
    """Yield every input with the name of its group."""
    yield from (("", indicator) for indicator in model.indicators)
    for name, group in _groups(book, model):
        yield from ((name, indicator) for indicator in group.indicators)
