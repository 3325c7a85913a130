"""The anchors of steps on a stage's page."""

from journeybook.model.flow import Station
from journeybook.model.identity import address_name
from journeybook.model.item import Addressed, Former
from journeybook.model.map import Map
from journeybook.views.base.elements import Address
from journeybook.views.links.links import stage_page


def step_anchor(station: Station) -> str:
    """Return the anchor of a step on its stage's page: by what it is known in its stage."""
    return station.identity.key


def other_step_anchors(station: Station) -> tuple[str, ...]:
    """Return the anchors that lead to a step besides its own: of the time before its id, or with others of its words, and of old names."""
    anchors = (*station.other_keys, *former_anchors(station.step))
    return tuple(dict.fromkeys(anchor for anchor in anchors if anchor != station.identity.key))


def former_anchors(part: Addressed) -> tuple[str, ...]:
    """Return the anchors that a thing had under its old ids and words."""
    return tuple(f"{part.KIND}-{address_name(former.name)}" for former in part.inside("formerly", Former))


def step_address(journey: Map, station: Station) -> Address:
    """Return the address of a step: its anchor on its stage's page."""
    return stage_page(journey, station.stage, step_anchor(station))
