"""The target of a milestone is the same wherever it is stated.

The handbook says 30 days, the contract says 21: both stay, each with its source, until somebody decides. Spelling
does not matter: `21 days after signature` and `3 weeks after signature` are the same target. Two sources may differ
in the level, in the time and in the clock, the day from which the time counts; each difference is told.

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

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        milestones:
          - name: Rotas in use
            owner: csm
            level: 80 % of seats
            target: 21 days after signature
            targets:
              - {level: 70 % of seats, value: 21 days after signature, source: Handbook}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.item import Stated
from journeybook.model.stage import Milestone, StatedTarget
from journeybook.model.timing import Timing, TimingError, nominal_days, parse_timing
from journeybook.validate.problem import Problem

ID = "TARGET-CONFLICT"
LEVEL = Level.WARNING


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every other statement of a target that differs from the milestone's own."""
    for spot in atlas.spots:
        milestone = spot.part
        if not isinstance(milestone, Milestone):
            continue
        target = (milestone.target.at.text if milestone.target.at else milestone.target.text or "") if milestone.target else ""
        for stated in (*milestone.targets, *_timings(milestone.stated_elsewhere)):
            level = stated.level if isinstance(stated, StatedTarget) else None
            for what, here, there in (*_times(target, stated.value), ("level", milestone.level, level)):
                if here and there and _words(here) != _words(there):
                    message = f"the {what} is '{here}' here and '{there}' according to '{stated.source}'"
                    yield Problem(stated, message, "both are kept and shown; agree on one, then change or delete the other")


def _times(here: str, there: str | None) -> tuple[tuple[str, str, str], ...]:
    """Return in what two times differ: in the clock from which they count, in the time, or in both; nothing where they are the same."""
    if not here or not there or _meaning(here) == _meaning(there):
        return ()
    clocks, times = (_clock(here), _clock(there)), (_meaning(here)[1:], _meaning(there)[1:])
    if None in clocks or clocks[0] == clocks[1]:
        return (("target", here, there),)
    clock = ("clock of the target", str(clocks[0]), str(clocks[1]))
    return (clock, ("target", here, there)) if times[0] != times[1] else (clock,)


def _clock(text: str) -> str | None:
    """Return the name of the day from which a target counts, or nothing where it has none."""
    try:
        return parse_timing(text).anchor or None
    except TimingError:
        return None


def _timings(stated: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """Return what can only be about the target: other sources may state the name or the test as well."""
    return tuple(statement for statement in stated if len(_meaning(statement.value)) > 1)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _meaning(text: str) -> tuple[object, ...]:
    """Return what a target means, so that two spellings of it are equal."""
    try:
        timing: Timing = parse_timing(text)
    except TimingError:
        return (_words(text),)
    number = nominal_days(timing)
    return (timing.anchor, timing.form, timing.side, number) if number is not None else ("", _words(text))
