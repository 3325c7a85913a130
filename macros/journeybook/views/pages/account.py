"""The page of one account: where it is, its health with the arithmetic, its timeline, milestones, readings, and what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote

from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Cell, Labelled, Link, Stub, Table, cell, facts
from journeybook.views.base.labels import heading
from journeybook.views.blocks.account_cells import (
    ShownAccount,
    answers_cell,
    due_cell,
    health_cell,
    late_cell,
    segment_cell,
    shown_accounts,
    signs_cell,
    stage_cell,
)
from journeybook.views.blocks.account_tables import (
    left_out_table,
    milestone_table,
    reading_table,
    rule_text,
    sign_table,
    timeline_table,
)
from journeybook.views.blocks.health_versions import earlier_lines
from journeybook.views.blocks.score_sheet import ScoreSheet, band_cell, score_sheet, share_text
from journeybook.views.blocks.thing_page import with_rows
from journeybook.views.links.account_links import account_name, book_links, paged_accounts
from journeybook.views.links.links import people_links
from journeybook.views.links.plan_links import plan_link
from journeybook.views.links.site_map import page_address, page_stub
from journeybook.views.pages.portfolio import basis


@dataclass(frozen=True)
class AccountPage:
    """An account: its first screen in labelled values, the arithmetic of its score, and its tables, of which empty ones are left out.

    `earlier` is what earlier versions of the model make of it, where that is another score or band.
    """

    title: str
    facts: tuple[Labelled, ...]
    model: Cell
    command: str
    score: ScoreSheet | None
    earlier: tuple[Labelled, ...]
    tables: tuple[tuple[str, Table], ...]
    basis: tuple[Labelled, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of each account that has one."""
    for page, name in paged_accounts(book).items():
        yield page_stub(book, "account", page, title=account_name(book, name))


def view(book: Book, page: str) -> AccountPage:
    """Return what the page of this name shows."""
    name = paged_accounts(book).get(page)
    if name is None:
        message = f"there is no account '{page}'"
        raise NoSuchThing(message)
    account = shown_accounts(book)[name]
    return AccountPage(
        title=account_name(book, account.facts.account),
        facts=_facts(book, account),
        model=_model(book, account),
        command=f"journeybook score {quote(account.facts.account)}",
        score=score_sheet(book, account.score) if account.score else None,
        earlier=earlier_lines(book, account.score) if account.score else (),
        tables=with_rows(
            signs=sign_table(book, account),
            timeline=timeline_table(book, account),
            milestones=milestone_table(book, account),
            readings=reading_table(book, account),
            left_out=left_out_table(book, account),
        ),
        basis=basis(book),
    )


def _facts(book: Book, account: ShownAccount) -> tuple[Labelled, ...]:
    stay, facts_known = account.stay, account.facts
    name = facts_known.account
    plans = tuple(plan_link(book, plan) for plan in book.atlas.plans if plan.account == name)
    return facts(
        (heading(book, "column.stage"), (*stage_cell(book, stay), *cell(rule_text(book, stay.rule)))),
        (heading(book, "account.since_label"), str(stay.since)),
        (heading(book, "column.band"), _health(book, account)),
        (heading(book, "column.next_due"), due_cell(book, account)),
        (heading(book, "column.late"), late_cell(book, account)),
        (heading(book, "column.signs"), signs_cell(book, account)),
        (heading(book, "column.answer_plays"), answers_cell(book, account)),
        (heading(book, "column.segment"), segment_cell(book, account)),
        (heading(book, "column.owner"), (*people_links(book, facts_known.owner), *book_links(book, facts_known.owner))),
        (heading(book, "account.start"), str(facts_known.start) if facts_known.start else ""),
        (heading(book, "account.ended"), str(facts_known.ended) if facts_known.ended else ""),
        (heading(book, "nav.plans"), plans),
    )


def _health(book: Book, account: ShownAccount) -> Cell:
    """Return the health of an account, always with the share of weight that it stands on."""
    return (*band_cell(book, account.score), *cell(share_text(book, account.score))) if account.score else health_cell(book, account)


def _model(book: Book, account: ShownAccount) -> Cell:
    """Return the model of the score as a link, with its version and its day."""
    if account.score is None:
        return ()
    model = account.score.model
    version = book.say("account.version", version=model.version) if model.version else None
    day = book.say("account.as_of", day=account.facts.as_of)
    return cell(Link(model.name, page_address("health_model", model.id)), version, day)
