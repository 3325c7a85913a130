"""Renames ids and the references to them, wherever they stand: in fields of their own and in timings."""

from collections.abc import Callable
from dataclasses import replace

from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.health import HealthModel
from journeybook.model.language.nodes import Condition
from journeybook.model.map import Map
from journeybook.model.plays import Playbook
from journeybook.model.references import MOMENTS
from journeybook.model.timing import Timing
from journeybook.model.walk import field_values

SCOPES = (Map, Playbook, HealthModel)
"""Parts inside which ids need to be unique."""
Rename = Callable[[tuple[str, ...], str, str], str | None]
"""Kinds, reference and scope to the new reference, or to nothing where what it names is gone."""


def rename_references(part: Part, rename: Rename, scope: str = "") -> Part | None:
    """Return the part with new ids and references.

    A reference to what is gone goes; so does a part that cannot do without it, and an optional part that says nothing any more.
    """
    inner = part.id if isinstance(part, SCOPES) else part.first_text(part.ABOUT) if part.ABOUT else scope
    values: dict[str, object] = {}
    for name, value in field_values(part):
        field = part_fields(type(part))[name]
        if name == "id" and part.KIND and value:
            values[name] = rename((part.KIND,), value, scope if part.LOCAL else "")
        elif isinstance(value, tuple):
            values[name] = tuple(new for old in value if (new := _value(old, field, rename, inner)) is not None)
        else:
            values[name] = _value(value, field, rename, inner)
        if field.required and value is not None and values[name] is None:
            return None
    return part.holding(values, part.origin)


def _value(value: object, field: PartField, rename: Rename, scope: str) -> object:
    if isinstance(value, Part):
        new = rename_references(value, rename, scope)
        return None if new and (field.optional or field.many) and _is_hollow(new) else new
    if field.names and isinstance(value, str):
        return rename(field.names, value, scope)
    if isinstance(value, Timing):
        return _timing(value, rename, scope)
    if isinstance(value, Condition):
        raise TypeError(f"{field.name} may be public, but the names in a condition cannot be renamed")
    return value


def _timing(timing: Timing, rename: Rename, scope: str) -> Timing | None:
    """Return a timing with new names and without the author's words for it; all of it goes with one of its names."""
    old = (timing.anchor, timing.until, timing.event)
    anchor, until, event = (_bare(rename(MOMENTS, name, scope)) if name else "" for name in old)
    if any(name and not new for name, new in zip(old, (anchor, until, event), strict=True)):
        return None
    return replace(timing, anchor=anchor, until=until, event=event, text="", references=())


def _bare(reference: str | None) -> str:
    return (reference or "").rpartition("/")[2]


def _is_hollow(part: Part) -> bool:
    return not part.KIND and all(value is None or value == () for _, value in field_values(part))
