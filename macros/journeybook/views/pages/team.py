"""A team's page: everything that is its, across every map."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.vocabulary import Role, Team
from journeybook.views.base.answers import answered, answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Stub, Table, cell
from journeybook.views.base.labels import answered_badge
from journeybook.views.blocks import team_tables
from journeybook.views.blocks.cards import Detail
from journeybook.views.blocks.common_fields import common_fields, small_print
from journeybook.views.blocks.thing_page import with_rows
from journeybook.views.links.account_links import book_links
from journeybook.views.links.links import anchor_of
from journeybook.views.links.site_map import thing_pages
from journeybook.views.links.web_links import bare_address, telephone_link


@dataclass(frozen=True)
class TeamPage:
    """What a team's page shows: how to reach it, its roles, the accounts of both, and its tables by subject; empty ones are left out."""

    title: str
    summary: str
    partner: Cell
    contact: Cell
    roles: tuple[tuple[str, Cell], ...]
    books: Cell
    tables: tuple[tuple[str, Table], ...]
    more: tuple[Detail, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every team."""
    yield from thing_pages(book, "team", book.atlas.file.teams)


def view(book: Book, team_id: str) -> TeamPage:
    """Return what a team's page shows."""
    team = book.find(Team, team_id)
    roles = tuple(role for role in book.atlas.file.roles if role.team == team.id)
    return TeamPage(
        team.name,
        team.summary or named_answer(book, team, "summary"),
        partner_cell(book, team),
        contact_cell(book, team),
        tuple((anchor_of(role), (role.name, *answered_among(book, role, "tasks", role.tasks), *small_print(book, role))) for role in roles),
        book_links(book, team.id, *(role.id for role in roles)),
        tables(book, team, roles=roles),
        common_fields(book, team),
    )


def partner_cell(book: Book, team: Team) -> Cell:
    """Return that a team is a partner's, where it is."""
    return cell(answered_badge(book, team, "partner", Badge(book.say("team.partner"), "info") if team.partner else None))


def contact_cell(book: Book, team: Team) -> Cell:
    """Return how a team is reached."""
    contact = team.contact
    mail = Link(contact.name or bare_address(contact.mail), contact.mail) if contact.mail else contact.name
    page = answered(book, contact, "page", cell(Link(bare_address(contact.page), contact.page)) if contact.page else None)
    name = () if contact.name else answered_among(book, contact, "name")
    others = (
        *answered_among(book, contact, "telephone", cell(telephone_link(contact.telephone))),
        *answered_among(book, contact, "hours", cell(contact.hours)),
        *answered_among(book, contact, "other", contact.other),
    )
    return answered(book, team, "contact", (*name, *answered_among(book, contact, "mail", cell(mail)), *page, *others))


def tables(book: Book, team: Team, *, roles: tuple[Role, ...]) -> tuple[tuple[str, Table], ...]:
    """Return the team's tables that have rows, each with its spot on the page."""
    whose = team_tables.TeamScope(book, frozenset({team.id, *(role.id for role in roles)}))
    return with_rows(
        steps=team_tables.steps_table(whose),
        handoffs_in=team_tables.handoffs_table(whose, inwards=True),
        handoffs_out=team_tables.handoffs_table(whose, inwards=False),
        milestones=team_tables.milestones_table(whose),
        events=team_tables.events_table(whose),
        plays=team_tables.plays_table(whose),
        holds=team_tables.holds_table(whose),
        pain_points=team_tables.pain_points_table(whose),
        work=team_tables.work_table(whose),
        reviews=team_tables.reviews_table(whose),
        stages=team_tables.stages_table(whose),
    )
