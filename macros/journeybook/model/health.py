"""Health models: indicators with weights, bands, overrides, and how the model itself is tuned."""

from decimal import Decimal
from typing import ClassVar

from journeybook.model.base import Part
from journeybook.model.enumerations import Tier, Tone
from journeybook.model.item import Applies, Item, Named, Owned, Review
from journeybook.model.references import BandRef, MeasureRef, PhaseRef, PlayRef, SegmentRef
from journeybook.model.scalars import ConditionText, Day, DurationText, Flag, Identifier, Number, Text, Whole


class IndicatorBand(Part):
    """A range of an indicator's values and what it means."""

    KEYED: ClassVar[tuple[str, ...]] = ("tone", "when")
    tone: Tone
    """Good, average, poor or neutral."""
    when: ConditionText
    """The range, both ends stated: `>= 60%`, `>= 40% and < 60%`."""
    name: Text | None = None
    """What the range is called."""


class Indicator(Item):
    """One input of a health score."""

    KEYED: ClassVar[tuple[str, ...]] = ("measure", "weight")
    measure: MeasureRef
    """The measure."""
    weight: Number | None
    """Its share of the score; the weights of a model add to its total. Where one is `unstated`, there is no score."""
    tier: Tier | None = None
    """Primary (outcome, usage, utilisation) or secondary (feedback, open issues)."""
    bands: tuple[IndicatorBand, ...] = ()
    """What its values mean: `{good: '>= 60%', poor: '< 40%'}`."""
    missing: Text | None = None
    """What happens when it is not known; nothing said means it is left out and its weight is not used."""
    warm_up: DurationText | None = None
    """For how long after the start it is not counted."""


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
    when: ConditionText
    """The range, both ends stated: `>= 75`, `>= 50 and < 75`; it may depend on a second measure."""


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


class Tuning(Part):
    """One change of the model, with its reason."""

    date: Day
    """When."""
    version: Text
    """The version it made."""
    what: Text
    """What changed."""
    why: Text
    """Why it changed."""


class Example(Part):
    """A worked example: why one status changed over time."""

    title: Text
    """What it shows."""
    rows: tuple[Text, ...]
    """What happened, in order."""


class HealthModel(Named, Owned):
    """How the health of a customer is scored in one or more phases. A file in `health/` holds one or a list."""

    KIND: ClassVar[str] = "health-model"
    summary: Text | None = None
    """What it is for."""
    version: Text | None = None
    """Its version."""
    phases: tuple[PhaseRef, ...] = ()
    """The lifecycle phases it scores."""
    segments: tuple[SegmentRef, ...] = ()
    """Only in these segments."""
    total: Whole = 100
    """What the weights add to."""
    lowest: Number | None = None
    """The lowest score; 0 where nothing is said."""
    highest: Number | None = None
    """The highest score; the total where nothing is said."""
    indicators: tuple[Indicator, ...] = ()
    """Its inputs: `{licences_used: 15}` or with details."""
    bands: tuple[Band, ...] = ()
    """Its ranges."""
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
    tuning: tuple[Tuning, ...] = ()
    """What changed in the model, and why."""
    examples: tuple[Example, ...] = ()
    """Worked examples."""
    review: Review | None = None
    """When it is looked at again."""

    @property
    def sum_of_weights(self) -> Decimal | None:
        """What the weights add to; None where one of them is not known."""
        weights = [indicator.weight for indicator in self.indicators if indicator.weight is not None]
        return sum(weights, Decimal(0)) if len(weights) == len(self.indicators) else None
