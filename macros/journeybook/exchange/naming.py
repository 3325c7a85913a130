"""Names in foreign formats: the titles of parts, the names of lanes, and ids made of names."""

from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.enumerations import LaneKind
from journeybook.model.map import PublicFace
from journeybook.model.references import id_words
from journeybook.model.scalars import LONGEST_ID, suggested_id
from journeybook.model.vocabulary import Lane


class Namer:
    """Makes ids of names, each once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def id(self, name: str) -> str:
        """Return an id for a name that no other name got: `pay`, `pay-2`."""
        first = suggested_id(name)
        identifier, number = first, 1
        while identifier in self.taken:
            number += 1
            identifier = f"{first[: LONGEST_ID - len(f'-{number}')].rstrip('-')}-{number}"
        self.taken.add(identifier)
        return identifier


def title(part: Part) -> str:
    """Return what a map, stage or milestone is called: for customers in their words, which are all that is left of it then."""
    face = part.get("public", PublicFace)
    return part.first_text("name", "customer_name", "customer_words") or (face.first_text("title") if face else "") or id_words(part.KIND)


def lane_name(atlas: Atlas, identifier: str) -> str:
    """Return the name of a lane; for customers, who read no names of lanes, whose it is."""
    lane = atlas.find(Lane, identifier)
    return lane.first_text("name") or str(lane.role) if lane else identifier


def lane_by_name(atlas: Atlas, name: str) -> str | None:
    """Return the id of the lane of steps with this name or id, whatever the case of its letters."""
    wanted = name.strip().casefold()
    lanes = [lane for lane in atlas.lanes if lane.kind is LaneKind.STEP]
    return next((lane.id for lane in lanes if wanted in (lane.id, lane.first_text("name").casefold())), None)
