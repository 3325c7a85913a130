"""`journeybook new` begins things that check clean, asks in a terminal, takes flags in scripts, and overwrites nothing."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from journeybook.cli import terminal
from journeybook.cli.main import assemble_program
from journeybook.cli.starter_files import STARTERS, StarterKind, starter_types
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()
FLAGS: dict[str, list[str]] = {
    "future": ["--of", "first-map"],
    "persona": ["--role", "sponsor"],
    "stage": ["--map", "first-map"],
    "plan": ["--account", "our-account", "--map", "first-map"],
}


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    return shutil.copytree(STARTERS / "project", tmp_path / "ours")


def _new(project: Path, *arguments: str, answers: str | None = None) -> Result:
    return RUNNER.invoke(PROGRAM, ["new", *arguments, "--project", str(project)], input=answers)


def _snapshot(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def _everything() -> Iterable[tuple[str, str]]:
    return [(kind, name) for kind in StarterKind for name in starter_types(kind)]


def test_everything_that_can_be_begun_stands_together_in_a_new_atlas(begun: Path) -> None:
    for kind, name in _everything():
        wanted = ["--type", name] if kind in {"map", "playbook", "data"} else []
        answer = _new(begun, kind, f"our-{name}", *wanted, *FLAGS.get(name, []), *FLAGS.get(kind, []))
        assert answer.exit_code == 0, f"{kind} {name}: {answer.output}"
        assert Path(answer.stdout.strip()).is_file()
        assert ": 0 errors, 0 warnings. Next: " in answer.stderr
    assert [str(finding) for finding in check(begun).findings] == []
    atlas = check(begun).atlas
    assert len(atlas.maps) == len(starter_types(StarterKind.MAP)) + 1
    assert atlas.find(type(atlas.personas[0]), "our-persona") is not None


def test_what_can_be_begun_is_listed() -> None:
    lines = RUNNER.invoke(PROGRAM, ["new", "--list"]).stdout.splitlines()
    assert len(lines) == len(list(_everything())) > 20
    assert lines[0] == "map --type buyer                 Buyer's journey, from awareness to loyalty"


def test_a_stage_joins_its_map_behind_the_one_named(begun: Path) -> None:
    path = begun / "journeys/maps/first-map.yml"
    before = path.read_text(encoding="utf-8")
    assert _new(begun, "stage", "review", "--map", "first-map", "--after", "onboarding").exit_code == 0
    after = path.read_text(encoding="utf-8")
    start = after.index("  - id: review\n")
    end = after.index("  - id: everyday-use\n")
    assert after[:start] + after[end:] == before
    assert [stage.id for stage in check(begun).atlas.maps[0].stages] == ["onboarding", "review", "everyday-use"]


def test_a_play_joins_the_first_list_of_plays(begun: Path) -> None:
    assert _new(begun, "play", "call").stdout.strip().endswith("journeys/plays/call.yml")
    assert _new(begun, "playbook", "rescue", "--type", "rescue").exit_code == 0
    assert _new(begun, "play", "write", "--playbook", "rescue").stdout.strip().endswith("journeys/plays/call.yml")
    assert [play.id for play in check(begun).atlas.plays] == ["call", "write"]


def test_a_thing_joins_the_list_that_is_named(begun: Path) -> None:
    assert _new(begun, "persona", "sponsor", "--role", "sponsor").exit_code == 0
    answer = _new(begun, "persona", "office-manager", "--role", "administrator", "--file", "sponsor.yml")
    assert (answer.exit_code, answer.stdout.strip()) == (0, f"{begun}/journeys/personas/sponsor.yml")
    assert [persona.id for persona in check(begun).atlas.personas] == ["sponsor", "office-manager"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "KIND is missing: map, stage"),
        (["map"], "ID is missing"),
        (["map", "Big Map", "--type", "churn"], "'Big Map' is no id"),
        (["map", "leave"], "--type is missing: buyer, churn"),
        (["map", "leave", "--type", "chrun"], "did you mean 'churn'?"),
        (["map", "later", "--type", "future"], "--of is missing: first-map"),
        (["map", "later", "--type", "future", "--of", "frist-map"], "did you mean 'first-map'?"),
        (["map", "first-map", "--type", "churn"], "journeys/maps/first-map.yml:3:1"),
        (["map", "leave", "--type", "churn", "--owner", "slaes"], "did you mean 'sales'?"),
        (["map", "leave", "--type", "churn", "--persona", "nobody"], "there is no persona 'nobody'"),
        (["map", "leave", "--type", "churn", "--segment", "big"], "there is no segment 'big'"),
        (["map", "leave", "--type", "churn", "--file", "first-map.yml"], "there is no list of the kind map"),
        (["persona", "sponsor"], "--role is missing: sponsor"),
        (["stage", "onboarding", "--map", "first-map"], "has a stage 'onboarding' already"),
        (["stage", "review"], "--map is missing: first-map"),
        (["stage", "review", "--map", "first-map", "--after", "onbording"], "did you mean 'onboarding'?"),
        (["plan", "tern"], "--account is missing"),
        (["plan", "tern", "--account", "tern"], "there is no account 'tern'"),
        (["event", "silence", "--playbook", "rescue"], "there is no playbook 'rescue'"),
        (["persona", "boss", "--role", "sponsor", "--file", "none.yml"], "there is no list of the kind persona"),
    ],
)
def test_what_is_missing_unknown_or_taken_is_said_and_nothing_is_written(begun: Path, arguments: list[str], words: str) -> None:
    before = _snapshot(begun)
    answer = _new(begun, *arguments)
    assert answer.exit_code == 2
    assert words in " ".join(answer.stderr.split()).replace(" │ │ ", " ")
    assert _snapshot(begun) == before


def test_a_file_of_that_name_stays(begun: Path) -> None:
    (begun / "journeys/maps/leave.yml").write_text("id: other\n", encoding="utf-8")
    before = _snapshot(begun)
    assert _new(begun, "map", "leave", "--type", "churn").exit_code == 2
    assert _snapshot(begun) == before


def test_a_map_without_stages_of_its_own_takes_none(begun: Path) -> None:
    assert _new(begun, "map", "later", "--type", "future", "--of", "first-map").exit_code == 0
    answer = _new(begun, "stage", "review", "--map", "later")
    assert (answer.exit_code, "alterations:" in answer.stderr) == (2, True)


def test_a_terminal_is_asked_for_what_is_missing(begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "can_ask", lambda: True)
    answer = _new(begun, answers="map\nleave\nchurn\nHow they leave: today\nsales\n")
    assert answer.exit_code == 0, answer.output
    journey = check(begun).atlas.spots_of(type(check(begun).atlas.maps[0]))
    assert [(spot.part.name, spot.part.owner) for spot in journey if spot.part.id == "leave"] == [("How they leave: today", "sales")]


def test_a_broken_atlas_is_said_first(begun: Path) -> None:
    (begun / "journeys/atlas.yml").write_text("schema_version: 2\norganisation: Tern\nlanes: [\n", encoding="utf-8")
    answer = _new(begun, "map", "leave", "--type", "churn")
    assert (answer.exit_code, "atlas.yml has errors" in answer.stderr) == (1, True)
    assert not (begun / "journeys/maps/leave.yml").exists()
