"""What was exported, and Mermaid, comes in as new files; nothing is overwritten, and nothing breaks the journeys."""

from pathlib import Path

import small_atlas
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()
JOURNEY = "journey\n  title Day trip\n  section Board\n    Shows the pass: 4: You\n    Sings: 5: Pirate\n"


NOT_SAID = "The file does not say: how the stage 'Board' ends (exit)\n"


def run(*arguments: str | Path) -> tuple[int, list[str], str]:
    answer = RUNNER.invoke(PROGRAM, list(map(str, arguments)))
    return answer.exit_code, answer.stdout.splitlines(), answer.stderr


def fresh(tmp_path: Path) -> Path:
    return small_atlas.write_project(tmp_path / "project")


def test_an_atlas_moves_into_an_empty_project(tmp_path: Path) -> None:
    project, file, moved = fresh(tmp_path), tmp_path / "atlas.json", tmp_path / "moved"
    run("export", "atlas", "--to", "json", "--project", project, "--out", file)
    (moved / "journeys").mkdir(parents=True)
    (moved / "journeys/atlas.yml").write_bytes((project / "journeys/atlas.yml").read_bytes())
    exit_code, paths, told = run("import", file, "--project", moved)
    assert (exit_code, paths) == (
        0,
        [
            "journeys/segments/segments.yml",
            "journeys/measures/measures.yml",
            "journeys/maps/excursion.yml",
            "journeys/maps/voyage.yml",
            "journeys/import/atlas.yml",
        ],
    ), told
    assert "journeys/atlas.yml is there already and stays as it is" in told
    assert check(moved).ok
    again = tmp_path / "again.json"
    run("export", "atlas", "--to", "json", "--project", moved, "--out", again)
    assert again.read_bytes() == file.read_bytes()
    assert run("import", file, "--project", moved)[1] == ["journeys/import/atlas.yml"]


def test_a_mermaid_journey_becomes_a_map_with_the_goal_that_is_given(tmp_path: Path) -> None:
    project, file = fresh(tmp_path), tmp_path / "trip.mmd"
    file.write_text(JOURNEY, encoding="utf-8")
    exit_code, paths, told = run("import", file, "--project", project, "--goal", "To be on board")
    assert (exit_code, paths) == (0, ["journeys/maps/day-trip.yml", "journeys/import/trip-left-over.csv"]), told
    assert told == "trip.mmd:5: 'Pirate' is left over: no lane of steps has this name, so the step stands in the customer's\n" + NOT_SAID
    assert b"trip.mmd:5,Pirate," in (project / "journeys/import/trip-left-over.csv").read_bytes()
    text = (project / "journeys/maps/day-trip.yml").read_text(encoding="utf-8")
    assert text.startswith("id: day-trip\nname: Day trip\ngoal: To be on board\nstages:\n  - id: board\n")
    assert check(project).ok


def test_what_would_bring_errors_stands_beside_the_journeys(tmp_path: Path) -> None:
    project, file = fresh(tmp_path), tmp_path / "trip.mmd"
    file.write_text(JOURNEY, encoding="utf-8")
    exit_code, paths, told = run("import", file, "--project", project)
    assert (exit_code, paths) == (1, ["journeys/import/maps-day-trip.yml", "journeys/import/trip-left-over.csv"])
    assert "journeys/maps/day-trip.yml would bring errors" in told
    assert "goal" in told
    assert check(project).ok


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    project, file = fresh(tmp_path), tmp_path / "notes.txt"
    file.write_text("hello", encoding="utf-8")
    assert run("import", file, "--project", project)[:2] == (2, [])
    file.write_text("flowchart LR\n  subgraph Cloud\n    a --> b\n  end\n", encoding="utf-8")
    exit_code, paths, told = run("import", file, "--project", project)
    assert (exit_code, paths) == (2, [])
    assert told == 'notes.txt: \'Cloud\' is no lane. Put the steps into one subgraph for each lane of the atlas: "You", "We"\n'
