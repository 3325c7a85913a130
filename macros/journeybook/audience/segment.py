"""Leaves out of an atlas what is only for customers of other segments."""

from journeybook.model.applicability import is_for
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.people import Segment
from journeybook.model.walk import field_values


def only_for(atlas: Atlas, segment: str) -> Atlas:
    """Return the atlas without whatever is only for other segments; a segment that does not exist raises LookupError."""
    wanted = atlas.find(Segment, segment)
    if wanted is None:
        raise LookupError(f"there is no segment '{segment}'")
    return atlas.holding({name: _value(value, wanted) for name, value in field_values(atlas)}, atlas.origin)


def _part(part: Part, segment: Segment) -> Part | None:
    """Return a part without what is only for others, or nothing where it is only for others itself."""
    if not is_for(part, segment):
        return None
    values: dict[str, object] = {}
    for name, value in field_values(part):
        values[name] = _value(value, segment)
        if value is not None and values[name] is None and part_fields(type(part))[name].required:
            return None
    return part.holding(values, part.origin)


def _value(value: object, segment: Segment) -> object:
    if isinstance(value, tuple):
        return tuple(left for item in value if (left := _value(item, segment)) is not None)
    return _part(value, segment) if isinstance(value, Part) else value
