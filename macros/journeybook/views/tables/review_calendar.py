"""The review calendar: which maps, playbooks, resources and health models are due to be looked at again, and by whom."""

from datetime import date

from journeybook.model.enumerations import Status
from journeybook.model.health import HealthModel
from journeybook.model.library import Resource
from journeybook.model.map import Map
from journeybook.model.plays import Playbook
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link, Row, Table, cell
from journeybook.views.base.labels import kind_label, label
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.review import review_badge, review_state
from journeybook.views.links.links import map_page, who
from journeybook.views.links.site_map import OWN_PAGE, page_address

COLUMNS = ("reviewed", "used_kind", "status", "review", "last_review", "reviewer", "triggers", "owner")
Reviewed = Map | Playbook | Resource | HealthModel


def view(book: Book) -> Table:
    """List what is reviewed by the day it is due: first what was never looked at; retired maps are left out."""
    atlas = book.atlas
    others: tuple[Reviewed, ...] = (*atlas.health, *atlas.playbooks, *atlas.resources)
    found = [*(one for one in atlas.maps if one.status is not Status.RETIRED), *(one for one in others if one.review)]
    ordered = sorted(found, key=lambda one: review_state(book, one.review).due or date.min)
    return listing(book, "review_calendar", COLUMNS, rows=(_row(book, one) for one in ordered))


def _row(book: Book, one: Reviewed) -> Row:
    address = map_page(one) if isinstance(one, Map) else page_address(OWN_PAGE[one.KIND], one.id)
    state = review_state(book, one.review)
    cells = (
        cell(Link(one.name, address)),
        cell(kind_label(book, one.KIND)),
        cell(label(book, one.status) if isinstance(one, Map) else None),
        cell(review_badge(book, state)),
        cell(str(state.last) if state.last else None),
        who(book, one.review.by if one.review else None),
        one.review.triggers if one.review else (),
        who(book, one.owner),
    )
    return Row(cells)
