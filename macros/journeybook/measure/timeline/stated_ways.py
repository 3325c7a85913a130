"""The ways out of stages that steps state under a condition: into another stage or map, or to where the way ends.

The rule. A link of a step counts that has a condition (`when`) and leads out of its stage, but not to the stage that follows it anyway,
which the exit decides. A link to a step on a way out counts by where that one leads, as long as it leads to one place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import State
from journeybook.model.flow import Leads, Station, ends_here, is_on_the_way, links
from journeybook.model.language.nodes import Condition
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.ways_out import ways_out


@dataclass(frozen=True)
class StatedWay:
    """A way out of the stage `source` of the map `home`, taken when a condition becomes true: to a stage, or its end.

    `stage` is None where the way ends. `words` are the reference that the step states, or the outcome with which the way ends. One that
    leads beside the way, to a side stage, one that floats or a programme, takes nobody off it.
    """

    home: str
    source: str
    when: Condition
    map: str
    stage: str | None
    words: str
    is_beside: bool = False


def stated_ways(atlas: Atlas, journey: Map) -> tuple[StatedWay, ...]:
    """Return the ways out of the stages of a map, in file order."""
    return tuple(_StatedWays(atlas, journey, links(journey), ways_out(journey)).all())


@dataclass(frozen=True)
class _StatedWays:
    atlas: Atlas
    journey: Map
    links: tuple[Leads, ...]
    out: frozenset[int]

    def all(self) -> Iterator[StatedWay]:
        for link in self.links:
            when = link.written.when if link.written else None
            if when and link.source.stage.state is State.IN_USE:
                yield from self._behind_link(link.source.stage, when, link, frozenset())

    def _behind_link(self, stage: Stage, when: Condition, link: Leads, passed: frozenset[str]) -> Iterator[StatedWay]:
        """Yield where a link leads out of a stage, be it by steps that have been `passed`, by their keys."""
        node = link.target
        if node is None:
            yield from self._elsewhere(stage, when, link.reference)
        elif node.stage is not stage:
            if node.stage is not self._following(stage):
                yield StatedWay(
                    self.journey.id, stage.id, when, self.journey.id, node.stage.id, link.reference, not is_on_the_way(node.stage)
                )
        elif isinstance(node, Station) and id(node.step) in self.out and node.key not in passed:
            onward = [row for row in self.links if row.source.key == node.key]
            if ends_here(node.step):
                yield StatedWay(self.journey.id, stage.id, when, self.journey.id, None, node.step.ends or node.key)
            elif len(onward) == 1 and not (onward[0].written and onward[0].written.when):
                yield from self._behind_link(stage, when, onward[0], passed | {node.key})

    def _elsewhere(self, stage: Stage, when: Condition, reference: str) -> Iterator[StatedWay]:
        """Yield the way to a step, or to the first step of a choice, of another map."""
        spot = self.atlas.spot(("step", "choice"), reference, scope=self.journey.id)
        if spot and spot.map:
            chosen = (row for row in spot.map.stages if any(step.choice == spot.part.get("id", str) for step in row.every_step))
            if there := spot.stage or next(chosen, None):
                is_beside = spot.map.programme is not None or not is_on_the_way(there)
                yield StatedWay(self.journey.id, stage.id, when, spot.map.id, there.id, reference, is_beside)

    def _following(self, stage: Stage) -> Stage | None:
        """Return the stage of the way to which the exit of a stage leads."""
        if not is_on_the_way(stage):
            return None
        way = [row for row in self.journey.stages if is_on_the_way(row) and row.state is State.IN_USE]
        place = next(number for number, row in enumerate(way) if row is stage)
        return way[place + 1] if place + 1 < len(way) else None
