"""A failure of the machine, of a plugin or of what ended MkDocs is one line, and the log is kept; a traceback of ours is shown whole."""

import io
import json
import signal
from pathlib import Path

import pytest

from journeybook.cli import mkdocs_output
from journeybook.cli.mkdocs_output import MACHINE, MOST_PRINTED, MOST_READ, describe_failure, read_output

OURS = Path(mkdocs_output.__file__).parents[1] / "site" / "plugin.py"


STRICT = "Aborted with 1 warnings in strict mode!"


def traceback(*files: str | Path, error: str = "KeyError: 'nav'") -> str:
    frames = "".join(f'  File "{file}", line 3, in work\n    work()\n' for file in files)
    return f"INFO - Building\nTraceback (most recent call last):\n{frames}{error}\n"


@pytest.mark.parametrize(
    "files",
    [
        ("/x/mkdocs/run.py", "/x/other/plugin.py"),
        (OURS, "/x/other/plugin.py"),
        ("/x/other/plugin.py", "/x/jinja2/sandbox.py"),
        ("/x/other/plugin.py", "<frozen os>"),
        ("/x/other/plugin.py", json.__file__),
    ],
)
def test_a_plugin_beside_ours_is_named_in_one_line(tmp_path: Path, files: tuple[str | Path, ...]) -> None:
    log = tmp_path / "site" / "public.log"
    text = describe_failure(traceback(*files), log)
    assert text == f"Not Journeybook but /x/other/plugin.py failed, with KeyError: 'nav' (the whole output is in {log})"
    assert log.read_text(encoding="utf-8") == traceback(*files)


@pytest.mark.parametrize(
    "output",
    [
        traceback("/x/mkdocs/run.py", OURS),
        traceback("/x/mkdocs/run.py", OURS, json.__file__),
        f"WARNING - no such page\n\n{STRICT}\n",
        "Aborted with a BuildError!",
        "Error: no such setting",
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


@pytest.mark.parametrize("error", ["[Errno 36] File name too long: 'docs/a.md'", "[Errno 27] File too large: 'a' -> 'b'"])
def test_what_the_machine_refuses_is_blamed_on_nobody(tmp_path: Path, error: str) -> None:
    log = tmp_path / "public.log"
    told = describe_failure(traceback("/x/mkdocs/run.py", "<frozen os>", error=f"OSError: {error}"), log)
    remedy = "; shorten the names of folders and files, or keep the project nearer to the root" if "36" in error else ""
    assert told == f"{MACHINE} {error.partition('] ')[2]}{remedy} (the whole output is in {log})"


def test_what_we_may_not_read_is_blamed_on_the_machine_and_what_a_plugin_may_not_on_it(tmp_path: Path) -> None:
    error = "PermissionError: [Errno 13] Permission denied: 'docs/a.md'"
    told = [describe_failure(traceback(file, "<frozen os>", error=error), tmp_path / "log") for file in (OURS, "/x/other/plugin.py")]
    assert [text.partition(" (")[0] for text in told] == [
        f"{MACHINE} Permission denied: 'docs/a.md'",
        f"Not Journeybook but /x/other/plugin.py failed, with {error}",
    ]


ENDS = {
    -signal.SIGABRT: "MkDocs was ended by SIGABRT: by a program in it, or from outside, as a system does that lacks memory",
    0: "MkDocs was ended with 0 by a hook, plugin or module of macros, before the site was made",
    1: "MkDocs was ended with 1 by a hook, plugin or module of macros, before the site was made",
}


@pytest.mark.parametrize("code", ENDS)
def test_what_ends_mkdocs_is_told_in_one_line(tmp_path: Path, code: int) -> None:
    log, output = tmp_path / "public.log", "INFO    -  Building\n\nAborted!\n"
    assert describe_failure(output, log, code) == f"{ENDS[code]} (the whole output is in {log})"
    assert log.read_text(encoding="utf-8") == output


def test_a_long_output_is_printed_without_its_middle(tmp_path: Path) -> None:
    log, output = tmp_path / "public.log", f"begin\n{'word ' * 9000}\n{STRICT}"
    told = describe_failure(output, log)
    assert len(told) < MOST_PRINTED + 500
    assert (told.startswith("begin"), f"{STRICT} (the whole output is in {log})" in told, "characters ...\n" in told) == (True, True, True)
    assert log.read_text(encoding="utf-8") == output
    lengthy = describe_failure(traceback("/x/other/plugin.py", error=f"ValueError: {'x' * 5000}"), log)
    assert (len(lengthy) < 1000, lengthy.count("\n")) == (True, 0)


def test_of_an_endless_output_the_end_is_read() -> None:
    assert read_output(io.BytesIO(b"all of it")) == "all of it"
    assert read_output(io.BytesIO(b"x" * MOST_READ + b"the end!")).splitlines() == [
        "(8 bytes before this are left out)",
        "x" * (MOST_READ - 8) + "the end!",
    ]


def test_a_log_that_cannot_be_written_hides_no_reason(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("no folder", encoding="utf-8")
    told = describe_failure(traceback("/x/other/plugin.py"), tmp_path / "site" / "public.log")
    assert told == "Not Journeybook but /x/other/plugin.py failed, with KeyError: 'nav'"
