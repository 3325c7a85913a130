"""The bands of a health model in words, by the team's own names: of its score and its inputs, and what overrules them."""

from decimal import Decimal

from journeybook.model.band_coverage import BandFault, band_faults
from journeybook.model.enumerations import Tone
from journeybook.model.health import Band, HealthModel, InputBand, Override, band_name, band_title
from journeybook.model.language.coverage import Gap, Overlap
from journeybook.model.language.describe import COMPARISONS, describe_condition
from journeybook.model.language.nodes import Condition, condition_names
from journeybook.model.language.value_coverage import ValueGap
from journeybook.model.measures import Measure
from journeybook.model.value_bands import band_named
from journeybook.views.base.answers import answer_text, answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Row, Table, cell
from journeybook.views.base.labels import answered_badge, label, numeral_text
from journeybook.views.blocks.listing import listing
from journeybook.views.links.texts import condition_text, titles


def band_ranges(book: Book, model: HealthModel) -> Table:
    """Return the bands with both ends in words, and the points that inputs in their tone bring."""
    points = {row.tone: decimal_text(book, row.points) for row in model.points}
    with_points = bool(points or model.answer_in("points"))
    ranges = any(band.when or band.answer_in("when") for band in model.bands)
    columns = ("band", *(("range",) if ranges else ()), *(("points",) if with_points else ()))
    rows = (
        Row(
            (
                cell(band_badge(band), answered_badge(book, band, "name", None)),
                *((answered(book, band, "when", range_text(book, band.when) if band.when else None),) if ranges else ()),
                *((answered(book, model, "points", points.get(band.tone)),) if with_points else ()),
            ),
            f"band-{band.id}",
        )
        for band in model.bands
    )
    return listing(book, "health.bands", columns, rows=rows, answer=answer_text(book, model, "bands"))


def override_table(book: Book, model: HealthModel) -> Table:
    """Return what sets the band whatever the score is."""
    rows = (
        Row(
            (
                cell(score_condition(book, override.when)),
                cell(_forced_badge(book, model, override)),
                answered(book, override, "reason", override.reason),
            )
        )
        for override in model.overrides
    )
    return listing(book, "health.overrides", ("condition", "forces", "why"), rows=rows, answer=answer_text(book, model, "overrides"))


def _forced_badge(book: Book, model: HealthModel, override: Override) -> Badge | str:
    """Return the band that an override forces; one that an earlier version did not have is that of today."""
    band = band_named(model, override.band) or book.atlas.find(Band, override.band, scope=model.id)
    return band_badge(band) if band else override.band


def bonus_table(book: Book, model: HealthModel) -> Table:
    """Return the points on top of a score."""
    rows = (
        Row((cell(score_condition(book, bonus.when)), cell(book.say("health.points", points=decimal_text(book, bonus.points)))))
        for bonus in model.bonuses
    )
    return listing(book, "health.bonuses", ("condition", "points"), rows=rows, answer=answer_text(book, model, "bonuses"))


def outside_table(book: Book, model: HealthModel) -> Table:
    """Return the states that are listed and not scored."""
    rows = (
        Row((cell(state.name), answered(book, state, "when", score_condition(book, state.when))), f"band-{state.id}")
        for state in model.outside
    )
    return listing(book, "health.outside", ("state", "condition"), rows=rows, answer=answer_text(book, model, "outside"))


def fault_texts(book: Book, model: HealthModel) -> tuple[str, ...]:
    """Return the gaps and overlaps of a model's bands in words, holes below the lowest and above the highest band included."""
    return tuple(_fault_text(book, fault) for fault in band_faults(model, lambda name: book.atlas.find(Measure, name)))


def band_badge(band: Band) -> Badge:
    """Return a band of a score in its tone, by the team's own name for it."""
    return Badge(band_title(band), str(band.tone))


def tone_words(book: Book, model: HealthModel, tone: Tone) -> str:
    """Return what a tone is called: the team's own name for it, else ours."""
    return band_name(model, tone) or label(book, tone)


def range_name(book: Book, model: HealthModel, band: InputBand) -> str:
    """Return what a range of an input is called: its own name, else that of its tone."""
    return band.name or (tone_words(book, model, band.tone) if band.tone else "")


def range_text(book: Book, rule: Condition, *, about: str = "") -> str:
    """Return a range in words, both ends stated: "at least 50 and below 75"; one over another measure names it.

    `about` is the id of the measure whose range it is.
    """
    if any(name.role != "value" and name.name != about for name in condition_names(rule)):
        return condition_text(book, rule)
    short = {f"condition.{sign}": book.say(f"range.{sign}", value="{value}") for sign in COMPARISONS.values()}
    short |= {key.replace(".", ".not.", 1): book.say("range.not", part=text) for key, text in short.items()}
    short["condition.between"] = book.say("range.between", lower="{lower}", upper="{upper}")
    return describe_condition(rule, titles(book, about=about), book.catalogue | short)


def score_condition(book: Book, rule: Condition | None) -> str:
    """Return a condition of a health model in words: a comparison without a subject is one of the score."""
    return describe_condition(rule, titles(book), book.catalogue | {"condition.it": book.say("condition.score")}) if rule else ""


def plain_decimal(value: Decimal | int) -> str:
    """Return a number without needless zeros, with a point before its decimals.

    >>> plain_decimal(Decimal("15.50")), plain_decimal(Decimal(20)), plain_decimal(0)
    ('15.5', '20', '0')
    """
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimal_text(book: Book, value: Decimal | int) -> str:
    """Return a number as people write it in the language of the book, without needless zeros."""
    return numeral_text(book, plain_decimal(value))


def measure_name(book: Book, reference: str) -> str:
    """Return the name of a measure."""
    measure = book.atlas.find(Measure, reference)
    return measure.name if measure else reference


def _fault_text(book: Book, fault: BandFault) -> str:
    name = measure_name(book, fault.about) if fault.about else book.say("health.score")
    values = str(fault.fault.span) if isinstance(fault.fault, Gap | Overlap) else book.say("list.comma").join(fault.fault.values)
    if isinstance(fault.fault, Gap | ValueGap):
        return book.say("health.gap", name=name, values=values)
    labels = book.say("list.comma").join(fault.fault.labels)
    return book.say("health.overlap", name=name, values=values, labels=labels)
