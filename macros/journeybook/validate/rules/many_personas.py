"""A map tells the story of one persona, or of two.

With three the story of each is lost. Make a map for each, or lay their stories over one map with `stories:`.

Good:
    personas: [planner, site-manager]

Bad:
    personas: [planner, site-manager, clerk]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.map import Map, Track
from journeybook.model.people import Persona
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.model.walk import walk
from journeybook.validate.problem import Problem

ID = "MANY-PERSONAS"
LEVEL = Level.WARNING
FIELDS = ("personas", "tracks", "stages")
MAX_PERSONAS = 2


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every map that follows more than two personas."""
    for journey in atlas.maps:
        personas = tuple(dict.fromkeys(name for spot in walk(journey) for name in _personas(spot.part)))
        if len(personas) > MAX_PERSONAS:
            people = (atlas.find(Persona, name) for name in personas)
            names = ", ".join(person.name for person in people if person)
            hint = "make a map for each, or lay their journeys over one map with `stories:`"
            yield Problem(journey, f"the map follows {len(personas)} personas: {names}", hint, "personas")


def _personas(part: Part) -> tuple[str, ...]:
    if isinstance(part, Map | Stage):
        return part.personas
    return (part.persona,) if isinstance(part, Step | Track) and part.persona else ()
