"""A success map: the customer's path to their outcome, in their words, on one page that can be printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.base import Audience
from journeybook.model.map import Map, PublicFace
from journeybook.model.words import StageKind
from journeybook.views.book import Book, NoSuchThing
from journeybook.views.customer import complaint, contact_links, inside, notices, public_maps, success_page
from journeybook.views.labels import label
from journeybook.views.pieces import Link, Stub
from journeybook.views.success_resources import Material, materials
from journeybook.views.success_stage import StagePart, Trouble, stage_part, troubles
from journeybook.views.success_step import Plan, step_spots


@dataclass(frozen=True)
class ChangeNote:
    """What customers are told of a change, and when it was made."""

    date: str
    words: str


@dataclass(frozen=True)
class SuccessMap:
    """What a success map shows."""

    title: str
    goal: str
    role: str
    summary: str
    editions: tuple[str, ...]
    prerequisites: tuple[str, ...]
    not_for: tuple[str, ...]
    path: tuple[StagePart, ...]
    beside: tuple[StagePart, ...]
    troubles: tuple[Trouble, ...]
    materials: tuple[Material, ...]
    changes: tuple[ChangeNote, ...]
    contact: str
    complaint: Link | None
    links: tuple[Link, ...]
    notices: tuple[Link, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield a page for every live map with a public face."""
    if book.audience is Audience.PUBLIC:
        for _, face in public_maps(book):
            yield Stub("success_map", (face.slug,), success_page(face).page, face.title, description=f"{face.role}. {face.goal}", order=10)


def view(book: Book, slug: str) -> SuccessMap:
    """Choose what the success map with this address shows; from an internal page, too, only what customers see."""
    shown = book.customer_book or book
    found = next(((journey, face) for journey, face in public_maps(shown) if face.slug == slug), None)
    if found is None:
        message = f"there is no public page '{slug}'"
        raise NoSuchThing(message)
    return _success_map(shown, *found)


def _success_map(book: Book, journey: Map, face: PublicFace) -> SuccessMap:
    resources, listed = materials(book, journey)
    plan = Plan(book, journey, step_spots(journey), resources)
    path = _stages(plan)
    side = [stage.__dict__.get("kind") is StageKind.SIDE for stage in journey.stages]
    return SuccessMap(
        title=face.title,
        goal=face.goal,
        role=face.role,
        summary=face.summary or "",
        editions=tuple(label(book, edition) for edition in face.editions),
        prerequisites=face.prerequisites,
        not_for=face.not_for,
        path=tuple(part for part, beside in zip(path, side, strict=True) if not beside),
        beside=tuple(part for part, beside in zip(path, side, strict=True) if beside),
        troubles=troubles(plan, inside(journey, "pain_points")),
        materials=listed,
        changes=_changes(journey),
        contact=face.contact or "",
        complaint=complaint(book, face),
        links=contact_links(book),
        notices=notices(book),
    )


def _stages(plan: Plan) -> list[StagePart]:
    number, made = 0, []
    for place, stage in enumerate(plan.journey.stages, start=1):
        number += stage.__dict__.get("kind") is not StageKind.SIDE
        made.append(stage_part(plan, stage, place=place, number=number))
    return made


def _changes(journey: Map) -> tuple[ChangeNote, ...]:
    told = [ChangeNote(change.date.isoformat(), change.customer_words) for change in journey.changes if change.customer_words]
    return tuple(sorted(told, key=lambda note: note.date, reverse=True))
