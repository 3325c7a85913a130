"""Health models: indicators with weights, bands, overrides, and how the model itself is tuned."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from journeybook.model.annotations import NotShown
from journeybook.model.band_table import BandTable, RangeCell, RangeTable
from journeybook.model.base import Part
from journeybook.model.enumerations import Tier, Tone
from journeybook.model.health_example import Example
from journeybook.model.item import Addressed, Applies, Item, Named, Owned, Review
from journeybook.model.references import BandRef, MeasureRef, PhaseRef, PlayRef, SegmentRef, id_words
from journeybook.model.scalars import ConditionText, Day, DurationText, Flag, Identifier, Number, Text, Whole


class IndicatorBand(Part):
    """A range of an indicator's values and what it means."""

    KEYED: ClassVar[tuple[str, ...]] = ("tone", "when")
    tone: Tone
    """Good, average, poor or neutral."""
    when: ConditionText
    """The range, both ends stated: `>= 60%`, `>= 40% and < 60%`."""
    name: Text | None = None
    """What the range is called; the model's own name for the tone where nothing is said."""
    points: Number | None = None
    """The points it brings, where they are not those that the model gives for its tone."""


class ScalePoint(Part):
    """How many points one value of an indicator brings."""

    KEYED: ClassVar[tuple[str, ...]] = ("value", "points")
    value: Number
    """The value, without its unit."""
    points: Number
    """The points it brings."""


class Indicator(Item):
    """One input of a health score."""

    KEYED: ClassVar[tuple[str, ...]] = ("measure", "weight")
    measure: MeasureRef
    """The measure."""
    weight: Number | None
    """Its share of the score, or of its group; `unstated` where the source does not say, and then no score is worked out."""
    tier: Tier | None = None
    """Primary (outcome, usage, utilisation) or secondary (feedback, open issues)."""
    bands: tuple[IndicatorBand, ...] = ()
    """What its values mean: `{good: '>= 60%', poor: '< 40%'}`."""
    band_table: RangeTable | None = None
    """What its values mean together with those of another measure, as a table, instead of `bands`."""
    scale: tuple[ScalePoint, ...] = ()
    """How many points its values bring, instead of `bands`: `{0: 0, 80: 100}`, and in proportion between two of them."""
    missing: Text | None = None
    """What happens when it is not known; nothing said means it is left out and its weight is not used."""
    warm_up: DurationText | None = None
    """For how long after the start it is not counted."""


class IndicatorSubgroup(Item):
    """Indicators that make a subtotal, inside a group."""

    KEYED: ClassVar[tuple[str, ...]] = ("name", "weight")
    name: Text
    """What it is called."""
    weight: Number | None
    """Its share of the score, or of the group around it; `unstated` where the source does not say, and then no score is worked out."""
    indicators: tuple[Indicator, ...] = ()
    """Its inputs; their weights add to its own weight, or to the total."""


class IndicatorGroup(IndicatorSubgroup):
    """Indicators that make a subtotal: what is not known is made up for inside the group before other groups are asked."""

    groups: tuple[IndicatorSubgroup, ...] = ()
    """Groups inside it, with a subtotal each."""


class TonePoints(Part):
    """How many points a tone brings."""

    KEYED: ClassVar[tuple[str, ...]] = ("tone", "points")
    tone: Tone
    """Good, average, poor or neutral."""
    points: Number
    """How many."""


class Band(Part):
    """A range of scores with a name."""

    KIND: ClassVar[str] = "band"
    LOCAL: ClassVar[bool] = True
    id: Identifier
    """Its id, which plays name."""
    name: Text | None = None
    """What it is called."""
    tone: Tone
    """Good, average, poor or neutral."""
    when: ConditionText | None = None
    """The range, both ends stated: `>= 75`, `>= 50 and < 75`; not needed where a table gives the band."""


class Override(Part):
    """Something that sets the band whatever the score is; both are shown."""

    when: ConditionText
    """When it does."""
    band: BandRef
    """The band it forces."""
    reason: Text | None = None
    """Why."""


class Bonus(Part):
    """Points given on top of the weights."""

    when: ConditionText
    """When they are given."""
    points: Number
    """How many."""


class OutsideState(Part):
    """A state outside the bands, such as "will churn": listed, not scored."""

    KIND: ClassVar[str] = "band"
    LOCAL: ClassVar[bool] = True
    id: Identifier
    """Its id."""
    name: Text
    """What it is called."""
    when: ConditionText | None = None
    """When an account is in it."""


class Alert(Part):
    """Who is told when a band is entered. Journeybook documents alerts; it sends none."""

    when: ConditionText
    """When."""
    tell: Text
    """Who, and how fast."""
    play: PlayRef | None = None
    """The play that follows."""


class RollUp(Part):
    """How several subscriptions make one account's score."""

    SHORT: ClassVar[str] = "how"
    how: Text
    """The rule, such as the worst, or the mean weighted by spend."""
    leaves_out: tuple[Text, ...] = ()
    """What is left out, by name."""


