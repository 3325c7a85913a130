"""Drawings and tables stand beside the maps of the internal site, and nowhere on the public one."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sites import Sites, build_both

ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
  resources/
    plans.yml
      | - {id: plan, name: Plan, kind: document, file: Plan_v2.final-A.PDF, summary: What we hand out, audience: public}
      | - {id: copy, name: Copy, kind: document, file: Plan_v2.final-A.PDF}
    Plan_v2.final-A.PDF
      | a plan
    notes.txt
      | nobody names this
  maps/
    first.yml
      | id: first-map
      | name: First map
      | goal: Publish the first rota
      | status: live
      | audience: public
      | public: {slug: your-first-rota, title: Your first rota, goal: Publish a rota, role: I plan the shifts}
      | stages:
      |   - id: start
      |     name: Start
      |     customer_name: Start
      |     exit: The first rota is published
      |     steps:
      |       - {id: invite, customer: Invites three colleagues}
      |       - {id: look, backstage: Looks at the ledger}
    head.yml
      | {id: head, name: Head, goal: Nothing yet}
"""
TAKEN_AWAY = {".svg", ".csv", ".png", ".pdf"}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, draw_tree: Callable[[str, Path], Path]) -> Sites:
    """Build both sites once; no test changes them."""
    return build_both(draw_tree(ATLAS, tmp_path_factory.mktemp("downloads")))


def test_the_internal_site_offers_both_files_of_a_map(sites: Sites) -> None:
    site = sites["internal"]
    page, files = site.page("maps/first-map"), site.files()
    for name in ("first-map.csv", "first-map.svg"):
        assert f'href="{name}" download' in page
        assert f"({name[-3:].upper()}, {-(-len(files[f'maps/first-map/{name}']) // 1000)} kB)" in page
        assert b"Invites three" in files[f"maps/first-map/{name}"].replace(b"\n", b" ")
    assert ET.fromstring(files["maps/first-map/first-map.svg"]).tag.endswith("svg")  # noqa: S314 - what we built ourselves
    assert [name for name in files if name.startswith("maps/head/") and Path(name).suffix in TAKEN_AWAY] == []


def test_the_internal_site_has_the_files_of_resources_and_links_to_them(sites: Sites) -> None:
    site = sites["internal"]
    files = site.files()
    assert {name: data for name, data in files.items() if name.startswith("assets/resources/")} == {
        "assets/resources/Plan_v2.final-A.PDF": b"a plan\n"
    }
    assert [
        site.page(page).count('<a href="../../assets/resources/Plan_v2.final-A.PDF"') for page in ("resources/plan", "resources/copy")
    ] == [
        1,
        1,
    ]
    assert [name for name in files if "notes" in name] == []


def test_the_public_site_holds_none(sites: Sites) -> None:
    site = sites["public"]
    files = site.files()
    assert "your-first-rota/index.html" in files
    assert [name for name in files if Path(name).suffix in TAKEN_AWAY and not name.startswith("assets/")] == []
    assert [name for name in files if "first-map" in name or "plan_v2" in name.lower()] == []
    assert " download>" not in site.page("your-first-rota")
