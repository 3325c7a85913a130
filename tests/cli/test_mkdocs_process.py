"""The MkDocs process ends with its command, and a full disk is one line, wherever it is full."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from small_atlas import write_project
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program

JOURNEYBOOK = [sys.executable, "-m", "journeybook"]
LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
ADMINISTRATOR = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "--non-interactive"]
PATIENCE = 60
NO_SPACE = "No space is left on the disk"
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "ours")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a small disk in memory, which only an administrator may."""
    disks: list[Path] = []

    def mount(size: str) -> Path:
        disk = tmp_path / f"disk-{size}"
        disk.mkdir()
        command = [*ADMINISTRATOR, "mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
        if not all(map(shutil.which, (command[0], "mount"))) or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("only an administrator of Linux can make a small disk")
        disks.append(disk)
        return disk

    yield mount
    for disk in disks:
        subprocess.run([*ADMINISTRATOR, "umount", str(disk)], check=True)


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*JOURNEYBOOK, *arguments], env=os.environ | variables, capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def temporary(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which temporary projects stand beside ours, so that their processes are told by their paths."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return os.environ | {"TMPDIR": str(folder)}


def processes_of(home: Path) -> list[int]:
    """Return the processes that name a file below a folder, ours excepted."""
    ids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and int(entry.name) != os.getpid()]
    return [number for number in ids if str(home).encode() in _command_line(number)]


def _command_line(number: int) -> bytes:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


def wait_until(ready: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


@linux
@pytest.mark.parametrize("command", ["build", "serve", "export"])
def test_a_command_that_is_killed_leaves_no_process(project: Path, tmp_path: Path, temporary: dict[str, str], command: str) -> None:
    arguments = {
        "build": ["build"],
        "serve": ["serve", "--port", str(free_port())],
        "export": ["export", "success-map", "sail-away", "--to", "zip", "--out", str(tmp_path / "sail.zip")],
    }[command]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([*JOURNEYBOOK, *arguments, "--project", str(project)], stdout=log, stderr=log, env=temporary)
    wait_until(lambda: process.poll() is not None or len(processes_of(tmp_path)) > 1)
    assert process.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
    process.kill()
    process.wait()
    wait_until(lambda: processes_of(tmp_path) == [])


@linux
def test_after_many_kills_there_are_two_copies_and_no_process(project: Path, tmp_path: Path, temporary: dict[str, str]) -> None:
    assert run("build", "--project", str(project), "--audience", "internal").returncode == 0
    for number in range(50 if LONG else 2):
        process = subprocess.Popen([*JOURNEYBOOK, "build", "--project", str(project)], stderr=subprocess.DEVNULL, env=temporary)
        wait_until(lambda: len(processes_of(tmp_path)) > 2)
        time.sleep(0.4 * (number % 20))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (project / "site" / "internal" / "index.html").is_file()
    wait_until(lambda: processes_of(tmp_path) == [])
    assert run("build", "--project", str(project), "--audience", "internal").returncode == 0
    internal, public = (len(list((project / "site" / ".made" / name).iterdir())) for name in ("internal", "public"))
    assert internal == 2
    assert public in ({1, 2} if (project / "site" / "public").exists() else {0})  # what was put in place before its build was killed


LISTENER = """
import os, sys
log = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
os.write(log, b"begun\\n")
def hear(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        os.write(log, f"{{event}} {{arguments}}\\n".encode())
sys.addaudithook(hear)
"""


def test_a_build_asks_no_other_host(project: Path, tmp_path: Path) -> None:
    libraries, log = tmp_path / "libraries", tmp_path / "log"
    libraries.mkdir()
    (libraries / "sitecustomize.py").write_text(LISTENER.format(log=str(log)), encoding="utf-8")
    surroundings = {"PYTHONPATH": str(libraries)}
    subprocess.run([sys.executable, "-c", "import socket; socket.getaddrinfo('127.0.0.1', 1)"], env=os.environ | surroundings, check=True)
    heard = log.read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in heard] == ["begun", "socket.getaddrinfo"]
    answer = run("build", "--project", str(project), **surroundings)
    assert answer.returncode == 0, answer.stderr
    assert log.read_text(encoding="utf-8").splitlines()[2:] == ["begun"] * 3  # the command, and MkDocs for each site


ENDS = {
    "sys.exit(0)": "failed, with SystemExit: 0 (the whole output is in",
    "os._exit(0)": "MkDocs was ended with 0 by a hook, plugin or module of macros, before the site was made (the whole output is in",
    "sys.exit('no more')": "failed, with SystemExit: no more (the whole output is in",
    "os.abort()": "MkDocs was ended by SIGABRT: by a program in it, or from outside",
    "sys.stdout.write('x' * 5_000_000); sys.exit(3)": "failed, with SystemExit: 3 (the whole output is in",
}


