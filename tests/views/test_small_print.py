"""The fields that every item has stand at the item: in a last column of its table, which is left out where it would be empty."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Link, Prefix
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.pages import teams
from journeybook.views.tables import accounts, anchor_days, lane_list

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | roles: [{id: csm, name: Manager, team: care, source: Handbook}]
    | contact_roles: [{id: admin, name: Administrator}]
    | lanes: [{id: rules, name: Rules, kind: text, role: support}]
    | anchors: [{id: signature, name: Signature, usually: unknown, note: By hand, evidence: [talks]}]
  evidence/talks.yml
    | {id: talks, name: Talks, kind: csm, method: interview, date: 2026-05-01}
  accounts/one.yml
    | id: one
    | name: One
    | instances: [main, {id: trial, excluded: Never paid}]
    | raci: {csm: RA}
    | stated_elsewhere: [{value: Two, source: Ledger}]
    | links: [{url: 'https://example.org/one', text: Record}]
"""


def _book(project: Path) -> Book:
    return open_book(check(project, as_of=date(2026, 6, 1)), Audience.INTERNAL)


def test_each_field_stands_behind_its_label(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    account = accounts.view(book)
    assert account.columns == ("Account", "History", "Subscriptions", "Owner", "More")
    assert account.rows[0].cells[-1] == (
        *(Prefix("Who does what:"), Link("Manager", Address("teams/care.md", "role-csm")), "Responsible, Accountable"),
        *(Prefix("Stated elsewhere:"), "Two, says Ledger"),
        *(Prefix("Links:"), Link("Record", "https://example.org/one")),
    )
    (day,) = without_empty_columns(anchor_days.view(book)).rows
    assert day.cells[1:-1] == (("not known",),), "nothing is asked, and nothing said of how the day is known"
    assert [text for text in day.cells[-1] if not isinstance(text, Link)] == [
        *(Prefix("Evidence:"), Badge("2026-05-01", "neutral")),
        *(Prefix("Note:"), "By hand"),
    ]


def test_a_column_in_which_nothing_would_stand_is_left_out(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    tables = (lane_list.view(book), teams.view(book).roles, teams.view(book).contact_roles)
    assert [without_empty_columns(table).columns for table in tables] == [
        ("Lane", "Whose", "What stands in it"),
        ("Role", "Team", "More"),
        ("Role",),
    ]
