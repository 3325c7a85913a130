"""A traceback of a plugin beside ours and the reasons of any are one line, and the log is kept; a traceback of ours is shown whole."""

from pathlib import Path

import pytest

from journeybook.cli import mkdocs_output
from journeybook.cli.mkdocs_output import describe_failure

OURS = Path(mkdocs_output.__file__).parents[1] / "site" / "plugin.py"


def traceback(*files: str | Path) -> str:
    frames = "".join(f'  File "{file}", line 3, in work\n    work()\n' for file in files)
    return f"INFO - Building\nTraceback (most recent call last):\n{frames}KeyError: 'nav'\n"


@pytest.mark.parametrize(
    "files", [("/x/mkdocs/run.py", "/x/other/plugin.py"), (OURS, "/x/other/plugin.py"), ("/x/other/plugin.py", "/x/jinja2/sandbox.py")]
)
def test_a_plugin_beside_ours_is_named_in_one_line(tmp_path: Path, files: tuple[str | Path, ...]) -> None:
    log = tmp_path / "site" / "public.log"
    text = describe_failure(traceback(*files), log)
    assert text == f"Not Journeybook but /x/other/plugin.py failed, with KeyError: 'nav': the whole output is in {log}"
    assert log.read_text(encoding="utf-8") == traceback(*files)


@pytest.mark.parametrize(
    "output",
    [
        traceback("/x/mkdocs/run.py", OURS),
        "WARNING - no such page\n",
        "Aborted with a BuildError!",
        "",
        "Traceback (most recent call last):",
    ],
)
def test_everything_else_is_shown_whole(tmp_path: Path, output: str) -> None:
    log = tmp_path / "public.log"
    assert describe_failure(output, log) == output.rstrip()
    assert not log.exists()


REASONS = {
    "of a page": "INFO    -  Building\nERROR   -  Error reading page 'a.md':\nERROR   -  docs/a.md:3: 'x' is undefined",
    "in several lines": "INFO    -  Building\nERROR   -  docs/a.md:3: 'x' is undefined\nand more",
    "after others": "ERROR   -  another\nINFO    -  Building\nWARNING -  a\nERROR   -  docs/a.md:3: 'x' is undefined",
}


@pytest.mark.parametrize("output", REASONS.values(), ids=REASONS)
def test_the_reasons_of_a_plugin_stand_alone(tmp_path: Path, output: str) -> None:
    log = tmp_path / "site" / "public.log"
    ended = f"{output}\n\nAborted with a BuildError!\n"
    more = "\nand more" if "more" in output else ""
    assert describe_failure(ended, log) == f"docs/a.md:3: 'x' is undefined{more} (the whole output is in {log})"
    assert log.read_text(encoding="utf-8") == ended


def test_a_setting_at_which_a_library_fails_is_told_without_its_frames(tmp_path: Path) -> None:
    log = tmp_path / "site" / "public.log"
    frames = '  File "/x/markdown/extensions/toc.py", line 287, in __init__\n    int(depth)\n    ^^^^^^^^^^\n'
    ended = f"ERROR   -  Config value 'markdown_extensions': Failed to load 'toc'.\n{frames}"
    ended += "ValueError: no number: 'x'\n\nAborted with a configuration error!\n"
    told = (
        f"ERROR   -  Config value 'markdown_extensions': Failed to load 'toc'.\nValueError: no number: 'x' (the whole output is in {log})"
    )
    assert describe_failure(ended, log) == told
    assert log.read_text(encoding="utf-8") == ended
