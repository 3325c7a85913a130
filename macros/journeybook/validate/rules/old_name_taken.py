"""An old name leads to one thing.

What stands in `formerly` is the old id, or the old words, of one thing, so that old links lead there. It cannot also be what another thing
of its kind is called now, what two things were called, or the thing's own id, which would lead to itself.

Good:
    stages:
      - {id: plan, formerly: [begin], name: Plan, owner: csm, exit: It is done, events: none, steps: [{customer: Plan}]}

Bad:
    stages:
      - {id: plan, formerly: [plan], name: Plan, owner: csm, exit: It is done, events: none, steps: [{customer: Plan}]}
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.identity import address_name, spelled
from journeybook.model.item import Addressed, Former
from journeybook.model.walk import Spot
from journeybook.validate.problem import Problem, Reach

ID = "OLD-NAME-TAKEN"
LEVEL = Level.ERROR
REACH = Reach.WHOLE
PUBLICATION = True
_CHOOSE = "take it out where it does not belong, or write the anchor that `journeybook check --against` names"
_WORDS = ("what", "name", "customer_name", "customer_words")
_Key = tuple[str, str, str]
"""Kind, scope and name, as addresses spell it."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every old name that leads to something else as well."""
    spots = [spot for spot in atlas.spots if isinstance(spot.part, Addressed)]
    present = {key: spot.part for spot in reversed(spots) for key in _present(spot)}
    old = Counter(_key(spot, former.name) for spot in spots for former in spot.part.inside("formerly", Former))
    for spot in spots:
        for former in spot.part.inside("formerly", Former):
            key = _key(spot, former.name)
            other = present.get(key) or (present.get((*key[:2], f"words {key[2]}")) if former.audience is Audience.PUBLIC else None)
            if former.name == spot.part.get("id", str):
                yield Problem(former, f"'{former.name}' is the id now, so that the old link leads to itself", "take it out", "name")
            elif other is not None and other is not spot.part:
                message = f"'{former.name}' is what another {spot.part.KIND} is called now, at {other.origin.place}"
                yield Problem(former, message, _CHOOSE, "name")
            elif old[key] > 1:
                yield Problem(former, f"'{former.name}' is an old name of two things, and a link leads to one", _CHOOSE, "name")


def _key(spot: Spot, name: str) -> _Key:
    return spot.part.KIND, spot.scope, address_name(name)


def _present(spot: Spot) -> Iterator[_Key]:
    """Yield by what a thing is known now: its id or else its words, and apart its words, by which customers know it."""
    kind, scope, part = spot.part.KIND, spot.scope, spot.part
    words = [spelled(text) for name in _WORDS if (text := part.get(name, str))]
    identifier = part.get("id", str)
    yield from ((kind, scope, name) for name in ([identifier] if identifier else words))
    yield from ((kind, scope, f"words {name}") for name in words)
