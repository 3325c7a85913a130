"""The worked example of the page on imports is run word by word."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.exchange.table_kind import TableKind
from journeybook.validate import check

PAGE = (Path(__file__).parents[2] / "docs/guide/bring-in.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_board_becomes_the_map_that_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (board,), (shown,), (answer,) = blocks("csv"), blocks("yaml"), blocks("text")
    preview, command, pasting = (shlex.split(text)[1:] for text in blocks("sh"))
    program, runner = assemble_program(), CliRunner()
    assert runner.invoke(program, ["init", str(tmp_path)]).exit_code == 0
    monkeypatch.chdir(tmp_path)
    Path("workshop.csv").write_text(board, encoding="utf-8")
    looked = runner.invoke(program, preview)
    assert (looked.exit_code, Path("journeys/maps/workshop.yml").exists()) == (0, False)
    assert "stage 'Kick-off', lane 'company': A3 'Calls to agree the goal'" in looked.stdout
    written = runner.invoke(program, command)
    assert (written.exit_code, written.stdout + written.stderr) == (0, answer)
    made = Path("journeys/maps/workshop.yml").read_text(encoding="utf-8")
    assert made.partition("\n")[2] == shown.partition("\n")[2]
    assert check(tmp_path).findings == ()
    pasted = runner.invoke(program, pasting, input=board)
    assert (pasted.exit_code, pasted.stdout.splitlines()[0]) == (0, "journeys/maps/spring-workshop.yml")


def test_every_kind_of_table_has_its_row() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == [
        kind for name in ("notes", "frames", "stages", "raci", "milestones", "playbooks", "measures") for kind in [TableKind(name)]
    ]
    assert len(TableKind) == 7
