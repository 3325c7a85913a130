"""The map that applies to an account on a day.

The rule. Candidates are live maps of today (`type: current`, or none stated) that are no programme and no future of another. Those apply
whose segments and ways of being served, as far as they name some, are those of the account on that day, and whose condition holds. A map
that another one that applies is built on gives way to it; one that names no segment gives way to those that do, but for those that it
continues, or that continue it. If one is left, it applies. If several are left of which each is the rest of the one before
(`continued_map`), they are one way: the end of one is the beginning of the next. Otherwise no map is stated.
"""

from dataclasses import dataclass
from datetime import date

from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.continued_map import continues
from journeybook.measure.timeline.stage_stays import Unplaced
from journeybook.measure.timeline.truth import TruthTimeline
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import MapType, Status
from journeybook.model.map import Map


@dataclass(frozen=True)
class MapChoice:
    """The map that applies, with those that continue it in their order, or why there is none, with the maps that do.

    Where several maps continue the last one, `forks` are their ids.
    """

    way: tuple[Map, ...]
    forks: tuple[str, ...] = ()
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
        maps = [journey for journey in maps if journey.segments or len(maps) == 1 or not self._gives_way(journey, maps)]
        way, forks = self._one_way(maps)
        if way:
            return MapChoice(way, forks)
        missing = dict.fromkeys(name for _, timeline in self.rows for name in timeline.at(day).missing)
        return (
            MapChoice((), (), Unplaced.SEVERAL_MAPS, tuple(row.id for row in maps))
            if maps
            else MapChoice((), (), Unplaced.NO_MAP, tuple(missing))
        )

    def continues(self, later: Map, earlier: Map) -> bool:
        """Return whether a map continues another one, or what that is built on."""
        return continues(self.atlas, later, earlier)

    def _gives_way(self, journey: Map, maps: list[Map]) -> bool:
        """Whether a map without a segment gives way to one that names some, and is on no one way with it."""
        return any(row.segments and not (self._is_after(row, journey, maps) or self._is_after(journey, row, maps)) for row in maps)

    def _is_after(self, later: Map, earlier: Map, maps: list[Map]) -> bool:
        """Whether a map continues another one, be it by way of others."""
        reached, waiting = {earlier.id}, [earlier]
        while waiting:
            here = waiting.pop()
            ahead = [row for row in maps if row.id not in reached and self.continues(row, here)]
            reached |= {row.id for row in ahead}
            waiting += ahead
        return later.id in reached

    def _one_way(self, maps: list[Map]) -> tuple[tuple[Map, ...], tuple[str, ...]]:
        """Return maps in the order in which they continue one another, up to where several do; nothing where they are not one way."""
        way: list[Map] = []
        rest = maps
        while rest:
            before = way[-1:]
            ahead = [row for row in rest if not before or self.continues(row, before[0])]
            ahead = [row for row in ahead if not any(self.continues(row, other) for other in ahead if other is not row)]
            if len(ahead) != 1:
                return (tuple(way), tuple(row.id for row in ahead)) if way and ahead else ((), ())
            way += ahead
            rest = [row for row in rest if row is not ahead[0]]
        return tuple(way), ()


def may_apply(journey: Map) -> bool:
    """Return whether a map is one that accounts may follow today."""
    is_of_today = journey.type in (None, MapType.CURRENT) and journey.future_of is None
    return journey.status is Status.LIVE and is_of_today and journey.programme is None and bool(journey.stages)
