"""Each starter speaks the words of the atlas it is written into, checks clean there, and differs from the others."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filled_starters import filled_starters
from sample_atlas import sample_checked

from journeybook.edit.starter import NO_ANSWER, atlas_words, fill_starter
from journeybook.validate import check

ROOT = Path(__file__).parents[2]
STARTERS = ROOT / "macros/journeybook/cli/starters"
MAPS = {
    "buyer",
    "churn",
    "current",
    "day-in-the-life",
    "future",
    "lead-nurturing",
    "onboarding",
    "renewal",
    "service-blueprint",
    "success-map",
    "support-blueprint",
}
OTHER_NAMES = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern
    | teams: [{id: nord, name: Nordteam}, {id: kasse, name: Kasse}]
    | lanes:
    |   - {id: gast, name: Gast, role: customer}
    |   - {id: saal, name: Saal, role: frontstage, team: nord}
    |   - {id: keller, name: Keller, role: backstage, team: kasse}
    | anchors: [{id: ankunft, name: die Ankunft}]
    | channels: [{id: theke, name: Theke}]
    | feelings: [{id: froh, name: Froh, value: 1}]
  maps/m.yml
    | {id: m, name: M, goal: G, owner: nord, stages: [{id: s, name: S, owner: nord, exit: E, steps: [{gast: Isst, ends: Satt}]}]}
"""
NOTHING = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern
  maps/m.yml
    | {id: m, name: M, goal: G, owner: unknown, stages: [{id: s, name: S, owner: unknown, exit: E, steps: [{customer: Eats, ends: Full}]}]}
"""
DrawProject = Callable[[str], Path]


def _begun(tmp_path: Path) -> Path:
    return shutil.copytree(STARTERS / "project", tmp_path / "begun")


def _added_findings(project: Path) -> list[str]:
    """Return what the check says of a project with every starter in it, and did not say before."""
    before = {str(finding) for finding in check(project).findings}
    filled = filled_starters(STARTERS, project)
    assert len(filled) > 18
    for name, text in filled.items():
        path = project / name.replace(".yml", "-of-starter.yml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [str(finding) for finding in check(project).findings if str(finding) not in before]


def test_every_starter_is_clean_in_a_new_atlas(tmp_path: Path) -> None:
    assert _added_findings(_begun(tmp_path)) == []


def test_every_starter_is_clean_in_the_sample(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "journeys", tmp_path / "sample/journeys")
    assert _added_findings(tmp_path / "sample") == []


@pytest.mark.parametrize("tree", [OTHER_NAMES, NOTHING], ids=["other names", "no lists at all"])
def test_every_starter_is_clean_beside_other_lanes_and_teams(tree: str, draw_project: DrawProject) -> None:
    assert _added_findings(draw_project(tree)) == []


def test_a_starter_takes_its_words_from_the_atlas(draw_project: DrawProject) -> None:
    words = atlas_words(check(draw_project(OTHER_NAMES)).atlas)
    assert words == {
        "customer": "gast",
        "frontstage": "saal",
        "backstage": "keller",
        "support_lane": "keller",
        "success": "nord",
        "sales": "nord",
        "marketing": "nord",
        "support": "nord",
        "pleased": "froh",
        "severity": "high",
        "growth_type": "growth",
        "risk_type": "risk",
    }


def test_people_teams_and_channels_are_found_by_role_and_name() -> None:
    words = atlas_words(sample_checked().atlas)
    assert {
        word: words[word] for word in ("sponsor", "administrator", "end_user", "success", "support", "mail", "product", "signature")
    } == {
        "sponsor": "operations-director",
        "administrator": "system-administrator",
        "end_user": "site-manager",
        "success": "customer-success",
        "support": "support",
        "mail": "email",
        "product": "in-app",
        "signature": "signature",
    }


def test_no_team_is_said_to_be_unknown(draw_project: DrawProject) -> None:
    assert atlas_words(check(draw_project(NOTHING)).atlas)["sales"] == NO_ANSWER


def test_lines_without_an_answer_are_left_out_with_their_keys() -> None:
    text = (
        "handoffs: #? a b\n  - {giver: $a, taker: $b} #? a b\nsteps:\n  - $lane: Does\n    feels: $feeling\nmilestones:\n  - {owner: $c}\n"
    )
    assert fill_starter(text, {"a": "x", "b": "x", "lane": "us"}) == "steps:\n  - us: Does\n"
    assert fill_starter(text, {"a": "x", "b": "y", "lane": "us"}) == "handoffs:\n  - {giver: x, taker: y}\nsteps:\n  - us: Does\n"


def test_a_name_cannot_break_out_of_its_place() -> None:
    name = "Plan: a\nid: other # \"no\" 'x'"
    assert fill_starter("name: $name\nid: x\n", {"name": name}) == 'name: "Plan: a\\nid: other # \\"no\\" \'x\'"\nid: x\n'
    assert fill_starter("name: $name\n", {"name": "Plan: a"}) == "name: 'Plan: a'\n"


def test_without_an_anchor_a_target_is_said_in_words() -> None:
    assert fill_starter("target: 14 days after $signature\n", {}) == "target: {text: 14 days after the signature}\n"


def test_there_is_a_map_of_every_type_with_content_of_its_own() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (STARTERS / "maps").glob("*.yml")}
    assert set(texts) == MAPS
    steps = {name: set(re.findall(r"\$(?:customer|frontstage|backstage|support_lane): (.+)", text)) for name, text in texts.items()}
    names = sorted(steps)
    shared = {(a, b): steps[a] & steps[b] for a in names for b in names if a < b}
    assert min(len(said) for name, said in steps.items() if name != "future") > 5
    assert {pair: len(both) for pair, both in shared.items() if len(both) > 1} == {}


def test_the_guide_names_every_type() -> None:
    page = (ROOT / "docs/guide/new.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z][a-z-]+)` \|", page, re.MULTILINE)) == MAPS
