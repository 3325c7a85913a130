"""Whom a part is for: decided once, for editions of the public site and for what is checked."""

from journeybook.model.base import Part
from journeybook.model.field_info import anatomy
from journeybook.model.item import Applies, Item
from journeybook.model.language.coverage import Known
from journeybook.model.language.parser import Condition, holds
from journeybook.model.language.trial_values import comparable, trials
from journeybook.model.people import Segment
from journeybook.model.walk import fields

EXCEPT = "except_"
"""How the name of a field begins that says for whom something is not."""


def is_for(part: Part, segment: Segment) -> bool:
    """Say whether a part may concern customers of a segment.

    It does not if it, or what it applies to, names segments and not this one, or excepts this one; if it names no segments but ways of
    being served, and this segment is served in another way; or if its condition cannot hold where the rule of this segment holds.
    """
    if isinstance(part, Segment):
        return part.id == segment.id
    applies = part.get("applies", Applies) if isinstance(part, Item) else None
    return _concerns(part, segment) and (applies is None or _concerns(applies, segment))


def _concerns(part: Part, segment: Segment) -> bool:
    named, excepted = (_named(part, "segment", excepting=excepting) for excepting in (False, True))
    served = _named(part, "coverage-model")
    if (named and segment.id not in named) or segment.id in excepted:
        return False
    if served and not named and segment.coverage and segment.coverage not in served:
        return False
    condition = part.get("when", object)
    return not isinstance(condition, Condition) or _may_hold(condition, segment)


def _may_hold(condition: Condition, segment: Segment) -> bool:
    """Say whether a condition may hold for a customer of a segment, as far as its id, its way of being served and its rule tell."""
    known: dict[str, Known] = {"segment": segment.id, **({"coverage": segment.coverage} if segment.coverage else {})}
    if holds(condition, known) is False:
        return False
    rule = segment.rule
    if rule is None or not comparable(rule.root):
        return True
    customers = [values for values in trials((rule, condition), only_whole=False) if holds(rule, values)]
    return not customers or any(holds(condition, {**known, **values}) is not False for values in customers)


def _named(part: Part, kind: str, *, excepting: bool = False) -> tuple[str, ...]:
    """Return which segments, or which ways of being served, a part names."""
    found: list[str] = []
    for name, value in fields(part):
        if anatomy(type(part))[name].names == (kind,) and value and name.startswith(EXCEPT) is excepting:
            found += value if isinstance(value, tuple) else (value,)
    return tuple(found)
