"""The score of one account by a model, with what it was made of: values and the lines they stand on, weights, and what was not answered.

`model.scoring` does the arithmetic. What is known of the account is what `definitions.known_values` says in SQL, so that both come to the
same score: of several readings of a measure the one of the last day counts, of several on that day the one of the last row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from journeybook.measure.facts import AccountFacts, DatedReading, HeldValue
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.model.health import Band, Bonus, HealthModel, OutsideState, Override
from journeybook.model.item import Applies
from journeybook.model.language.evaluate import KnownValue, evaluate
from journeybook.model.language.nodes import Condition, condition_names
from journeybook.model.scoring import HealthScore, MemberScore, Snapshot, score_health
from journeybook.model.value_bands import bands_for_score
from journeybook.model.walk import walk

ScoreRule = Override | Bonus | OutsideState | Applies
"""What a condition decides beside the values: a forced band, points on top, a state outside, whom a part is for."""


@dataclass(frozen=True)
class KnownAccount:
    """What is known of an account on the as-of day: its last reading of each measure, and the values of its history that hold."""

    snapshot: Snapshot
    readings: Mapping[str, DatedReading]
    held: Mapping[str, HeldValue]


@dataclass(frozen=True)
class JudgedRule:
    """A rule of a model with the answer of its condition, which asks for `names`.

    None is not known, for want of the names that are `missing`, or because a part of the condition is about time.
    """

    rule: ScoreRule
    condition: Condition
    truth: bool | None
    names: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class AccountScore:
    """The score of an account as of a day; `scored_band` is the band of the score alone, `health.band` the one that holds."""

    account: str
    as_of: date
    model: HealthModel
    known: KnownAccount
    health: HealthScore
    scored_band: Band | None
    rules: tuple[JudgedRule, ...]

    @property
    def unanswered(self) -> tuple[JudgedRule, ...]:
        """The rules whose conditions could not be answered."""
        return tuple(judged for judged in self.rules if judged.truth is None)

    def brings(self, member: MemberScore) -> Fraction | None:
        """Return the points of the score that a part brings: its points times its share of the weight used."""
        if member.points is None or member.used is None or not self.health.whole:
            return None
        return member.points * member.used / self.health.whole


def account_score(facts: AccountFacts, model: HealthModel, index: AtlasIndex) -> AccountScore | None:
    """Return the score of an account; None where it is no customer on the as-of day, or the model is not for its segment."""
    known = known_account(facts, index)
    segment = known.held["segment"].value if "segment" in known.held else None
    is_there = not ((facts.start and facts.start > facts.as_of) or (facts.ended and facts.ended < facts.as_of))
    if not is_there or (model.segments and segment not in model.segments):
        return None
    health = score_health(model, known.snapshot, index.measures.get)
    bands = bands_for_score(model, health.score, known.snapshot.values)
    rules = tuple(_judged_rules(model, known.snapshot.values))
    return AccountScore(facts.account, facts.as_of, model, known, health, bands[0] if len(bands) == 1 else None, rules)


def known_account(facts: AccountFacts, index: AtlasIndex) -> KnownAccount:
    """Return what is known of an account on its as-of day; a measure of a name goes before a field of the history."""
    day = facts.as_of
    readings = [reading for reading in facts.readings if reading.instance is None and reading.day <= day]
    last = {row.measure: row for row in sorted(readings, key=lambda row: (row.day, row.origin.row, row.origin.source))}
    holding = (row for row in facts.history if (row.since or date.min) <= day <= (row.until or date.max))
    held = {row.field: row for row in sorted(holding, key=lambda row: (row.since or date.min, row.origin.row, row.origin.source))}
    segment = index.segments.get(held["segment"].value) if "segment" in held else None
    values: dict[str, KnownValue] = {name: row.value for name, row in held.items() if name not in index.measures and name != "coverage"}
    if segment and segment.coverage:
        values["coverage"] = segment.coverage
    values |= {name: row.value for name, row in last.items()}
    ages = {name: (day - row.day).days for name, row in last.items()}
    days = (day - facts.start).days if facts.start else None
    return KnownAccount(Snapshot(values, ages, segment, days), last, held)


def _judged_rules(model: HealthModel, values: Mapping[str, KnownValue]) -> Iterator[JudgedRule]:
    """Yield every rule of a model that has a condition, in the order of the file."""
    for spot in walk(model):
        rule = spot.part
        if isinstance(rule, ScoreRule) and rule.when:
            names = tuple(dict.fromkeys(name.name for name in condition_names(rule.when) if name.role != "value"))
            missing = tuple(name for name in names if name not in values)
            yield JudgedRule(rule, rule.when, evaluate(rule.when, values), names, missing)
