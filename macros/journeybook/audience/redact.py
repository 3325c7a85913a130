"""Keeps of an atlas what an audience may see: one generic function over the model, its ceilings and its items' audiences."""

from journeybook.audience.rename_references import follow
from journeybook.audience.segment import only_for
from journeybook.audience.withhold import changed, keep
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import anatomy
from journeybook.model.map import Map
from journeybook.model.vocabulary import Anchor
from journeybook.model.walk import Spot, fields

Key = tuple[str, str, str]
"""Kind, scope and id."""


def redact(atlas: Atlas, audience: Audience, *, segment: str | None = None, only: str | None = None) -> Atlas:
    """Return the atlas as this audience may see it; reading anything else raises.

    For the public, `segment` leaves out whatever is only for other segments, and `only` every map but the one with this slug.

    Kept is a field whose ceiling allows the audience, in an item that says so itself or whose map does. Of an internal item that holds a
    public one only the way to it is kept. Maps are public when they are live and have a public face. Steps that customers do not see done
    are internal until they say public themselves. References to what is not left are gone, ids become numbers in the order of what is
    left, and that order is the order of public words: nothing of the rest can be told from the result.
    """
    if audience is Audience.INTERNAL:
        return atlas
    kept = keep(only_for(atlas, segment) if segment else atlas)
    if only:
        kept = changed(kept, maps=tuple(journey for journey in kept.maps if journey.public and journey.public.slug == only))
    return _renumbered(_ordered(_settled(kept, atlas)), atlas)


class _Names:
    """What the references of the whole atlas are called in what is left of it."""

    def __init__(self, whole: Atlas, names: dict[Key, str]) -> None:
        self.whole = whole
        self.names = names
        self.used: set[Key] = set()

    def __call__(self, kinds: tuple[str, ...], reference: str, scope: str) -> str | None:
        """Return the new form of a reference, or nothing where what it names is gone."""
        found = self.whole.spot(kinds, reference, scope=scope)
        key = (found.part.KIND, found.scope, _id(found)) if found else self._anywhere(kinds, reference)
        if key not in self.names:
            return None
        self.used.add(key)
        outer = self.names.get(("map", "", key[1]))
        return f"{outer}/{self.names[key]}" if outer and key[1] != scope else self.names[key]

    def _anywhere(self, kinds: tuple[str, ...], reference: str) -> Key:
        """Find what may be named without saying in which map it stands."""
        return next((key for key in self.names if key[0] in kinds and key[2] == reference), ("", "", reference))


def _settled(kept: Atlas, whole: Atlas) -> Atlas:
    """Let references to what is gone go, and what only exists to be named where nothing names it, until nothing changes any more."""
    while True:
        names = _Names(whole, {key: key[2] for key in kept.index})
        file = kept.file
        followed = _atlas(follow(changed(kept, file=changed(file, lanes=(), anchors=())), names))
        lanes = tuple(lane for lane in file.lanes if ("lane", "", lane.id) in names.used)
        anchors = _counted_from(file.anchors, names)
        after = changed(followed, file=changed(followed.file, lanes=lanes, anchors=anchors))
        if len(after.spots) == len(kept.spots):
            return after
        kept = after


def _counted_from(anchors: tuple[Anchor, ...], names: _Names) -> tuple[Anchor, ...]:
    """Return the anchors that something left counts from, and those that these themselves count from."""
    while True:
        found = tuple(anchor for anchor in anchors if ("anchor", "", anchor.id) in names.used)
        before = len(names.used)
        for anchor in found:
            follow(anchor, names)
        if len(names.used) == before:
            return found


def _ordered(kept: Atlas) -> Atlas:
    """Put what stands in files of its own into the order of its public words, since file names are the authors'."""
    lists = {name: tuple(sorted(value, key=_words)) for name, value in fields(kept) if isinstance(value, tuple)}
    return changed(kept, **lists)


def _words(part: Part) -> str:
    """Return what a part says in public, without ids and references."""
    if isinstance(part, Map) and part.public:
        return part.public.slug
    anatomies = anatomy(type(part))
    return repr([(name, _said(value)) for name, value in fields(part) if name != "id" and not anatomies[name].names])


def _said(value: object) -> object:
    if isinstance(value, tuple):
        return [_said(one) for one in value]
    return _words(value) if isinstance(value, Part) else str(value)


def _renumbered(kept: Atlas, whole: Atlas) -> Atlas:
    """Give every id left a number, and let every reference follow it."""
    names: dict[Key, str] = {}
    counts: dict[str, int] = {}
    for key in kept.index:
        counts[key[0]] = counts.get(key[0], 0) + 1
        names[key] = f"{key[0]}-{counts[key[0]]}"
    return _atlas(follow(kept, _Names(whole, names)))


def _atlas(part: Part | None) -> Atlas:
    assert isinstance(part, Atlas)  # noqa: S101 - the atlas itself names nothing that it cannot do without
    return part


def _id(spot: Spot) -> str:
    return str(spot.part.id)
