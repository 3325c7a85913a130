"""What every command owes: help with an example, a version, exit codes, and one line instead of a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from journeybook import __version__
from journeybook.audience.build_request import BuildRequest
from journeybook.cli import terminal
from journeybook.cli.main import assemble_program, commands
from journeybook.cli.mkdocs_process import FIXED, mkdocs_environment
from journeybook.findings import Finding, Level, Place
from journeybook.load import discover
from journeybook.load.history import GIT_ENVIRONMENT
from journeybook.model.base import Audience

PROGRAM = assemble_program()
RUNNER = CliRunner()
DrawProject = Callable[[str], Path]

CLEAN = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
"""
BROKEN = f"{CLEAN}    | teams: [\n"
MISTAKEN = f"{CLEAN}    | temas: []\n"


def test_the_commands_are_found() -> None:
    assert list(commands()) == sorted(commands())
    assert {"build", "check", "init", "schema", "serve"} <= set(commands())


def test_what_is_typed_first_is_imported_alone_where_it_is_a_command() -> None:
    assert {verb: list(commands([verb])) for verb in commands()} == {verb: [verb] for verb in commands()}
    assert [commands(typed) for typed in ([], ["--help"], ["chek"], ["terminal"], ["main"])] == [{}] * 5
    for typed in ([], ["--version"], ["chek"]):
        assert len(assemble_program(typed).registered_commands) == len(commands()), typed
    assert [command.name for command in assemble_program(["import"]).registered_commands] == ["import"]


@pytest.mark.parametrize("verb", list(commands()))
def test_help_shows_an_example_and_the_project(verb: str) -> None:
    answer = RUNNER.invoke(PROGRAM, [verb, "--help"])
    assert answer.exit_code == 0
    example = answer.output.split("Example:", 1)[1]
    assert f"journeybook {verb}" in example
    assert {"init": "DIR", "explain": "RULE"}.get(verb, "--project DIR") in answer.output


def test_the_program_says_its_version_and_its_commands() -> None:
    assert RUNNER.invoke(PROGRAM, ["--version"]).output == f"journeybook {__version__}\n"
    about = RUNNER.invoke(PROGRAM, ["--help"]).output
    assert [verb for verb in commands() if verb not in about] == []


@pytest.mark.parametrize(("tree", "code", "written"), [(CLEAN, 0, ""), (BROKEN, 1, "journeys/atlas.yml:"), (MISTAKEN, 1, "teams")])
def test_check_ends_with_what_it_found(draw_project: DrawProject, tree: str, code: int, written: str) -> None:
    answer = RUNNER.invoke(PROGRAM, ["check", "--project", str(draw_project(tree))])
    assert (answer.exit_code, written in answer.stdout) == (code, True), answer.output
    assert bool(answer.stdout) == bool(code)
    assert answer.stderr == f"{code} error{'' if code else 's'}, 0 warnings in 1 file\n"


