"""What is wrong is printed at once under `serve`, and again only when that has changed; the schemas for editors follow."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.cli.live_check import tell_checks
from journeybook.edit.check_report import check_report, read_report, write_report
from journeybook.validate import check

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


def test_what_is_wrong_is_printed_and_schemas_are_written(
    draw_project: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, file = draw_project(WORLD), tmp_path / "report"
    atlas, schema = project / "journeys/atlas.yml", project / ".journeybook/schema/maps.json"
    printed: list[str] = []

    def report(text: str) -> None:
        atlas.write_text(text, encoding="utf-8")
        checked = check(project)
        write_report(check_report(checked, checked.findings), file)

    def tells(part: str) -> bool:
        printed.extend(capsys.readouterr())
        return part in "".join(printed)

    with tell_checks(project, file):
        good = atlas.read_text(encoding="utf-8")
        report(good)
        wait_for(lambda: tells("Checked: 0 errors, 0 warnings"))
        wait_for(schema.is_file)
        schema.unlink()
        report(f"{good}temas: []\n")
        assert read_report(file).ids is None
        wait_for(lambda: tells("Checked: 1 error, 0 warnings"))
        report(f"{good}temas: []\n# a comment\n")
        time.sleep(1)
        assert not schema.exists(), "the old ones stay while atlas.yml has errors"
    printed.extend(capsys.readouterr())
    whole = "".join(printed)
    assert (whole.count("temas"), whole.count("Checked:")) == (1, 2), "what was printed is not printed again"
