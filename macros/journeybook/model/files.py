"""Which folder holds which class: the only place that knows."""

from journeybook.model.base import Part
from journeybook.model.data_source import DataSource
from journeybook.model.health import HealthModel
from journeybook.model.library import AdoptionFramework, Evidence, Interaction, Resource
from journeybook.model.map import Map
from journeybook.model.measures import Event, Measure
from journeybook.model.organisation import AtlasFile
from journeybook.model.people import Account, Persona, Segment
from journeybook.model.plays import Play, Playbook
from journeybook.model.success_plan import SuccessPlan
from journeybook.model.translation import Translation

ATLAS = "atlas.yml"
FOLDERS: dict[str, type[Part]] = {
    "segments": Segment,
    "personas": Persona,
    "accounts": Account,
    "measures": Measure,
    "events": Event,
    "plays": Play,
    "playbooks": Playbook,
    "health": HealthModel,
    "resources": Resource,
    "evidence": Evidence,
    "interactions": Interaction,
    "adoption": AdoptionFramework,
    "metrics": DataSource,
    "maps": Map,
    "plans": SuccessPlan,
    "translations": Translation,
}
"""Folder of `journeys/` and the class of what its files hold: one thing, or a list of them."""


def model_of(file: str) -> type[Part] | None:
    """Return the class of what a file holds, by the folder right inside `journeys/` it stands in."""
    parts = file.split("/")
    if parts[-1] == ATLAS and len(parts) == 2:  # noqa: PLR2004 - journeys/atlas.yml
        return AtlasFile
    return FOLDERS.get(parts[1]) if len(parts) > 2 else None  # noqa: PLR2004 - journeys/folder/file
