"""A stage has no more steps than a picture can show.

A stage is drawn as one swimlane at full text size. With more than sixty steps nobody finds their way in it, and beyond the limits of the
drawing only its table is left. Two stages, or a map of its own for a part, say the same and can be read. The atlas may draw the line
elsewhere under `review: {most_steps: 40}`.

Good:
    # atlas.yml
    review: {most_steps: 2}
    # maps/first.yml
    stages:
      - {id: use, name: Use, exit: It is used, steps: [{customer: Look}, {customer: Ask}]}

Bad:
    # atlas.yml
    review: {most_steps: 2}
    # maps/first.yml
    stages:
      - {id: use, name: Use, exit: It is used, steps: [{customer: Look}, {customer: Ask}, {customer: Look again}]}
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.flow import stations
from journeybook.validate.problem import Problem

ID = "STAGE-TOO-LARGE"
LEVEL = Level.WARNING
FIELDS = ("steps", "sub_stages")


def check(atlas: Atlas, _today: date) -> Iterator[Problem]:
    """Yield every stage with more steps than the atlas allows, those of its sub-stages included."""
    most = atlas.file.review.most_steps
    for journey in atlas.maps:
        counts = Counter(station.stage.id for station in stations(journey))
        for stage in journey.stages:
            if counts[stage.id] > most:
                message = f"the stage {stage.name} of {journey.name} has {counts[stage.id]} steps, more than {most} in a picture"
                yield Problem(stage, message, "divide it into stages, or give a part of it a map of its own", "steps")
