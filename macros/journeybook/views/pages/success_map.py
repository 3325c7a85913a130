"""A success map: the customer's path to their outcome, in their words, on one page, with a sheet of paper that says the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from journeybook.model.item import Review
from journeybook.model.map import Map, PublicFace
from journeybook.model.pain_points import PainPoint
from journeybook.views.base.answers import answer_text, answer_texts
from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Cell, Labelled, Link, Stub, facts, plain_text
from journeybook.views.base.labels import day_text, label
from journeybook.views.blocks.common_fields import customers_stated_text
from journeybook.views.links.public_pages import public_maps
from journeybook.views.links.site_map import page_stub
from journeybook.views.links.texts import says_text
from journeybook.views.links.web_links import complaint_link, legal_links, organisation_contact
from journeybook.views.success_map.account_plan import PLAN_FRAGMENT, AccountPlan, account_plan
from journeybook.views.success_map.paper_sheet import PaperSheet, paper_sheet
from journeybook.views.success_map.path_picture import PathPicture, path_picture
from journeybook.views.success_map.plan_context import PlanContext
from journeybook.views.success_map.plan_data import PlanData, plan_data
from journeybook.views.success_map.resources import Material, materials
from journeybook.views.success_map.severity_levels import answer_times
from journeybook.views.success_map.success_anchors import plan_anchors
from journeybook.views.success_map.success_stage import CustomerTrouble, StagePart, customer_troubles, own_steps, stage_parts
from journeybook.views.success_map.success_step import StepLine

MOST_FIRST = 3
"""How many of the customer's next steps a success map begins with; the script shows as many."""


@dataclass(frozen=True)
class ChangeNote:
    """What customers are told of a change, and when it was made."""

    date: str
    day: str
    words: str


@dataclass(frozen=True)
class FirstStep:
    """A step that the customer does first: where it stands, what it is, and when."""

    anchor: str
    what: str
    when: str


@dataclass(frozen=True)
class SuccessMap:
    """What a success map shows, in the order of the page."""

    slug: str
    title: str
    first_steps: tuple[FirstStep, ...]
    """What the customer does first, as long as nothing is ticked."""
    plan: PlanData
    summary: str
    about: tuple[Labelled, ...]
    prerequisites: tuple[str, ...]
    not_for: tuple[str, ...]
    account_plan: AccountPlan | None
    goal: str
    picture: PathPicture | None
    path: tuple[StagePart, ...]
    beside: tuple[StagePart, ...]
    reach: Cell
    """By which channels a person is reached, and when, as each stage says it first."""
    troubles: tuple[CustomerTrouble, ...]
    materials: tuple[Material, ...]
    changes: tuple[ChangeNote, ...]
    answer_times: tuple[Labelled, ...]
    contact: str
    complaint: Link | None
    notices: tuple[Link, ...]
    checked: str
    sheet: PaperSheet

    @property
    def reach_texts(self) -> tuple[str, ...]:
        """What paper says of how to reach a person; mail and page stand there among the links."""
        return tuple(plain_text(way) for way in self.reach if not isinstance(way, Link) or str(way.to).startswith("tel:"))


def pages(book: Book) -> Iterator[Stub]:
    """Yield a page for every live map with a public face."""
    for _, face in public_maps(book):
        yield page_stub(book, "success_map", face.slug, title=face.title, description=". ".join(filter(None, (face.role, face.goal))))


def view(book: Book, slug: str) -> SuccessMap:
    """Return what the success map with this address shows; from an internal page, too, only what customers see."""
    shown = book.customer_book or book
    public_map = next(((journey, face) for journey, face in public_maps(shown) if face.slug == slug), None)
    if public_map is None:
        message = f"there is no public page '{slug}'"
        raise NoSuchThing(message)
    return _success_map(shown, *public_map)


def _success_map(book: Book, journey: Map, face: PublicFace) -> SuccessMap:
    resources, shown_materials = materials(book, journey)
    plan = PlanContext(book, journey, plan_anchors(book, journey), resources)
    reckoned = plan_data(plan)
    followed = account_plan(plan, reckoned)
    if followed and followed.fragment:
        reckoned.document["given"] = followed.fragment.removeprefix(PLAN_FRAGMENT)
    parts = stage_parts(plan, reckoned.document)
    path, beside = (tuple(part for part in parts if part.beside is side) for side in (False, True))
    troubles = customer_troubles(plan, journey.inside("pain_points", PainPoint))
    reach, complaint, notices = organisation_contact(book), complaint_link(book, face), legal_links(book)
    others = tuple(link for link in (*reach, complaint, *notices) if isinstance(link, Link) and not str(link.to).startswith("tel:"))
    return SuccessMap(
        slug=face.slug,
        title=face.title,
        goal=face.goal,
        summary=face.summary or "",
        about=_about(book, journey, face),
        checked=_checked(book, journey),
        prerequisites=face.prerequisites or answer_texts(book, face, "prerequisites"),
        not_for=face.not_for or answer_texts(book, face, "not_for"),
        picture=path_picture(book, path, face.goal),
        first_steps=tuple(map(_first_step, islice(own_steps(path), MOST_FIRST))),
        path=path,
        beside=beside,
        troubles=troubles,
        materials=shown_materials,
        changes=_changes(book, journey),
        answer_times=answer_times(book, face),
        contact=face.contact or "",
        complaint=complaint,
        reach=reach,
        notices=notices,
        sheet=paper_sheet(_before(book, face), (*path, *beside), troubles, shown_materials, others),
        plan=reckoned,
        account_plan=followed,
    )


def _first_step(line: StepLine) -> FirstStep:
    return FirstStep(line.anchor, line.what, line.times[0].text if line.times else "")


def _about(book: Book, journey: Map, face: PublicFace) -> tuple[Labelled, ...]:
    """Return for whom the plan is and under which condition, what it leads to, and how it goes."""
    ways = book.say("success.both_ways") if len(face.editions) > 1 else "".join(label(book, edition) for edition in face.editions)
    ways, role = ways or answer_text(book, face, "editions"), face.role or answer_text(book, face, "role")
    condition = (book.say("success.condition"), says_text(journey))
    pairs = (
        (book.say("success.role"), role),
        condition,
        (book.say("success.goal"), face.goal),
        (book.say("item.elsewhere"), customers_stated_text(book, journey)),
        (book.say("success.editions"), ways),
    )
    return facts(*pairs)


def _before(book: Book, face: PublicFace) -> tuple[tuple[str, str], ...]:
    """Return the formatted texts above the stages, each with its label where it has one, for the paper."""
    summary = (("", face.summary),) if face.summary else ()
    needs = ((book.say("success.prerequisites"), text) for text in face.prerequisites or answer_texts(book, face, "prerequisites"))
    excepted = face.not_for or answer_texts(book, face, "not_for")
    return (*summary, *needs, *((book.say("success.not_for"), text) for text in excepted))


def _checked(book: Book, journey: Map) -> str:
    """Return for whom the page is made, and on which day it was last looked at; only that day is public."""
    review = journey.get("review", Review)
    last = review.get("last", date) if review else None
    return book.say("success.checked", day=day_text(book, last)) if last else book.say("success.customers")


def _changes(book: Book, journey: Map) -> tuple[ChangeNote, ...]:
    """Return what customers are told of changes, newest first."""
    told = sorted((change for change in journey.changes if change.customer_words), key=lambda change: change.date, reverse=True)
    return tuple(ChangeNote(change.date.isoformat(), day_text(book, change.date), change.customer_words or "") for change in told)
