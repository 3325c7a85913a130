"""Keeps of an atlas what an audience may see: one generic function over the model, its ceilings and its items' audiences."""

from typing import Any, TypeVar

from journeybook.model.anatomy import anatomy
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Origin, Part
from journeybook.model.item import Item
from journeybook.model.map import Map
from journeybook.model.walk import fields
from journeybook.model.words import Status

Kept = TypeVar("Kept", bound=Part)


def redact(atlas: Atlas, audience: Audience) -> Atlas:
    """Return the atlas as this audience may see it; reading anything else raises.

    Kept is a field whose ceiling allows the audience, in an item that says so itself or whose map does. Of an internal item that holds a
    public one only the way to it is kept. Maps are public when they are live and have a public face. Ids become numbers in the order of
    what is left, and references to what is not left are gone, so that nothing of the rest can be told from the result.
    """
    if audience is Audience.INTERNAL:
        return atlas
    kept = _kept(atlas, Audience.INTERNAL)
    assert isinstance(kept, Atlas)  # noqa: S101 - the atlas itself starts public
    return _renumbered(kept, atlas)


def _kept(part: Part, around: Audience) -> Part | None:
    """Return the part without what is withheld, or nothing where nothing of it is public."""
    own = _audience(part, around)
    if isinstance(part, Map) and not (part.status is Status.LIVE and part.public):
        return None
    inherited = Audience.INTERNAL if type(part).STARTS else own
    values: dict[str, Any] = {}
    for name, value in fields(part):
        field = anatomy(type(part))[name]
        if field.ceiling is not Audience.PUBLIC:
            continue
        if field.part:
            values[name] = _inside(value, own, inherited)
        elif own is Audience.PUBLIC:
            values[name] = value
    if own is not Audience.PUBLIC and not any(_says_something(value) for value in values.values()):
        return None
    return _made(type(part), values | {"id": part.__dict__["id"]} if "id" in part.__dict__ else values)


def _inside(value: Any, own: Audience, inherited: Audience) -> Any:  # noqa: ANN401 - a part or a tuple of parts
    if isinstance(value, tuple):
        return tuple(kept for child in value if (kept := _inside(child, own, inherited)) is not None)
    return _kept(value, inherited if isinstance(value, Item) else own) if isinstance(value, Part) else value


def _audience(part: Part, around: Audience) -> Audience:
    said = part.audience if isinstance(part, Item) else None
    return said or type(part).STARTS or around


def _says_something(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, Part) or (isinstance(value, tuple) and any(isinstance(child, Part) for child in value))


def _made(model: type[Kept], values: dict[str, Any]) -> Kept:
    """Make a part that has these fields only; unlike a constructor this fills in no defaults."""
    part = model.__new__(model)
    object.__setattr__(part, "__dict__", values | {"origin": Origin()})
    object.__setattr__(part, "__pydantic_fields_set__", set(values))
    object.__setattr__(part, "__pydantic_extra__", None)
    object.__setattr__(part, "__pydantic_private__", None)
    return part


def _renumbered(kept: Atlas, whole: Atlas) -> Atlas:
    """Give every id left a number, and let every reference follow it or go."""
    names: dict[tuple[str, str, str], str] = {}
    counts: dict[str, int] = {}
    for key, spot in kept.index.items():
        counts[spot.part.KIND] = counts.get(spot.part.KIND, 0) + 1
        names[key] = f"{spot.part.KIND}-{counts[spot.part.KIND]}"
    changed = _followed(kept, _Names(whole, names), "")
    assert isinstance(changed, Atlas)  # noqa: S101 - the atlas itself has no id and names nothing
    return changed


class _Names:
    """The new names of what is left, found as the whole atlas finds them."""

    def __init__(self, whole: Atlas, names: dict[tuple[str, str, str], str]) -> None:
        self.whole = whole
        self.names = names

    def of(self, kinds: tuple[str, ...], reference: str, scope: str) -> str | None:
        """Return the new form of a reference, or nothing where what it names is gone."""
        found = self.whole.spot(kinds, reference, scope=scope)
        if found is None:
            return None
        key = (found.part.KIND, found.scope, found.part.__dict__["id"])
        if key not in self.names:
            return None
        outer = self.names.get(("map", "", found.scope))
        return f"{outer}/{self.names[key]}" if found.scope not in ("", scope) and outer else self.names[key]


def _followed(part: Part, names: _Names, scope: str) -> Part | None:
    """Return the part with new ids and references, or nothing where it cannot do without a reference that is gone."""
    inner = part.__dict__["id"] if isinstance(part, Map) else scope
    values: dict[str, Any] = {}
    for name, value in fields(part):
        field = anatomy(type(part))[name]
        if field.names and isinstance(value, tuple):
            values[name] = tuple(new for old in value if (new := names.of(field.names, old, inner)))
        elif field.names and isinstance(value, str):
            values[name] = names.of(field.names, value, inner)
            if values[name] is None and field.required:
                return None
        elif field.part and isinstance(value, tuple):
            values[name] = tuple(new for child in value if (new := _followed(child, names, inner)) is not None)
        elif isinstance(value, Part):
            values[name] = _followed(value, names, inner)
        elif name == "id" and part.KIND and value:
            values[name] = names.names.get((part.KIND, "" if not part.LOCAL else scope, value), value)
        else:
            values[name] = value
    return _made(type(part), values)
