"""Links to the success plans of accounts."""

from journeybook.model.people import Account
from journeybook.model.success_plan import SuccessPlan
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link
from journeybook.views.links.site_map import page_address


def plan_name(book: Book, plan: SuccessPlan) -> str:
    """Return what colleagues call a plan: by its account."""
    account = book.atlas.find(Account, plan.account)
    return book.say("plan_page.of", name=account.name if account else plan.account)


def plan_link(book: Book, plan: SuccessPlan) -> Link:
    """Return a link to the page of a plan."""
    return Link(plan_name(book, plan), page_address("plan", plan.id))


def plans_of_account(book: Book, account: Account) -> Cell:
    """Return links to the plans of an account."""
    return tuple(plan_link(book, plan) for plan in book.atlas.plans if plan.account == account.id)


def plans_of_map(book: Book, map_id: str) -> Cell:
    """Return links to the plans that follow a map."""
    return tuple(plan_link(book, plan) for plan in book.atlas.plans if plan.map == map_id)
