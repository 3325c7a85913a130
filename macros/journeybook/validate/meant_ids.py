"""The ids that authors may have meant: by another case, by the name of a thing, in another map, or of another kind."""

from collections.abc import Iterator

from journeybook.findings import Correction, nearest, shortened
from journeybook.load.characters import without_hidden
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.map import Map
from journeybook.model.scalars import suggested_id
from journeybook.model.stage import Stage
from journeybook.model.walk import Spot
from journeybook.validate.nouns import define_first

MOST_HINTS = 100
"""How many texts of one check get such a hint: each is looked for in the whole atlas."""


def id_hint(atlas: Atlas, kinds: tuple[str, ...], text: str, scope: str) -> str:
    """Return what to write for a text that is no id: the id that was meant, else all ids of its kinds; empty where there are none."""
    parts = dict(_parts(atlas, kinds, scope))
    pieces = [meant for piece in text.split(",") if (meant := _meant_id(parts, piece))] if "," in text else []
    if len(pieces) > 1:
        return f"only one can stand here: {' or '.join(pieces)}"
    meant = _meant_id(parts, text)
    if meant and _is_name(parts[meant], text) and text.lower() != meant:
        return f"write the id, `{meant}`, of '{_name(parts[meant])}'"
    if meant:
        return f"did you mean '{meant}'?"
    return f"write an id, such as {shortened(list(parts))}" if parts else f"nothing of that kind is defined yet: {define_first(kinds)}"


def name_hint(atlas: Atlas, kinds: tuple[str, ...], reference: str, scope: str) -> str | Correction:
    """Return what to write for an id that nothing has: of the thing that is called so, of one in another map, or of another kind."""
    parts = dict(_parts(atlas, kinds, scope))
    spots = (spot for (kind, _, identifier), spot in atlas.index.items() if kind in kinds and identifier == reference)
    journey = atlas.find(Map, scope)
    family = {scope, *(base.id for base in atlas.bases_of(journey))} if journey else {scope}
    elsewhere = [spot.scope for spot in spots if _is_of(spot) and spot.scope not in family]
    if elsewhere and "/" not in reference:
        return f"that stands in another map: write `{elsewhere[0]}/{reference}`"
    stage = atlas.spot(Stage.KIND, reference, scope=scope)
    if stage and "step" in kinds and isinstance(stage.part, Stage):
        first = next((step.id for step in stage.part.steps if step.id), None)
        return f"that is a stage: name a step of it{f', such as {first}' if first else ', and give that step an id'}"
    meant = _meant_id(parts, reference)
    return Correction(reference, meant) if meant else ""


def scope_of(atlas: Atlas, file: str) -> str:
    """Return the id of the map that a file holds; empty where it holds none."""
    return next((spot.part.id for spot in atlas.spots_of(Map) if isinstance(spot.part, Map) and spot.part.origin.place.file == file), "")


def _is_of(spot: Spot) -> bool:
    """Whether a part stands in a map whose own file writes it."""
    return bool(spot.map and spot.scope and spot.map.origin.place.file == spot.part.origin.place.file)


def _parts(atlas: Atlas, kinds: tuple[str, ...], scope: str) -> Iterator[tuple[str, Part]]:
    """Yield what a reference of some kinds may name, with its id, in the order of the kinds and of the files."""
    for kind in kinds:
        for (other, home, identifier), spot in atlas.index.items():
            if other == kind and home in ("", scope):
                yield identifier, spot.part


def _meant_id(parts: dict[str, Part], text: str) -> str:
    """Return the id that is the text in another case or form, or whose thing is called so, or that is nearest to either."""
    plain = without_hidden(text).strip()
    slug = suggested_id(plain)
    exact = next((identifier for identifier in parts if identifier.replace("_", "-") == slug), "")
    by_name = next((identifier for identifier, part in parts.items() if _is_name(part, plain)), "")
    if exact or by_name:
        return exact or by_name
    names = {_name(part).casefold(): identifier for identifier, part in parts.items() if _name(part)}
    near = nearest(slug, parts) or nearest(plain.casefold(), names)
    return names.get(near, near) if near else ""


def _name(part: Part) -> str:
    return part.get("name", str) or part.get("what", str) or ""


def _is_name(part: Part, text: str) -> bool:
    return bool(text.strip()) and _name(part).casefold() == without_hidden(text).strip().casefold()
