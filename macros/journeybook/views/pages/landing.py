"""The public home page: customers find their plan in one choice, by what they want to reach or by what they do."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, Stub
from journeybook.views.base.labels import by_letters
from journeybook.views.links.public_pages import public_maps, success_page
from journeybook.views.links.site_map import page_stub
from journeybook.views.links.web_links import legal_links, organisation_contact
from journeybook.views.success_map.success_anchors import text_anchors


@dataclass(frozen=True)
class PlanChoice:
    """One way in: the link as the customer would say it, and the outcome it leads to."""

    link: Link
    title: str


@dataclass(frozen=True)
class PlanGroup:
    """Everything under one goal or one role, and the anchor at which it stands."""

    name: str
    anchor: str
    ways: tuple[PlanChoice, ...]


@dataclass(frozen=True)
class LandingPage:
    """What the public home page shows."""

    title: str
    summary: str
    notice: str
    by_goal: tuple[PlanGroup, ...]
    by_role: tuple[PlanGroup, ...]
    """Nothing where each role has one plan: the list by goal says as much."""
    contact: Cell
    notices: tuple[Link, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the public home page."""
    description = book.atlas.file.organisation.summary or book.say("landing.lead")
    yield page_stub(book, "landing", title=book.say("nav.home"), description=description)


def view(book: Book) -> LandingPage:
    """Return what the public home page shows."""
    about = book.atlas.file.organisation
    faces = [face for _, face in public_maps(book)]
    by_goal = [
        (face.goal, PlanChoice(Link(face.role or face.title, success_page(face)), face.title if face.role else "")) for face in faces
    ]
    by_role = [(face.role, PlanChoice(Link(face.goal, success_page(face)), face.title)) for face in faces if face.role]
    return LandingPage(
        title=about.product or about.name,
        summary=about.summary or "",
        notice=about.notice or "",
        by_goal=_groups("goal", by_goal),
        by_role=_groups("role", by_role) if 1 < len({role for role, _ in by_role}) < len(by_role) else (),
        contact=organisation_contact(book),
        notices=legal_links(book),
    )


def _groups(kind: str, named_choices: list[tuple[str, PlanChoice]]) -> tuple[PlanGroup, ...]:
    """Return groups and the ways in each by their words."""
    names = sorted({name for name, _ in named_choices}, key=by_letters)
    ways = sorted(named_choices, key=lambda pair: (by_letters(pair[1].link.text), by_letters(pair[1].title)))
    anchors = text_anchors(kind, names)
    return tuple(
        PlanGroup(name, anchor, tuple(way for other, way in ways if other == name)) for name, anchor in zip(names, anchors, strict=True)
    )
