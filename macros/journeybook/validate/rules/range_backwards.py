"""What floats has a range that begins before it ends.

`floats: {since: ..., until: ...}` names the first and the last stage over which a step or a stage may happen. If the last one stands before
the first, there is no such range, and nothing is drawn over it.

Good:
    stages:
      - {id: first, name: First, exit: It is done, steps: [{customer: Begins}]}
      - {id: last, name: Last, exit: It is over, steps: [{customer: Ends}, {customer: Reads the news, floats: {since: first, until: last}}]}

Bad:
    stages:
      - {id: first, name: First, exit: It is done, steps: [{customer: Begins}]}
      - {id: last, name: Last, exit: It is over, steps: [{customer: Ends}, {customer: Reads the news, floats: {since: last, until: first}}]}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.floating import stages_between
from journeybook.model.step import Floats
from journeybook.validate.problem import Problem, Reach

ID = "RANGE-BACKWARDS"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every range that ends before it begins, or in which no stage of the main flow stands."""
    for spot in atlas.spots:
        floats = spot.part
        if not isinstance(floats, Floats) or spot.map is None:
            continue
        is_known = all(atlas.spot("stage", reference, scope=spot.map.id) for reference in (floats.since, floats.until))
        if is_known and not stages_between(spot.map, floats):
            message = f"no stage of the main flow stands from '{floats.since}' to '{floats.until}'"
            yield Problem(floats, message, "write the earlier stage as `since` and the later one as `until`", "since")
