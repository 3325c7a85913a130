"""The accounts: segment, priority and status with the dates between which they held, and the subscriptions that count."""

from journeybook.model.organisation import OUR_NOUNS
from journeybook.model.people import Account, Instance, Period
from journeybook.model.vocabulary import Attribute
from journeybook.views.base.answers import answer_text, answered, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.listing import listing
from journeybook.views.links.account_links import account_link
from journeybook.views.links.links import anchor_of, people_links
from journeybook.views.links.plan_links import plans_of_account
from journeybook.views.links.texts import value_text


def view(book: Book) -> Table:
    """Return the accounts; a subscription that is left out says why."""
    return listing(
        book,
        "accounts",
        ("account", "history", "instances", *(("plans",) if book.atlas.plans else ()), "owner", "more"),
        rows=(_row(book, account) for account in book.atlas.accounts),
    )


def _row(book: Book, account: Account) -> Row:
    instances = (_instance(book, instance) for instance in account.instances)
    history = "\n".join(_period(book, period) for period in account.history)
    return Row(
        (
            cell(account_link(book, account.id)),
            answered(book, account, "history", cell(history)),
            answered(book, account, "instances", cell(*instances)),
            *((plans_of_account(book, account),) if book.atlas.plans else ()),
            answered(book, account, "owner", people_links(book, account.owner)),
            small_print(book, account),
        ),
        anchor_of(account),
    )


def _instance(book: Book, instance: Instance) -> str:
    """Return what a subscription is called, and why it is left out; an id stands in no other place than its file."""
    name = instance.name or named_answer(book, instance, "name") or heading(book, "accounts.nameless")
    reason = instance.excluded or answer_text(book, instance, "excluded")
    return book.say("accounts.left_out", name=name, reason=reason) if reason else name


def _period(book: Book, period: Period) -> str:
    values = {"field": _field(book, period.field), "value": value_text(book, period.field, period.value), "since": period.since}
    until = str(period.until) if period.until else answer_text(book, period, "until")
    return heading(book, "accounts.between", **values, until=until) if until else heading(book, "accounts.since", **values)


def _field(book: Book, field: str) -> str:
    attribute = book.atlas.find(Attribute, field)
    return attribute.name if attribute else book.noun(field) if field in OUR_NOUNS else field
