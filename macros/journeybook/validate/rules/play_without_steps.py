"""A play follows a playbook that has steps.

A play says when to act; the playbook says what to do. A play without one, or with an empty one, leaves the reader
alone at the moment it matters. An if-then table (`decisions:`) counts as steps. Plays that are planned or not
launched may still be without, and one with `nothing_to_do` needs none. Where the source names the playbook and not its steps, write
`steps: unstated`.

Good:
    # plays/plays.yml
    - id: rescue-call
      name: Rescue call
      owner: csm
      playbook: rescue
    - id: repair-call
      name: Repair call
      owner: csm
      playbook: repair

    # playbooks/repair.yml
    id: repair
    name: Repair
    owner: csm
    steps: unstated

Bad:
    # plays/plays.yml
    - id: rescue-call
      name: Rescue call
      owner: csm

Bad:
    # plays/plays.yml
    - id: rescue-call
      name: Rescue call
      owner: csm
      playbook: empty

    # playbooks/empty.yml
    id: empty
    name: Nothing in here yet

Bad:
    # plays/plays.yml
    - id: rescue-call
      name: Rescue call
      owner: csm
      playbook: rescue
      playbook_step: first

    # playbooks/other.yml
    id: other
    name: Another playbook
    steps:
      - id: first
        what: Read the account's history
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.plays import Play, Playbook
from journeybook.validate.predicates import in_use, says_why_blank
from journeybook.validate.problem import Problem

ID = "PLAY-WITHOUT-STEPS"
LEVEL = Level.ERROR
FIELDS = ("playbook", "playbook_step", "use", "nothing_to_do", "state")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every play in use that leads to no instruction."""
    for spot in atlas.spots:
        play = spot.part
        if not isinstance(play, Play) or play.use or play.nothing_to_do or not in_use(play):
            continue
        if not play.playbook:
            if not says_why_blank(play, "playbook"):
                yield Problem(play, f"the play '{_name(play)}' follows no playbook", "add `playbook:` with the playbook to follow")
            continue
        playbook = atlas.find(Playbook, play.playbook)
        if playbook is not None:
            yield from _followed(play, playbook)


def _followed(play: Play, playbook: Playbook) -> Iterator[Problem]:
    if not playbook.steps and not playbook.decisions and not says_why_blank(playbook, "steps", "decisions"):
        yield Problem(play, f"the playbook '{playbook.id}' has no steps", "write them under `steps:` of the playbook", "playbook")
    start = (play.playbook_step or "").rpartition("/")[2]
    if start and start not in {step.id for step in playbook.steps}:
        known = ", ".join(step.id for step in playbook.steps if step.id)
        hint = f"its steps with an id are: {known}" if known else "give the step an `id:` in the playbook first"
        yield Problem(play, f"the playbook '{playbook.id}' has no step '{start}'", hint, "playbook_step")


def _name(play: Play) -> str:
    return play.name or play.id or "without a name"
