"""An old address of customers leads to a page that is there.

The former slugs in `public:` lead to the page of their map. Where that map is not live, or not public, they lead to nothing. Move them
to the map that takes its place, or to `gone:` in atlas.yml, with a sentence for whoever still comes there.

Good:
    status: retired
    # atlas.yml
    gone: {first-rota: This plan has ended; write to us.}

Bad:
    status: retired
    public: {slug: publish-rotas, formerly: [first-rota], title: Publish your first rota, goal: Publish rotas on time}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.visibility import may_be_public
from journeybook.validate.problem import Problem, Reach

ID = "OLD-ADDRESS-LOST"
LEVEL = Level.ERROR
REACH = Reach.WHOLE
PUBLICATION = True


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every former address of a page that customers do not have."""
    for journey in atlas.maps:
        face = journey.public
        if face is not None and face.formerly and not may_be_public(journey):
            old = ", ".join(face.formerly)
            message = f"customers who come to '{old}' find nothing, since this map is not live and public"
            hint = f"move it to the map that takes its place, or to atlas.yml: `gone: {{{face.formerly[0]}: why, or where it went}}`"
            yield Problem(face, message, hint, "formerly")
