"""A level of severity that a public page shows has something that customers may read.

A level is internal until it says `audience: public`, and so is each of its times: `{id: p1, name: P1, audience: public, response:
{length: 30 minutes, audience: public}}`. Of any other that the `public:` section names customers read nothing.

Good:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, severity_levels: [p1]}
    stages:
      - {id: begin, name: Begin, exit: It runs, owner: csm, events: none, steps: [{customer: Publishes the rota}]}
    # atlas.yml
    severity_levels:
      - {id: p1, name: P1, audience: public, response: {length: 30 minutes, audience: public}}

Bad:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, severity_levels: [p1, p2]}
    stages:
      - {id: begin, name: Begin, exit: It runs, owner: csm, events: none, steps: [{customer: Publishes the rota}]}
    # atlas.yml
    severity_levels:
      - {id: p1, name: P1, audience: public, response: 30 minutes}
      - {id: p2, name: P2, response: {length: 1 business day, audience: public}}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.vocabulary import Deadline, SeverityLevel
from journeybook.validate.problem import Problem, Reach

ID = "PUBLIC-SEVERITY-UNREAD"
LEVEL = Level.WARNING
PUBLICATION = True
REACH = Reach.ATLAS


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every level that a public section names and of which customers read no time."""
    levels = {level.id: level for level in atlas.file.severity_levels}
    for journey in atlas.maps:
        face = journey.public
        for name in face.severity_levels if face else ():
            if face and name in levels and not _is_read(levels[name]):
                hint = "say `audience: public` at the level, and at each of its times that customers may read, or leave it out here"
                yield Problem(face, f"customers read no time of the level '{levels[name].name}'", hint, "severity_levels")


def _is_read(level: SeverityLevel) -> bool:
    """Return whether customers read a time of a level, or an answer in its place."""
    times = (level.response, level.updates, level.resolution)
    is_told = any(time.audience is Audience.PUBLIC for time in times if isinstance(time, Deadline))
    return level.audience is Audience.PUBLIC and (is_told or any(row.audience is Audience.PUBLIC for row in level.blank))
