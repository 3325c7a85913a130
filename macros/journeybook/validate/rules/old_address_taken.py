"""An old address of customers leads to one page.

A former slug in `public:` and an address under `gone:` of atlas.yml are pages on the public site. None of them can be the address of a page
that is there, of a second page that has moved, or of a page that is gone as well.

Good:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, formerly: [first-rota], title: Publish your first rota, goal: Publish rotas on time}
    stages: [{id: plan, name: Plan, owner: csm, exit: It is published, events: none, steps: [{customer: Publish}]}]

Bad:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, formerly: [publish-rotas], title: Publish your first rota, goal: Publish rotas on time}
    stages: [{id: plan, name: Plan, owner: csm, exit: It is published, events: none, steps: [{customer: Publish}]}]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.visibility import may_be_public
from journeybook.validate.problem import Problem, Reach
from journeybook.validate.rules.slug_repeated import TAKEN

ID = "OLD-ADDRESS-TAKEN"
LEVEL = Level.ERROR
REACH = Reach.ATLAS
PUBLICATION = True


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every old address of customers that is taken."""
    faces = [journey.public for journey in atlas.maps if journey.public and may_be_public(journey)]
    taken = dict.fromkeys(TAKEN, "the site itself uses it") | {face.slug: f"it is the address of '{face.title}'" for face in faces}
    for part, key, slug in _old_addresses(atlas):
        if slug in taken:
            yield Problem(part, f"the old address '{slug}' is taken: {taken[slug]}", "take it out in one of the two places", key)
        taken.setdefault(slug, f"it stands at {part.origin.of(key)} as well")


def _old_addresses(atlas: Atlas) -> Iterator[tuple[Part, str, str]]:
    """Yield each old address with where it is written."""
    for journey in atlas.maps:
        if journey.public and may_be_public(journey):
            yield from ((journey.public, f"formerly.{position}", slug) for position, slug in enumerate(journey.public.formerly))
    yield from ((page, "slug", page.slug) for page in atlas.file.gone)
