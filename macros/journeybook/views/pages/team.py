"""A team's page: everything that is its, across every map."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.organisation import Role, Team
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, Stub, Table
from journeybook.views.blocks import team_tables
from journeybook.views.blocks.thing_page import with_rows
from journeybook.views.links.links import anchor_of
from journeybook.views.links.site_map import thing_pages


@dataclass(frozen=True)
class TeamPage:
    """What a team's page shows: how to reach it, its roles, and its tables by subject; empty ones are left out."""

    title: str
    summary: str
    partner: bool
    contact: Cell
    roles: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, Table], ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every team."""
    yield from thing_pages(book, "team", book.atlas.file.teams)


def view(book: Book, team_id: str) -> TeamPage:
    """Choose what a team's page shows."""
    team = book.find(Team, team_id)
    roles = tuple(role for role in book.atlas.file.roles if role.team == team.id)
    return TeamPage(
        team.name,
        team.summary or "",
        team.partner,
        contact(team),
        tuple((anchor_of(role), role.name) for role in roles),
        tables(book, team, roles=roles),
    )


def contact(team: Team) -> Cell:
    """Return how a team is reached."""
    said = team.contact
    mail = Link(said.name or said.mail.removeprefix("mailto:"), said.mail) if said.mail else said.name
    return tuple(piece for piece in (mail, Link(said.page.removeprefix("https://"), said.page) if said.page else None) if piece)


def tables(book: Book, team: Team, *, roles: tuple[Role, ...]) -> tuple[tuple[str, Table], ...]:
    """Return the team's tables that have rows, each with its spot on the page."""
    whose = team_tables.Whose(book, frozenset({team.id, *(role.id for role in roles)}))
    return with_rows(
        steps=team_tables.steps(whose),
        handoffs_in=team_tables.handoffs(whose, inwards=True),
        handoffs_out=team_tables.handoffs(whose, inwards=False),
        milestones=team_tables.milestones(whose),
        events=team_tables.events(whose),
        plays=team_tables.plays(whose),
        holds=team_tables.holds(whose),
        pain_points=team_tables.pain_points(whose),
        work=team_tables.work(whose),
        reviews=team_tables.reviews(whose),
        stages=team_tables.stages(whose),
    )
