"""How a health score is made of its parts: values to bands, bands to points, points to subtotals and a score, the score to a band.

The rule. Each input's value lies in one of its bands, and the band brings points; or it stands on a scale, and brings those of its place.
A group's subtotal is the mean of the points of its members, each counted with its weight; the score is the same mean over the model's own
members. An input that is not known, too old, warming up, not in use or not for this customer is left out, and with it a group in which
nothing is left. The weight of what is left out goes to the other members of its group in proportion, because a mean is taken over those
that are there; only where a whole group is left out does its weight cross to the other groups. In a model that is not `reweighted`, what
is left out brings nothing and keeps its weight.

A score is not guessed: where a weight is not stated, or a value has no band, two bands or no points, the parts are shown and there is no
score. Numbers are exact fractions. Nothing here asks the clock or an account: what is known comes in as a `Snapshot`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from journeybook.model.applicability import is_for
from journeybook.model.enumerations import State
from journeybook.model.health import (
    Band,
    HealthModel,
    Indicator,
    IndicatorSubgroup,
    InputBand,
    OutsideState,
    Override,
    Rated,
    members_of,
    sum_of_weights,
)
from journeybook.model.item import Applies, Item
from journeybook.model.language.evaluate import KnownValue, evaluate
from journeybook.model.language.nodes import Clause, Condition, Duration
from journeybook.model.measures import Measure
from journeybook.model.people import Segment
from journeybook.model.value_bands import band_named, bands_for_score, bands_for_value, measures_of, points_of, points_on_scale, score_range

FindMeasure = Callable[[str], Measure | None]


class Unscored(StrEnum):
    """Why an input or a model gives no points."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    SEVERAL_VALUES = "several-values"
    WARMING_UP = "warming-up"
    NOT_APPLICABLE = "not-applicable"
    NOT_IN_USE = "not-in-use"
    NO_BAND = "no-band"
    TWO_BANDS = "two-bands"
    NO_POINTS = "no-points"
    NO_WEIGHT = "no-weight"
    OUTSIDE = "outside"


LEFT_OUT = frozenset(
    {
        Unscored.UNKNOWN,
        Unscored.EXPIRED,
        Unscored.SEVERAL_VALUES,
        Unscored.WARMING_UP,
        Unscored.NOT_APPLICABLE,
        Unscored.NOT_IN_USE,
    }
)
"""Reasons for which an input is left out; the others are holes of the model, and stop the score."""


@dataclass(frozen=True)
class Snapshot:
    """What is known of one customer on one day: values and their ages in days by measure, the segment, and the days since the start.

    A measure with an age and no value has several, of which none is that of the customer. `answers` are parts of conditions that no value
    answers, such as those about time.
    """

    values: Mapping[str, KnownValue]
    ages: Mapping[str, int] = field(default_factory=dict)
    segment: Segment | None = None
    day: int | None = None
    answers: Mapping[Clause, bool | None] = field(default_factory=dict)


@dataclass(frozen=True)
class MemberScore:
    """What an input or a group brings: its points, and its share of the whole as written and as used; `members` are those of a group.

    `points` are None where it is left out or stopped, `unscored` says why. A share is None where a weight is not stated.
    """

    part: Rated | HealthModel
    points: Fraction | None
    unscored: Unscored | None = None
    band: InputBand | None = None
    stale: bool = False
    share: Fraction | None = None
    used: Fraction | None = None
    members: "tuple[MemberScore, ...]" = ()


@dataclass(frozen=True)
class HealthScore:
    """A score with its parts, the share of weight it stands on, and its band; `band` is None where no rule or two give one.

    `score` has the bonus in it. An override forces a band and leaves the score as it is; in a state outside, and for whom the model is not,
    there is neither.
    """

    parts: MemberScore
    score: Fraction | None
    bonus: Fraction
    whole: Fraction | None
    used: Fraction | None
    band: Band | None
    forced: Override | None = None
    outside: OutsideState | None = None
    unscored: Unscored | None = None


