"""How a score is made of its parts: the rule in words, and worked examples as tables, each worked out by `model.scoring`."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from journeybook.model.health import HealthModel, Indicator, IndicatorSubgroup, Rated, bands_of, indicators_of
from journeybook.model.health_example import Example, ExampleValue
from journeybook.model.language.evaluate import known_value
from journeybook.model.measures import Measure
from journeybook.model.people import Segment
from journeybook.model.scoring import HealthScore, MemberScore, Snapshot, score_health
from journeybook.model.value_bands import measures_of
from journeybook.views.base.answers import answer_texts, answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Prefix, Row, Table, cell
from journeybook.views.blocks.health_bands import band_badge, decimal_text, measure_name, range_name, tone_words
from journeybook.views.blocks.health_parts import member_name
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import reference_link
from journeybook.views.links.texts import length_text

_MOST_NAMED = 5


@dataclass(frozen=True)
class WorkedExample:
    """A worked example: what happened, and where values are given, the table of its parts and what comes out."""

    title: str
    rows: tuple[str, ...]
    parts: Table | None = None
    result: Cell = ()


def score_rules(book: Book, model: HealthModel) -> tuple[str, ...]:
    """Return how the score is made, in sentences: points, weights, groups, what is left out, and points on top."""
    if not _brings_points(model):
        return (book.say("health.rule.no_points"),) if any(_members(model)) else ()
    unstated = [member_name(book, member) for member in _members(model) if member.weight is None]
    names = book.say("list.comma").join(unstated[:_MOST_NAMED])
    if len(unstated) > _MOST_NAMED:
        names = book.say("health.and_more", names=names, count=len(unstated) - _MOST_NAMED)
    points = book.say("list.comma").join(
        book.say("health.tone_points", name=tone_words(book, model, row.tone), points=decimal_text(book, row.points))
        for row in model.points
    )
    unsaid = model.answer_in("reweighted")
    rules = (
        ("points", bool(points)),
        ("own_points", any(band.points is not None for indicator in indicators_of(model) for band in bands_of(indicator))),
        ("scale", any(indicator.scale for indicator in indicators_of(model))),
        ("mean", not model.groups),
        ("subtotals", bool(model.groups)),
        ("not_reweighted", not model.reweighted and not unsaid),
        ("shared_weight", model.reweighted and not unsaid and not model.groups),
        ("shared_inside", model.reweighted and not unsaid and bool(model.groups)),
        ("unstated", bool(unstated)),
        ("bonus", bool(model.bonuses)),
    )
    sentences = (book.say(f"health.rule.{name}", points=points, names=names) for name, holds in rules if holds)
    return (*sentences, *filter(None, (named_answer(book, model, "reweighted"),)))


def worked_examples(book: Book, model: HealthModel) -> tuple[WorkedExample, ...]:
    """Return the worked examples of a model."""
    return tuple(_worked(book, model, example) for example in model.examples)


def _worked(book: Book, model: HealthModel, example: Example) -> WorkedExample:
    rows = example.rows or answer_texts(book, example, "rows")
    if not example.values:
        return WorkedExample(example.title, rows, result=answered_among(book, example, "values"))
    values = {given.measure: known_value(given.value) for given in example.values}
    ages = {given.measure: given.age.days for given in example.values if given.age}
    snapshot = Snapshot(values, ages, book.atlas.find(Segment, example.segment))
    score = score_health(model, snapshot, lambda name: book.atlas.find(Measure, name))
    texts = {given.measure: cell(given.value, *answered_among(book, given, "age", _age(book, given))) for given in example.values}
    columns = ("indicator", "value", "band", "points", "weight", "counts")
    parts = (*_rows(book, model, score.parts, texts), *_others(book, model, texts))
    result = (*answered_among(book, example, "segment"), *_result(book, score, example.segment))
    return WorkedExample(example.title, rows, listing(book, "health.example", columns, rows=parts), result)


def _rows(book: Book, model: HealthModel, parts: MemberScore, texts: dict[str, Cell]) -> Iterator[Row]:
    """Yield a row for each input, and behind the inputs of a group its subtotal."""
    for member in parts.members:
        yield from _rows(book, model, member, texts)
        name = member_name(book, member.part) if not isinstance(member.part, HealthModel) else ""
        is_group = isinstance(member.part, IndicatorSubgroup)
        band = Badge(range_name(book, model, member.band), str(member.band.tone)) if member.band else None
        reason = book.say(f"health.unscored.{member.unscored}") if member.unscored else None
        yield Row(
            (
                cell(book.say("health.subtotal", name=name) if is_group else name),
                _value(book, member.part, texts) if isinstance(member.part, Indicator) else (),
                cell(band, Badge(book.say("health.old"), "average") if member.stale else None),
                cell(_number(book, member.points), reason),
                cell(_number(book, member.share)),
                cell(_number(book, member.used)),
            )
        )


def _value(book: Book, indicator: Indicator, texts: dict[str, Cell]) -> Cell:
    """Return the value of an input; of one that is judged by two measures both values, each behind its name."""
    if indicator.band_table is None:
        return texts.get(indicator.measure, ())
    known = [(name, texts[name]) for name in measures_of(indicator) if name in texts]
    return tuple(inline for name, text in known for inline in (Prefix(book.say("health.value_of", name=measure_name(book, name))), *text))


def _others(book: Book, model: HealthModel, texts: dict[str, Cell]) -> Iterator[Row]:
    """Yield a row for each value that is no input: overrides, points on top and tables may ask for it."""
    inputs = {name for indicator in indicators_of(model) for name in measures_of(indicator)}
    yield from (Row((cell(measure_name(book, name)), text, (), (), (), ())) for name, text in texts.items() if name not in inputs)


def _age(book: Book, given: ExampleValue) -> str | None:
    return book.say("health.aged", length=length_text(book, given.age)) if given.age else None


def _result(book: Book, score: HealthScore, segment: str | None) -> Cell:
    """Return whose score it is, the score, the weight it stands on, and the band; where there is no score, why."""
    reason = book.say(f"health.unscored.{score.unscored}") if score.unscored else ""
    bonus = book.say("health.points", points=_number(book, score.bonus)) if score.bonus and score.score is not None else None
    number = (
        book.say("health.score_is", score=_number(book, score.score))
        if score.score is not None
        else book.say("health.no_score", why=reason)
    )
    used = (
        book.say("health.share_used", used=_number(book, score.used), total=_number(book, score.whole)) if score.score is not None else None
    )
    outside = Badge(score.outside.name, "info") if score.outside else None
    forced = book.say("health.forced") if score.forced and score.band else None
    hole = Badge(book.say("health.no_rule"), "poor") if score.score is not None else None
    band = band_badge(score.band) if score.band else hole
    return cell(reference_link(book, Segment.KIND, segment), number, bonus, used, outside, band, forced)


def _number(book: Book, value: Fraction | None) -> str:
    """Return a fraction with at most one decimal place."""
    if value is None:
        return ""
    return decimal_text(book, (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1")))


def _members(part: HealthModel | IndicatorSubgroup) -> Iterator[Rated]:
    """Yield everything in a model or group that has a weight."""
    yield from part.indicators
    for group in part.inside("groups", IndicatorSubgroup):
        yield group
        yield from _members(group)


def _brings_points(model: HealthModel) -> bool:
    indicators = tuple(indicators_of(model))
    own_points = any(band.points is not None for indicator in indicators for band in bands_of(indicator))
    return bool(model.points) or own_points or any(indicator.scale for indicator in indicators)