def test_check_reads_every_file_once(draw_project: DrawProject, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = discover.read_project_file

    def content(project: Path, path: str, *, most: int) -> bytes:
        opened.append(path)
        return real(project, path, most=most)

    monkeypatch.setattr(discover, "read_project_file", content)
    answer = RUNNER.invoke(PROGRAM, ["check", "--project", str(draw_project(f"{CLEAN}  maps/\n    plan.txt\n      | Nothing\n"))])
    assert (opened, answer.stderr) == (["journeys/atlas.yml"], "0 errors, 1 warning in 1 file\n")


def test_a_warning_is_said_and_fails_nothing(draw_project: DrawProject) -> None:
    project = draw_project(f"{CLEAN}  notes.txt\n    | Nothing reads me\n")
    answer = RUNNER.invoke(PROGRAM, ["check", "--project", str(project)])
    assert (answer.exit_code, answer.stderr) == (0, "0 errors, 1 warning in 1 file\n")
    assert answer.stdout.startswith("journeys/notes.txt:1:1 warning FILE-KIND ")


def test_findings_are_a_json_list_when_asked(draw_project: DrawProject) -> None:
    found = json.loads(RUNNER.invoke(PROGRAM, ["check", "--project", str(draw_project(MISTAKEN)), "--format", "json"]).stdout)
    assert [set(finding) for finding in found] == [{"file", "line", "column", "level", "rule", "message", "hint"}]
    assert (found[0]["file"], found[0]["line"], found[0]["level"]) == ("journeys/atlas.yml", 3, "error")
    clean = RUNNER.invoke(PROGRAM, ["check", "--project", str(draw_project(MISTAKEN)), "--format", "text"])
    assert clean.stdout.startswith("journeys/atlas.yml:3:1 error ")


def test_a_clean_project_is_an_empty_json_list(draw_project: DrawProject) -> None:
    assert json.loads(RUNNER.invoke(PROGRAM, ["check", "--project", str(draw_project(CLEAN)), "--format", "json"]).stdout) == []


@pytest.mark.parametrize("verb", ["build", "check", "schema", "serve"])
def test_a_missing_project_is_said_in_one_line(tmp_path: Path, verb: str) -> None:
    for project in (tmp_path, tmp_path / "absent"):
        answer = RUNNER.invoke(PROGRAM, [verb, "--project", str(project)])
        assert (answer.exit_code, answer.stdout, answer.stderr.count("\n")) == (2, "", 1), answer.output
        assert "journeys/atlas.yml" in answer.stderr


def test_an_atlas_that_is_a_folder_is_told(draw_project: DrawProject) -> None:
    answer = RUNNER.invoke(PROGRAM, ["check", "--project", str(draw_project("journeys/\n  atlas.yml/\n"))])
    assert (answer.exit_code, answer.stdout.count("\n")) == (1, 1), answer.output
    assert answer.stdout.startswith("journeys/atlas.yml:1:1 error FILE-KIND This is a folder")


def test_an_unreadable_disk_is_said_in_one_line(draw_project: DrawProject, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "journeys/atlas.yml")

    monkeypatch.setattr(terminal, "check", fail)
    answer = RUNNER.invoke(PROGRAM, ["check", "--project", str(draw_project(CLEAN))])
    assert (answer.exit_code, answer.stderr) == (2, "cannot use journeys/atlas.yml: Permission denied\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--nonsense"],
        ["check", "--format", "xml"],
        ["check", "--as-of", "yesterday"],
        ["build", "--audience", "everybody"],
        ["serve", "--port", "0"],
        ["nonsense"],
        [],
    ],
)
def test_misuse_ends_with_2(arguments: list[str]) -> None:
    assert RUNNER.invoke(PROGRAM, arguments).exit_code == 2


def test_the_hint_of_a_wrong_day_shows_a_right_one() -> None:
    assert "such as 2026-03-01" in " ".join(RUNNER.invoke(PROGRAM, ["check", "--as-of", "1.3.2026"]).stderr.split())


def test_mistakes_stop_a_build_before_it_starts(draw_project: DrawProject) -> None:
    project = draw_project(MISTAKEN)
    answer = RUNNER.invoke(PROGRAM, ["build", "--project", str(project)])
    assert (answer.exit_code, answer.stderr) == (1, "1 error, 0 warnings: nothing is built\n")
    assert answer.stdout.startswith("journeys/atlas.yml:3:1 error ")
    assert not (project / "site").exists()


def test_a_project_without_settings_cannot_be_built(draw_project: DrawProject) -> None:
    answer = RUNNER.invoke(PROGRAM, ["build", "--project", str(draw_project(CLEAN))])
    assert (answer.exit_code, "holds no mkdocs." in answer.stderr) == (2, True)


@pytest.mark.parametrize("program", [["-m", "journeybook"], ["-c", "from journeybook.cli.main import main; main()"]])
def test_the_program_ends_with_its_code_in_a_shell(draw_project: DrawProject, program: list[str]) -> None:
    project = draw_project(MISTAKEN)
    for folder, code in ((project, 1), (project / "journeys", 2)):
        answer = subprocess.run([sys.executable, *program, "check", "--project", str(folder)], capture_output=True, text=True, check=False)
        assert (answer.returncode, "Traceback" in answer.stderr) == (code, False), answer.stderr


def test_findings_are_written_in_utf_8_whatever_the_locale(draw_project: DrawProject) -> None:
    project = draw_project(f"{CLEAN}    | \u65c5: x\n")
    command = [sys.executable, "-m", "journeybook", "check", "--project", str(project)]
    answer = subprocess.run(command, capture_output=True, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, check=False)
    assert answer.returncode == 1
    assert "\u65c5" in answer.stdout.decode("utf-8")


