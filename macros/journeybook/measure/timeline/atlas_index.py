"""The names that conditions use, by what they stand for in an atlas; looked up once for all accounts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.map_timings import MapTimings
from journeybook.measure.timeline.stated_ways import StatedWay, stated_ways
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.calendar import FreeDay
from journeybook.model.dates import WorkingDays
from journeybook.model.enumerations import State, Status, Tone
from journeybook.model.health import Band
from journeybook.model.item import Applies
from journeybook.model.language.nodes import Clause, Compare, Condition, Name, Quoted
from journeybook.model.late_events import late_events
from journeybook.model.map import Map
from journeybook.model.measures import Event, Measure
from journeybook.model.people import Segment
from journeybook.model.plays import Play
from journeybook.model.stage import Gate, Milestone
from journeybook.model.vocabulary import Attribute
from journeybook.model.walk import Spot

_LIMITS = (("segments", "segment", "in"), ("except_segments", "segment", "not in"), ("coverage", "coverage", "in"))
_RANKS = {Tone.POOR: 0, Tone.AVERAGE: 1, Tone.GOOD: 2}


@dataclass(frozen=True)
class WrittenEvent:
    """An event that a condition or a record can tell, the plays that answer it, and the map and stage in which it is written out.

    Those that all maps share have neither map nor stage.
    """

    event: Event
    map: str | None
    stage: str | None
    plays: tuple[Play, ...]


@dataclass(frozen=True)
class AtlasIndex:
    """Measures, events, gates, attributes and bands of an atlas by their ids, without the map in front."""

    atlas: Atlas

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The measures."""
        return {measure.id: measure for measure in self.atlas.measures}

    @cached_property
    def event_conditions(self) -> Mapping[str, Condition]:
        """The conditions of the events that have one."""
        events = (spot.part for spot in self.atlas.spots_of(Event))
        return {event.id: event.when for event in events if isinstance(event, Event) and event.id and event.when}

    @cached_property
    def events(self) -> tuple[WrittenEvent, ...]:
        """Every event that is written out, in file order."""
        rows = ((spot.part, spot.map, spot.stage) for spot in self.atlas.spots_of(Event))
        return tuple(
            WrittenEvent(event, journey.id if journey else None, stage.id if stage else None, self.plays_for(event.id, journey, event.play))
            for event, journey, stage in rows
            if isinstance(event, Event) and event.use is None and (event.when or event.id)
        )

    def plays_for(self, identifier: str | None, journey: Map | None, references: tuple[str, ...] = ()) -> tuple[Play, ...]:
        """Return the plays in use that answer something: those it names, then those that name it, shared ones and those of its map."""
        answers = [play for reference in references if (play := self.atlas.find(Play, reference))]
        homes = (None, journey and journey.id)
        answers += [play for play, home in self._plays_by_event.get(identifier or "", ()) if home in homes]
        return tuple({id(play): play for play in answers if play.state is State.IN_USE}.values())

    def overdue_plays(self, milestone: Milestone, journey: Map) -> tuple[Play, ...]:
        """Return the plays that answer an overdue milestone: those it names, else those of the events that say that it has not come."""
        if milestone.play or milestone.playbook:
            return self.plays_for(None, journey, milestone.play)
        homes = (None, journey.id)
        spots = [spot for spot in self._late_events.get(milestone.id or "", ()) if (spot.map and spot.map.id) in homes]
        events = [spot.part for spot in spots if isinstance(spot.part, Event)]
        plays = [play for event in events for play in self.plays_for(event.id, journey, event.play)]
        return tuple({id(play): play for play in plays}.values())

    @cached_property
    def _late_events(self) -> Mapping[str, tuple[Spot, ...]]:
        return late_events(self.atlas)

    @cached_property
    def _plays_by_event(self) -> Mapping[str, list[tuple[Play, str | None]]]:
        """The plays that name each event, each with the id of the map in which it is written out."""
        plays = defaultdict[str, list[tuple[Play, str | None]]](list)
        for spot in self.atlas.spots_of(Play):
            if isinstance(spot.part, Play) and spot.part.use is None:
                for event in spot.part.events:
                    plays[bare_name(event)].append((spot.part, spot.map.id if spot.map else None))
        return plays

    def timings(self, journey: Map) -> MapTimings:
        """Return the timings of a map, worked out once."""
        if journey.id not in self._timings:
            self._timings[journey.id] = MapTimings.of(self.atlas, journey)
        return self._timings[journey.id]

    @cached_property
    def _timings(self) -> dict[str, MapTimings]:
        return {}

    def stated_ways(self, journey: Map) -> tuple[StatedWay, ...]:
        """Return the ways out of the stages of a map, worked out once."""
        if journey.id not in self._ways:
            self._ways[journey.id] = stated_ways(self.atlas, journey)
        return self._ways[journey.id]

    def ways_into(self, journey: Map, stage: str | None) -> tuple[StatedWay, ...]:
        """Return the ways out of stages of live maps that lead into a stage of a map, or from other maps into any of it."""
        ways = self._ways_by_map.get(journey.id, ())
        return tuple(way for way in ways if (way.home != journey.id if stage is None else way.stage == stage))

    @cached_property
    def _ways_by_map(self) -> Mapping[str, list[StatedWay]]:
        """The ways out of stages of live maps by the map to which they lead."""
        ways = defaultdict[str, list[StatedWay]](list)
        for journey in self.atlas.maps:
            for way in self.stated_ways(journey) if journey.status is Status.LIVE else ():
                ways[way.map].append(way)
        return ways

    @cached_property
    def _ways(self) -> dict[str, tuple[StatedWay, ...]]:
        return {}

    def limits(self, part: Part) -> tuple[Clause | Condition | str, ...]:
        """Return all that must be so for a part to concern an account, worked out once; a text is what is said in words alone."""
        if id(part) not in self._limits:
            self._limits[id(part)] = tuple(_limits(part))
        return self._limits[id(part)]

    @cached_property
    def _limits(self) -> dict[int, tuple[Clause | Condition | str, ...]]:
        return {}

    @cached_property
    def gates(self) -> Mapping[str, Gate]:
        """The gates."""
        gates = (spot.part for spot in self.atlas.spots_of(Gate))
        return {gate.id: gate for gate in gates if isinstance(gate, Gate) and gate.id}

    @cached_property
    def attributes(self) -> frozenset[str]:
        """The ids of the attributes."""
        return frozenset(spot.part.id for spot in self.atlas.spots_of(Attribute) if isinstance(spot.part, Attribute))

    @cached_property
    def segments(self) -> Mapping[str, Segment]:
        """The segments."""
        return {segment.id: segment for segment in self.atlas.segments}

    @cached_property
    def band_ranks(self) -> Mapping[str, int]:
        """How good each band is, where its models agree: poor 0, average 1, good 2; a neutral band has no rank."""
        ranks: dict[str, set[int | None]] = {}
        for spot in self.atlas.spots_of(Band):
            if isinstance(spot.part, Band):
                ranks.setdefault(spot.part.id, set()).add(_RANKS.get(spot.part.tone))
        return {band: rank for band, (rank, *others) in ((band, [*ranks[band]]) for band in ranks) if rank is not None and not others}

    @cached_property
    def working_days(self) -> WorkingDays:
        """The calendar by which months and business days are counted."""
        return WorkingDays.of(self.atlas.file.calendar, FreeDay.STAY)


def _limits(part: Part) -> Iterator[Clause | Condition | str]:
    for name, subject, sign in _LIMITS:
        if values := tuple(Quoted(value) for value in part.inside(name, str)):
            yield Compare(Name(subject), sign, values)
    if isinstance(part, Applies):
        if limit := part.when or part.says:
            yield limit
    elif limits := part.get("applies", Applies):
        yield from _limits(limits)
