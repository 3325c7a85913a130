"""A traceback of a plugin beside ours is one line, and the log is kept; one of ours is shown whole."""

from pathlib import Path

import pytest

from journeybook.cli import mkdocs_output
from journeybook.cli.mkdocs_output import describe_failure

OURS = Path(mkdocs_output.__file__).parents[1] / "site" / "plugin.py"


def traceback(*files: str | Path) -> str:
    frames = "".join(f'  File "{file}", line 3, in work\n    work()\n' for file in files)
    return f"INFO - Building\nTraceback (most recent call last):\n{frames}KeyError: 'nav'\n"


@pytest.mark.parametrize("files", [("/x/mkdocs/run.py", "/x/other/plugin.py"), (OURS, "/x/other/plugin.py")])
def test_a_plugin_beside_ours_is_named_in_one_line(tmp_path: Path, files: tuple[str | Path, ...]) -> None:
    log = tmp_path / "site" / "public.log"
    text = describe_failure(traceback(*files), log)
    assert text == f"Not Journeybook but /x/other/plugin.py failed, with KeyError: 'nav': the whole output is in {log}"
    assert log.read_text(encoding="utf-8") == traceback(*files)


@pytest.mark.parametrize(
    "output", [traceback("/x/mkdocs/run.py", OURS), "WARNING - no such page\n", "", "Traceback (most recent call last):"]
)
def test_everything_else_is_shown_whole(tmp_path: Path, output: str) -> None:
    log = tmp_path / "public.log"
    assert describe_failure(output, log) == output.rstrip()
    assert not log.exists()
