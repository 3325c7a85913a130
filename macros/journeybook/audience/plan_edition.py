"""The part of an account's success plan that the plan's own customer reads: what is shared beside its field, and nothing else."""

from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.success_plan import SuccessPlan
from journeybook.model.walk import field_values


def shared_plan(plan: SuccessPlan) -> SuccessPlan:
    """Return a plan without what only colleagues read; reading any of that raises Withheld."""
    shared = _shared(plan)
    if not isinstance(shared, SuccessPlan):
        raise TypeError("a plan itself is shared with its customer")
    return shared


def _shared(part: Part) -> Part | None:
    """Return the shared fields of a part, or nothing where its author kept it for colleagues."""
    if part.get("internal", bool):
        return None
    fields = part_fields(type(part))
    return part.holding({name: _value(value) for name, value in field_values(part) if fields[name].shared}, part.origin)


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(shared for item in value if (shared := _value(item)) is not None)
    return _shared(value) if isinstance(value, Part) else value
