"""Tracks and stories have steps.

A track or story that no step names is on no page. Write `track:` or `stories:` at the steps, or delete it.

Good:
    tracks: {people: People, money: Money}
    stages:
      - id: prepare
        name: Prepare
        exit: Both are ready
        steps: [{customer: Trains two colleagues, track: people}, {company: Checks the invoice, track: money}]

Bad:
    tracks: {people: People, money: Money}
    stages:
      - id: prepare
        name: Prepare
        exit: Both are ready
        steps: [{customer: Trains two colleagues, track: people}]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.flow import stations
from journeybook.validate.problem import Problem, Reach

ID = "TRACK-EMPTY"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every track and every story of a map that no step names."""
    for journey in atlas.maps:
        steps = [station.step for station in stations(journey)]
        tracks = {step.track for step in steps}
        stories = {story.story for step in steps for story in step.stories}
        for track in journey.tracks:
            if track.id not in tracks:
                yield Problem(track, f"no step is on the track '{track.name}'", f"write `track: {track.id}` at its steps, or delete it")
        for story in journey.stories:
            if story.id not in stories:
                hint = f"write `stories: {{{story.id}: ...}}` at its steps, or delete it"
                yield Problem(story, f"no step tells the story '{story.name}'", hint)
