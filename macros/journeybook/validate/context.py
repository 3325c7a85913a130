"""What a part needs because of what stands elsewhere: an id in a shared list, a lane of steps, a file that is there."""

from collections.abc import Iterator

from journeybook.findings import Finding, Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import LaneKind
from journeybook.model.field_info import part_fields
from journeybook.model.item import Item
from journeybook.model.library import Resource
from journeybook.model.measures import Event
from journeybook.model.organisation import AtlasFile, Brand
from journeybook.model.plays import Play
from journeybook.model.step import Row, Step
from journeybook.model.vocabulary import Lane
from journeybook.model.walk import Spot
from journeybook.validate.messages import a, noun
from journeybook.validate.reading import Unread

VERSION = 1


def check_needs(atlas: Atlas, spot: Spot, unread: Unread) -> Iterator[Finding]:
    """Yield what one part lacks or gets wrong in the light of the rest of the atlas."""
    part = spot.part
    if isinstance(part, Event | Play):
        yield from _named(spot, part)
    if isinstance(part, Step | Row):
        yield from _in_its_lane(atlas, part)
    if isinstance(part, Lane):
        yield from _speakable(part)
    if isinstance(part, Brand | Resource):
        yield from _with_file(part, unread)
    if isinstance(part, AtlasFile):
        yield from _of_this_version(part)
    if isinstance(part, Item):
        yield from _blank(atlas, part)


def _named(spot: Spot, part: Event | Play) -> Iterator[Finding]:
    place = part.origin.place
    if not part.use and not part.id and not spot.map:
        yield Finding(place, Level.ERROR, "SHAPE-MISSING", f"{a(part.KIND)} in a list of its own needs 'id'", "add `id:`")
    if part.use and not spot.map:
        hint = "write the thing itself here, with `id:` and `name:`"
        yield Finding(place, Level.ERROR, "SHAPE-MISSING", f"{a(part.KIND)} is only named by `use:` inside a stage", hint)
    if isinstance(part, Event) and not part.use and not part.name:
        yield Finding(place, Level.ERROR, "SHAPE-MISSING", "an event needs 'name'", "add `name:`, or `use:` with an event's id")


def _in_its_lane(atlas: Atlas, part: Step | Row) -> Iterator[Finding]:
    lane = next((one for one in atlas.lanes if one.id == part.lane), None)
    if lane is None or (lane.kind is LaneKind.STEP) == isinstance(part, Step):
        return
    if isinstance(part, Step):
        message, hint = f"the lane '{lane.id}' holds {lane.kind} entries, not steps", f"write it under `rows: {{{lane.id}: ...}}`"
    else:
        message, hint = f"the lane '{lane.id}' holds steps, not entries", f"write it under `steps:` as `- {lane.id}: ...`"
    yield Finding(part.origin.of("lane"), Level.ERROR, "REFERENCE-LANE", message, hint)


def _speakable(lane: Lane) -> Iterator[Finding]:
    if lane.kind is LaneKind.STEP and lane.id in part_fields(Step):
        message = f"a lane cannot be called '{lane.id}', because a step has a field of that name"
        yield Finding(lane.origin.of("id"), Level.ERROR, "REFERENCE-LANE", message, f"choose another id, such as '{lane.id}-lane'")


def _with_file(part: Brand | Resource, unread: Unread) -> Iterator[Finding]:
    key = "logo" if isinstance(part, Brand) else "file"
    name = getattr(part, key)
    if name and name not in unread.files:
        guess = nearest(name, unread.files)
        hint = f"did you mean '{guess}'?" if guess else "put the file there, or delete the line"
        yield Finding(part.origin.of(key), Level.ERROR, "REFERENCE-FILE", f"there is no file '{name}' in journeys/resources", hint)


def _of_this_version(file: AtlasFile) -> Iterator[Finding]:
    if file.schema_version != VERSION:
        message = f"'schema_version' is {file.schema_version}, and this program reads version {VERSION}"
        hint = f"write `schema_version: {VERSION}`, or use the version of the program that the files were written for"
        yield Finding(file.origin.of("schema_version"), Level.ERROR, "SHAPE-VERSION", message, hint)


def _blank(atlas: Atlas, part: Item) -> Iterator[Finding]:
    """A field that is said to be blank must be one, and must not be filled."""
    allowed = [*part_fields(type(part)), *(lane.id for lane in atlas.lanes)]
    for row in part.blank:
        place = row.origin.of("field")
        if row.field not in allowed:
            guess = nearest(row.field, allowed)
            hint = f"did you mean '{guess}'?" if guess else f"name a field of {noun(type(part))}, or a lane"
            yield Finding(place, Level.ERROR, "SHAPE-UNKNOWN-KEY", f"{noun(type(part))} has no '{row.field}' that could be blank", hint)
        elif part.get(row.field, object):
            message = f"'{row.field}' is said to be {row.state}, but something stands there"
            yield Finding(place, Level.ERROR, "SHAPE-BLANK", message, "delete one of the two")
