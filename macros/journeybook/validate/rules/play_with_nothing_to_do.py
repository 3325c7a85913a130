"""A play that says that nothing is to be done says nothing else to do.

`nothing_to_do: true` answers a health band: here nobody acts, on purpose. A playbook, an effort or a time beside it says
the opposite.

Good:
    # plays/plays.yml
    - id: leave-alone
      name: Leave them alone
      nothing_to_do: true

Bad:
    # plays/plays.yml
    - id: leave-alone
      name: Leave them alone
      nothing_to_do: true
      playbook: rescue
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.plays import Play
from journeybook.validate.problem import Problem

ID = "PLAY-WITH-NOTHING-TO-DO"
LEVEL = Level.ERROR
ACTS = ("playbook", "playbook_step", "timing", "effort", "automatable", "suppress")
"""The fields that say what is done."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every play in which something is done although nothing is to be done."""
    for spot in atlas.spots:
        play = spot.part
        if isinstance(play, Play) and play.nothing_to_do:
            for field in ACTS:
                if getattr(play, field):
                    message = f"the play '{play.name or play.id or 'without a name'}' has nothing to do, and still says '{field}'"
                    yield Problem(play, message, f"delete `{field}:`, or `nothing_to_do:`", field)