@linux
@pytest.mark.parametrize("end", ENDS if LONG else list(ENDS)[:2])
def test_a_program_that_ends_mkdocs_early_publishes_nothing_and_is_told_in_one_line(project: Path, end: str) -> None:
    """With 0 it would look as if the site were there."""
    (project / "mine.py").write_text(f"import os, sys\n{end}\n", encoding="utf-8")
    (project / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nplugins: {macros: {module_name: mine}, journeybook: {audience: internal}}\n", encoding="utf-8"
    )
    answer = run("build", "--project", str(project), "--audience", "internal")
    assert (answer.returncode, (project / "site" / "internal").exists()) == (1, False), answer.stderr
    lines = [line for line in answer.stderr.splitlines() if line]  # some versions of rich end a spinner with an empty one
    assert (ENDS[end] in answer.stderr, len(lines)) == (True, 3), answer.stderr[-2000:]
    assert (project / "site" / "internal.log").stat().st_size < 2_100_000


def test_settings_without_our_plugin_publish_nothing(project: Path) -> None:
    (project / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nplugins: {journeybook: {audience: internal, enabled: false}}\n", encoding="utf-8"
    )
    answer = run("build", "--project", str(project), "--audience", "internal")
    assert (answer.returncode, (project / "site" / "internal").exists()) == (1, False), answer.stderr
    assert "The settings switch the plugin journeybook off" in answer.stderr


def test_builds_at_once_end_in_one_whole_site(project: Path) -> None:
    command = [*JOURNEYBOOK, "build", "--project", str(project), "--audience", "public"]
    together = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3 if LONG else 2)]
    errors = [process.communicate()[1] for process in together]
    assert [process.returncode for process in together] == [0] * len(together), errors
    assert sum("waiting for it" in error for error in errors) >= 1
    assert len(list((project / "site" / ".made" / "public").iterdir())) == 2
    assert run("prove", "--project", str(project)).returncode == 0


@pytest.mark.parametrize("size", ["128k", "1m", *(["900k", "1500k"] if LONG else [])])
def test_a_disk_that_is_full_of_the_site_is_one_line(project: Path, small_disk: Callable[[str], Path], size: str) -> None:
    disk = small_disk(size)
    ours = shutil.copytree(project, disk / "ours")
    answer = run("build", "--project", str(ours), "--audience", "public")
    assert (answer.returncode in {1, 2}, "Traceback" in answer.stderr) == (True, False), answer.stderr
    assert any(NO_SPACE in line or "No space left on device" in line for line in answer.stderr.splitlines()), answer.stderr
    assert len(answer.stderr.splitlines()) <= 4, answer.stderr
    assert not (ours / "site" / "public").exists()
    assert list((ours / "site" / ".made" / "public").glob("copy-*")) == []


@pytest.mark.parametrize(
    "arguments", [["build"], ["check"], ["export", "success-map", "sail-away", "--to", "zip"]], ids=lambda arguments: arguments[0]
)
def test_a_full_folder_for_temporary_files_is_one_line(
    project: Path, tmp_path: Path, small_disk: Callable[[str], Path], arguments: list[str]
) -> None:
    disk = small_disk("64k")
    (disk / "filler").write_bytes(b"x" * 60_000)
    out = ["--out", str(tmp_path / "sail.zip")] if arguments[0] == "export" else []
    answer = run(*arguments, *out, "--project", str(project), TMPDIR=str(disk))
    assert "Traceback" not in answer.stderr, answer.stderr
    assert answer.returncode == 0 or "No space" in answer.stderr, answer.stderr


@pytest.mark.parametrize("arguments", [["schema"], ["export", "map", "excursion", "--to", "svg", "--out", "map.svg"]], ids=" ".join)
def test_a_file_for_which_there_is_no_space_stays_as_it_was(project: Path, small_disk: Callable[[str], Path], arguments: list[str]) -> None:
    ours = shutil.copytree(project, small_disk("3m") / "ours")
    assert CliRunner().invoke(assemble_program(), ["schema", "--project", str(ours)]).exit_code == 0
    (ours / "journeys" / "schema" / "maps.json").write_text("{}", encoding="utf-8")
    (ours / "map.svg").write_text("<svg/>", encoding="utf-8")
    before = {path: path.read_bytes() for path in ours.rglob("*") if path.is_file()}
    with suppress(OSError):
        (ours / "filler").write_bytes(bytes(4_000_000))
    answer = subprocess.run([*JOURNEYBOOK, *arguments], cwd=ours, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr.splitlines()[-1].startswith(NO_SPACE)) == (2, True), answer.stderr
    assert {path: path.read_bytes() for path in ours.rglob("*") if path.is_file() and path.name != "filler"} == before


SETTINGS = (
    "",
    "INHERIT: mkdocs.yml\n",
    "INHERIT: mkdocs.yml\nplugins: {journeybook: {audience: public}}\n",
    "INHERIT: mkdocs.yml\ntheme: {name: material, custom_dir: overrides}\n",
)


