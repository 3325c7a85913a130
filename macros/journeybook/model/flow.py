"""The links between the steps of a map: the written ones, and the next step in the file where nothing is written.

Steps of one choice are a group. A group that is led to as a whole has one junction at its entrance, and one at its exit
where several of its steps go on alike, so that the number of links grows with the number of steps (two groups of m and
n steps in a row: m + n + 1 links), and not with its square.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, takewhile
from typing import TypeAlias

from journeybook.model.base import kept_with_part
from journeybook.model.enumerations import Answer, LinkKind, StageKind
from journeybook.model.identity import Identity, identities, other_keys, step_thing
from journeybook.model.map import Map
from journeybook.model.stage import Stage, SubStage
from journeybook.model.step import Floats, Next, Step


@dataclass(frozen=True)
class Station:
    """A step in its stage, with a key that is unique in its map: its id, or by what it is known in its stage."""

    key: str
    step: Step
    stage: Stage
    part: SubStage | None
    identity: Identity
    other_keys: tuple[str, ...]
    """By what it was known, or may be, besides its identity."""


@dataclass(frozen=True)
class Group:
    """The steps of one choice in one stage and on one track, in file order."""

    choice: str
    members: tuple[Station, ...]


@dataclass(frozen=True)
class Junction:
    """The point at which the way into a group parts, or at which ways out of it meet."""

    key: str
    group: Group
    is_exit: bool

    @property
    def stage(self) -> Stage:
        """The stage of the group."""
        return self.group.members[0].stage


FlowNode: TypeAlias = Station | Junction
"""What a link joins."""


@dataclass(frozen=True)
class Leads:
    """One link: from a node to a node of this map, or to a step elsewhere."""

    source: FlowNode
    target: FlowNode | None
    reference: str
    outcome: str = ""
    kind: LinkKind = LinkKind.FLOW
    written: Next | None = None


@kept_with_part
def stations(journey: Map) -> tuple[Station, ...]:
    """Return every step of a map in file order: a stage's own steps first, then those of its sub-stages."""
    stages = enumerate(journey.stages, start=1)
    return tuple(station for position, stage in stages for station in _stations_of(stage, position))


@kept_with_part
def links(journey: Map) -> tuple[Leads, ...]:
    """Return every link between the steps of a map.

    A step without `next` leads to the next one in file order; the last of a main stage to the first of the next main stage. `ends` stops,
    and so does an answer such as `next: unknown`; `starts` takes no link from the step before, a side stage is entered only by a written
    link, parallel tracks begin together and join at the next step without a track, and a choice is entered as a group. What floats has no
    place in file order.
    """
    line = stations(journey)
    return tuple(_Links(journey.id, line, groups(line)).all())


def groups(line: tuple[Station, ...]) -> tuple[Group, ...]:
    """Return the groups of a map's steps, in the order of their first steps."""
    together: dict[tuple[int, str, str | None], list[Station]] = defaultdict(list)
    for station in line:
        if station.step.choice and not station.step.floats:
            together[id(station.stage), station.step.choice, station.step.track].append(station)
    return tuple(Group(choice, tuple(members)) for (_, choice, _), members in together.items())


def goes_on(station: Station) -> bool:
    """Whether a step leads on in file order: it says, and answers, neither where it leads nor that it ends."""
    step = station.step
    return not (step.next or step.answer_in("next") or ends_here(step) or step.floats)


def ends_here(step: Step) -> bool:
    """Whether the way ends with a step, be it with an outcome that is not known."""
    return bool(step.ends) or step.answer_in("ends") not in (None, Answer.NONE, Answer.NOT_APPLICABLE)


def parts_ways(group: Group) -> bool:
    """Whether some steps of a group go on in file order, and others say where they lead, or that they end."""
    return len({goes_on(station) for station in group.members}) > 1


def follows_apart(journey: Map, step: Step) -> tuple[FlowNode, ...]:
    """Return what follows a step of a group in file order, where other steps of the group lead elsewhere; else nothing."""
    if not step.choice:
        return ()
    line = stations(journey)
    gathered = _Links(journey.id, line, groups(line))
    position = next(place for place, station in enumerate(line) if station.step is step)
    group = gathered.group_of.get(line[position].key)
    is_apart = group is not None and parts_ways(group) and goes_on(line[position])
    return gathered.following(position) if is_apart else ()


def beginnings(line: tuple[Station, ...]) -> tuple[Station, ...]:
    """Return the steps at which a map begins: its first one, or the first of each parallel track or each option of a choice."""
    ahead = tuple(station for station in line if not is_afloat(station))
    if not ahead:
        return ()
    return (ahead[0], *(_beginnings(ahead) if ahead[0].step.track else _options(ahead[0], ahead)))


def is_afloat(station: Station) -> bool:
    """Whether a step, or its whole stage, floats over a range of stages."""
    return bool(station.step.floats or station.stage.get("floats", Floats))


def is_on_the_way(stage: Stage) -> bool:
    """Whether a stage is part of the main flow: neither beside it, nor floating over others."""
    return stage.get("kind", StageKind) is not StageKind.SIDE and not stage.get("floats", Floats)


