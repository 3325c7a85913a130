"""The segments a part applies to: decided once, for the public editions of a segment and for the checks."""

from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.item import Applies
from journeybook.model.language.evaluate import KnownValue, evaluate
from journeybook.model.language.nodes import Condition
from journeybook.model.language.trial_values import comparable, trial_values
from journeybook.model.people import Segment
from journeybook.model.walk import field_values

EXCEPT = "except_"
"""The beginning of the names of fields that except segments."""


def is_for(part: Part, segment: Segment) -> bool:
    """Return whether a part may concern customers of a segment.

    It does not if it, or what it applies to, names segments and not this one, or excepts this one; if it names no segments but ways of
    being served, and this segment is served in another way; or if its condition cannot hold where the rule of this segment holds.
    """
    if isinstance(part, Segment):
        return part.id == segment.id
    applies = part.get("applies", Applies)
    return _concerns(part, segment) and (applies is None or _concerns(applies, segment))


def _concerns(part: Part, segment: Segment) -> bool:
    segments, excepted = (_named(part, "segment", excepting=excepting) for excepting in (False, True))
    served = _named(part, "coverage-model")
    if (segments and segment.id not in segments) or segment.id in excepted:
        return False
    if served and not segments and segment.coverage and segment.coverage not in served:
        return False
    condition = part.get("when", object)
    return not isinstance(condition, Condition) or _may_hold(condition, segment)


def _may_hold(condition: Condition, segment: Segment) -> bool:
    """Return whether a condition may hold for a customer of a segment, as far as its id, its way of being served and its rule tell."""
    known: dict[str, KnownValue] = {"segment": segment.id, **({"coverage": segment.coverage} if segment.coverage else {})}
    if evaluate(condition, known) is False:
        return False
    rule = segment.rule
    if rule is None or not comparable(rule.root):
        return True
    customers = [values for values in trial_values((rule, condition), only_whole=False) if evaluate(rule, values)]
    return not customers or any(evaluate(condition, {**known, **values}) is not False for values in customers)


def _named(part: Part, kind: str, *, excepting: bool = False) -> tuple[str, ...]:
    """Return the ids of the segments, or coverage models, that a part names."""
    ids: list[str] = []
    for name, value in field_values(part):
        if part_fields(type(part))[name].names == (kind,) and value and name.startswith(EXCEPT) is excepting:
            ids += value if isinstance(value, tuple) else (value,)
    return tuple(ids)
