"""The check under `serve` tells at once what is wrong, and again only when that has changed."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.cli.live_check import check_after_changes
from journeybook.cli.serve import _state

PATIENCE = 60
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew}]
"""


def wait_for(condition: Callable[[], bool]) -> None:
    """Return when something holds; fail where it does not in time."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_is_wrong_is_printed_and_written(
    draw_project: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, file = draw_project(WORLD), tmp_path / "findings.json"
    atlas = project / "journeys/atlas.yml"
    with check_after_changes(project, _state, file):
        wait_for(file.is_file)
        assert json.loads(file.read_text(encoding="utf-8")) == []
        wait_for((project / ".journeybook/schema/maps.json").is_file)
        atlas.write_text(f"{atlas.read_text(encoding='utf-8')}temas: []\n", encoding="utf-8")
        wait_for(lambda: json.loads(file.read_text(encoding="utf-8")) != [])
        (finding,) = json.loads(file.read_text(encoding="utf-8"))
        assert (finding["file"], finding["line"], finding["level"]) == ("journeys/atlas.yml", 4, "error")
        atlas.write_text(f"{atlas.read_text(encoding='utf-8')}# a comment\n", encoding="utf-8")
        time.sleep(1)
    printed = capsys.readouterr()
    assert printed.out.count("temas") == 1, "what was printed is not printed again"
    assert printed.err.splitlines() == ["Checked: 0 errors, 0 warnings", "Checked: 1 error, 0 warnings"]
