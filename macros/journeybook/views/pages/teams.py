"""The index of teams."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.vocabulary import Role
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Stub, Table, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.links.links import anchor_of, reference_link
from journeybook.views.links.site_map import page_stub
from journeybook.views.pages.team import contact_cell, partner_cell


@dataclass(frozen=True)
class TeamsPage:
    """What the index shows: the teams, our roles, and the roles contacts hold at the customer."""

    title: str
    teams: Table
    roles: Table
    contact_roles: Table


def pages(book: Book) -> Iterator[Stub]:
    """Yield the index."""
    yield page_stub(book, "teams", title=heading(book, "nav.teams"), source=book.atlas.file, description=book.say("teams.description"))


def view(book: Book) -> TeamsPage:
    """Return what the index shows."""
    file = book.atlas.file
    rows = []
    for team in file.teams:
        team_roles = tuple(role.name for role in file.roles if role.team == team.id)
        rows.append(
            Row(
                (
                    cell(reference_link(book, "team", team.id)),
                    (*answered(book, team, "summary", team.summary), *partner_cell(book, team)),
                    team_roles,
                    contact_cell(book, team),
                    small_print(book, team),
                )
            )
        )
    columns = tuple(book.say(f"teams.column.{name}") for name in ("team", "summary", "roles", "contact", "more"))
    roles = tuple(_role(book, role) for role in file.roles)
    contacts = tuple(
        Row(
            (cell(contact_role.name), answered(book, contact_role, "summary", contact_role.summary), small_print(book, contact_role)),
            anchor_of(contact_role),
        )
        for contact_role in file.contact_roles
    )
    company = tuple(book.say(f"teams.column.{name}") for name in ("role", "team", "tasks", "more"))
    customer = tuple(book.say(f"teams.column.{name}") for name in ("role", "summary", "more"))
    return TeamsPage(
        heading(book, "nav.teams"),
        Table(heading(book, "teams.caption"), columns, tuple(rows), book.say("teams.empty")),
        Table(heading(book, "teams.our_roles"), company, roles, book.say("teams.no_roles")),
        Table(heading(book, "teams.contact_roles"), customer, contacts, book.say("teams.no_contact_roles")),
    )


def _role(book: Book, role: Role) -> Row:
    """Return a role of ours: its team, and what it does."""
    team = answered(book, role, "team", cell(reference_link(book, "team", role.team)))
    return Row((cell(role.name), team, answered(book, role, "tasks", role.tasks), small_print(book, role)))