def score_health(model: HealthModel, snapshot: Snapshot, find_measure: FindMeasure) -> HealthScore:
    """Return the score of a model for what is known of a customer."""
    snapshot = _without_expired(snapshot, find_measure)
    outside = next((state for state in model.outside if state.when and evaluate(state.when, snapshot.values, snapshot.answers)), None)
    rated = _rate(model, _Context(model, snapshot, find_measure))
    whole = _sum_of_weights(model)
    is_stopped = rated.unscored is not None and rated.unscored not in LEFT_OUT
    parts = _spread(rated, whole, None if is_stopped else whole, reweighted=model.reweighted)
    unscored = _why_not(model, parts, snapshot, outside)
    points = None if unscored else parts.points
    bonus = sum((Fraction(bonus.points) for bonus in model.bonuses if evaluate(bonus.when, snapshot.values, snapshot.answers)), Fraction(0))
    score = None if points is None else min(points + bonus, max(points, score_range(model)[1]))
    forced = next((override for override in model.overrides if evaluate(override.when, snapshot.values, snapshot.answers)), None)
    return HealthScore(
        parts,
        score,
        bonus,
        whole,
        None if score is None else _used(parts),
        None if unscored in (Unscored.OUTSIDE, Unscored.NOT_APPLICABLE) else _band(model, score, snapshot, forced),
        forced,
        outside,
        unscored,
    )


def _without_expired(snapshot: Snapshot, find_measure: FindMeasure) -> Snapshot:
    """Return what is known without the values that are too old: they count in no condition either. Their ages stay."""
    kept = {name: value for name, value in snapshot.values.items() if not _is_expired(snapshot, find_measure(name))}
    return replace(snapshot, values=kept)


def leaves_of(parts: MemberScore) -> tuple[MemberScore, ...]:
    """Return the scores of the inputs in a group, in order."""
    is_leaf = isinstance(parts.part, Indicator)
    return (parts,) if is_leaf else tuple(leaf for member in parts.members for leaf in leaves_of(member))


@dataclass(frozen=True)
class _Context:
    """What an input is judged by; `applies` is false inside a group that is not for this customer."""

    model: HealthModel
    snapshot: Snapshot
    find_measure: FindMeasure
    applies: bool = True


def _rate(part: Rated | HealthModel, context: _Context) -> MemberScore:
    """Return a part with its points, from the inputs up."""
    here = replace(context, applies=context.applies and (isinstance(part, HealthModel) or _applies(part, context.snapshot)))
    if isinstance(part, Indicator):
        return _rate_indicator(part, here)
    members = tuple(_rate(member, here) for member in members_of(part))
    stopped = next((member.unscored for member in members if member.unscored and member.unscored not in LEFT_OUT), None)
    if not here.applies:
        return MemberScore(part, None, Unscored.NOT_APPLICABLE, members=members)
    if stopped or any(_weight(member.part) is None for member in members):
        return MemberScore(part, None, stopped or Unscored.NO_WEIGHT, members=members)
    return _mean(part, members, reweighted=context.model.reweighted)


def _mean(part: HealthModel | IndicatorSubgroup, members: tuple[MemberScore, ...], *, reweighted: bool) -> MemberScore:
    """Return the mean of the points of the members that have some, each counted with its weight."""
    there = [(_weight(member.part) or Fraction(0), member.points) for member in members if member.points is not None]
    weight = sum((weight for weight, _ in there), Fraction(0)) if reweighted else _sum_of_weights(part) or Fraction(0)
    if not there or weight == 0:
        return MemberScore(part, None, Unscored.UNKNOWN, members=members)
    return MemberScore(part, sum((weight * points for weight, points in there), Fraction(0)) / weight, members=members)


def _rate_indicator(indicator: Indicator, context: _Context) -> MemberScore:
    measures = tuple(measure for name in measures_of(indicator) if (measure := context.find_measure(name)))
    reason = _why_left_out(indicator, measures, context)
    if reason:
        return MemberScore(indicator, None, reason)
    stale = any(_is_older(context.snapshot, measure, measure.stale_after) for measure in measures)
    if indicator.scale:
        points = points_on_scale(indicator.scale, context.snapshot.values.get(indicator.measure))
        return MemberScore(indicator, points, Unscored.NO_BAND if points is None else None, stale=stale)
    bands = bands_for_value(indicator, context.snapshot.values)
    if len(bands) != 1:
        return MemberScore(indicator, None, Unscored.TWO_BANDS if bands else Unscored.NO_BAND, stale=stale)
    points = points_of(context.model, bands[0])
    return MemberScore(indicator, points, Unscored.NO_POINTS if points is None else None, bands[0], stale)


