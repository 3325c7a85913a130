"""Simulates a map's dates from several starts, so that what fits none of them is found before anybody has picked a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.branch import Branches
from journeybook.model.calendar import FreeDay
from journeybook.model.dates import PLAN_START, DateResolver, ResolvedTiming, WorkingDays
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage
from journeybook.model.stage_clocks import StageClocks
from journeybook.model.timed import timing_of, timings_of
from journeybook.model.timing import Timing
from journeybook.model.ways_out import ways_out

STARTS = (date(2027, 1, 31), date(2027, 3, 1), date(2027, 6, 30), date(2027, 10, 1), date(2028, 2, 29), date(2028, 12, 24))
"""The days that are tried: long and short months, a leap year, and the end of a year."""


@dataclass(frozen=True)
class DateSimulation:
    """A map's dates for every simulated start."""

    atlas: Atlas
    journey: Map
    starts: tuple[date, ...] = STARTS
    """The days on which the map starts, one after the other."""

    @cached_property
    def start(self) -> str:
        """The anchor from which the map counts, or an empty text."""
        face = self.journey.public
        return (face.dates.starts if face else None) or self.atlas.file.default_anchor or ""

    @cached_property
    def ends(self) -> str:
        """The anchor by which everything must be over, or an empty text."""
        face = self.journey.public
        return (face.dates.ends if face else None) or ""

    @cached_property
    def timings(self) -> dict[str, Timing]:
        """The timings from which others may count, by id."""
        timings = ((part.get("id", str), timing_of(part)) for part in (*self.atlas.file.anchors, *self.parts))
        return {name: timing for name, timing in timings if name and timing}

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every stage, step and milestone of the map."""
        return tuple(part for stage in self.journey.stages for part in (stage, *stage.every_step, *stage.inside("milestones", Milestone)))

    @cached_property
    def reckonings(self) -> tuple[DateResolver, ...]:
        """The map's dates for each start."""
        return tuple(self.resolver(day) for day in self.starts)

    def resolver(self, start: date, given: Mapping[str, date] = MappingProxyType({}), absent: frozenset[str] = frozenset()) -> DateResolver:
        """Return the map's dates from a start, with further days that are given by name and names for which nobody waits."""
        face = self.journey.public
        days = WorkingDays.of(self.atlas.file.calendar, face.dates.on_free_days if face else FreeDay.STAY)
        fixed = frozenset(anchor.id for anchor in self.atlas.file.anchors)
        return DateResolver({PLAN_START: start, self.start: start, **given}, self.moments, days, fixed, absent)

    @cached_property
    def moments(self) -> dict[str, Timing]:
        """The timings of everything that may be counted from, by name."""
        return self.timings | self._staged | self.clocks.moments()

    @cached_property
    def clocks(self) -> StageClocks:
        """When the map's stages begin and end."""
        return StageClocks(self.journey, self.key, asides=ways_out(self.journey) | Branches(self.journey).optional)

    @cached_property
    def _staged(self) -> dict[str, Timing]:
        """The timings of the map's parts by name, counted from the beginning of their stage where they name nothing else."""
        timings = ((part, self.clocks.timing(self.stages[id(part)], part)) for part in self.parts)
        return {self.key(part): timing for part, timing in timings if timing}

    @cached_property
    def stages(self) -> dict[int, Stage]:
        """The stage of each part, or the stage itself, by object identity."""
        return {
            id(part): stage for stage in self.journey.stages for part in (stage, *stage.every_step, *stage.inside("milestones", Milestone))
        }

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(part): place for place, part in enumerate(self.parts)}

    def key(self, part: Part) -> str:
        """Return the id of a part, or a name that is no id."""
        return part.get("id", str) or f"{self._places[id(part)]}."

    def dates(self, part: Part) -> tuple[ResolvedTiming, ...]:
        """Return the dates of a part of the map, one for each start; none without a timing."""
        return tuple(reckoning.resolve_name(self.key(part)) for reckoning in self.reckonings) if timing_of(part) else ()

    def dates_of_each(self, part: Part) -> Iterator[tuple[Timing, tuple[ResolvedTiming, ...]]]:
        """Yield every timing of a part with its dates, one for each start."""
        for timing in timings_of(part):
            counted = self.clocks.counted(self.stages[id(part)], timing)
            yield timing, tuple(reckoning.resolve(counted) for reckoning in self.reckonings)

    def dates_from_start(self, part: Part) -> tuple[ResolvedTiming, ...]:
        """Return the dates of a part as if its stage were the first, one for each start; none without a timing."""
        timing = timing_of(part)
        return tuple(reckoning.resolve(timing) for reckoning in self.reckonings) if timing else ()

    def root_anchor(self, timing: Timing | None) -> str:
        """Return the anchor from which a timing counts at the end of its chain of timings."""
        seen: set[str] = set()
        name = PLAN_START
        while timing:
            name = timing.anchor or timing.event or self.start
            timing = None if name in seen or name in (self.start, self.ends) else self.timings.get(name)
            seen.add(name)
        return name


def date_simulations(atlas: Atlas) -> Iterator[DateSimulation]:
    """Yield the simulation of every map."""
    for journey in atlas.maps:
        yield DateSimulation(atlas, journey)
