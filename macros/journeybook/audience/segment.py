"""Cuts an atlas down to one segment of customers: what is only for others does not exist in what is left."""

from journeybook.audience.withhold import made
from journeybook.model.applicability import is_for
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.people import Segment
from journeybook.model.walk import field_values


def only_for(atlas: Atlas, segment: str) -> Atlas:
    """Return the atlas without whatever is only for other segments; a segment that does not exist raises LookupError."""
    found = atlas.find(Segment, segment)
    if found is None:
        raise LookupError(f"there is no segment '{segment}'")
    cut = _part(atlas, found)
    assert isinstance(cut, Atlas)  # noqa: S101 - the atlas itself is for everybody
    return cut


def _part(part: Part, segment: Segment) -> Part | None:
    """Return a part without what is only for others, or nothing where it is only for others itself."""
    if not is_for(part, segment):
        return None
    values: dict[str, object] = {}
    for name, value in field_values(part):
        values[name] = _inside(value, segment)
        if value is not None and values[name] is None and part_fields(type(part))[name].required:
            return None
    return made(type(part), values)


def _inside(value: object, segment: Segment) -> object:
    if isinstance(value, tuple):
        return tuple(kept for one in value if (kept := _inside(one, segment)) is not None)
    return _part(value, segment) if isinstance(value, Part) else value