def _why_left_out(indicator: Indicator, measures: tuple[Measure, ...], context: _Context) -> Unscored | None:
    snapshot = context.snapshot
    reasons = {
        Unscored.NOT_APPLICABLE: not context.applies,
        Unscored.NOT_IN_USE: any(measure.state is not State.IN_USE for measure in measures),
        Unscored.WARMING_UP: indicator.warm_up is not None and snapshot.day is not None and snapshot.day < indicator.warm_up.days,
        Unscored.EXPIRED: any(_is_expired(snapshot, measure) for measure in measures),
        Unscored.SEVERAL_VALUES: any(name not in snapshot.values and name in snapshot.ages for name in measures_of(indicator)),
        Unscored.UNKNOWN: any(name not in snapshot.values for name in measures_of(indicator)),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _is_expired(snapshot: Snapshot, measure: Measure | None) -> bool:
    """Return whether the value of a measure is too old to count."""
    return measure is not None and _is_older(snapshot, measure, measure.counts_for)


def _is_older(snapshot: Snapshot, measure: Measure, limit: Duration | None) -> bool:
    """Return whether the value of a measure is older than a limit."""
    return limit is not None and snapshot.ages.get(measure.id, 0) > limit.days


def _spread(rated: MemberScore, share: Fraction | None, used: Fraction | None, *, reweighted: bool) -> MemberScore:
    """Return a part with its shares of the whole, from the model down: as written, and over the members that have points."""
    all_weights = _sum_of_weights(rated.part)
    there = [member for member in rated.members if member.points is not None]
    used_weights = sum((_weight(member.part) or Fraction(0) for member in there), Fraction(0)) if reweighted else all_weights
    members = tuple(
        _spread(
            member,
            _portion(share, _weight(member.part), all_weights),
            _portion(used, _weight(member.part), used_weights) if member.points is not None else Fraction(0),
            reweighted=reweighted,
        )
        for member in rated.members
    )
    return replace(rated, share=share, used=used, members=members)


def _portion(share: Fraction | None, weight: Fraction | None, weights: Fraction | None) -> Fraction | None:
    return share * weight / weights if share is not None and weight is not None and weights else None


def _weight(part: Rated | HealthModel) -> Fraction | None:
    return Fraction(part.weight) if not isinstance(part, HealthModel) and part.weight is not None else None


def _sum_of_weights(part: Rated | HealthModel) -> Fraction | None:
    added = None if isinstance(part, Indicator) else sum_of_weights(part)
    return None if added is None else Fraction(added)


def _applies(item: Item, snapshot: Snapshot) -> bool:
    """Return whether an item is for this customer, as far as that is known."""
    outside = snapshot.segment is not None and not is_for(item, snapshot.segment)
    condition = item.applies.get("when", Condition) if item.applies else None
    return not outside and (condition is None or evaluate(condition, snapshot.values, snapshot.answers) is not False)


def _is_left_out(applies: Applies, snapshot: Snapshot) -> bool:
    """Return whether a customer is known to be among those whom `not_for` names."""
    names_groups = bool(applies.segments or applies.except_segments or applies.coverage)
    in_group = snapshot.segment is not None and is_for(applies, snapshot.segment) if names_groups else True
    return in_group and (applies.when is None or evaluate(applies.when, snapshot.values, snapshot.answers) is True)


def _why_not(model: HealthModel, parts: MemberScore, snapshot: Snapshot, outside: OutsideState | None) -> Unscored | None:
    """Return why a customer has no score."""
    reasons = {
        Unscored.OUTSIDE: outside is not None,
        Unscored.NOT_APPLICABLE: model.not_for is not None and _is_left_out(model.not_for, snapshot),
        Unscored.WARMING_UP: model.warm_up is not None and snapshot.day is not None and snapshot.day < model.warm_up.days,
    }
    return next((reason for reason, holds in reasons.items() if holds), parts.unscored)


def _used(parts: MemberScore) -> Fraction:
    """Return the share of the whole, as written, of the inputs that have points."""
    return sum((leaf.share for leaf in leaves_of(parts) if leaf.points is not None and leaf.share is not None), Fraction(0))


def _band(model: HealthModel, score: Fraction | None, snapshot: Snapshot, forced: Override | None) -> Band | None:
    """Return the band that an override forces, else the only one in which the score lies."""
    bands = bands_for_score(model, score, snapshot.values)
    return (band_named(model, forced.band) if forced else None) or (bands[0] if len(bands) == 1 else None)
