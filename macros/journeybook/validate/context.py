"""Checks of a part that need the rest of the atlas: an id in a shared list, the kind of a lane, a file in resources."""

from collections.abc import Iterator

from journeybook.findings import Correction, Finding, FindingRule, Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.data_source import DataSource
from journeybook.model.enumerations import LaneKind
from journeybook.model.field_info import part_fields
from journeybook.model.library import Resource
from journeybook.model.measures import Event
from journeybook.model.organisation import SCHEMA_VERSION, AtlasFile, Brand
from journeybook.model.plays import Play
from journeybook.model.step import Attendee, LaneEntries, Step
from journeybook.model.value_rules import SHAPE_ANSWER
from journeybook.model.vocabulary import Lane
from journeybook.model.walk import Spot
from journeybook.validate.data_sources import check_description
from journeybook.validate.messages import SHAPE_MISSING, SHAPE_UNKNOWN_KEY
from journeybook.validate.nouns import noun_phrase, with_article

REFERENCE_LANE = FindingRule(
    "REFERENCE-LANE",
    Level.ERROR,
    """Steps stand in lanes of steps, and entries in the other lanes.

A lane's `kind` says which it is. A lane of steps is not called like a key of a step. A step that stands in several lanes names each once.

Good:
    # atlas.yml
    lanes: [{id: customer, name: Customer}, {id: policies, name: Policies, kind: text}]
    # maps/first.yml
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{customer: Cleans the list, rows: {policies: Privacy}}]}]

Bad:
    # atlas.yml
    lanes: [{id: customer, name: Customer}, {id: policies, name: Policies, kind: text}]
    # maps/first.yml
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{customer: Asks}, {policies: Privacy}]}]
""",
)
REFERENCE_FILE = FindingRule(
    "REFERENCE-FILE",
    Level.ERROR,
    """A file that is named lies in `journeys/resources/`.

Good:
    # atlas.yml
    brand: {logo: logo.png}
    # resources/logo.png
    a picture

Bad:
    # atlas.yml
    brand: {logo: logo.png}
""",
)
SHAPE_VERSION = FindingRule(
    "SHAPE-VERSION",
    Level.ERROR,
    """The files are written for this version of the vocabulary.

Since version 2 a public map publishes of its bases only what the base, or the part, says is public. `journeybook upgrade` lists for files
of version 1 every text that customers will read no more, and writes the new version with `--write`.

Good:
    # atlas.yml
    schema_version: 2

Bad:
    # atlas.yml
    schema_version: 1
""",
)
SHAPE_BLANK = FindingRule(
    "SHAPE-BLANK",
    Level.ERROR,
    """What is said to be blank is blank.

Good:
    blank: {summary: unknown}

Bad:
    summary: Everything before the first rota
    blank: {summary: unknown}
""",
)


def check_context(atlas: Atlas, spot: Spot, resources: frozenset[str]) -> Iterator[Finding]:
    """Yield the findings about one part that depend on the rest of the atlas."""
    part = spot.part
    if isinstance(part, Event | Play):
        yield from _named(spot, part)
    if isinstance(part, Step | LaneEntries):
        yield from _in_its_lane(atlas, part)
    if isinstance(part, Lane):
        yield from _speakable(part)
    if isinstance(part, Brand | Resource):
        yield from _with_file(part, resources)
    if isinstance(part, AtlasFile):
        yield from _of_this_version(part)
    if isinstance(part, DataSource):
        yield from check_description(atlas, part)
    yield from _blank(atlas, part)


def _named(spot: Spot, part: Event | Play) -> Iterator[Finding]:
    place = part.origin.place
    if not part.use and not part.id and not spot.map:
        yield SHAPE_MISSING.at(place, f"{with_article(part.KIND)} in a list of its own needs 'id'", "add `id:`")
    if part.use and not spot.map:
        hint = "write the thing itself here, with `id:` and `name:`"
        yield SHAPE_MISSING.at(place, f"{with_article(part.KIND)} is only named by `use:` inside a stage", hint)
    if isinstance(part, Event) and not part.use and not part.name:
        yield SHAPE_MISSING.at(place, "an event needs 'name'", "add `name:`, or `use:` with an event's id")


