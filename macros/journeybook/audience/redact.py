"""Redaction: the atlas as an audience may see it, by one generic function over the model, its ceilings and its items' audiences."""

from functools import lru_cache

from journeybook.audience.plan_edition import shared_plan
from journeybook.audience.rename_references import rename_references
from journeybook.audience.segment import only_for
from journeybook.audience.withhold import changed, withhold
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.identity import PUBLIC_ID
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.visibility import audience_context
from journeybook.model.vocabulary import Anchor
from journeybook.model.walk import Spot, field_values

KNOWN_BY_ID = (Stage.KIND, Step.KIND, Milestone.KIND)
"""The kinds whose ids `known_by_id` makes public."""
Key = tuple[str, str, str]
"""Kind, scope and id."""


def redact(atlas: Atlas, audience: Audience, *, segment: str | None = None, only: str | None = None, plan: str | None = None) -> Atlas:
    """Return the atlas as this audience may see it; reading anything else raises.

    For the public, `segment` leaves out whatever is only for other segments, and `only` every map but the one with this slug. With `plan`,
    its id, the customer of that success plan is meant: what they may read of it is added; otherwise nothing of any plan is left.

    Kept is a field whose ceiling allows the audience, in an item that says so itself or whose map does. Of an internal item that holds a
    public one only the way to it is kept. Maps are public when they are live and have a public face. Steps that customers do not see done
    are internal until they say public themselves. References to what is not left are gone. Ids become numbers in the order of what is left,
    and that order is the order of public words; behind the number stands an id that its author made public. So nothing of the rest can be
    told from the result.
    """
    if audience is Audience.INTERNAL:
        return atlas
    return _redacted(_SameAtlas(atlas), segment, only, plan)


class _SameAtlas:
    """An atlas as a key: equal only to itself, so that its many parts are not compared."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameAtlas) and other.atlas is self.atlas

    def __hash__(self) -> int:
        return id(self.atlas)


@lru_cache(maxsize=4)
def _redacted(same: _SameAtlas, segment: str | None, only: str | None, plan: str | None) -> Atlas:
    return _atlas(_without_places(public_remainder(same.atlas, segment=segment, only=only, plan=plan)))


def public_remainder(
    atlas: Atlas, *, segment: str | None = None, only: str | None = None, plan: str | None = None, is_inheriting: bool = False
) -> Atlas:
    """Return what is left of an atlas for customers, each part with the place where it was written.

    With `is_inheriting`, as it was in version 1 of the vocabulary, in which a public map spoke for its bases as well.
    """
    public = withhold(only_for(atlas, segment) if segment else atlas, audience_context(atlas, is_inheriting=is_inheriting))
    if only:
        public = changed(public, maps=tuple(journey for journey in public.maps if journey.public and journey.public.slug == only))
    if plan:
        public = changed(public, plans=tuple(shared_plan(known) for known in atlas.plans if known.id == plan))
    return _numbered(_sorted(_without_dangling(public, atlas)), atlas)


class _Renaming:
    """The new form of each reference of the whole atlas in its public remainder, and which of these were asked for."""

    def __init__(self, whole: Atlas, names: dict[Key, str]) -> None:
        self.whole = whole
        self.names = names
        self.used: set[Key] = set()

    def __call__(self, kinds: tuple[str, ...], reference: str, scope: str) -> str | None:
        """Return the new form of a reference, or nothing where what it names is gone."""
        spot = self.whole.spot(kinds, reference, scope=scope)
        key = (spot.part.KIND, spot.scope, _id(spot)) if spot else self._in_any_scope(kinds, reference)
        if key not in self.names:
            return None
        self.used.add(key)
        outer = self.names.get(("map", "", key[1]))
        return f"{outer}/{self.names[key]}" if outer and key[1] != scope else self.names[key]

    def _in_any_scope(self, kinds: tuple[str, ...], reference: str) -> Key:
        """Return the key of the first thing of this name in any map: some may be named without their map."""
        return next((key for key in self.names if key[0] in kinds and key[2] == reference), ("", "", reference))


def _without_dangling(public: Atlas, whole: Atlas) -> Atlas:
    """Return the atlas without references to what is gone, and without lanes and anchors that nothing names: a fixed point."""
    while True:
        names = _Renaming(whole, {key: key[2] for key in public.index})
        file = public.file
        renamed = _atlas(rename_references(changed(public, file=changed(file, lanes=(), anchors=())), names))
        lanes = tuple(lane for lane in file.lanes if ("lane", "", lane.id) in names.used)
        anchors = _counted_from(file.anchors, names)
        after = changed(renamed, file=changed(renamed.file, lanes=lanes, anchors=anchors))
        if len(after.spots) == len(public.spots):
            return after
        public = after


def _counted_from(anchors: tuple[Anchor, ...], names: _Renaming) -> tuple[Anchor, ...]:
    """Return the anchors that something public counts from, and those that these themselves count from."""
    while True:
        used = tuple(anchor for anchor in anchors if ("anchor", "", anchor.id) in names.used)
        before = len(names.used)
        for anchor in used:
            rename_references(anchor, names)
        if len(names.used) == before:
            return used


def _sorted(public: Atlas) -> Atlas:
    """Return the atlas with its things in the order of their public texts: file names, which gave the order, are the authors'."""
    lists = {name: tuple(sorted(value, key=_public_text)) for name, value in field_values(public) if isinstance(value, tuple)}
    return changed(public, **lists)


def _public_text(part: Part) -> str:
    """Return the texts of a part that readers see, without ids and references."""
    if isinstance(part, Map) and part.public:
        return part.public.slug
    fields = part_fields(type(part))
    return repr([(name, _text(value)) for name, value in field_values(part) if name != "id" and not fields[name].names])


def _text(value: object) -> object:
    if isinstance(value, tuple):
        return [_text(item) for item in value]
    return _public_text(value) if isinstance(value, Part) else str(value)


def _numbered(public: Atlas, whole: Atlas) -> Atlas:
    """Return the atlas with numbers for ids, in every reference too; an id that its author made public stands behind its number."""
    told = {journey.id for journey in whole.maps if journey.public and journey.public.known_by_id}
    names: dict[Key, str] = {}
    counts: dict[str, int] = {}
    for key in public.index:
        counts[key[0]] = counts.get(key[0], 0) + 1
        names[key] = f"{key[0]}-{counts[key[0]]}"
        if key[0] in KNOWN_BY_ID and key[1] in told:
            names[key] += f"{PUBLIC_ID}{key[2]}"
    return _atlas(rename_references(public, _Renaming(whole, names)))


def _without_places(part: Part) -> Part:
    """Return a part and everything in it without the places where they were written."""
    values = {
        name: tuple(_without_places(item) if isinstance(item, Part) else item for item in value)
        if isinstance(value, tuple)
        else _without_places(value)
        if isinstance(value, Part)
        else value
        for name, value in field_values(part)
    }
    return part.holding(values)


def _atlas(part: Part | None) -> Atlas:
    if not isinstance(part, Atlas):
        raise TypeError("the atlas itself names nothing that it cannot do without")
    return part


def _id(spot: Spot) -> str:
    return str(spot.part.id)
