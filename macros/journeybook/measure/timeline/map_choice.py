"""The map that applies to an account on a day.

The rule. Candidates are live maps of today (`type: current`, or none stated) that are no programme and no future of another. Those apply
whose segments and ways of being served, as far as they name some, are those of the account on that day, and whose condition holds. A map
that another one that applies is built on gives way to it; one that names no segment gives way to those that do. If not exactly one is
left, no map is stated.
"""

from dataclasses import dataclass
from datetime import date

from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.stage_stays import Unplaced
from journeybook.measure.timeline.truth import TruthTimeline
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import MapType, Status
from journeybook.model.map import Map


@dataclass(frozen=True)
class MapChoice:
    """The only map that applies, or why there is none, with the maps that do."""

    journey: Map | None
    unplaced: Unplaced | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapCandidates:
    """The maps that may apply to an account, each with the days on which it does."""

    atlas: Atlas
    rows: tuple[tuple[Map, TruthTimeline], ...]

    @classmethod
    def of(cls, atlas: Atlas, timelines: ConditionTimelines) -> "MapCandidates":
        """Return the candidates of an atlas for the account of some timelines."""
        return cls(atlas, tuple((journey, timelines.concerns(journey)) for journey in atlas.maps if may_apply(journey)))

    @property
    def days(self) -> list[date]:
        """The days on which another map may apply."""
        return [day for _, timeline in self.rows for day in timeline.turn_days]

    def on(self, day: date) -> MapChoice:
        """Return the map of a day."""
        maps = [journey for journey, timeline in self.rows if timeline.truth_at(day)]
        bases = {base.id for journey in maps for base in self.atlas.bases_of(journey)}
        maps = [journey for journey in maps if journey.id not in bases]
        maps = [journey for journey in maps if journey.segments] or maps
        if len(maps) == 1:
            return MapChoice(maps[0])
        missing = dict.fromkeys(name for _, timeline in self.rows for name in timeline.at(day).missing)
        return (
            MapChoice(None, Unplaced.SEVERAL_MAPS, tuple(row.id for row in maps))
            if maps
            else MapChoice(None, Unplaced.NO_MAP, tuple(missing))
        )


def may_apply(journey: Map) -> bool:
    """Return whether a map is one that accounts may follow today."""
    is_of_today = journey.type in (None, MapType.CURRENT) and journey.future_of is None
    return journey.status is Status.LIVE and is_of_today and journey.programme is None and bool(journey.stages)
