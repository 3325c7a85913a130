"""What a public map takes from a base that is internal stays behind, and this names it.

A map's `audience: public` speaks for what its own file writes. What it takes from a base is public only where the base says
`audience: public`, or the part itself does. Each part that stays behind is named once, with the line to mark; nothing is to be done where
customers are not to read it. Where a live map loses a step, a milestone, an outcome or a choice, `INHERITED-LOST` warns instead.

Good:
    audience: public
    stages: [{id: set-up, name: Set-up, owner: csm, exit: All are in, events: none, summary: Two weeks, steps: [{customer: Joins}]}]
    # maps/second.yml
    {id: second, name: Second, extends: first, status: live, audience: public, review: 2026-04-01,
     public: {slug: rotas, title: Rotas, goal: Publish, role: I plan}}

Bad:
    stages:
      - id: set-up
        name: Set-up
        owner: csm
        exit: All are in
        events: none
        summary: Green, yellow or red
        steps: [{customer: Joins, audience: public}]
    # maps/second.yml
    {id: second, name: Second, extends: first, status: live, audience: public, review: 2026-04-01,
     public: {slug: rotas, title: Rotas, goal: Publish, role: I plan}}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.inheritance import problems
from journeybook.validate.problem import Problem, Reach

ID = "INHERITED-INTERNAL"
LEVEL = Level.INFORMATION
PUBLICATION = True
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield what public maps leave behind of their bases, unless a live one loses something that its page would need."""
    return problems(atlas, is_grave=False)
