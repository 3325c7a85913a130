"""Bad news has an answer: a play or a playbook.

An event nobody knows what to do about is only an alarm. Name the play (`play: rescue-call`) or the playbook with the
event, or let a play name the event under `events:`. Where there is no answer yet, say so: `play: planned`.

Good:
    # events/signs.yml
    - id: sponsor-leaves
      name: The sponsor leaves
      playbook: rescue

Good:
    # events/signs.yml
    - id: sponsor-leaves
      name: The sponsor leaves

    # plays/plays.yml
    - id: find-sponsor
      name: Find a new sponsor
      owner: csm
      events: sponsor-leaves
      playbook: rescue

Bad:
    # events/signs.yml
    - id: sponsor-leaves
      name: The sponsor leaves
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Polarity
from journeybook.model.measures import Event
from journeybook.model.plays import Play
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem

ID = "EVENT-WITHOUT-PLAY"
LEVEL = Level.ERROR
FIELDS = ("id", "play", "playbook", "polarity", "use")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every bad event that no play and no playbook answers."""
    answered = {name for spot in atlas.spots if isinstance(spot.part, Play) for name in spot.part.events}
    for spot in atlas.spots:
        event = spot.part
        if not isinstance(event, Event) or event.use or event.polarity is Polarity.GOOD:
            continue
        if not event.play and not event.playbook and event.id not in answered and not says_why_blank(event, "play", "playbook"):
            hint = "add `play:` or `playbook:`, or name the event under `events:` of a play"
            yield Problem(event, f"nothing is said to be done when this happens: '{event.name}'", hint)
