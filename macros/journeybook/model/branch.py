"""Branches: for whom a step is that is reached only by some outcomes or options, and which links lead elsewhere than reading does.

A branch begins with a step that `starts` and goes on with the steps behind it in the file. Its ways are the outcomes and options through
which alone it is reached, as are those of any step to which only outcomes and options lead. What every option of a choice or every outcome
of a step reaches is for everybody.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from journeybook.model.flow import FlowNode, Group, Junction, Station, goes_on, groups, links, stations
from journeybook.model.map import Choice, ChoiceKind, Map
from journeybook.model.step import Step


@dataclass(frozen=True)
class BranchWay:
    """One way into a branch: an outcome of a step, or an option of a choice, by the key of its step."""

    key: str
    outcome: str
    step: Step = field(compare=False)


@dataclass(frozen=True)
class Branches:
    """The branches of a map."""

    journey: Map

    def ways_to(self, step: Step) -> tuple[BranchWay, ...]:
        """Return the ways through which alone a step is reached; nothing where it is for everybody."""
        return self._ways[self._line[self._place_of[id(step)]].key]

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
    def _ways(self) -> dict[str, tuple[BranchWay, ...]]:
        """The ways to each step by its key, in one pass: a link back in a branch brings nobody who did not come forward."""
        ways: dict[str, tuple[BranchWay, ...]] = {}
        for station in self._line:
            ways[station.key] = ()
            arrivals = self._arrivals[station.key]
            ahead = [link for link in arrivals if link[1] or link[0].key in ways or not self._branch_of[link[0].key]]
            arriving = [self._ways_from(source, outcome, station, ways) for source, outcome in ahead]
            unique = dict.fromkeys(way for some in arriving for way in some)
            if all(arriving) and not any(self._is_whole(way, unique) for way in unique):
                ways[station.key] = tuple(unique)
        return ways

    def _ways_from(self, source: Station, outcome: str, target: Station, known: dict[str, tuple[BranchWay, ...]]) -> tuple[BranchWay, ...]:
        """Return the ways that a link brings, or none where it brings everybody."""
        if source.stage is not target.stage and not target.step.starts:
            return ()
        if outcome or self._is_option(source):
            return (BranchWay(source.key, outcome, source.step),)
        return known.get(source.key, ()) if self._branch_of[source.key] else ()

    def _is_option(self, source: Station) -> bool:
        return source.key in self._group_of and self._kinds.get(source.step.choice or "") is not ChoiceKind.ALL_OF

    def _is_whole(self, way: BranchWay, ways: dict[BranchWay, None]) -> bool:
        """Return whether ways hold every outcome of the step, or every option of the choice, to which one of them belongs."""
        if way.outcome:
            return all(BranchWay(way.key, link.outcome or "", way.step) in ways for link in way.step.next)
        return all(BranchWay(member.key, "", member.step) in ways for member in self._group_of[way.key].members)

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
    def _branch_of(self) -> dict[str, bool]:
        """Whether each step belongs to a branch that began with a step that says so."""
        known: dict[str, bool] = {}
        before: Station | None = None
        for station in self._line:
            goes_with = before is not None and before.stage is station.stage and goes_on(before) and known[before.key]
            known[station.key] = bool(station.step.starts) or goes_with
            before = station
        return known

    @cached_property
    def _arrivals(self) -> dict[str, list[tuple[Station, str]]]:
        """The steps that lead to each step with the outcome, through any junction between them."""
        into: dict[str, list[tuple[FlowNode, str]]] = defaultdict(list)
        for link in links(self.journey):
            if link.target:
                into[link.target.key].append((link.source, link.outcome))

        def steps(node_key: str) -> Iterator[tuple[Station, str]]:
            for source, outcome in into[node_key]:
                yield from steps(source.key) if isinstance(source, Junction) else ((source, outcome),)

        return defaultdict(list, {station.key: list(steps(station.key)) for station in self._line})
