"""The review calendar: which maps, playbooks, resources and health models are due to be looked at again, and by whom."""

from datetime import date

from journeybook.model.enumerations import Status
from journeybook.model.health import HealthModel
from journeybook.model.library import Resource
from journeybook.model.map import Map
from journeybook.model.plays import Playbook
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link, Row, Table, cell
from journeybook.views.base.labels import kind_label, label
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.review import review_badge, review_state
from journeybook.views.links.links import line_of, map_page, people_links
from journeybook.views.links.site_map import OWN_PAGE, page_address

COLUMNS = ("reviewed", "used_kind", "status", "review", "last_review", "reviewer", "triggers", "owner")
Reviewed = Map | Playbook | Resource | HealthModel


def view(book: Book) -> Table:
    """Return what is reviewed by the day it is due: first what was never looked at; retired maps are left out."""
    atlas = book.atlas
    others: tuple[Reviewed, ...] = (*atlas.health, *atlas.playbooks, *atlas.resources)
    reviewed = [*(journey for journey in atlas.maps if journey.status is not Status.RETIRED), *(other for other in others if other.review)]
    ordered = sorted(reviewed, key=lambda item: review_state(book, item.review).due or date.min)
    return listing(book, "review_calendar", COLUMNS, rows=(_row(book, item) for item in ordered))


def _row(book: Book, reviewed: Reviewed) -> Row:
    address = map_page(reviewed) if isinstance(reviewed, Map) else page_address(OWN_PAGE[reviewed.KIND], reviewed.id)
    state = review_state(book, reviewed.review)
    cells = (
        cell(Link(reviewed.name, address)),
        cell(kind_label(book, reviewed.KIND)),
        answered(book, reviewed, "status", label(book, reviewed.status) if isinstance(reviewed, Map) else None),
        cell(review_badge(book, state), line_of(reviewed.review or reviewed) if state.overdue or state.due is None else None),
        answered(book, reviewed.review, "last", str(state.last) if state.last else None),
        answered(book, reviewed.review, "by", people_links(book, reviewed.review.by if reviewed.review else None)),
        answered(book, reviewed.review, "triggers", reviewed.review.triggers if reviewed.review else ()),
        answered(book, reviewed, "owner", people_links(book, reviewed.owner)),
    )
    return Row(cells)
