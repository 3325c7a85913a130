"""Data for customers, such as an exported atlas, holds nothing that their pages do not say and nobody marked for them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from journeybook.cli import data_export
from journeybook.cli.main import assemble_program
from journeybook.exchange.document import atlas_document, document_texts
from journeybook.findings import Level
from journeybook.model.base import Audience
from journeybook.prove.public_document import prove_public_document
from journeybook.validate import check
from journeybook.views.base.book import open_book

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | internal_words: [xyl]
    | everyday_texts: {Puffins at noon: The name of a song}
    | teams:
    |   - {id: watch, name: Ospreys of the night}
    |   - {id: noon, name: Puffins at noon}
    |   - {id: crew, name: Crew on board, audience: public}
    | lanes: [{id: guest, name: Guest, role: customer, audience: public}]
  accounts/
    accounts.yml
      | - {id: a-417, name: Magpie}
  resources/
    resources.yml
      | - {id: leaflet, name: How to tie a knot, kind: document, audience: public, owner: watch, note: Sell them a second ticket first}
  maps/
    tour.yml
      | # The Buzzard edition is late
      | id: tour
      | name: Tour of the reckless
      | owner: watch
      | audience: public
      | status: live
      | goal: Nobody notices the leak
      | public: {slug: tour, title: Come home, goal: See the island, role: I sail}
      | stages:
      |   - id: sail
      |     name: Sail
      |     exit: Land is in sight
      |     steps: [{guest: Goes on board, note: The engine is older than we say}]
"""


@pytest.fixture(name="project")
def _project(draw_project: Callable[[str], Path]) -> Path:
    return draw_project(PROJECT)


def hits(project: Path, *planted: str) -> list[str]:
    """Return what is refused in the public atlas with some texts planted in it."""
    checked = check(project)
    assert [finding for finding in checked.findings if finding.level is Level.ERROR] == []
    book = open_book(checked, Audience.PUBLIC)
    texts = [*document_texts(atlas_document(book.atlas, Audience.PUBLIC)), *planted]
    assert {"See the island", "Goes on board", "Crew on board", "How to tie a knot"} <= set(texts)
    return [str(hit) for hit in prove_public_document(checked, project, book, "atlas.json", texts)]


def test_the_public_atlas_passes(project: Path) -> None:
    assert hits(project) == []


@pytest.mark.parametrize(
    ("planted", "line"),
    [
        ("for a-417 alone", "'a 417' is of Account.id (journeys/accounts/accounts.yml:1:"),
        ("ask Magpie", "'magpie' is of Account.name (journeys/accounts/accounts.yml:1:"),
        ("the xyl one", "'xyl' is of AtlasFile.internal_words (journeys/atlas.yml:3:"),
        ("see the Ospreys of the night", "'ospreys of the night' is of Team.name (journeys/atlas.yml:6:"),
        ("Tour of the reckless", "'tour of the reckless' is of Map.name (journeys/maps/tour.yml:3:"),
        ("The engine is older than we say", "'the engine is older than we' is of Step.note (journeys/maps/tour.yml:"),
        ("Sell them a second ticket first", "'sell them a second ticket first' is of Resource.note (journeys/resources/resources.yml:1:"),
        ("The Buzzard edition is late", "'the buzzard edition is late' is of a comment (journeys/maps/tour.yml:1:"),
        ("T3NwcmV5cyBvZiB0aGUgbmlnaHQ=", "'ospreys of the night' is of Team.name (journeys/atlas.yml:6:"),
    ],
)
def test_a_leak_is_refused_with_the_line_it_comes_from(project: Path, planted: str, line: str) -> None:
    refused = hits(project, planted)
    assert line in "\n".join(refused)
    assert all(hit.startswith("atlas.json: text: '") for hit in refused)


@pytest.mark.parametrize("planted", ["Puffins at noon", "a night on board", "See the island", "417 days"])
def test_what_tells_nothing_passes(project: Path, planted: str) -> None:
    assert hits(project, planted) == []


@pytest.mark.parametrize(("subject", "form"), [("atlas", "json"), ("atlas", "xlsx"), ("atlas", "csv"), ("map", "markdown")])
def test_an_export_with_a_leak_is_not_written(project: Path, monkeypatch: pytest.MonkeyPatch, subject: str, form: str) -> None:
    out = project / f"out.{form}"
    command = ["export", subject, *(["tour"] if subject == "map" else []), "--to", form, "--audience", "public", "--out", str(out)]
    whole = CliRunner().invoke(assemble_program(), [*command, "--project", str(project)])
    assert (whole.exit_code, out.exists()) == (0, True), whole.stderr
    before = out.read_bytes()
    write = getattr(data_export, f"{subject}_document")
    monkeypatch.setattr(data_export, f"{subject}_document", lambda *given: write(*given) | {"planted": "Tour of the reckless"})
    answer = CliRunner().invoke(assemble_program(), [*command, "--project", str(project)])
    assert (answer.exit_code, answer.stdout, out.read_bytes()) == (1, "", before)
    assert "'tour of the reckless' is of Map.name (journeys/maps/tour.yml:3:" in answer.stderr
    assert answer.stderr.endswith(f"{out} is not written: customers would read what stands above\n")