@dataclass
class _Links:
    """The links of a map while they are gathered; `seen` holds the junctions whose own links are told."""

    scope: str
    line: tuple[Station, ...]
    groups: tuple[Group, ...]
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.by_id = {station.step.id: station for station in self.line if station.step.id}
        self.group_of = {station.key: group for group in self.groups for station in group.members}
        self.place_of = {station.key: place for place, station in enumerate(self.line)}

    def all(self) -> Iterator[Leads]:
        exits = self._exits()
        for position, station in enumerate(self.line):
            for written in station.step.next:
                for target in self._written(station, written.to) or (None,):
                    yield from self._link(station, target, written)
            if goes_on(station):
                exit_ = exits.get(station.key)
                for target in (exit_,) if exit_ else self.following(position):
                    yield from self._link(station, target)
                if exit_ and station is self._last(exit_, exits):
                    for target in self.following(position):
                        yield from self._link(exit_, target)

    def following(self, position: int) -> tuple[FlowNode, ...]:
        """Return the nodes that follow by file order; looks no further ahead than it must."""
        here = self.line[position]
        group = self.group_of.get(here.key)
        rest = (station for station in _reachable(self.line, position) if group is None or self.group_of.get(station.key) is not group)
        if here.step.track:
            rest = (station for station in rest if station.step.track in (here.step.track, None))
        first = next(rest, None)
        if first is None:
            return ()
        if first.step.track and not here.step.track:
            return tuple(dict.fromkeys(self._entrance(station, position) for station in _beginnings(chain([first], rest))))
        return () if first.step.starts else (self._entrance(first, position),)

    def _written(self, station: Station, reference: str) -> tuple[FlowNode, ...]:
        """Return what a reference names in this map: a step, or a group as a whole, that of the same stage before those of others."""
        name = reference.removeprefix(f"{self.scope}/")
        if name in self.by_id:
            return (self.by_id[name],)
        candidates = [group for group in self.groups if group.choice == name]
        stage = next((group.members[0].stage for group in candidates if group.members[0].stage is station.stage), None)
        stage = stage or next((group.members[0].stage for group in self._later(candidates, station)), None)
        return tuple(self._whole(group) for group in candidates if group.members[0].stage is stage)

    def _later(self, some: list[Group], station: Station) -> list[Group]:
        """Return groups, those that come after a step first."""
        here = self.place_of[station.key]
        return sorted(some, key=lambda group: self.place_of[group.members[0].key] < here)

    def _entrance(self, station: Station, position: int) -> FlowNode:
        """Return the node by which file order enters a step: its group's entrance, unless one comes from between the group's steps."""
        group = self.group_of.get(station.key)
        return self._whole(group) if group and position < self.place_of[group.members[0].key] else station

    def _whole(self, group: Group) -> FlowNode:
        return Junction(f"in.{group.members[0].key}", group, is_exit=False) if len(group.members) > 1 else group.members[0]

    def _exits(self) -> dict[str, Junction]:
        """Return the junction at which steps of a group that go on alike meet, by the steps' keys."""
        exits: dict[str, Junction] = {}
        for group in self.groups:
            alike: dict[tuple[str, ...], list[Station]] = defaultdict(list)
            for station in filter(goes_on, group.members):
                alike[tuple(node.key for node in self.following(self.place_of[station.key]))].append(station)
            for ahead, steps in alike.items():
                if ahead and len(steps) > 1:
                    exits |= {station.key: Junction(f"out.{steps[0].key}", group, is_exit=True) for station in steps}
        return exits

    def _last(self, junction: Junction, exits: dict[str, Junction]) -> Station:
        return next(station for station in reversed(junction.group.members) if exits.get(station.key) == junction)

    def _link(self, source: FlowNode, target: FlowNode | None, written: Next | None = None) -> Iterator[Leads]:
        """Yield a link, and behind the first one into a junction the links to the group's steps."""
        if written:
            yield Leads(source, target, written.to, written.outcome or "", written.kind or LinkKind.FLOW, written)
        elif target:
            yield Leads(source, target, target.key)
        if isinstance(target, Junction) and not target.is_exit and target.key not in self.seen:
            self.seen.add(target.key)
            yield from (Leads(target, station, station.key) for station in target.group.members)


def _stations_of(stage: Stage, position: int) -> Iterator[Station]:
    """Yield the steps of a stage; one that shows no id, as on a page for customers, lends its position to their keys."""
    steps = tuple(_steps(stage))
    things = [step_thing(step, *([part.get("id", str) or ""] if part else [])) for part, step in steps]
    scope = stage.get("id", str) or position
    for (part, step), identity, others in zip(steps, identities("step", things), other_keys("step", things), strict=True):
        yield Station(step.get("id", str) or f"{scope}.{identity.key}", step, stage, part, identity, others)


def _steps(stage: Stage) -> Iterator[tuple[SubStage | None, Step]]:
    yield from ((None, step) for step in stage.steps)
    for part in stage.sub_stages:
        yield from ((part, step) for step in part.steps)


def _reachable(line: tuple[Station, ...], position: int) -> Iterator[Station]:
    """Yield the stations behind a position that file order can lead to: into a side stage or one that floats only from within."""
    here = line[position]
    behind = (line[later] for later in range(position + 1, len(line)))
    behind = (station for station in behind if not station.step.floats)
    if not is_on_the_way(here.stage):
        return takewhile(lambda station: station.stage is here.stage, behind)
    return (station for station in behind if is_on_the_way(station.stage))


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