def _in_its_lane(atlas: Atlas, part: Step | LaneEntries) -> Iterator[Finding]:
    yield from _of_its_kind(atlas, part, part.lane, "lane")
    if not isinstance(part, Step):
        return
    for position, attendee in enumerate(part.also_in):
        if attendee.lane in part.lanes[: position + 1]:
            place = attendee.origin.of("lane")
            yield REFERENCE_LANE.at(place, f"the step stands in the lane '{attendee.lane}' already", "name each lane once")
        else:
            yield from _of_its_kind(atlas, attendee, attendee.lane, "lane")


def _of_its_kind(atlas: Atlas, part: Step | Attendee | LaneEntries, name: str, key: str) -> Iterator[Finding]:
    lane = atlas.find(Lane, name)
    if lane is None or (lane.kind is LaneKind.STEP) == isinstance(part, Step | Attendee):
        return
    if isinstance(part, Step | Attendee):
        message, hint = f"the lane '{lane.id}' holds {lane.kind} entries, not steps", f"write it under `rows: {{{lane.id}: ...}}`"
    else:
        message, hint = f"the lane '{lane.id}' holds steps, not entries", f"write it under `steps:` as `- {lane.id}: ...`"
    yield REFERENCE_LANE.at(part.origin.of(key), message, hint)


def _speakable(lane: Lane) -> Iterator[Finding]:
    if lane.kind is LaneKind.STEP and lane.id in part_fields(Step):
        message = f"a lane cannot be called '{lane.id}', because a step has a field of that name"
        yield REFERENCE_LANE.at(lane.origin.of("id"), message, f"choose another id, such as '{lane.id}-lane'")


def _with_file(part: Brand | Resource, resources: frozenset[str]) -> Iterator[Finding]:
    key = "logo" if isinstance(part, Brand) else "file"
    name = getattr(part, key)
    if name and name not in resources:
        guess = nearest(name, resources)
        hint = f"did you mean '{guess}'?" if guess else "put the file there, or delete the line"
        yield REFERENCE_FILE.at(part.origin.of(key), f"there is no file '{name}' in journeys/resources", hint)


def _of_this_version(file: AtlasFile) -> Iterator[Finding]:
    if file.schema_version != SCHEMA_VERSION:
        message = f"'schema_version' is {file.schema_version}, and this program reads version {SCHEMA_VERSION}"
        hint = f"write `schema_version: {SCHEMA_VERSION}`, or use the version of the program that the files were written for"
        if file.schema_version < SCHEMA_VERSION:
            hint = "run `journeybook upgrade`: it lists the texts that customers would read no more, and `--write` writes the new version"
        yield SHAPE_VERSION.at(file.origin.of("schema_version"), message, hint)


def _blank(atlas: Atlas, part: Part) -> Iterator[Finding]:
    """Yield every field said to be open that the part does not have, that cannot be open, or that is filled."""
    fields = part_fields(type(part))
    for row in part.blank:
        value = part.get(row.field, object)
        place = row.origin.of("field")
        if row.field not in fields and not ("rows" in fields and atlas.find(Lane, row.field)):
            guess = nearest(row.field, [*fields, *(lane.id for lane in atlas.lanes if "rows" in fields)])
            hint = Correction(row.field, guess) if guess else f"name a field of {noun_phrase(type(part))}, or a lane"
            yield SHAPE_UNKNOWN_KEY.at(place, f"{noun_phrase(type(part))} has no '{row.field}' that could be blank", hint)
        elif row.field in fields and not fields[row.field].answers:
            yield SHAPE_ANSWER.at(place, f"'{row.field}': this cannot be left open with '{row.state}'", "write what it is")
        elif value and row.field in part.model_fields_set:
            message = f"'{row.field}' is said to be {row.state}, but something stands there"
            yield SHAPE_BLANK.at(place, message, "delete one of the two")
