"""In a clone that holds too little of the history no age is printed: whatever depends on the day says that it is unknown."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Badge
from journeybook.views.blocks.evidence import evidence_cell
from journeybook.views.journey_map.map_header import header_badges
from journeybook.views.journey_map.paper_map import paper_map
from journeybook.views.pages import home, plans
from journeybook.views.tables import metric_library

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | lanes: [{id: ours, name: We, role: frontstage}]
  evidence/talks.yml
    | {id: talks, name: Talks, kind: csm, method: interview, date: 2020-05-01}
  measures/logins.yml
    | {id: logins, name: Logins, unit: per week, owner: care, stale_after: 30 days,
    |  readings: [{value: 3, date: 2020-05-01, how: computed, by: Log}]}
  accounts/one.yml
    | {id: one, name: One}
  plans/one.yml
    | {id: one-plan, account: one, map: way, tasks: [{what: Sign, due: 2020-05-01, progress: open}]}
  maps/way.yml
    | id: way
    | name: Way
    | goal: To arrive
    | owner: care
    | review: 2020-05-01
    | stages: [{id: start, name: Start, exit: Done, steps: [{ours: Begins, evidence: talks}]}]
"""
WHO = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
LATE = {f"GIT_{who}_DATE": "2021-05-01T12:00:00+00:00" for who in ("AUTHOR", "COMMITTER")}


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], env=os.environ | WHO | LATE, check=True, capture_output=True)


@pytest.fixture
def project(draw_project: Callable[[str], Path]) -> Path:
    """Return the world with a history of two commits, the later one of which changes no journey."""
    project = draw_project(WORLD)
    _git(project, "init", "-q")
    for message in ("Begin", "Go on"):
        (project / "README.md").write_text(message, encoding="utf-8")
        _git(project, "add", "-A")
        _git(project, "commit", "-q", "-m", message)
    return project


def _badges(cells: object) -> list[str]:
    return [badge.text for badge in cells if isinstance(badge, Badge)] if isinstance(cells, tuple) else []


def _ages(book: Book) -> list[str]:
    """Return every text of a page that depends on the day."""
    journey = book.atlas.maps[0]
    rows = [*metric_library.view(book).rows, *plans.view(book).rows]
    figures = [figure.value for figure in home.key_figures(book) if figure.text in ("Statements on evidence", "Maps to review")]
    day = [text for text in paper_map(book, journey.id).about if str(text).startswith("as of")]
    told = [badge for row in rows for cells in row.cells for badge in _badges(cells)]
    talks = f"Talks: {_badges(evidence_cell(book, ('talks',)))[0]}"
    return [*_badges(header_badges(book, journey)), talks, *told, *figures, *map(str, day)]


def test_ages_in_a_cut_history_are_unknown(project: Path, tmp_path: Path) -> None:
    for depth in ("1", "2"):
        _git(tmp_path, "clone", "-q", "--depth", depth, project.as_uri(), depth)
    checked = [check(folder) for folder in (tmp_path / "1", tmp_path / "2", project)]
    assert all(each.ok for each in checked)
    one, two, whole = (_ages(open_book(each, Audience.INTERNAL)) for each in checked)
    assert two == one
    assert list(zip(one, whole, strict=True)) == [
        ("100 % on evidence (1 of 1), age unknown", "100 % on evidence (1 of 1)"),
        ("Review due 2020-07-30, not known whether overdue", "Review 275 days overdue"),
        ("Talks: 2020-05-01, age unknown", "Talks: 2020-05-01"),
        ("age unknown", "too old to use"),
        ("not known whether late", "1 late"),
        ("age unknown", "100 %"),
        ("age unknown", "1"),
        ("as of an unknown day", "as of 2021-05-01"),
    ]
