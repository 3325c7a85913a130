"""The timings of a map under names, as the date engine resolves them; worked out once for all accounts.

Ids of the map, and of what it is built on, stand without the map in front. A stage or phase from which something counts has two names, for
the first day and the last one in it: what an account did decides them, else the time box. A map that continues another one does not begin
with the plan but where the account came to its first stage.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.continued_map import continues_any
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.calendar import PlanDates
from journeybook.model.dates import WorkingDays
from journeybook.model.map import Map
from journeybook.model.references import MOMENTS
from journeybook.model.stage import Milestone, Stage
from journeybook.model.stage_clocks import StageClocks
from journeybook.model.timing import Timing
from journeybook.model.vocabulary import Anchor, Phase
from journeybook.model.ways_out import ways_out

FIRST_DAY, LAST_DAY = ".since", ".left"
"""What stands behind the name of a stage or phase for the first day in it, and for the day on which it is left."""


@dataclass(frozen=True)
class DatedMilestone:
    """A milestone with its stage, and the timing of its target; None where that is in free words."""

    stage: Stage
    milestone: Milestone
    timing: Timing | None


@dataclass(frozen=True)
class MapTimings:
    """What counts from what in a map: moments by name, the names of the beginnings of stages by their ids, and usual days of anchors."""

    journey: Map
    milestones: tuple[DatedMilestone, ...]
    moments: Mapping[str, Timing]
    begins: Mapping[str, str]
    usual: Mapping[str, Timing]
    days: WorkingDays
    starts: str | None
    """The anchor with which its plan begins."""
    family: frozenset[str]
    """The ids of the map, of what it is built on, and of what is built on one of these."""
    stages: Mapping[str, tuple[frozenset[str], str]]
    """The stages from which something counts, by name: the maps in which each may stand, and its id."""
    phases: frozenset[str]
    """The phases from which something counts."""
    boxes: Mapping[str, Timing]
    """The time boxes of stages by their ids, but for those in free words."""
    elsewhere: frozenset[str]
    """What of other maps something counts from, each with its map in front."""

    @classmethod
    def of(cls, atlas: Atlas, journey: Map) -> "MapTimings":
        """Return the timings of a map."""
        return _Naming(atlas, journey).timings()

    def begins_here(self, journey: str, stage: str) -> bool:
        """Whether a stage of a map is one of this map, or of its family, whose beginning has a name."""
        return stage in self.begins and journey in self.family


@dataclass(frozen=True)
class _Naming:
    """Gives everything that the timings of a map name its name."""

    atlas: Atlas
    journey: Map

    def timings(self) -> MapTimings:
        atlas, journey, written = self.atlas, self.journey, self.written
        dates = journey.public.dates if journey.public else PlanDates()
        anchors = (spot.part for spot in atlas.spots_of(Anchor))
        moments = self.clocks.moments() | {_key(part): timing for _, part, timing in written if timing}
        names = {name for timing in (*moments.values(), *(row for _, _, row in written if row)) for name in _bases(timing)}
        stages = {self.name(name): stage for name in sorted(names) if (stage := self._stage(name))}
        phases = frozenset(self.name(name) for name in names if isinstance(self._part(name), Phase))
        edged = frozenset((*stages, *phases))
        edges = {f"{name}{FIRST_DAY}": Timing("at", anchor=name, edge="first") for name in edged}
        edges |= {f"{name}{LAST_DAY}": Timing("at", anchor=name, edge="last") for name in edged}
        return MapTimings(
            journey,
            tuple(
                DatedMilestone(stage, part, self.named(timing, edged) if timing else None)
                for stage, part, timing in written
                if isinstance(part, Milestone)
            ),
            {**{name: self.named(timing, edged) for name, timing in moments.items()}, **edges},
            {stage.id: name for stage in journey.stages if (name := self.clocks.begins(stage))},
            {anchor.id: anchor.usually for anchor in anchors if isinstance(anchor, Anchor) and anchor.usually},
            WorkingDays.of(atlas.file.calendar, dates.on_free_days),
            dates.starts or atlas.file.default_anchor,
            self._family(journey),
            stages,
            phases,
            {part.id: self.named(timing, edged) for _, part, timing in written if isinstance(part, Stage) and timing},
            frozenset(name for reference in names if "/" in (name := self.name(reference)) and name not in stages),
        )

    @cached_property
    def clocks(self) -> StageClocks:
        return StageClocks(self.journey, _key, bare_name, ways_out(self.journey), goes_on=continues_any(self.atlas, self.journey))

    @cached_property
    def written(self) -> tuple[tuple[Stage, Part, Timing | None], ...]:
        """Every stage, step and milestone with its stage and its timing."""
        rows = (
            (stage, part) for stage in self.journey.stages for part in (stage, *stage.every_step, *stage.inside("milestones", Milestone))
        )
        return tuple((stage, part, self.clocks.timing(stage, part)) for stage, part in rows)

    def name(self, reference: str) -> str:
        """Return the name of what a reference names: without a map where it stands in this one or its bases, or in no map."""
        outer, _, bare = reference.rpartition("/")
        return reference if outer and outer not in self._own else bare

    def named(self, timing: Timing, edged: frozenset[str]) -> Timing:
        """Return a timing with the names of what it counts from; of a stage or phase, which is a window, the first or the last day."""
        anchor, until, event = (self.name(name) for name in (timing.anchor, timing.until, timing.event))
        if anchor in edged:
            anchor += FIRST_DAY if (timing.edge or timing.side.replace("before", "first")) == "first" else LAST_DAY
        if until in edged:
            until += FIRST_DAY if timing.until_edge == "first" else LAST_DAY
        return replace(timing, anchor=anchor, until=until, event=event)

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset((self.journey.id, *(base.id for base in self.atlas.bases_of(self.journey))))

    def _part(self, reference: str) -> Part | None:
        spot = self.atlas.spot(MOMENTS, reference, scope=self.journey.id)
        return spot.part if spot else None

    def _stage(self, reference: str) -> tuple[frozenset[str], str] | None:
        """Return the maps in which a stage may stand that a reference names, and its id; None where it names none.

        An id without a map that neither this map nor the atlas has is that of a stage in another map.
        """
        spot = self.atlas.spot(MOMENTS, reference, scope=self.journey.id)
        spots = (spot,) if spot else self.atlas.spots_of(Stage)
        maps = [row.map for row in spots if isinstance(row.part, Stage) and row.map and row.part.id == bare_name(reference)]
        return (frozenset[str]().union(*(self._family(row) for row in maps)), bare_name(reference)) if maps else None

    def _family(self, journey: Map) -> frozenset[str]:
        ids = {journey.id, *(base.id for base in self.atlas.bases_of(journey))}
        return frozenset(row.id for row in self.atlas.maps if ids & {row.id, *(base.id for base in self.atlas.bases_of(row))})


def _bases(timing: Timing) -> Iterator[str]:
    yield from (name for name in (timing.anchor, timing.until) if name and "." not in name)


def _key(part: Part) -> str:
    """Return the name of a part: its id, else one that no id can be."""
    return part.get("id", str) or f"part.{id(part)}"