class HealthModelHead(Named, Addressed, Owned):
    """What a health model is, and which phases it scores."""

    summary: Text | None = None
    """What it is for."""
    version: Text | None = None
    """Its version."""
    phases: tuple[PhaseRef, ...] = ()
    """The lifecycle phases it scores."""


class HealthRules(Part):
    """What a score is made of and what it means."""

    segments: tuple[SegmentRef, ...] = ()
    """Only in these segments."""
    total: Whole = 100
    """What the weights add to."""
    lowest: Number | None = None
    """The lowest score; 0 where nothing is said."""
    highest: Number | None = None
    """The highest score; where nothing is said, the most points that a tone brings, else the total."""
    indicators: tuple[Indicator, ...] = ()
    """Its inputs: `{licences_used: 15}` or with details."""
    groups: tuple[IndicatorGroup, ...] = ()
    """Groups of inputs, with a weight and a subtotal each."""
    points: tuple[TonePoints, ...] = ()
    """How many points each tone brings, such as `{good: 100, average: 50, poor: 0}`; the score is the weighted mean of them."""
    bands: tuple[Band, ...] = ()
    """Its ranges."""
    band_table: BandTable | None = None
    """The band by two measures, instead of by the score."""
    warm_up: DurationText | None = None
    """For how long after the start nothing is scored."""
    reweighted: Flag = True
    """Whether the score is taken over what is known; the share of weight used is always shown."""
    overrides: tuple[Override, ...] = ()
    """What sets the band whatever the score."""
    bonuses: tuple[Bonus, ...] = ()
    """Points on top."""
    outside: tuple[OutsideState, ...] = ()
    """States that are listed but not scored."""
    alerts: tuple[Alert, ...] = ()
    """Who is told when."""
    rollup: RollUp | None = None
    """How several subscriptions make one account's score."""
    not_for: Applies | None = None
    """Where it does not apply."""


class FormerRules(HealthRules):
    """What a model said before a version, where that was otherwise: what is written of an input or group, and any other list as a whole."""

    OPEN: ClassVar[bool] = False
    without: tuple[MeasureRef, ...] = ()
    """The inputs that were not there, by their measures; a group of which nothing is left was not there either."""


class ModelVersion(Part):
    """A version of the model: since when it is in force, why, and what the model before it said."""

    date: Day
    """The day on which it came into force."""
    version: Text
    """What it is called."""
    what: Text
    """What changed."""
    why: Text
    """Why it changed."""
    before: Annotated[FormerRules | None, NotShown("without it nothing is said of the model before")] = None
    """What the model said until then, where that was otherwise: accounts of today are scored by it as well, and both are shown."""


class HealthModel(HealthRules, HealthModelHead):
    """How the health of a customer is scored in one or more phases. A file in `health/` holds one or a list."""

    KIND: ClassVar[str] = "health-model"
    OLD_KEYS: ClassVar[Mapping[str, str]] = {"tuning": "versions"}
    versions: tuple[ModelVersion, ...] = ()
    """Its versions, the oldest first, the present one last."""
    examples: tuple[Example, ...] = ()
    """Worked examples."""
    review: Review | None = None
    """When it is looked at again."""


InputBand = IndicatorBand | RangeCell
"""What values of an input mean: a range of them, or a cell of a table."""
Rated = Indicator | IndicatorSubgroup
"""What has a weight: an input, or a group of them."""


def members_of(part: HealthModel | IndicatorSubgroup) -> tuple[Rated, ...]:
    """Return what a model or a group is made of: its own inputs, then its groups."""
    return (*part.indicators, *part.inside("groups", IndicatorSubgroup))


def sum_of_weights(part: HealthModel | IndicatorSubgroup) -> Decimal | None:
    """Return what the weights of the members add to; None where one of them is not stated.

    An input that is written several times, each for other customers (`applies`), is one input: its heaviest weight counts.
    """
    heaviest: dict[object, Decimal] = {}
    for number, member in enumerate(members_of(part)):
        if member.weight is None:
            return None
        key = member.measure if isinstance(member, Indicator) and member.applies else number
        heaviest[key] = max(member.weight, heaviest.get(key, member.weight))
    return sum(heaviest.values(), Decimal(0))


def indicators_of(part: HealthModel | IndicatorSubgroup) -> Iterator[Indicator]:
    """Yield every input of a model or a group, those inside groups included."""
    for member in members_of(part):
        yield from (member,) if isinstance(member, Indicator) else indicators_of(member)


def bands_of(indicator: Indicator) -> tuple[InputBand, ...]:
    """Return what the values of an input mean: its ranges, and the cells of its table that say a tone."""
    rows = indicator.band_table.down if indicator.band_table else ()
    return (*indicator.bands, *(cell for row in rows for cell in row.bands if cell.tone))


def band_title(band: Band) -> str:
    """Return what a band of a score is called: its name, else the words of its id."""
    return band.name or id_words(band.id)


def band_name(model: HealthModel, tone: Tone) -> str | None:
    """Return the model's own name for a tone: that of its band in it, or those of its bands; None where it has no such band."""
    return " / ".join(band_title(band) for band in model.bands if band.tone is tone) or None
