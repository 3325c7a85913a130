"""A phase has one health model for each segment.

Where two models score the same customers in the same phase, a page could only take one of them by chance. Give one of
them other `phases` or `segments`, or except those segments with `not_for`.

Good:
    # atlas.yml
    lifecycle: [{id: adoption, name: Adoption}]
    # segments/segments.yml
    - {id: small, name: Small}
    - {id: large, name: Large}
    # health/scores.yml
    - {id: simple, name: Simple score, phases: [adoption], segments: [small]}
    - {id: full, name: Full score, phases: [adoption], not_for: {segments: [small]}}

Bad:
    # atlas.yml
    lifecycle: [{id: adoption, name: Adoption}]
    # health/scores.yml
    - {id: simple, name: Simple score, phases: [adoption]}
    - {id: full, name: Full score, phases: [adoption]}
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.scored_segments import scored_segments
from journeybook.validate.problem import Problem, Reach

ID = "HEALTH-CONFLICT"
LEVEL = Level.ERROR
REACH = Reach.ALIKE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every pair of models that score the same customers in a phase, at the later one."""
    for first, second in combinations(atlas.health, 2):
        phases = [phase for phase in second.phases if phase in first.phases]
        shared = scored_segments(first, atlas.segments) & scored_segments(second, atlas.segments)
        if phases and shared:
            whom = ", ".join(f"'{segment}'" for segment in sorted(shared - {""})) if "" not in shared else "everybody"
            message = f"'{first.id}' ({first.origin.place}) and '{second.id}' both score the phase '{phases[0]}' for {whom}"
            yield Problem(second, message, "give one of them other `phases` or `segments`, or except segments with `not_for`", "phases")
