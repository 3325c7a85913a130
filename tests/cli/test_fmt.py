"""`journeybook fmt` writes all files in house form or none, and says which."""

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from journeybook.cli.main import assemble_program

PROGRAM = assemble_program()
RUNNER = CliRunner()
DrawProject = Callable[[str], Path]

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
  personas/
    people.yml
      | - name: Harbour master  # asked twice
      |   id: harbour-master
"""
PEOPLE = "journeys/personas/people.yml"
IN_FORM = "- id: harbour-master\n  name: Harbour master  # asked twice\n"


def test_files_are_put_in_form_and_named(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    (project / PEOPLE).write_bytes(b"\xef\xbb\xbf" + (project / PEOPLE).read_bytes().replace(b"\n", b"\r\n"))
    (project / PEOPLE).chmod(0o600)
    asked = RUNNER.invoke(PROGRAM, ["fmt", "--check", "--project", str(project)])
    answer = RUNNER.invoke(PROGRAM, ["fmt", "--project", str(project)])
    again = RUNNER.invoke(PROGRAM, ["fmt", "--check", "--project", str(project)])
    assert (asked.exit_code, asked.stdout) == (1, f"{PEOPLE}\n")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, f"{PEOPLE}\n", "1 of 2 files changed\n")
    assert (again.exit_code, again.stdout) == (0, "")
    assert (project / PEOPLE).read_bytes() == b"\xef\xbb\xbf" + IN_FORM.replace("\n", "\r\n").encode()
    assert (project / PEOPLE).stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in project.iterdir()) == ["journeys"]


def test_nothing_is_written_while_a_file_cannot_be_read(draw_project: DrawProject) -> None:
    project = draw_project(f"{PROJECT}  maps/\n    first.yml\n      | <<<<<<< HEAD\n      | id: first\n      | >>>>>>> other\n")
    answer = RUNNER.invoke(PROGRAM, ["fmt", "--project", str(project)])
    assert (answer.exit_code, answer.stdout.count("\n")) == (1, 1)
    assert answer.stdout.startswith("journeys/maps/first.yml:1:1 error YAML-CONFLICT ")
    assert "Harbour" in (project / PEOPLE).read_text(encoding="utf-8").partition("\n")[0]
    alone = RUNNER.invoke(PROGRAM, ["fmt", str(project / PEOPLE), "--project", str(project)])
    assert (alone.exit_code, (project / PEOPLE).read_text(encoding="utf-8")) == (0, IN_FORM)


def test_a_folder_means_its_files(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    for folder, told in (("journeys/personas", "1 of 1 file"), ("journeys", "1 of 2 files")):
        answer = RUNNER.invoke(PROGRAM, ["fmt", str(project / folder), "--check", "--project", str(project)])
        assert (answer.exit_code, answer.stdout, answer.stderr.partition(" not ")[0]) == (1, f"{PEOPLE}\n", told)


def test_a_file_elsewhere_is_refused(draw_project: DrawProject, tmp_path: Path) -> None:
    project = draw_project(PROJECT)
    for file in (tmp_path / "mkdocs.yml", project / "journeys" / "absent.yml", project, project / "journeys" / "person"):
        answer = RUNNER.invoke(PROGRAM, ["fmt", str(file), "--project", str(project)])
        assert (answer.exit_code, answer.stdout) == (2, "")
