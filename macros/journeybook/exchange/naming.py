"""Names in foreign formats: the titles of parts and the names of lanes."""

from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.map import PublicFace
from journeybook.model.references import id_words
from journeybook.model.vocabulary import Lane


def title(part: Part) -> str:
    """Return what a map, stage or milestone is called: for customers in their words, which are all that is left of it then."""
    face = part.get("public", PublicFace)
    return part.first_text("name", "customer_name", "customer_words") or (face.first_text("title") if face else "") or id_words(part.KIND)


def lane_name(atlas: Atlas, identifier: str) -> str:
    """Return the name of a lane; for customers, who read no names of lanes, whose it is."""
    lane = atlas.find(Lane, identifier)
    return lane.first_text("name") or str(lane.role) if lane else identifier
