"""Where steps lead: written links, and the next step in the file where nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.map import Map
from journeybook.model.stage import Stage, SubStage
from journeybook.model.step import Next, Step
from journeybook.model.words import LinkKind, StageKind


@dataclass(frozen=True)
class Station:
    """A step in its stage, with a key that is unique in its map: its id, or its position."""

    key: str
    step: Step
    stage: Stage
    part: SubStage | None = None


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
    return tuple(
        Station(step.id or f"{position}.{number}", step, stage, part)
        for position, stage in enumerate(journey.stages, start=1)
        for number, (part, step) in enumerate(_steps(stage), start=1)
    )


def links(journey: Map) -> tuple[Leads, ...]:
    """Return every link between the steps of a map.

    A step without `next` leads to the next one in file order; the last of a main stage to the first of the next main stage. `ends` stops,
    `starts` takes no link from the step before, a side stage is entered only by a written link, parallel tracks begin together and join
    at the next step without a track, and a choice is entered at each of its steps.
    """
    line = stations(journey)
    by_id = {station.step.id: station for station in line if station.step.id}
    found: list[Leads] = []
    for place, station in enumerate(line):
        for link in station.step.next:
            target = by_id.get(link.to.removeprefix(f"{journey.id}/"))
            found.append(Leads(station, target, link.to, link.outcome or "", link.kind, link))
        if not station.step.next and not station.step.ends:
            found.extend(Leads(station, target, target.key) for target in _following(line, place))
    return tuple(found)


def _steps(stage: Stage) -> Iterator[tuple[SubStage | None, Step]]:
    yield from ((None, step) for step in stage.steps)
    for part in stage.sub_stages:
        yield from ((part, step) for step in part.steps)


def _following(line: tuple[Station, ...], place: int) -> tuple[Station, ...]:
    """Return the stations that follow by file order."""
    here, rest = line[place], _reachable(line, place)
    own = here.step.choice
    rest = [station for station in rest if not (own and station.step.choice == own and station.stage is here.stage)]
    if here.step.track:
        rest = [station for station in rest if station.step.track in (here.step.track, None)]
    elif rest and rest[0].step.track:
        return _beginnings(rest)
    if not rest or rest[0].step.starts:
        return ()
    first = rest[0]
    if first.step.choice:
        return tuple(station for station in rest if station.step.choice == first.step.choice and station.stage is first.stage)
    return (first,)


def _reachable(line: tuple[Station, ...], place: int) -> list[Station]:
    """Return the stations behind a place that file order can lead to: a side stage only from within."""
    here = line[place]
    if here.stage.kind is StageKind.SIDE:
        return [station for station in line[place + 1 :] if station.stage is here.stage]
    return [station for station in line[place + 1 :] if station.stage.kind is StageKind.MAIN]


def _beginnings(rest: list[Station]) -> tuple[Station, ...]:
    """Return the first station of each parallel track, up to where the tracks join."""
    first: dict[str, Station] = {}
    for station in rest:
        if not station.step.track:
            break
        first.setdefault(station.step.track, station)
    return tuple(station for station in first.values() if not station.step.starts)
