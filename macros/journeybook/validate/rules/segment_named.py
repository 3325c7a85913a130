"""What customers see does not call a segment by its name or a team by its id, where that is a single word.

It is a warning, since a word such as `First` or `recognition` may be chance: you know whether the text speaks of the segment or team. Names
and ids of two words or more stop the build ([INTERNAL-LOOKING](#internal-looking)).

Good:
    # segments/all.yml
    - {id: first, name: First, rule: staff <= 20}
    # maps/tour.yml
    id: tour
    name: A tour
    goal: Publish rotas on time
    owner: csm
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - {id: onboarding, name: Onboarding, owner: csm, exit: The rota is published, events: none, steps: [{customer: Invites the team}]}

Bad:
    # segments/all.yml
    - {id: first, name: First, rule: staff <= 20}
    # maps/tour.yml
    id: tour
    name: A tour
    goal: Publish rotas on time
    owner: csm
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - {id: onboarding, name: Onboarding, owner: csm, exit: First steps are done, events: none, steps: [{customer: Invites the team}]}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.problem import Problem
from journeybook.validate.rules.internal_looking import name_patterns, public_problems

ID = "SEGMENT-NAMED"
LEVEL = Level.WARNING


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every public text in which the name of a segment or the id of a team stands that is a single word."""
    return public_problems(atlas, tuple(name_patterns(atlas, of_one_word=True)))
