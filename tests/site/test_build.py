"""Building sites with real MkDocs: what is there, what links where, and the same bytes for the same input."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sites import Sites, build_both

ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small & Co
    | anchors: [{id: signature, name: Signature}]
    | teams: [{id: success, name: Success}]
  maps/
    first.yml
      | id: first-map
      | name: First map
      | goal: Publish the first rota
      | owner: success
      | status: live
      | audience: public
      | review: 2026-10-01
      | public: {slug: your-first-rota, title: Your first rota, goal: Publish a rota, role: I plan the shifts}
      | stages:
      |   - id: start
      |     name: Start
      |     owner: success
      |     exit: The first rota is published
      |     steps:
      |       - id: invite
      |         customer: Invites three colleagues
      |       - backstage: Looks at the secret ledger
      |     milestones:
      |       - {id: first-rota, name: First rota out, target: 21 days after signature, owner: success}
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, draw_tree: Callable[[str, Path], Path]) -> Sites:
    """Build both sites once; no test changes them."""
    project = draw_tree(ATLAS, tmp_path_factory.mktemp("build"))
    (project / "docs").mkdir()
    (project / "docs" / "mine.md").write_text('---\nrender_macros: true\n---\n\n# Mine\n\n{{ swimlane("first-map") }}\n', encoding="utf-8")
    return build_both(project)


def test_internal_pages_lead_to_the_file_that_made_them(sites: Sites) -> None:
    page = sites["internal"].page("maps/first-map/start")
    assert "https://github.com/example-org/journeybook-atlas/edit/main/journeys/maps/first.yml" in page
    assert 'id="step-invite"' in page
    assert "Small &amp; Co" in page


def test_a_public_site_holds_the_success_map_and_no_internal_step(sites: Sites) -> None:
    site = sites["public"]
    text = site.page("your-first-rota")
    assert "Invites three colleagues" in text
    everything = b"".join(site.files().values()) + "".join(site.files()).encode()
    for secret in (b"secret ledger", b"first-map", b"first.yml", b"github.com/example-org"):
        assert secret not in everything


def test_the_same_input_gives_the_same_bytes(sites: Sites, build: Callable[..., Any], tmp_path: Path) -> None:
    """The internal site; that the public one does, whatever else differs, is asked with whole builds of the proof."""
    elsewhere = tmp_path / "some" / "where else"
    shutil.copytree(sites["internal"].folder.parents[1], elsewhere, ignore=shutil.ignore_patterns("site"))
    one = sites["internal"].files()
    other = build(elsewhere, "internal", PYTHONHASHSEED="77", TZ="Asia/Tokyo", LC_ALL="tr_TR.UTF-8").files()
    assert len(one) > 5
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_a_hand_written_page_calls_the_same_macros(sites: Sites) -> None:
    assert 'class="swimlane' in sites["internal"].page("mine")
    assert not (sites["public"].folder / "mine").exists()


def test_a_macro_that_asks_for_what_is_not_there_stops_the_build_in_plain_words(
    draw_project: Callable[[str], Path], dress: Callable[[Path], Path], build: Callable[..., Any]
) -> None:
    project = dress(draw_project(ATLAS))
    text = '---\nrender_macros: true\n---\n\n# Mine\n\n{{ swimlane("frst-map") }}\n\n{{ journey_map() }}\n'
    (project / "docs" / "mine.md").write_text(text, encoding="utf-8")
    site = build(project, "internal")
    assert site.code == 1
    assert "mine.md:7: there is no map 'frst-map'" in site.output
    assert "mine.md:9: journey_map() is called with 0 ids: write journey_map(map_id)" in site.output
    assert "Traceback" not in site.output


def test_a_mistake_in_the_journeys_stops_the_build_with_its_place(
    draw_project: Callable[[str], Path], dress: Callable[[Path], Path], build: Callable[..., Any]
) -> None:
    site = build(dress(draw_project(ATLAS.replace("customer: Invites", "custmer: Invites"))), "internal")
    assert site.code == 1
    assert "journeys/maps/first.yml:16:9 error SHAPE-UNKNOWN-KEY" in site.output
    assert "Traceback" not in site.output


def test_the_search_index_names_each_step_with_its_stage_and_map(sites: Sites) -> None:
    pages = [data for name, data in sites["internal"].files().items() if name.startswith("search/documents-")]
    shown = [document for page in pages for document in json.loads(page)]
    assert ["Step", "Invites three colleagues", [["maps/first-map/start/#step-invite", "First map", "Start"]]] in [
        document[:3] for document in shown
    ]
    assert ["Stage", "Start", [["maps/first-map/start/", "First map"]]] in [document[:3] for document in shown]
