"""The target of a milestone is the same wherever it is stated.

The handbook says 30 days, the contract says 21: both stay, each with its source, until somebody decides. Spelling
does not matter: `21 days after signature` and `3 weeks after signature` are the same target.

Good:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        milestones:
          - name: First rota published
            owner: csm
            target: 21 days after signature
            targets:
              - {value: 3 weeks after signature, source: Handbook}

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        milestones:
          - name: First rota published
            owner: csm
            target: 21 days after signature
            targets:
              - {value: 30 days after signature, source: Handbook}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.item import Stated
from journeybook.model.stage import Milestone
from journeybook.model.timing import Timing, TimingError, nominal_days, parse_timing
from journeybook.validate.problem import Problem

ID = "TARGET-CONFLICT"
LEVEL = Level.WARNING


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every other statement of a target that differs from the milestone's own."""
    for spot in atlas.spots:
        milestone = spot.part
        if not isinstance(milestone, Milestone) or milestone.target is None:
            continue
        target = milestone.target.at.text if milestone.target.at else milestone.target.text or ""
        for stated in (*milestone.targets, *_timings(milestone.stated_elsewhere)):
            if target and _meaning(target) != _meaning(stated.value):
                message = f"the target is '{target}' here and '{stated.value}' according to '{stated.source}'"
                yield Problem(stated, message, "both are kept and shown; agree on one, then change or delete the other")


def _timings(stated: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """Return what can only be about the target: other sources may state the name or the test as well."""
    return tuple(statement for statement in stated if isinstance(_meaning(statement.value), tuple))


def _meaning(text: str) -> object:
    """Return what a target means, so that two spellings of it are equal."""
    try:
        timing: Timing = parse_timing(text)
    except TimingError:
        return " ".join(text.casefold().split())
    number = nominal_days(timing)
    return (timing.anchor, timing.form, timing.side, number) if number is not None else (" ".join(text.casefold().split()),)
