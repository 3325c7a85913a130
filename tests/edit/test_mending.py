"""What has one plain remedy is mended, what has none or two is left, and the patch is shown before."""

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.edit.mending import MENDERS
from journeybook.validate import check
from journeybook.validate.catalogue import catalogue

PROGRAM = assemble_program()
RUNNER = CliRunner()
DrawProject = Callable[[str], Path]

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | contact: {name: Help, page: "https://example.org/help"}
    | teams: [{id: harbour, name: Harbour office}, {id: guides-east, name: East}, {id: guides-west, name: West}]
  maps/
    first.yml
      | id: first
      | name: First
      | goal: Be at sea
      | ownr: harbour  # misspelt key
      | stages:
      |   - id: cast-off
      |     name: Cast off
      |     owner: harbor   # misspelt id
      |     exit: At sea
      |     steps:
      |       - customer: Call
      |       - {customer: Call}
      |       - {customer: Wait, who: guides-vest}
"""
MENDED = """\
id: first
name: First
goal: Be at sea
owner: harbour  # misspelt key
stages:
  - id: cast-off
    name: Cast off
    owner: harbour   # misspelt id
    exit: At sea
    steps:
      - id: call
        customer: Call
      - {id: call-2, customer: Call}
      - {customer: Wait, who: guides-vest}
"""
FILE = "journeys/maps/first.yml"


def test_each_rule_that_says_so_is_mended() -> None:
    assert MENDERS
    assert {rule.id for rule in catalogue().values() if rule.is_mendable} == set(MENDERS)


def test_plain_remedies_are_written_and_the_rest_is_told(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    before = (project / FILE).read_bytes()
    unasked = RUNNER.invoke(PROGRAM, ["check", "--fix", "--project", str(project)])
    assert (unasked.exit_code, (project / FILE).read_bytes()) == (2, before)
    assert "-ownr: harbour  # misspelt key\n+owner: harbour  # misspelt key\n" in unasked.stderr
    for _ in range(3):  # what could not be read at first may be mended next
        answer = RUNNER.invoke(PROGRAM, ["check", "--fix", "--yes", "--project", str(project)])
    assert (project / FILE).read_text(encoding="utf-8") == MENDED
    assert answer.exit_code == 1
    assert [finding.rule for finding in check(project).findings if finding.level == "error"] == ["REFERENCE-UNKNOWN"]
    assert "Nothing here has one plain remedy" in answer.stderr


def test_tabs_and_unseen_marks_go(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    (project / FILE).write_bytes(
        "\ufeffid: first\r\nname: Fir\u202est\r\ngoal: 'a\tb'\r\nowner: harbour\r\nsummary:\r\n\ttext: One\r\n".encode()
    )
    RUNNER.invoke(PROGRAM, ["check", "--fix", "--yes", "--project", str(project)])
    RUNNER.invoke(PROGRAM, ["check", "--fix", "--yes", "--project", str(project)])
    expected = "\ufeffid: first\r\nname: First\r\ngoal: 'a\tb'\r\nowner: harbour\r\nsummary:\r\n  text: One\r\n"
    assert (project / FILE).read_bytes().decode() == expected
