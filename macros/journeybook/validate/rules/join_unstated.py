"""Several facts say whether all of them are needed, or any.

"Signed, or paid" is not "signed and paid". Of a plain list of facts nobody knows which is meant, and pages say so to colleagues. Write
`all:` or `any:` around the facts of an entry, an exit, a trigger, an outcome, and of `enter` and `leave`. A checklist needs neither:
everything on it must hold.

Good:
    stages: [{id: set-up, name: Set-up, exit: {any: [Everybody is in, The month is over]}}]

Bad:
    stages: [{id: set-up, name: Set-up, exit: [Everybody is in, The month is over]}]

Bad:
    programme: {enter: [They ask for it, Two months are poor], leave: Two months are good, back_to: The way}

Bad:
    # playbooks/rescue.yml
    outcome: [They answer, A month is over]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.field_info import part_fields
from journeybook.model.item import Fact
from journeybook.model.walk import field_values
from journeybook.validate.problem import Problem

ID = "JOIN-UNSTATED"
LEVEL = Level.INFORMATION
HOLDS_WHOLE = "checklist"
"""The field of which every fact must hold."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every list of several facts that does not say how they join."""
    for spot in atlas.spots:
        fields = part_fields(type(spot.part))
        for key, value in field_values(spot.part):
            if key != HOLDS_WHOLE and fields[key].part is Fact and isinstance(value, tuple) and len(value) > 1:
                hint = f"write `{key}: {{all: [...]}}` where every one is needed, or `{key}: {{any: [...]}}` where one is enough"
                yield Problem(spot.part, "how these facts join is not stated", hint, key)
