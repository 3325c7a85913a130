"""A live public map does not lose steps, milestones, outcomes and choices of its bases unseen.

Without them its page tells another journey than the map. Write `audience: public` at the part in the base, or at the head of the base for
all that it writes; or write `audience: internal` at the part, to say that customers are not to read it.

Good:
    stages:
      - id: set-up
        name: Set-up
        owner: csm
        exit: All are in
        events: none
        audience: public
        steps: [{customer: Joins}, {customer: Thinks, audience: internal}]
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
        audience: public
        steps: [{customer: Joins}]
      - id: work
        name: Work
        owner: csm
        exit: All work
        events: none
        steps: [{customer: Works}]
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

ID = "INHERITED-LOST"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every step, milestone, outcome and choice of a base that a live public map does not show."""
    return problems(atlas, is_grave=True)
