"""The anchors of steps on a stage's page."""

from journeybook.model.flow import Station
from journeybook.model.map import Map
from journeybook.views.base.elements import Address
from journeybook.views.links.links import stage_page


def step_anchor(station: Station) -> str:
    """Return the anchor of a step on its stage's page: by what it is known in its stage."""
    return station.identity.key


def other_step_anchors(station: Station) -> tuple[str, ...]:
    """Return the anchors that lead to a step besides its own: those it had before it had an id, or while others said the same words."""
    return station.other_keys


def step_address(journey: Map, station: Station) -> Address:
    """Return the address of a step: its anchor on its stage's page."""
    return stage_page(journey, station.stage, step_anchor(station))
