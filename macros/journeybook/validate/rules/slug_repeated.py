"""Every success map has an address of its own.

The address of a success map is the `slug` of its map's public face. Two live maps with the same slug would be one page; `public` and
`assets` are addresses that the site itself uses.

Good:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps:
          - customer: Invites the team

Bad:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: assets, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps:
          - customer: Invites the team
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.visibility import may_be_public
from journeybook.validate.problem import Problem

ID = "SLUG-REPEATED"
LEVEL = Level.ERROR
PUBLICATION = True
FIELDS = ("slug",)
_HINT = "choose other words that customers would use"
TAKEN = ("assets", "public", "search")


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every public face whose address is taken."""
    first: dict[str, str] = {}
    for journey in atlas.maps:
        if journey.public is None or not may_be_public(journey):
            continue
        slug = journey.public.slug
        if slug in TAKEN:
            yield Problem(journey.public, f"the site itself uses the address '{slug}'", _HINT, "slug")
        elif slug in first:
            yield Problem(journey.public, f"the address '{slug}' is taken by the map '{first[slug]}'", _HINT, "slug")
        first.setdefault(slug, journey.id)
