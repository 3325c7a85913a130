"""Late events: the bad events whose condition says that a milestone has not come, such as `not kick-off-held and day >= 10`."""

from collections.abc import Iterator, Mapping

from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Polarity
from journeybook.model.language.nodes import Absent, Condition, Not, Proposition, nodes_in, push_negations
from journeybook.model.measures import Event
from journeybook.model.walk import Spot


def late_events(atlas: Atlas) -> Mapping[str, tuple[Spot, ...]]:
    """Return the spots of late events by the bare id of what has not come, in file order; what a variant takes over stands there again."""
    spots: dict[str, list[Spot]] = {}
    for spot in atlas.spots_of(Event):
        event = spot.part
        if isinstance(event, Event) and event.when and event.polarity is not Polarity.GOOD:
            for name in dict.fromkeys(_absent_names(event.when)):
                spots.setdefault(name, []).append(spot)
    return {name: tuple(rows) for name, rows in spots.items()}


def _absent_names(condition: Condition) -> Iterator[str]:
    """Yield the bare ids of what a condition says has not come."""
    root = push_negations(condition.root)
    for denied in nodes_in(root, Not):
        if isinstance(denied.clause, Proposition):
            yield denied.clause.name.name.rpartition("/")[2]
    for absent in nodes_in(root, Absent):
        yield absent.name.name.rpartition("/")[2]