def test_a_build_has_the_same_environment_everywhere() -> None:
    before = {"PATH": "/bin", "LANGUAGE": "de", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "JOURNEYBOOK_AS_OF": "2001-01-01"}
    day = terminal.read_day("2026-03-01")
    public = mkdocs_environment(BuildRequest(Path(), Audience.PUBLIC, as_of=day), before)
    assert public == {"PATH": "/bin", **GIT_ENVIRONMENT, **FIXED, "SOURCE_DATE_EPOCH": "315532800"}
    told = {"JOURNEYBOOK_PUBLIC_URL": "https://a.example/", "JOURNEYBOOK_INTERNAL_URL": "https://b.example/", "TOKEN": "x", "HOME": "/root"}
    assert mkdocs_environment(BuildRequest(Path(), Audience.PUBLIC), before | told) == {
        **public,
        "JOURNEYBOOK_PUBLIC_URL": "https://a.example/",
    }
    internal = mkdocs_environment(BuildRequest(Path(), Audience.INTERNAL, as_of=day), before)
    assert internal == {**public, "SOURCE_DATE_EPOCH": "1772323200", "JOURNEYBOOK_AS_OF": "2026-03-01"}


def test_no_search_path_of_a_public_build_leads_into_the_project(tmp_path: Path) -> None:
    project, libraries = tmp_path / "atlas", tmp_path / "libraries"
    for folder in (project / "macros", libraries):
        folder.mkdir(parents=True)
    (libraries / "link").symlink_to(project / "macros")
    leading = (project / "macros", project, tmp_path, libraries / "link", "macros", "", ".", libraries / ".." / "atlas")
    whole = os.pathsep.join(map(str, (*leading, libraries, "/bin")))
    before = {"PATH": whole, "PYTHONPATH": whole}
    kept = mkdocs_environment(BuildRequest(tmp_path / "temporary", Audience.PUBLIC), before, away_from=project)
    assert {name: kept[name] for name in before} == dict.fromkeys(before, os.pathsep.join((str(libraries), "/bin")))
    internal = mkdocs_environment(BuildRequest(project, Audience.INTERNAL), before, away_from=project)
    assert {name: internal[name] for name in before} == before


def test_findings_are_counted_in_words() -> None:
    one = Finding(Place("a"), Level.ERROR, "R", "m")
    assert terminal.counts_in_words([one]) == "1 error, 0 warnings"
    assert terminal.counts_in_words([]) == "0 errors, 0 warnings"


QUESTIONS = {
    "init": ["init", "{project}/ours"],
    "new, of what kind": ["new", "--project", "{project}"],
    "new, by what id": ["new", "map", "--project", "{project}"],
    "import, which needs a goal": ["import", "{project}/board.csv", "--project", "{project}"],
    "import, before it writes": ["import", "{project}/board.csv", "--goal", "Arrive", "--project", "{project}"],
    "the patch of check": ["check", "--fix", "--project", "{project}"],
}


@pytest.mark.parametrize("line", QUESTIONS.values(), ids=QUESTIONS)
def test_who_stops_at_a_question_is_answered_so_and_nothing_is_written(
    draw_project: DrawProject, monkeypatch: pytest.MonkeyPatch, line: list[str]
) -> None:
    project = draw_project(
        "journeys/atlas.yml\n  | schema_version: 2\n  | organisation: Tern (invented)\n"
        "journeys/maps/first.yml\n  | id: first\n  | name: First\n  | goall: Arrive\nboard.csv\n  | Text,Frame\n  | Goes,Way\n"
    )
    for module in [module for name, module in sys.modules.items() if name.startswith("journeybook.cli") and hasattr(module, "can_ask")]:
        monkeypatch.setattr(module, "can_ask", lambda: True)
    before = {path: path.read_bytes() for path in sorted(project.rglob("*")) if path.is_file() and ".journeybook" not in path.parts}
    answer = RUNNER.invoke(PROGRAM, [word.format(project=project) for word in line], input="")
    assert (answer.exit_code, answer.stderr.endswith("\nStopped: nothing is written.\n")) == (130, True), answer.output
    assert {path: path.read_bytes() for path in sorted(project.rglob("*")) if path.is_file() and ".journeybook" not in path.parts} == before
