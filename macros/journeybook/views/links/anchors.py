"""The anchors of steps on a stage's page."""

from journeybook.model.flow import Station
from journeybook.model.map import Map
from journeybook.views.base.elements import Address
from journeybook.views.links.links import stage_page


def step_anchor(station: Station) -> str:
    """Return the anchor of a step on its stage's page: by its id, else by its position in the map.

    >>> from types import SimpleNamespace
    >>> [step_anchor(SimpleNamespace(key=key, step=SimpleNamespace(id=own))) for key, own in (("call", "call"), ("2.3", None))]
    ['step-call', 'step-at-2-3']
    """
    return f"step-{station.step.id}" if station.step.id else f"step-at-{station.key.replace('.', '-')}"


def step_address(journey: Map, station: Station) -> Address:
    """Return the address of a step: its anchor on its stage's page."""
    return stage_page(journey, station.stage, step_anchor(station))
