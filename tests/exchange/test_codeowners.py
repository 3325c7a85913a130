"""CODEOWNERS says whom to ask for a review of which file, in a block of ours beside which everything stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from journeybook.cli.main import assemble_program
from journeybook.exchange.codeowners import BEGIN, END

PROGRAM = assemble_program()
RUNNER = CliRunner()
DrawProject = Callable[[str], Path]

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | contact: {name: Help, page: "https://example.org/help"}
    | teams:
    |   - {id: harbour, name: Harbour, handle: tern/harbour}
    |   - {id: guides, name: Guides, handle: "@tern/guides"}
    |   - {id: sales, name: Sales}
    | roles:
    |   - {id: pilot, name: Pilot, team: harbour, handle: anna@example.org}
    |   - {id: mate, name: Mate, team: harbour}
  maps/
    first [1] #.yml
      | {id: first, name: First, goal: Be at sea, owner: harbour, stages: [
      |   {id: out, name: Out, owner: guides, exit: At sea, milestones: [{name: Afloat, owner: guides, target: unstated}]}]}
    second.yml
      | {id: second, name: Second, extends: first, owner: sales}
    third.yml
      | {id: third, name: Third, extends: first}
  resources/
    all.yml
      | - {id: chart, name: Chart, kind: checklist, owner: mate, file: chart.pdf}
      | - {id: rota, name: Rota, kind: tool, owner: pilot, link: "https://example.org/rota"}
    chart.pdf
      | A picture
  segments/
    groups.yml
      | - {id: groups, name: Groups}
"""
ROWS = (
    "/journeys/maps/first\\ ?1?\\ ?.yml @tern/harbour",
    "/journeys/maps/third.yml @tern/harbour",
    "/journeys/resources/all.yml @tern/harbour anna@example.org",
    "/journeys/resources/chart.pdf @tern/harbour",
)


def _run(project: Path, *arguments: str) -> Result:
    return RUNNER.invoke(PROGRAM, ["codeowners", "--project", str(project), *arguments])


def _block(*rows: str) -> str:
    return "".join(f"{row}\n" for row in (BEGIN, *rows, END))


def test_owners_are_written_with_their_handles_and_the_rest_is_told(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    stale = _run(project, "--check")
    assert (stale.exit_code, (project / "CODEOWNERS").exists()) == (1, False)
    answer = _run(project)
    assert (answer.exit_code, answer.stdout) == (0, "CODEOWNERS\n"), answer.output
    assert (project / "CODEOWNERS").read_text(encoding="utf-8") == _block(*ROWS)
    assert "Nothing in journeys/segments/groups.yml has an owner" in answer.stderr
    assert "in no line: sales\n" in answer.stderr
    again = _run(project, "--check")
    assert (again.exit_code, again.stdout) == (0, "")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_stands_beside_the_block_stays(draw_project: DrawProject, line_end: str) -> None:
    project = draw_project(PROJECT)
    file = project / ".github/CODEOWNERS"
    file.parent.mkdir()
    hand = f"# By hand, in caf\xe9{line_end}*  @tern/all{line_end}"
    file.write_bytes(hand.encode("latin-1"))
    assert _run(project).exit_code == 0
    block = _block(*ROWS).replace("\n", line_end)
    assert file.read_bytes() == f"{hand}{line_end}{block}".encode("latin-1")
    below = f"/journeys/maps/third.yml @anna{line_end}"
    file.write_bytes(f"{hand}{line_end}{block}{below}".replace("@tern/harbour", "@old").encode("latin-1"))
    assert _run(project, "--check").exit_code == 1
    assert _run(project).exit_code == 0
    assert file.read_bytes() == f"{hand}{line_end}{block}{below}".encode("latin-1")
    assert not (project / "CODEOWNERS").exists()


def test_sections_of_gitlab_do_not_take_the_block_in(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    file = project / ".gitlab/CODEOWNERS"
    file.parent.mkdir()
    file.write_text("[Docs][2] @tern/docs\n/docs/\n", encoding="utf-8")
    for _ in range(2):
        _run(project)
        assert file.read_text(encoding="utf-8") == f"[Docs][2] @tern/docs\n/docs/\n\n{_block('[Journeys]', *ROWS)}"


def test_a_project_inside_of_a_repository_is_named_with_its_folder(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    (project.parent / ".git").mkdir()
    (project.parent / "docs").mkdir()
    (project.parent / "docs/CODEOWNERS").write_text("", encoding="utf-8")
    assert _run(project).stdout == "docs/CODEOWNERS\n"
    rows = (row.replace("/journeys", f"/{project.name}/journeys") for row in ROWS)
    assert (project.parent / "docs/CODEOWNERS").read_text(encoding="utf-8") == _block(*rows)


@pytest.mark.parametrize("text", [f"{BEGIN}\n", f"{END}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}\n{END}\n" * 2])
def test_a_broken_block_is_left_alone(draw_project: DrawProject, text: str) -> None:
    project = draw_project(PROJECT)
    (project / "CODEOWNERS").write_text(text, encoding="utf-8")
    answer = _run(project)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert (project / "CODEOWNERS").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("handle", ["a b", "a\\n* @evil", "@", "@@a", "a#b", "a/", "../a", "x" * 300])
def test_a_handle_that_is_none_is_told_and_nothing_is_written(draw_project: DrawProject, handle: str) -> None:
    project = draw_project(PROJECT.replace("handle: tern/harbour", f'handle: "{handle}"'))
    answer = _run(project)
    assert (answer.exit_code, (project / "CODEOWNERS").exists()) == (1, False)
    assert "SHAPE-HANDLE" in answer.stdout
