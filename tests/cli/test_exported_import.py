"""What was exported, and Mermaid, comes in as new files; nothing is overwritten, and nothing breaks the journeys."""

import csv
from pathlib import Path

import pytest
import small_atlas
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()
JOURNEY = "journey\n  title Day trip\n  section Board\n    Shows the pass: 4: You\n    Sings: 5: Pirate\n"
GOAL = ("--goal", "To be on board")
ACCOUNT = """\
not stated in the file, and left open in the result: stage 'Board': the fact by which anybody sees that it is over (exit)
not stated in the file, and left open in the result: the map: who answers for it (owner)
1 text left over:
  line 5: 'Pirate': no lane of steps and nobody of the atlas is called so; the step stands in customer
"""


def run(*arguments: str | Path) -> tuple[int, list[str], str]:
    answer = RUNNER.invoke(PROGRAM, list(map(str, arguments)))
    return answer.exit_code, answer.stdout.splitlines(), answer.stderr


def fresh(tmp_path: Path) -> Path:
    return small_atlas.write_project(tmp_path / "project")


def journey_file(tmp_path: Path, text: str = JOURNEY) -> Path:
    file = tmp_path / "trip.mmd"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_atlas_moves_into_an_empty_project(tmp_path: Path) -> None:
    project, file, moved = fresh(tmp_path), tmp_path / "atlas.json", tmp_path / "moved"
    run("export", "atlas", "--to", "json", "--project", project, "--out", file)
    (moved / "journeys").mkdir(parents=True)
    (moved / "journeys/atlas.yml").write_bytes((project / "journeys/atlas.yml").read_bytes())
    exit_code, lines, told = run("import", file, "--project", moved)
    assert (exit_code, lines[:7]) == (
        0,
        [
            "journeys/import/atlas.yml",
            "journeys/segments/segments.yml",
            "journeys/measures/measures.yml",
            "journeys/maps/excursion.yml",
            "journeys/maps/voyage.yml",
            "--- journeys/atlas.yml",
            "+++ the import",
        ],
    ), told
    assert "journeys/atlas.yml is there already and stays as it is" in told
    assert check(moved).ok
    again = tmp_path / "again.json"
    run("export", "atlas", "--to", "json", "--project", moved, "--out", again)
    assert again.read_bytes() == file.read_bytes()
    assert run("import", file, "--project", moved)[1][0] == "--- journeys/atlas.yml"


def test_an_atlas_mends_what_the_project_lacks(tmp_path: Path) -> None:
    project, file, moved = fresh(tmp_path), tmp_path / "atlas.json", tmp_path / "moved"
    run("export", "atlas", "--to", "json", "--project", project, "--out", file)
    (moved / "journeys").mkdir(parents=True)
    atlas = (project / "journeys/atlas.yml").read_text(encoding="utf-8")
    entrance = "entrances:\n  - {text: I sail, map: voyage}\n"
    (moved / "journeys/atlas.yml").write_text(f"{atlas}{entrance}", encoding="utf-8")
    assert not check(moved).ok
    assert run("import", file, "--project", moved)[0] == 0
    assert check(moved).ok


def test_a_mermaid_journey_becomes_a_map_with_the_goal_that_is_given(tmp_path: Path) -> None:
    project, file = fresh(tmp_path), journey_file(tmp_path)
    exit_code, paths, told = run("import", file, "--project", project, *GOAL)
    assert (exit_code, paths) == (0, ["journeys/maps/trip.yml", "journeys/import/trip-left-over.csv"]), told
    assert told.endswith(ACCOUNT)
    with (project / "journeys/import/trip-left-over.csv").open(encoding="utf-8-sig", newline="") as left_over:
        assert list(csv.reader(left_over))[1][:4] == ["trip.mmd", "", "line 5", "Pirate"]
    text = (project / "journeys/maps/trip.yml").read_text(encoding="utf-8")
    assert text.startswith(
        "# Imported from trip.mmd. From now on this file is yours: change it as you like.\n"
        "id: trip\nname: Day trip\nowner: unstated\ngoal: To be on board\nstatus: draft\n"
        "stages:\n  - id: board\n    name: Board\n    exit: unstated\n"
    )
    assert check(project).ok
    assert run("import", file, "--project", project, *GOAL)[:2] == (0, [])


def test_a_diagram_is_previewed_and_asked_about_like_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, file = fresh(tmp_path), journey_file(tmp_path)
    exit_code, lines, _ = run("import", file, "--project", project, "--preview", "--lane", "Pirate=we")
    assert (exit_code, lines[:3]) == (
        0,
        [
            "journeys/maps/trip.yml: made of a Mermaid journey",
            "  stage 'Board', lane 'customer': line 4 'Shows the pass'",
            "  stage 'Board', lane 'ours': line 5 'Sings'",
        ],
    )
    assert run("import", file, "--project", project)[0] == 2
    monkeypatch.setattr("journeybook.cli.import_.can_ask", lambda: True)
    refused = RUNNER.invoke(PROGRAM, ["import", str(file), "--project", str(project)], input="To be on board\nn\n")
    assert (refused.exit_code, (project / "journeys/maps/trip.yml").exists()) == (130, False)


def test_what_would_bring_errors_stands_beside_the_journeys(tmp_path: Path) -> None:
    project, file = fresh(tmp_path), journey_file(tmp_path, JOURNEY.replace("Sings", "[Sings](javascript#58;x)"))
    exit_code, paths, told = run("import", file, "--project", project, *GOAL)
    assert (exit_code, paths) == (1, ["journeys/import/maps-trip.yml", "journeys/import/trip-left-over.csv"])
    assert "journeys/maps/trip.yml would bring errors" in told
    assert "error SHAPE-LINK" in told
    assert check(project).ok


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    project, file = fresh(tmp_path), tmp_path / "chart.mmd"
    file.write_text("flowchart LR\n  subgraph Cloud\n    a --> b\n  end\n", encoding="utf-8")
    exit_code, paths, told = run("import", file, "--project", project)
    assert (exit_code, paths) == (2, [])
    assert told == f'{file}: \'Cloud\' is no lane. Put the steps into one subgraph for each lane of the atlas: "You", "We"\n'
