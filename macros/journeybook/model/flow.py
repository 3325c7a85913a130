"""The links between the steps of a map: the written ones, and the next step in the file where nothing is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile

from journeybook.model.enumerations import LinkKind, StageKind
from journeybook.model.identity import Identity, identities, step_thing
from journeybook.model.map import Map
from journeybook.model.stage import Stage, SubStage
from journeybook.model.step import Next, Step


@dataclass(frozen=True)
class Station:
    """A step in its stage, with a key that is unique in its map: its id, or by what it is known in its stage."""

    key: str
    step: Step
    stage: Stage
    part: SubStage | None
    identity: Identity


@dataclass(frozen=True)
class Leads:
    """One link: from a station to a station of this map, or to a step elsewhere."""

    source: Station
    target: Station | None
    reference: str
    outcome: str = ""
    kind: LinkKind = LinkKind.FLOW
    written: Next | None = None


def stations(journey: Map) -> tuple[Station, ...]:
    """Return every step of a map in file order: a stage's own steps first, then those of its sub-stages."""
    return _stations(_SameMap(journey))


def links(journey: Map) -> tuple[Leads, ...]:
    """Return every link between the steps of a map.

    A step without `next` leads to the next one in file order; the last of a main stage to the first of the next main stage. `ends` stops,
    `starts` takes no link from the step before, a side stage is entered only by a written link, parallel tracks begin together and join
    at the next step without a track, and a choice is entered at each of its steps.
    """
    line = stations(journey)
    by_id = {station.step.id: station for station in line if station.step.id}
    leads: list[Leads] = []
    for position, station in enumerate(line):
        for link in station.step.next:
            target = by_id.get(link.to.removeprefix(f"{journey.id}/"))
            leads.append(Leads(station, target, link.to, link.outcome or "", link.kind, link))
        if not station.step.next and not station.step.ends:
            leads.extend(Leads(station, target, target.key) for target in _following(line, position))
    return tuple(leads)


def beginnings(line: tuple[Station, ...]) -> tuple[Station, ...]:
    """Return the steps at which a map begins: its first one, or the first of each parallel track or each option of a choice."""
    if not line:
        return ()
    return (line[0], *(_beginnings(line) if line[0].step.track else _options(line[0], line)))


class _SameMap:
    """A map as a key: equal only to itself, so that its many parts are not compared."""

    def __init__(self, journey: Map) -> None:
        self.journey = journey

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameMap) and other.journey is self.journey

    def __hash__(self) -> int:
        return id(self.journey)


@lru_cache(maxsize=64)
def _stations(same: _SameMap) -> tuple[Station, ...]:
    stages = enumerate(same.journey.stages, start=1)
    return tuple(station for position, stage in stages for station in _stations_of(stage, position))


def _stations_of(stage: Stage, position: int) -> Iterator[Station]:
    """Yield the steps of a stage; one that shows no id, as on a page for customers, lends its position to their keys."""
    steps = tuple(_steps(stage))
    things = [step_thing(step, *([part.get("id", str) or ""] if part else [])) for part, step in steps]
    scope = stage.get("id", str) or position
    for (part, step), identity in zip(steps, identities("step", things), strict=True):
        yield Station(step.get("id", str) or f"{scope}.{identity.key}", step, stage, part, identity)


def _steps(stage: Stage) -> Iterator[tuple[SubStage | None, Step]]:
    yield from ((None, step) for step in stage.steps)
    for part in stage.sub_stages:
        yield from ((part, step) for step in part.steps)


def _following(line: tuple[Station, ...], position: int) -> tuple[Station, ...]:
    """Return the stations that follow by file order; looks no further ahead than it must."""
    here, rest = line[position], _reachable(line, position)
    choice = here.step.choice
    rest = (station for station in rest if not (choice and station.step.choice == choice and station.stage is here.stage))
    if here.step.track:
        rest = (station for station in rest if station.step.track in (here.step.track, None))
    first = next(rest, None)
    if first is None:
        return ()
    if first.step.track and not here.step.track:
        return _beginnings(chain([first], rest))
    if first.step.starts:
        return ()
    return tuple(_options(first, takewhile(lambda station: station.stage is first.stage, chain([first], rest))))


def _reachable(line: tuple[Station, ...], position: int) -> Iterator[Station]:
    """Yield the stations behind a position that file order can lead to: a side stage only from within."""
    here = line[position]
    behind = (line[later] for later in range(position + 1, len(line)))
    if here.stage.kind is StageKind.SIDE:
        return takewhile(lambda station: station.stage is here.stage, behind)
    return (station for station in behind if station.stage.kind is StageKind.MAIN)


def _beginnings(rest: Iterable[Station]) -> tuple[Station, ...]:
    """Return the first station of each parallel track, up to where the tracks join; a track that begins with a choice has several."""
    first: dict[str, Station] = {}
    ahead = list(takewhile(lambda station: station.step.track, rest))
    for station in ahead:
        first.setdefault(station.step.track or "", station)
    starts = [station for begin in first.values() for station in _options(begin, ahead) if station.step.track == begin.step.track]
    return tuple(station for station in starts if not station.step.starts)


def _options(first: Station, among: Iterable[Station]) -> list[Station]:
    """Return the stations of the choice that a station belongs to, in its stage, or it alone."""
    if not first.step.choice:
        return [first]
    return [station for station in among if station.step.choice == first.step.choice and station.stage is first.stage]
