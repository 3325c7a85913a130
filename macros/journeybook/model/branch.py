"""Branches: for whom a step is that is reached only by some outcomes or options, and which links lead elsewhere than reading does.

The ways to a step are the outcomes and options through which alone it is reached, by itself or by the steps before it. What all options
of a choice or all outcomes of a step reach is for everybody whom that choice or step is for. Outcomes and options that leave the map, end
or go back bring nobody to what follows, so that nothing is for some alone because others have left. Who passes over a step that is
optional, or for some alone, goes on where its outcomes go on, so that what they all reach is for everybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TypeAlias

from journeybook.model.enumerations import LinkKind
from journeybook.model.flow import FlowNode, Group, Junction, Station, beginnings, groups, links, stations
from journeybook.model.map import Choice, ChoiceKind, Map
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.model.ways_out import leading_nowhere


@dataclass(frozen=True)
class BranchWay:
    """One way into a branch: an outcome of a step, or an option of a choice, by the key of its step."""

    key: str
    outcome: str
    step: Step = field(compare=False)


Known: TypeAlias = dict[str, tuple[BranchWay, ...]]
"""The ways to each step by its key, as far as they are known."""
Forks: TypeAlias = dict[str, list[BranchWay]]
"""The ways that part at each step with outcomes and at each group, by the key of the fork."""


@dataclass(frozen=True)
class Branches:
    """The branches of a map."""

    journey: Map

    def ways_to(self, step: Step) -> tuple[BranchWay, ...]:
        """Return the ways through which alone a step is reached; nothing where it is for everybody."""
        return self._ways.get(self._line[self._place_of[id(step)]].key, ())

    def ways_of_those_who_stay(self, step: Step) -> tuple[BranchWay, ...]:
        """Return the ways to a step that part those who stay on the way of the map; nothing where all others leave or come back."""
        return self._merged(self.ways_to(step), self._ways, self._going_on)

    def ways_to_stage(self, stage: Stage) -> tuple[BranchWay, ...]:
        """Return the ways through which alone a stage is reached: those that lead to its steps on the way, where none is for everybody."""
        ways = [self.ways_to(step) for step in stage.every_step if not step.floats]
        return self._merged(chain.from_iterable(ways), self._ways, self._going_on) if all(ways) else ()

    @cached_property
    def optional(self) -> frozenset[int]:
        """The object identities of the steps that are reached only by outcomes of optional steps."""
        optional: set[int] = set()
        for station in self._line:
            ways = self._ways.get(station.key, ())
            if ways and all(way.step.is_optional or id(way.step) in optional for way in ways):
                optional.add(id(station.step))
        return frozenset(optional)

    def leads_away(self, step: Step) -> bool:
        """Return whether the links of a step have to be told: there are several, or the one leads not to what is read next."""
        if len(step.next) != 1 or step.next[0].outcome:
            return bool(step.next)
        here = self._line[self._place_of[id(step)]]
        group = self._group_of.get(here.key)
        told = {tuple(link.to for link in member.step.next) for member in group.members} if group else {()}
        return len(told) > 1 or not self._is_read_next(here, group)

    def _is_read_next(self, here: Station, group: Group | None) -> bool:
        behind = (station for station in self._line[self._place_of[id(here.step)] + 1 :] if not station.step.floats)
        others = (station for station in behind if group is None or self._group_of.get(station.key) is not group)
        following = next((station for station in others if not here.step.track or station.step.track in (here.step.track, None)), None)
        name = here.step.next[0].to.removeprefix(f"{self.journey.id}/")
        return following is not None and name in (following.step.id, following.step.choice)

    @cached_property
    def _ways(self) -> Known:
        """The ways to each step by its key: again in file order until no link back brings anybody more."""
        known: Known = {}
        for _ in self._line:
            before = dict(known)
            for station in self._line:
                if (ways := self._ways_into(station, known)) is not None:
                    known[station.key] = ways
            if known == before:
                break
        return known

    def _ways_into(self, station: Station, known: Known) -> tuple[BranchWay, ...] | None:
        """Return the ways through which alone a step is reached, or None where nobody is known to reach it yet."""
        arrivals = self._arrivals[station.key]
        if station.key in self._first or not arrivals:
            return ()
        ahead = [(source, outcome) for source, outcome in arrivals if source.key in known]
        arriving = [self._coming(source, outcome, known) for source, outcome in ahead]
        if not arriving:
            return None
        is_forked = any((outcome and source.step.is_for_everybody) or self._is_option(source) for source, outcome in ahead)
        ways = (way for some in arriving for way in some)
        return self._merged(ways, known, self._every if is_forked else self._going_on) if all(arriving) else ()

    def _coming(self, source: Station, outcome: str, known: Known) -> tuple[BranchWay, ...]:
        """Return the ways that a link brings, or none where it brings everybody."""
        return (BranchWay(source.key, outcome, source.step),) if outcome else self._through(source, known)

    def _through(self, source: Station, known: Known) -> tuple[BranchWay, ...]:
        """Return the ways by which one comes on from a step: the option that it is, else those that lead to it."""
        if self._is_option(source):
            return (BranchWay(source.key, "", source.step),)
        return self._merged(known.get(source.key, ()), known, self._going_on)

    def _merged(self, some: Iterable[BranchWay], known: Known, needed: Forks) -> tuple[BranchWay, ...]:
        """Return ways in file order, with what leads to a fork in place of all that are needed of it; nothing for everybody."""
        ways, spent = dict.fromkeys(some), set[BranchWay]()
        while (whole := next((way for way in ways if all(other in ways for other in needed[self._fork(way)])), None)) is not None:
            above = self._above(whole, known)
            if not above:
                return ()
            spent |= {way for way in ways if self._fork(way) == self._fork(whole)}
            ways = dict.fromkeys(way for way in (*ways, *above) if way not in spent)
        told = [way for way in ways if not self._is_implied(way, ways, known)]
        return tuple(sorted(told or ways, key=lambda way: self._place_of[id(way.step)]))

    def _is_implied(self, way: BranchWay, ways: dict[BranchWay, None], known: Known) -> bool:
        above = self._above(way, known)
        return bool(above) and all(other in ways and other != way for other in above)

    def _above(self, way: BranchWay, known: Known) -> tuple[BranchWay, ...]:
        """Return the ways to the step that has an outcome, or to the choice that has an option; nothing where that is for everybody."""
        if way.outcome:
            return self._through(self._line[self._place_of[id(way.step)]], known)
        entrances = [known[member.key] for member in self._group_of[way.key].members if member.key in known]
        return self._merged(chain.from_iterable(entrances), known, self._going_on) if all(entrances) else ()

    def _is_option(self, source: Station) -> bool:
        return source.key in self._group_of and self._kinds.get(source.step.choice or "") is not ChoiceKind.ALL_OF

    def _fork(self, way: BranchWay) -> str:
        """Return the key of the step or the group at which a way parts from others."""
        return f"step {way.key}" if way.outcome else f"group {self._group_of[way.key].members[0].key}"

    @cached_property
    def _every(self) -> Forks:
        """The ways that part at each fork."""
        return {fork: [way for way, _ in ways] for fork, ways in self._forks.items()}

    @cached_property
    def _going_on(self) -> Forks:
        """The ways that part at each fork, without those that leave, end or go back where others go on."""
        return {fork: [way for way, leaves in ways if not leaves] or self._every[fork] for fork, ways in self._forks.items()}

    @cached_property
    def _forks(self) -> dict[str, list[tuple[BranchWay, bool]]]:
        """The ways that part at each step with outcomes and at each group, and whether they leave the way of the map."""
        lost, forks = leading_nowhere(self.journey), defaultdict[str, list[tuple[BranchWay, bool]]](list)
        for link in links(self.journey):
            if isinstance(link.source, Station) and link.outcome:
                way = BranchWay(link.source.key, link.outcome, link.source.step)
                forks[self._fork(way)].append((way, link.target is None or link.target.key in lost or link.kind is LinkKind.LOOP))
        for key, group in self._group_of.items():
            way = BranchWay(key, "", next(member.step for member in group.members if member.key == key))
            forks[self._fork(way)].append((way, key in lost))
        return forks

    @cached_property
    def _first(self) -> frozenset[str]:
        """The keys of the steps at which the map begins."""
        return frozenset(station.key for station in beginnings(self._line))

    @cached_property
    def _kinds(self) -> dict[str, ChoiceKind | None]:
        return {choice.id: choice.kind for choice in self.journey.inside("choices", Choice)}

    @cached_property
    def _line(self) -> tuple[Station, ...]:
        return stations(self.journey)

    @cached_property
    def _place_of(self) -> dict[int, int]:
        return {id(station.step): place for place, station in enumerate(self._line)}

    @cached_property
    def _group_of(self) -> dict[str, Group]:
        return {station.key: group for group in groups(self._line) if len(group.members) > 1 for station in group.members}

    @cached_property
    def _arrivals(self) -> dict[str, list[tuple[Station, str]]]:
        """The steps that lead to each step with the outcome, through any junction between them; a loop brings back who was there."""
        into: dict[str, list[tuple[FlowNode, str]]] = defaultdict(list)
        for link in links(self.journey):
            if link.target and link.kind is not LinkKind.LOOP:
                into[link.target.key].append((link.source, link.outcome))

        def steps(node_key: str) -> Iterator[tuple[Station, str]]:
            for source, outcome in into[node_key]:
                yield from steps(source.key) if isinstance(source, Junction) else ((source, outcome),)

        return defaultdict(list, {station.key: list(steps(station.key)) for station in self._line})
