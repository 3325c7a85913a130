"""Which map is the rest of another one: it says that it continues it, or a last step of that one leads to its first stage alone.

A link under a condition, or beside others, is a way out that some take; it makes no rest of the way.
"""

from collections import Counter

from journeybook.model.atlas import Atlas
from journeybook.model.base import kept_with_part
from journeybook.model.flow import is_on_the_way, links
from journeybook.model.map import Map


def continues(atlas: Atlas, later: Map, earlier: Map) -> bool:
    """Return whether a map is the rest of another one, or of what that is built on."""
    homes = {earlier.id, *(base.id for base in atlas.bases_of(earlier))}
    return bool(homes & set(later.continues)) or any(_is_beginning(atlas, later, reference) for reference in _led_to(earlier))


def continues_any(atlas: Atlas, later: Map) -> bool:
    """Return whether a map is the rest of any other one."""
    return bool(later.continues) or any(continues(atlas, later, row) for row in atlas.maps if row is not later)


def _is_beginning(atlas: Atlas, journey: Map, reference: str) -> bool:
    """Whether a reference names a step in the first stage of a map, or of what it is built on."""
    spot = atlas.spot("step", reference)
    first = next((stage for stage in journey.stages if is_on_the_way(stage)), None)
    homes = {journey.id, *(base.id for base in atlas.bases_of(journey))}
    return bool(spot and spot.map and spot.map.id in homes and spot.stage and first and spot.stage.id == first.id)


@kept_with_part
def _led_to(journey: Map) -> tuple[str, ...]:
    """Return the steps of other maps to which steps of the last stage lead without a condition, and nowhere else."""
    way = [stage for stage in journey.stages if is_on_the_way(stage)]
    written = [link for link in links(journey) if link.source.stage in way[-1:]]
    counts = Counter(link.source.key for link in written)
    alone = (link for link in written if link.target is None and counts[link.source.key] == 1)
    return tuple(link.reference for link in alone if link.written and not (link.written.when or link.written.outcome))
