"""What floats: steps and stages that may happen at any time in a range of stages, outside of the main flow."""

from dataclasses import dataclass

from journeybook.model.flow import Station, is_on_the_way, stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.step import Floats


@dataclass(frozen=True)
class Floating:
    """A step or a whole stage that floats, the range it names, and the stages of the main flow in that range, in their order."""

    stage: Stage
    station: Station | None
    floats: Floats
    over: tuple[Stage, ...]


def floating(journey: Map) -> tuple[Floating, ...]:
    """Return everything that floats in a map: stages first, then steps, each in file order."""
    stages = ((stage, None, stage.get("floats", Floats)) for stage in journey.stages)
    steps = ((station.stage, station, station.step.floats) for station in stations(journey))
    return tuple(
        Floating(stage, station, floats, stages_between(journey, floats)) for stage, station, floats in (*stages, *steps) if floats
    )


def stages_between(journey: Map, floats: Floats) -> tuple[Stage, ...]:
    """Return the stages of the main flow from the first to the last one of a range; none where it ends before it begins."""
    places = {stage.get("id", str): place for place, stage in enumerate(journey.stages)}
    since, until = (places.get(reference.rpartition("/")[2], -1) for reference in (floats.since, floats.until))
    return tuple(stage for stage in journey.stages[max(since, 0) : until + 1] if is_on_the_way(stage))
