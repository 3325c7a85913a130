"""A map in use does not rest on a retired one.

What is retired is no longer looked after, so a map that extends it or continues it goes stale without anybody
noticing.

Good:
    extends: base

    # maps/base.yml
    id: base
    name: Base
    goal: Publish rotas on time
    owner: csm

Bad:
    extends: base

    # maps/base.yml
    id: base
    name: Base
    goal: Publish rotas on time
    owner: csm
    status: retired
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Status
from journeybook.model.map import Map
from journeybook.validate.problem import Problem

ID = "RETIRED-BASE"
LEVEL = Level.WARNING
FIELDS = ("extends", "continues", "status")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every map in use that extends or continues a retired map."""
    for journey in atlas.maps:
        if journey.status is Status.RETIRED:
            continue
        for key, verb in (("extends", "extends"), ("continues", "continues")):
            for name in getattr(journey, key):
                base = atlas.find(Map, name)
                if base and base.status is Status.RETIRED:
                    yield Problem(journey, f"this map {verb} '{base.name}', which is retired", "name another map, or retire this one", key)