@pytest.mark.parametrize("settings", SETTINGS)
def test_mkdocs_alone_makes_no_public_site(project: Path, settings: str) -> None:
    """It passes no gate, so it says which command does; whoever wants it all the same says so."""
    name = "other.yml" if settings else "mkdocs.yml"
    if settings:
        (project / name).write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(project / name), "-d", str(project / "site" / "public")]
    answers = [
        subprocess.run(command, env=os.environ | {"JOURNEYBOOK_UNPROVED": asked}, capture_output=True, text=True, check=False)
        for asked in (("", "1") if LONG or settings in SETTINGS[::3] else ("",))
    ]
    assert [answer.returncode for answer in answers] == [1, 0][: len(answers)], answers
    assert "use journeybook build, or set JOURNEYBOOK_UNPROVED=1" in answers[0].stderr
    assert "Traceback" not in answers[0].stderr


@pytest.mark.parametrize("verb", [["build", "--dirty"], ["build", "--no-strict"], ["gh-deploy"], ["gh-deploy", "--force"]], ids=" ".join)
def test_no_command_of_mkdocs_alone_publishes_what_an_override_prints(project: Path, verb: list[str]) -> None:
    (project / "overrides" / "main.html").write_text(
        "{% extends 'base.html' %}{% block footer %}Looks at the secret ledger{% endblock %}", encoding="utf-8"
    )
    command = [sys.executable, "-m", "mkdocs", *verb, "-f", str(project / "mkdocs.yml")]
    answer = subprocess.run(
        command, env=os.environ | {"JOURNEYBOOK_UNPROVED": ""}, capture_output=True, text=True, check=False, cwd=project
    )
    assert (answer.returncode, "use journeybook build" in answer.stderr) == (1, True), answer.stderr
    assert not (project / "site").exists()


def test_the_internal_site_is_pushed_to_a_branch_only_for_who_asks_for_it(project: Path, tmp_path: Path) -> None:
    """A branch of pages is public on most hosts, and the push is all that MkDocs does after the build."""
    (project / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nsite_dir: site/internal\nplugins: {journeybook: {audience: internal}}\n", encoding="utf-8"
    )
    elsewhere = tmp_path / "elsewhere.git"
    for arguments in (f"init -q --bare {elsewhere}", "init -q", f"remote add origin {elsewhere}"):
        subprocess.run(["git", *arguments.split()], cwd=project, check=True)
    subprocess.run(
        ["git", "-C", project, "-c", "user.name=A", "-c", "user.email=a@x", "commit", "-q", "--allow-empty", "-m", "a"], check=True
    )
    command = [sys.executable, "-m", "mkdocs", "gh-deploy", "-f", "mkdocs.internal.yml"]
    names = {f"GIT_{role}_{what}": "a@x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for asked, ended in (("", 1), ("1", 0)):
        surroundings = os.environ | names | {"JOURNEYBOOK_UNPROVED": asked}
        answer = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, cwd=project)
        assert (answer.returncode, (elsewhere / "refs/heads/gh-pages").exists()) == (ended, ended == 0), answer.stderr
        told = [line for line in answer.stderr.splitlines() if "would push the internal site to a branch" in line]
        assert told == (answer.stderr.splitlines()[-1:] if ended else [])


def test_mkdocs_alone_shows_the_public_site_and_says_what_it_is_not(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "-f", str(project / "mkdocs.yml"), "-a", f"127.0.0.1:{free_port()}"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | {"JOURNEYBOOK_UNPROVED": ""})
    try:
        wait_until(lambda: "Serving on" in (tmp_path / "log").read_text(encoding="utf-8") or process.poll() is not None)
        assert "publish what journeybook build makes" in (tmp_path / "log").read_text(encoding="utf-8")
    finally:
        process.terminate()
        process.wait()


CLOSED = ("<&-", ">&-", "2>&-", "<&- >&- 2>&-")


@linux
@pytest.mark.parametrize("closed", CLOSED if LONG else CLOSED[-1:])
def test_a_build_without_standard_streams_is_made(project: Path, closed: str) -> None:
    command = ["sh", "-c", f'exec "$@" {closed}', "sh", *JOURNEYBOOK]
    assert subprocess.run([*command, "check"], cwd=project, capture_output=True, check=False).returncode == 0
    assert subprocess.run([*command, "build", "--audience", "public"], cwd=project, capture_output=True, check=False).returncode == 0
    assert (project / "site" / "public" / "index.html").is_file()


@linux
@pytest.mark.parametrize("arguments", [["check", "--format", "json"], ["--help"], ["new", "--list"]], ids=lambda arguments: arguments[0])
def test_an_answer_for_which_there_is_no_space_is_one_line(project: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run([*JOURNEYBOOK, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=project)
    assert (answer.returncode, answer.stderr.count("\n"), answer.stderr.startswith(NO_SPACE)) == (2, 1, True), answer.stderr
