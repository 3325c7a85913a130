"""The health of accounts as figures: what an engine answered, with the parts of the model that it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from journeybook.model.health import Band, HealthModel, Indicator, InputBand, OutsideState, Override, bands_of
from journeybook.model.scoring import Unscored


@dataclass(frozen=True)
class InputHealth:
    """What an input was judged as: its band, or why it has no points; `age` is that of its measure's value in days."""

    indicator: Indicator
    band: InputBand | None
    unscored: Unscored | None
    stale: bool
    age: int | None


@dataclass(frozen=True)
class AccountHealth:
    """The score of an account with its parts; `scored_band` is that of the score, `band` that which holds after an override.

    `used` is the weight that the score stands on, of `HealthQuery.whole`. Exact fractions.
    """

    account: str
    segment: str | None
    score: Fraction | None
    used: Fraction | None
    bonus: Fraction
    band: Band | None
    scored_band: Band | None
    forced: Override | None
    outside: OutsideState | None
    unscored: Unscored | None
    inputs: tuple[InputHealth, ...]


@dataclass(frozen=True)
class BandCount:
    """How many accounts of a segment lie in a band, or have no score for a reason; all of them None where there is none of it."""

    segment: str | None
    band: Band | None
    unscored: Unscored | None
    accounts: int


def account_figure(model: HealthModel, row: Mapping[Any, Any], inputs: Mapping[str, Indicator], steps: int, shares: int) -> AccountHealth:
    """Return the health of an account from its row; `inputs` are by the beginning of their columns' names."""
    is_scored = row["score_top"] is not None
    return AccountHealth(
        row["account"],
        row["segment"],
        Fraction(row["score_top"], row["score_bottom"]) if is_scored else None,
        Fraction(row["used"], shares) if is_scored else None,
        Fraction(row["bonus"], steps),
        _at(model.bands, row["band"]),
        _at(model.bands, row["scored_band"]),
        _at(model.overrides, row["forced"]),
        _at(model.outside, row["outside"]),
        _reason(row["unscored"]),
        tuple(_input(indicator, name, row) for name, indicator in inputs.items()),
    )


def count_figure(model: HealthModel, row: Mapping[Any, Any]) -> BandCount:
    """Return how many accounts have a segment, a band and a reason in common."""
    return BandCount(row["segment"], _at(model.bands, row["band"]), _reason(row["unscored"]), row["accounts"])


def _input(indicator: Indicator, name: str, row: Mapping[Any, Any]) -> InputHealth:
    reason, band, stale, age = (row[f"{name}_{ending}"] for ending in ("reason", "band", "stale", "age"))
    return InputHealth(indicator, _at(bands_of(indicator), band), _reason(reason), bool(stale), age)


def _at(things: Sequence[Any], place: int | None) -> Any:  # noqa: ANN401 - one of the things
    return None if place is None else things[place - 1]


def _reason(word: str | None) -> Unscored | None:
    return None if word is None else Unscored(word)
