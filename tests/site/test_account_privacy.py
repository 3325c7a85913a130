"""Nothing of a single account reaches a site that may not show it: every value of every table is looked for in whole sites."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Sites, build_both

from journeybook.measure.figures import open_figures
from journeybook.validate import check

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | as_of: 2026-03-31
    | default_anchor: signature
    | teams: [{id: crew, name: Crew}]
    | anchors: [{id: signature, name: the signature}]
  segments/s.yml
    | - {id: large, name: Large}
  playbooks/b.yml
    | {id: call-them, name: Call them, owner: crew, steps: [Call]}
  plays/p.yml
    | - {id: call, name: Call them, owner: crew, playbook: call-them}
  measures/m.yml
    | - {id: hours, name: Hours at sea, unit: hours}
    | - {id: mood, name: Mood, values: [good, poor]}
  maps/sail.yml
    | id: sail
    | name: Sail
    | goal: Sail away
    | owner: crew
    | status: live
    | audience: public
    | review: 2026-06-01
    | public: {slug: sail-away, title: Sail away, goal: Sail, role: I sail}
    | stages:
    |   - id: harbour
    |     name: Harbour
    |     owner: crew
    |     exit: hours > 3
    |     events: [{id: storm, name: Storm, when: hours < 2, severity: high, play: call}]
    |     steps: [{id: pack, customer: Pack}]
    |     milestones: [{id: aboard, name: Aboard, owner: crew, target: 10 days after signature}]
  health/h.yml
    | id: fitness
    | name: Fitness
    | phases: []
    | owner: crew
    | version: '1'
    | bands: [{id: good, name: Good, tone: good, when: '>= 50'}, {id: poor, name: Poor, tone: poor, when: '< 50'}]
    | total: 100
    | groups: [{name: All, weight: 100, indicators: [{measure: hours, weight: 100, bands: {good: '>= 3', poor: '< 3'}}]}]
  metrics/boats.yml
    | row: account
    | as_of: 2026-03-31
    | names_shown: true
    | columns: {boat: account, called: name, tier: segment, signed: {means: start, of: signature}}
  metrics/boats.csv
    | boat,called,tier,signed
    | kestrel-771,Kestrel Holdings,large,2025-02-11
    | osprey-772,Osprey Ventures,large,2025-03-12
  metrics/hours.yml
    | {row: reading, as_of: 2026-03-31, names_shown: NAMES, columns: {boat: account, day: day, hours: measure, mood: measure}}
  metrics/hours.csv
    | boat,day,hours,mood
    | kestrel-771,2026-03-13,918273,good
    | osprey-772,2026-03-14,1.30719,poor
    | osprey-772,2026-03-15,77x31,grumpy
    | heron-773,2026-03-16,4,good
  metrics/happened.yml
    | {row: event, as_of: 2026-03-31, names_shown: true, columns: {boat: account, kind: kind, id: id, day: day}}
  metrics/happened.csv
    | boat,kind,id,day
    | kestrel-771,milestone,aboard,2025-02-19
    | osprey-772,event,storm,2026-03-17
    | osprey-772,event,gale-774,2026-03-18
  metrics/tickets.yml
    | {row: ticket, as_of: 2026-03-31, names_shown: true, columns: {boat: account, number: id, open: opened, shut: closed}}
  metrics/tickets.csv
    | boat,number,open,shut
    | kestrel-771,T-88123,2026-03-20,2026-03-19
"""
NAMES = ("kestrel-771", "kestrel holdings", "osprey-772", "osprey ventures", "heron-773")
VALUES = ("918273", "1.30719", "1,30719", "77x31", "grumpy", "gale-774", "t-88123")
DAYS = ("2025-02-11", "2025-03-12", "2025-02-19", *(f"2026-03-{day}" for day in range(13, 21)))
CANARIES = (*NAMES, *VALUES, *DAYS)
SHOWN = {"heron-773", "77x31", "grumpy", "gale-774", "2026-03-20"}
"""What the data report names of the rows that it leaves out, where it may."""


@pytest.fixture(scope="module", params=["false", "true"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, draw_tree: Callable[[str, Path], Path]
) -> tuple[str, Sites]:
    project = draw_tree(WORLD.replace("NAMES", request.param), tmp_path_factory.mktemp(f"names-{request.param}") / "project")
    checked = check(project)
    assert checked.ok, checked.findings
    figures = open_figures(project, checked.atlas)
    assert figures is not None
    assert (figures.names_shown, len(figures.source.accounts()), len(figures.source.reports)) == (request.param == "true", 2, 4)
    return request.param, build_both(project)


def test_a_site_shows_single_accounts_only_where_every_table_permits_it(built: tuple[str, Sites]) -> None:
    names, sites = built
    met = found_in(sites["internal"].folder)
    assert sites["internal"].page("data")
    assert met >= SHOWN if names == "true" else met == set()


def test_the_public_site_holds_nothing_of_any_table(built: tuple[str, Sites]) -> None:
    _, sites = built
    assert sites["public"].page("sail-away")
    assert found_in(sites["public"].folder) == set()


def found_in(folder: Path) -> set[str]:
    """Return what of the tables stands in any file of a site, or in the name of one."""
    texts = [f"{path} {path.read_bytes().decode('utf-8', 'replace')}".lower() for path in folder.rglob("*") if path.is_file()]
    assert len(texts) > 20
    assert any("sail" in text for text in texts)
    return {canary for canary in CANARIES if any(canary in text for text in texts)}
