"""The earlier versions of a health model, each made whole from the one after it and from what it said otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from journeybook.model.base import Part
from journeybook.model.enumerations import Answer
from journeybook.model.health import (
    FormerRules,
    HealthModel,
    HealthRules,
    Indicator,
    IndicatorSubgroup,
    ModelVersion,
    indicators_of,
    members_of,
)

_Laid = TypeVar("_Laid", bound=Part)
_MEMBERS = ("indicators", "groups")
_MEANINGS = frozenset({"bands", "band_table", "scale"})
"""The ways of saying what values mean: whoever writes one does not mean the others."""


@dataclass(frozen=True)
class EarlierModel:
    """A model as it was up to a day, which is the one before `replaced_by` came into force."""

    model: HealthModel
    until: date
    replaced_by: ModelVersion


def earlier_models(model: HealthModel) -> tuple[EarlierModel, ...]:
    """Return the earlier versions of a model of which is said what they were, the newest first."""
    earlier: list[EarlierModel] = []
    newer = model
    for number, version in reversed(tuple(enumerate(model.versions))):
        if version.before is None or not is_told(version.before):
            break
        name = model.versions[number - 1].version if number else None
        newer = former_model(newer, version.before).model_copy(update={"version": name})
        earlier.append(EarlierModel(newer, version.date - timedelta(days=1), version))
    return tuple(earlier)


def is_told(former: FormerRules) -> bool:
    """Return whether a model can be made of what is said of it; `none` says that there was nothing, any other answer leaves it open."""
    return all(row.state is Answer.NONE for row in former.blank)


def former_model(newer: HealthModel, former: FormerRules) -> HealthModel:
    """Return a model with what it said before laid over it; it has neither versions nor examples of its own."""
    nothing: dict[str, Any] = {row.field: HealthRules.model_fields[row.field].default for row in former.blank}
    laid = _laid_over(newer, former, frozenset(former.without))
    return laid.model_copy(update={**nothing, "versions": (), "examples": ()})


def unknown_names(newer: HealthModel, former: FormerRules) -> tuple[str, ...]:
    """Return the measures that `without` names and that are no inputs of the version after."""
    known = {indicator.measure for indicator in indicators_of(newer)}
    return tuple(name for name in former.without if name not in known)


def _laid_over(newer: _Laid, former: Part | None, without: frozenset[str]) -> _Laid:
    """Return a part with what an author wrote of it as it was before, its members laid over one by one."""
    written = former.model_fields_set & type(newer).model_fields.keys() - {"blank", "origin", *_MEMBERS} if former else ()
    unmeant = _MEANINGS & type(newer).model_fields.keys() if _MEANINGS.intersection(written) else ()
    values: dict[str, Any] = {name: type(newer).model_fields[name].default for name in unmeant}
    values |= {name: former.held()[name] for name in written} if former else {}
    for name in _MEMBERS:
        if name in type(newer).model_fields:
            values[name] = tuple(_members(newer.inside(name, Part), former.inside(name, Part) if former else (), without))
    return newer.model_copy(update=values)


def _members(newer: tuple[Part, ...], former: tuple[Part, ...], without: frozenset[str]) -> Iterator[Part]:
    """Yield members as they were before: those of `former` in their places or at the end, and of a group only what is left in it.

    An input that stands several times, each for other customers, is exchanged as a whole.
    """
    for name in dict.fromkeys(map(_name, (*newer, *former))):
        later = [member for member in newer if _name(member) == name and name not in without]
        earlier = [member for member in former if _name(member) == name]
        if len(later) == 1 and len(earlier) < 2:  # noqa: PLR2004 - one or none
            laid = _laid_over(later[0], earlier[0] if earlier else None, without)
            is_emptied = isinstance(laid, IndicatorSubgroup) and not members_of(laid)
            yield from () if is_emptied else (laid,)
        else:
            yield from earlier or later


def _name(member: Part) -> str:
    return member.measure if isinstance(member, Indicator) else member.first_text("name")
