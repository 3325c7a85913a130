"""The site map: every kind of page with its address, its place in the navigation and its audience, in the order of the navigation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeybook.model.base import Audience, Part
from journeybook.model.health import HealthModel
from journeybook.model.library import Interaction, Resource
from journeybook.model.people import Persona, Segment
from journeybook.model.plays import Playbook
from journeybook.model.vocabulary import Team
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Stub
from journeybook.views.base.labels import heading

INTERNAL, PUBLIC = Audience.INTERNAL, Audience.PUBLIC


@dataclass(frozen=True)
class PageKind:
    """A kind of page: the module in `pages` that makes it, its address with a gap for each argument, and its sections by words' keys."""

    view: str
    address: str
    audience: Audience | None
    """Whose site it is on; None for both."""
    sections: tuple[str, ...] = ()
    needs_figures: bool = False
    """Whether there are such pages only where there are account data."""


SITE_MAP = (
    PageKind("home", "index.md", INTERNAL),
    PageKind("landing", "index.md", PUBLIC),
    PageKind("success_map", "{}.md", PUBLIC),
    PageKind("lifecycle", "lifecycle.md", INTERNAL),
    PageKind("maps", "maps/index.md", INTERNAL, ("nav.maps",)),
    PageKind("map", "maps/{}/index.md", INTERNAL, ("nav.maps",)),
    PageKind("stage", "maps/{}/{}.md", INTERNAL, ("nav.maps",)),
    PageKind("customer_view", "maps/{}/customer-view.md", INTERNAL, ("nav.maps",)),
    PageKind("playbooks", "playbooks/index.md", INTERNAL, ("nav.playbooks",)),
    PageKind("coverage", "playbooks/coverage.md", INTERNAL, ("nav.playbooks",)),
    PageKind("plays", "playbooks/plays.md", INTERNAL, ("nav.playbooks",)),
    PageKind("playbook", "playbooks/{}.md", INTERNAL, ("nav.playbooks",)),
    PageKind("health_models", "health/index.md", INTERNAL, ("nav.health",)),
    PageKind("health_model", "health/{}.md", INTERNAL, ("nav.health",)),
    PageKind("portfolio", "accounts/index.md", INTERNAL, ("nav.accounts",), needs_figures=True),
    PageKind("my_book", "accounts/books/{}.md", INTERNAL, ("nav.accounts", "nav.books"), needs_figures=True),
    PageKind("account", "accounts/{}.md", INTERNAL, ("nav.accounts",), needs_figures=True),
    PageKind("plans", "plans/index.md", INTERNAL, ("nav.plans",)),
    PageKind("plan", "plans/{}.md", INTERNAL, ("nav.plans",)),
    PageKind("data", "data/index.md", INTERNAL, ("nav.data",), needs_figures=True),
    PageKind("promises", "data/promise.md", INTERNAL, ("nav.data",), needs_figures=True),
    PageKind("measured_milestones", "data/milestones.md", INTERNAL, ("nav.data",), needs_figures=True),
    PageKind("measured_stages", "data/stages.md", INTERNAL, ("nav.data",), needs_figures=True),
    PageKind("signals", "data/signals.md", INTERNAL, ("nav.data",), needs_figures=True),
    PageKind("adoption_today", "data/adoption.md", INTERNAL, ("nav.data",), needs_figures=True),
    PageKind("library", "library/{}.md", INTERNAL, ("nav.library",)),
    PageKind("contents", "library/contents.md", INTERNAL, ("nav.library",)),
    PageKind("change_log", "library/changes.md", INTERNAL, ("nav.library",)),
    PageKind("interaction", "interactions/{}.md", INTERNAL, ("nav.library", "nav.interactions")),
    PageKind("people", "people/index.md", INTERNAL, ("nav.people",)),
    PageKind("segment", "segments/{}.md", INTERNAL, ("nav.people", "nav.segments")),
    PageKind("segments", "segments/index.md", INTERNAL, ("nav.people", "nav.segments")),
    PageKind("persona", "personas/{}.md", INTERNAL, ("nav.people", "nav.personas")),
    PageKind("personas", "personas/index.md", INTERNAL, ("nav.people", "nav.personas")),
    PageKind("teams", "teams/index.md", INTERNAL, ("nav.people", "nav.teams")),
    PageKind("team", "teams/{}.md", INTERNAL, ("nav.people", "nav.teams")),
    PageKind("resources", "resources/index.md", INTERNAL, ("nav.resources",)),
    PageKind("resource", "resources/{}.md", INTERNAL, ("nav.resources",)),
    PageKind("moved", "{}", None),
)

OWN_PAGE = {
    "persona": "persona",
    "segment": "segment",
    "team": "team",
    "playbook": "playbook",
    "resource": "resource",
    "interaction": "interaction",
    "health-model": "health_model",
    "plan": "plan",
}
"""The page of each thing of a kind."""
SHARED_PAGE: dict[str, tuple[str, ...]] = {
    "phase": ("lifecycle",),
    "play": ("plays",),
    "event": ("library", "early-warning"),
    "channel": ("library", "touchpoints"),
    "measure": ("library", "measures"),
    "adoption": ("library", "adoption"),
    "evidence": ("library", "evidence"),
    "account": ("library", "accounts"),
    "anchor": ("library", "lists"),
    "lane": ("library", "lists"),
    "feeling-level": ("library", "lists"),
    "severity-level": ("library", "early-warning"),
    "use-case": ("segments",),
    "coverage-model": ("segments",),
    "attribute": ("segments",),
}
"""The page, with its arguments, that the things of a kind share, each at its own anchor."""

PagedThing = Persona | Segment | Team | Playbook | Resource | Interaction | HealthModel
"""What has a page of its own."""
_KINDS = {kind.view: kind for kind in SITE_MAP}


def page_address(view: str, *arguments: str, anchor: str = "") -> Address:
    """Return the address of a page, or of an anchor on it.

    >>> page_address("stage", "base", "onboarding", anchor="step-invite")
    Address(page='maps/base/onboarding.md', anchor='step-invite')
    """
    return Address(_KINDS[view].address.format(*arguments), anchor)


def thing_pages(book: Book, view: str, things: Sequence[PagedThing]) -> Iterator[Stub]:
    """Yield a page for each of these things."""
    for thing in things:
        yield page_stub(book, view, thing.id, title=thing.name, source=thing, description=thing.summary)


def page_stub(  # noqa: PLR0913 - each says one thing of a page, by its name
    book: Book,
    view: str,
    *arguments: str,
    title: str,
    within: str = "",
    source: Part | None = None,
    description: str | None = "",
    short: str = "",
) -> Stub:
    """Return a page that exists, in the sections of its kind and one `within` them; its edit link opens the file at `source`."""
    sections = (*(heading(book, key) for key in _KINDS[view].sections), *((within,) if within else ()))
    place = source.origin.place if source and source.origin.place.file else None
    return Stub(view, arguments, page_address(view, *arguments).page, title, sections, place, description or "", short)
