"""The score of one account with its arithmetic: every input and subtotal, the rules beside them, and what comes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from journeybook.findings import Place
from journeybook.measure.account_score import AccountScore, JudgedRule
from journeybook.measure.facts import DatedReading, FactOrigin, HeldValue
from journeybook.model.health import Bonus, Indicator, IndicatorSubgroup, OutsideState, Override
from journeybook.model.language.evaluate import KnownValue
from journeybook.model.measures import Measure
from journeybook.model.scoring import MemberScore
from journeybook.model.value_bands import band_named, measures_of
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Labelled, Line, Prefix, Row, Table, cell, facts
from journeybook.views.base.labels import heading, numeral_text
from journeybook.views.blocks.health_bands import band_badge, measure_name, plain_decimal, range_name, score_condition
from journeybook.views.blocks.health_parts import member_name
from journeybook.views.blocks.listing import listing
from journeybook.views.links.texts import referent_name, value_text

_COLUMNS = ("indicator", "value", "age_days", "line", "band", "points", "weight", "counts", "brings")

_MOST_PLACES = 12
"""Three more than numbers of tables have."""


@dataclass(frozen=True)
class ScoreSheet:
    """The arithmetic of a score: its parts, the rules that its conditions decide, and the result in labelled values."""

    parts: Table
    rules: Table
    result: tuple[Labelled, ...]


def score_sheet(book: Book, score: AccountScore) -> ScoreSheet:
    """Return the arithmetic of a score."""
    rows = tuple(_part_rows(book, score, score.health.parts))
    rules = (_rule_row(book, score, judged) for judged in score.rules)
    return ScoreSheet(
        listing(book, "score.parts", _COLUMNS, rows=rows),
        listing(book, "score.rules", ("condition", "effect", "why", "answer", "leans_on"), rows=rules),
        _result(book, score),
    )


def band_cell(book: Book, score: AccountScore) -> Cell:
    """Return the band that holds with the score; where it is forced that of the score as well; where there is none, why."""
    health = score.health
    number = book.say("health.score_is", score=_number(book, health.score)) if health.score is not None else None
    if health.outside:
        return cell(Badge(health.outside.name, "info"))
    reason = book.say("health.no_score", why=book.say(f"health.unscored.{health.unscored}")) if health.unscored else None
    hole = Badge(book.say("health.no_rule"), "poor") if health.score is not None and not health.band else None
    is_overruled = health.forced and health.score is not None and health.band != score.scored_band
    overruled = book.say("score.instead_of", band=_band_name(score)) if is_overruled else None
    return cell(band_badge(health.band) if health.band else hole, number, overruled, reason)


def share_text(book: Book, score: AccountScore) -> str:
    """Return on how much of the weight a score stands; nothing where there is no score."""
    health = score.health
    if health.used is None:
        return ""
    return book.say("health.share_used", used=_number(book, health.used), total=_number(book, health.whole))


def reading_text(book: Book, reading: DatedReading) -> str:
    """Return the value of a reading with its unit, yes or no, or its words."""
    measure = book.atlas.find(Measure, reading.measure)
    unit = measure.unit if measure and measure.unit and not isinstance(reading.value, bool | str) else None
    text = known_text(book, reading.measure, reading.value)
    return f"{text} {unit}" if unit else text


def known_text(book: Book, subject: str, value: KnownValue) -> str:
    """Return a value as people write it."""
    if isinstance(value, bool):
        return book.say("value.yes") if value else book.say("value.no")
    return value_text(book, subject, value) if isinstance(value, str) else _number(book, Fraction(value))


def line_link(origin: FactOrigin) -> Line:
    """Return the file and the line that a fact stands on, which leads there where it can be opened.

    >>> line_link(FactOrigin("journeys/metrics/usage.csv", 12)).text
    'journeys/metrics/usage.csv:12'
    """
    return Line(Place(origin.source, origin.row))


def number_text(value: Fraction | None) -> str:
    """Return a fraction with two decimal places, or with more where two would show a rounder number, on the wrong side of a border.

    >>> number_text(Fraction(200, 3)), number_text(Fraction(50)), number_text(Fraction("74.9999")), number_text(None)
    ('66.67', '50', '74.9999', '')
    """
    if value is None:
        return ""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = (number.quantize(Decimal(1).scaleb(-places)) for places in range(2, _MOST_PLACES + 1))
    return plain_decimal(next((each for each in rounded if each == value or each.as_tuple().digits[-1]), number.quantize(Decimal("0.01"))))


def _number(book: Book, value: Fraction | None) -> str:
    """Return a fraction, rounded, as people write it in the language of the book."""
    return numeral_text(book, number_text(value))


def _part_rows(book: Book, score: AccountScore, parts: MemberScore) -> Iterator[Row]:
    """Yield a row for each input, and behind the inputs of a group its subtotal."""
    for member in parts.members:
        yield from _part_rows(book, score, member)
        part = member.part
        if isinstance(part, Indicator):
            yield Row((cell(member_name(book, part)), *_reading_cells(book, score, part), *_points_cells(book, score, member)))
        elif isinstance(part, IndicatorSubgroup):
            yield Row((cell(book.say("health.subtotal", name=part.name)), (), (), (), *_points_cells(book, score, member)))


def _reading_cells(book: Book, score: AccountScore, indicator: Indicator) -> tuple[Cell, Cell, Cell]:
    """Return the value of an input with its age and line; of one that is judged by two measures both, each behind its name."""
    names = measures_of(indicator)
    readings = [score.known.readings[name] for name in names if name in score.known.readings]
    values: list[Inline] = []
    for reading in readings:
        values += [Prefix(book.say("health.value_of", name=measure_name(book, reading.measure)))] if len(names) > 1 else []
        values.append(reading_text(book, reading))
    ages = (age_text(book, reading.day, score.as_of) for reading in readings)
    return tuple(values), tuple(ages), tuple(dict.fromkeys(line_link(reading.origin) for reading in readings))


def age_text(book: Book, day: date | None, as_of: date) -> str:
    """Return a day, and how long ago it was; or that it is not known."""
    if day is None:
        return book.say("score.day_unknown")
    return book.say("score.aged", day=day, count=(as_of - day).days)


def _points_cells(book: Book, score: AccountScore, member: MemberScore) -> tuple[Cell, ...]:
    band = Badge(range_name(book, score.model, member.band), str(member.band.tone)) if member.band else None
    reason = book.say(f"health.unscored.{member.unscored}") if member.unscored else None
    return (
        cell(band, Badge(book.say("health.old"), "average") if member.stale else None),
        cell(_number(book, member.points), reason),
        cell(_number(book, member.share)),
        cell(_number(book, member.used)),
        cell(_number(book, score.brings(member))),
    )


def _rule_row(book: Book, score: AccountScore, judged: JudgedRule) -> Row:
    return Row(
        (
            cell(score_condition(book, judged.condition)),
            _effect(book, score, judged),
            cell(judged.rule.reason if isinstance(judged.rule, Override) else None),
            _answer(book, judged),
            tuple(line_link(fact.origin) for fact in _facts_of(score, judged)),
        )
    )


def _effect(book: Book, score: AccountScore, judged: JudgedRule) -> Cell:
    rule = judged.rule
    if isinstance(rule, Override):
        band = band_named(score.model, rule.band)
        return cell(Prefix(book.say("score.forces")), band_badge(band) if band else rule.band)
    if isinstance(rule, Bonus):
        return cell(book.say("health.points", points=_number(book, Fraction(rule.points))))
    return cell(book.say("score.outside", name=rule.name) if isinstance(rule, OutsideState) else book.say("score.whom"))


def _answer(book: Book, judged: JudgedRule) -> Cell:
    if judged.truth is not None:
        return cell(book.say("value.yes") if judged.truth else book.say("value.no"))
    names = book.say("list.comma").join(referent_name(book, name) for name in judged.missing)
    why = book.say("score.want", names=names) if judged.missing else book.say("score.timed")
    return cell(Badge(book.say("answer.unknown"), "average"), why)


def _facts_of(score: AccountScore, judged: JudgedRule) -> Iterator[DatedReading | HeldValue]:
    """Yield the facts that a condition asks for, in the order of its names."""
    for name in judged.names:
        fact = score.known.readings.get(name) or score.known.held.get(name)
        if fact:
            yield fact


def _result(book: Book, score: AccountScore) -> tuple[Labelled, ...]:
    """Return what comes out: points, bonus, score, share of weight, both bands and what overrules one by the other."""
    health = score.health
    unscored = book.say(f"health.unscored.{health.unscored}") if health.unscored else ""
    number = _number(book, health.score) or book.say("health.no_score", why=unscored)
    forced = cell(score_condition(book, health.forced.when), health.forced.reason) if health.forced and health.band else ()
    points = _number(book, health.parts.points) if health.score is not None else ""
    return facts(
        (heading(book, "score.points"), points),
        (heading(book, "score.bonus"), book.say("health.points", points=_number(book, health.bonus)) if health.bonus else ""),
        (heading(book, "column.score"), number),
        (heading(book, "score.share"), share_text(book, score)),
        (heading(book, "score.scored_band"), cell(_scored_badge(book, score))),
        (heading(book, "score.overruled"), forced),
        (heading(book, "score.outside_state"), cell(Badge(health.outside.name, "info")) if health.outside else ()),
        (heading(book, "score.band"), cell(band_badge(health.band)) if health.band and health.forced else ()),
    )


def _scored_badge(book: Book, score: AccountScore) -> Badge | None:
    if score.scored_band:
        return band_badge(score.scored_band)
    return Badge(book.say("health.no_rule"), "poor") if score.health.score is not None else None


def _band_name(score: AccountScore) -> str:
    return band_badge(score.scored_band).text if score.scored_band else ""
