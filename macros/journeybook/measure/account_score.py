"""The score of one account by a model, with what it was made of: values and the lines they stand on, weights, and what was not answered.

`model.scoring` does the arithmetic. What is known of the account follows the rule that `definitions.known_values` states and says in SQL,
so that both come to the same score.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

from journeybook.measure.definitions.health_figures import AccountHealth, InputHealth
from journeybook.measure.facts import AccountFacts, DatedReading, HeldValue
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.model.health import Band, Bonus, HealthModel, Indicator, OutsideState, Override
from journeybook.model.item import Applies
from journeybook.model.language.evaluate import KnownValue, evaluate
from journeybook.model.language.nodes import Clause, Combination, Condition, Lasts, Name, Not, condition_names, nodes_in
from journeybook.model.measures import Measure
from journeybook.model.scoring import HealthScore, MemberScore, Snapshot, leaves_of, score_health
from journeybook.model.value_bands import bands_for_score, measures_of
from journeybook.model.walk import walk

ScoreRule = Override | Bonus | OutsideState | Applies
"""What a condition decides beside the values: a forced band, points on top, a state outside, whom a part is for."""


Answers = Mapping[Clause, bool | None]
"""Parts of conditions with their truth."""


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


def account_score(facts: AccountFacts, model: HealthModel, index: AtlasIndex, answers: Answers | None = None) -> AccountScore | None:
    """Return the score of an account; None where it is no customer on the as-of day, or the model is not for its segment.

    `answers` are parts of the model's conditions that only the timeline of the account answers.
    """
    known = known_account(facts, index, answers)
    segment = known.held["segment"].value if "segment" in known.held else None
    is_there = not ((facts.start and facts.start > facts.as_of) or (facts.ended and facts.ended < facts.as_of))
    if not is_there or (model.segments and segment not in model.segments):
        return None
    health = score_health(model, known.snapshot, index.measures.get)
    bands = bands_for_score(model, health.score, known.snapshot.values)
    rules = tuple(_judged_rules(model, known.snapshot))
    return AccountScore(facts.account, facts.as_of, model, known, health, bands[0] if len(bands) == 1 else None, rules)


def health_of_score(score: AccountScore) -> AccountHealth:
    """Return the health that a query over all accounts would give this one."""
    health, segment = score.health, score.known.held.get("segment")
    return AccountHealth(
        score.account,
        segment.value if segment else None,
        health.score,
        health.used,
        health.bonus,
        health.band,
        score.scored_band,
        health.forced,
        health.outside,
        health.unscored,
        tuple(_input_health(leaf, score.known.snapshot.ages) for leaf in leaves_of(health.parts)),
    )


def _input_health(leaf: MemberScore, ages: Mapping[str, int]) -> InputHealth:
    indicator = cast("Indicator", leaf.part)
    known = [ages[name] for name in measures_of(indicator) if name in ages]
    return InputHealth(indicator, leaf.band, leaf.unscored, leaf.stale, max(known, default=None))


def known_account(facts: AccountFacts, index: AtlasIndex, answers: Answers | None = None) -> KnownAccount:
    """Return what is known of an account on its as-of day; a measure of a name goes before a field of the history."""
    day = facts.as_of
    by_measure: dict[str, list[DatedReading]] = {}
    for reading in facts.readings:
        if reading.day <= day:
            by_measure.setdefault(reading.measure, []).append(reading)
    counted = {name: _counted(rows, day, index.measures.get(name)) for name, rows in by_measure.items()}
    holding = [row for row in facts.history if (row.since or date.min) <= day <= (row.until or date.max)]
    held = {row.field: row for row in holding if len({other.value for other in holding if other.field == row.field}) == 1}
    segment = index.segments.get(held["segment"].value) if "segment" in held else None
    values: dict[str, KnownValue] = {name: row.value for name, row in held.items() if name not in index.measures and name != "coverage"}
    if segment and segment.coverage:
        values["coverage"] = segment.coverage
    values |= {name: rows[0].value for name, (rows, is_value) in counted.items() if is_value}
    ages = {name: min((day - row.day).days for row in rows) for name, (rows, _) in counted.items()}
    days = (day - facts.start).days if facts.start else None
    last = {name: rows[0] for name, (rows, _) in counted.items()}
    return KnownAccount(Snapshot(values, ages, segment, days, answers or {}), last, held)


def _counted(readings: Sequence[DatedReading], day: date, measure: Measure | None) -> tuple[list[DatedReading], bool]:
    """Return the readings of a measure that come first, and whether they are one value.

    Those of the last day of the account itself come before those of its instances, and those that are too old after both.
    """
    limit = measure and measure.counts_for
    newest: dict[str | None, date] = {}
    for row in readings:
        newest[row.instance] = max(row.day, newest.get(row.instance, row.day))
    last = [row for row in readings if row.day == newest[row.instance]]

    def place(row: DatedReading) -> tuple[bool, bool]:
        return (limit is not None and (day - row.day).days > limit.days, row.instance is not None)

    first = min(map(place, last))
    rows = [row for row in last if place(row) == first]
    is_number = isinstance(rows[0].value, int | Fraction | Decimal) and not isinstance(rows[0].value, bool)
    is_one = len({(type(row.value) is bool, row.value) for row in rows}) == 1
    return rows, is_one and not first[0] and not (is_number and len({row.instance for row in rows}) > 1)


def _judged_rules(model: HealthModel, snapshot: Snapshot) -> Iterator[JudgedRule]:
    """Yield every rule of a model that has a condition, in the order of the file."""
    for spot in walk(model):
        rule = spot.part
        if isinstance(rule, ScoreRule) and rule.when:
            names = tuple(dict.fromkeys(name.name for name in condition_names(rule.when) if name.role != "value"))
            asked = {name.name for part in _unanswered(rule.when.root, snapshot.answers) for name in nodes_in(part, Name)}
            missing = tuple(name for name in names if name in asked and name not in snapshot.values)
            yield JudgedRule(rule, rule.when, evaluate(rule.when, snapshot.values, snapshot.answers), names, missing)


def _unanswered(clause: Clause, answers: Answers) -> Iterator[Clause]:
    """Yield the parts of a condition that ask for values, and those about time that no timeline could answer."""
    if clause in answers:
        yield from () if answers[clause] is not None else (clause,)
    elif isinstance(clause, Not | Lasts):
        yield from _unanswered(clause.clause, answers)
    elif isinstance(clause, Combination):
        yield from (part for inner in clause.clauses for part in _unanswered(inner, answers))
    else:
        yield clause
