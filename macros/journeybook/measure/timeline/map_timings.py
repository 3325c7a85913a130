"""The timings of a map under names, as the date engine resolves them; worked out once for all accounts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journeybook.measure.timeline.bare_name import bare_name
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.calendar import PlanDates
from journeybook.model.dates import WorkingDays
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage
from journeybook.model.stage_clocks import StageClocks
from journeybook.model.timing import Timing
from journeybook.model.vocabulary import Anchor
from journeybook.model.ways_out import ways_out


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

    @classmethod
    def of(cls, atlas: Atlas, journey: Map) -> "MapTimings":
        """Return the timings of a map."""
        clocks = StageClocks(journey, _key, bare_name, ways_out(journey))
        dates = journey.public.dates if journey.public else PlanDates()
        anchors = (spot.part for spot in atlas.spots_of(Anchor))
        parts = [(stage, part) for stage in journey.stages for part in (stage, *stage.every_step, *stage.inside("milestones", Milestone))]
        moments = clocks.moments() | {_key(part): timing for stage, part in parts if (timing := clocks.timing(stage, part))}
        return cls(
            journey,
            tuple(
                DatedMilestone(stage, part, _in_map(timing) if (timing := clocks.timing(stage, part)) else None)
                for stage, part in parts
                if isinstance(part, Milestone)
            ),
            {name: _in_map(timing) for name, timing in moments.items()},
            {stage.id: name for stage in journey.stages if (name := clocks.begins(stage))},
            {anchor.id: anchor.usually for anchor in anchors if isinstance(anchor, Anchor) and anchor.usually},
            WorkingDays.of(atlas.file.calendar, dates.on_free_days),
            dates.starts or atlas.file.default_anchor,
        )


def _key(part: Part) -> str:
    """Return the name of a part: its id, else one that no id can be."""
    return part.get("id", str) or f"part.{id(part)}"


def _in_map(timing: Timing) -> Timing:
    """Return a timing that names everything without the map in front; names of beginnings and ends have no map."""
    return replace(timing, anchor=bare_name(timing.anchor), until=bare_name(timing.until), event=bare_name(timing.event))
