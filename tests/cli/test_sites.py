"""Building sites and showing them while somebody edits; test_start begins with the installed wheel."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from journeybook.audience.build_request import CHANGED, FINISHED
from journeybook.cli import serve
from journeybook.cli.main import assemble_program

PROGRAM = assemble_program()
RUNNER = CliRunner()
PATIENCE = 120
LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
LISTENING = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
"""Starts Python so that it hears Ctrl-C, even where the tests run in the background and do not."""


@pytest.fixture
def empty_atlas(tmp_path: Path) -> Path:
    project = tmp_path / "ours"
    assert RUNNER.invoke(PROGRAM, ["init", str(project)]).exit_code == 0
    shutil.rmtree(project / "docs" / "help")  # its 47 pages take half of each build
    return project


def test_one_site_can_be_built_in_a_repository_without_a_commit(empty_atlas: Path) -> None:
    subprocess.run(["git", "init", "--quiet", empty_atlas], check=True)
    answer = RUNNER.invoke(PROGRAM, ["build", "--project", str(empty_atlas), "--audience", "public", "--as-of", "2026-03-01"])
    assert (answer.exit_code, answer.stdout) == (0, ""), answer.output
    assert answer.stderr.rstrip("\n") == f"The public site is in {empty_atlas / 'site' / 'public'}"
    assert sorted(path.name for path in (empty_atlas / "site").iterdir()) == [".made", "public"]


@pytest.mark.parametrize(
    ("variable", "address"), [("https://success.example.org/a/", "https://success.example.org/a/"), ("", "https://example.org/")]
)
def test_the_public_site_has_the_address_that_the_variable_says(
    empty_atlas: Path, monkeypatch: pytest.MonkeyPatch, variable: str, address: str
) -> None:
    monkeypatch.setenv("JOURNEYBOOK_PUBLIC_URL", variable)
    answer = RUNNER.invoke(PROGRAM, ["build", "--project", str(empty_atlas), "--audience", "public"])
    assert answer.exit_code == 0, answer.output
    sitemap = (empty_atlas / "site/public/sitemap.xml").read_text(encoding="utf-8")
    assert {url[: len(address)] for url in re.findall(r"<loc>(.*?)</loc>", sitemap)} == {address}


def test_a_site_that_cannot_be_made_leaves_the_old_one(empty_atlas: Path) -> None:
    settings = empty_atlas / "mkdocs.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}nonsense_hooks: 1\n", encoding="utf-8")
    place = empty_atlas / "site" / "public"
    for before in (None, "the old site"):
        if before:
            place.mkdir()
            (place / "index.html").write_text(before, encoding="utf-8")
        answer = RUNNER.invoke(PROGRAM, ["build", "--project", str(empty_atlas), "--audience", "public"])
        assert (answer.exit_code, "nonsense_hooks" in answer.stderr) == (1, True), answer.output
        assert (f"{place} is as it was" if before else "Nothing is published") in answer.stderr
        assert list((place.parent / ".made" / "public").iterdir()) == []
    assert (place / "index.html").read_text(encoding="utf-8") == "the old site"


def test_a_taken_port_is_solved_by_itself(empty_atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[int] = []
    monkeypatch.setattr(serve, "_keep_serving", lambda *_, port, **_environment: served.append(port))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = RUNNER.invoke(PROGRAM, ["serve", "--project", str(empty_atlas), "--port", str(port)])
    assert (answer.exit_code, len(served)) == (0, 1), answer.output
    assert served[0] > port
    assert answer.stderr.splitlines()[0] == f"Port {port} is taken, so this site has port {served[0]}."
    assert f"http://127.0.0.1:{served[0]}/" in answer.stderr


def test_no_free_port_is_said(empty_atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PORTS_TRIED", 1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = RUNNER.invoke(PROGRAM, ["serve", "--project", str(empty_atlas), "--port", str(port)])
    assert (answer.exit_code, f"port {port} cannot be used" in answer.stderr) == (2, True)


def test_a_port_that_somebody_takes_meanwhile_is_waited_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            taken.close()

    monkeypatch.setattr(time, "sleep", wait)
    serve._wait_for_port(port)
    assert len(waits) == 3
    assert capsys.readouterr().err.count(f"port {port} cannot be used: something else answers there") == 1


def test_a_server_whose_settings_changed_is_started_again(
    empty_atlas: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [CHANGED, CHANGED, FINISHED]
    starts = []

    @contextmanager
    def server(*_: object, **__: object) -> Iterator[SimpleNamespace]:
        starts.append("started")
        code = codes.pop(0)
        yield SimpleNamespace(returncode=code, poll=lambda: code)

    monkeypatch.setattr(serve, "mkdocs", server)
    serve._keep_serving(empty_atlas, [], port=_free_port(), environment={})
    assert starts == ["started"] * 3
    assert capsys.readouterr().err.splitlines() == ["Settings or programs have changed: the server is started again."] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent another way there")
def test_serve_follows_changes_survives_mistakes_and_ends_on_request(empty_atlas: Path, tmp_path: Path) -> None:
    journey = empty_atlas / "journeys" / "maps" / "first-map.yml"
    good = journey.read_text(encoding="utf-8")
    with _serving(empty_atlas, tmp_path / "log") as (process, page):
        _until(lambda: "From signature to everyday use" in page())
        time.sleep(1)  # a polling watcher has to have seen the files before they change
        journey.write_text(good.replace("From signature to everyday use", "Zebra crossing"), encoding="utf-8")
        _until(lambda: "Zebra crossing" in page())
        journey.write_text(good.replace("id: first-map", "id: [first-map"), encoding="utf-8")
        _until(lambda: "first-map.yml:" in page() and "Zebra crossing" in page())
        journey.write_text(good, encoding="utf-8")
        _until(lambda: "From signature" in page() and "first-map.yml:" not in page())
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) in {0, 130}


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that is watched cannot be moved there")
def test_serve_sees_edits_again_after_its_folders_were_away(empty_atlas: Path, tmp_path: Path) -> None:
    git = ("git", "-C", str(empty_atlas), "-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message=all")):
        subprocess.run([*git, *arguments], check=True)
    aside = tmp_path / "aside"

    def moved(folder: Path, wait: float) -> None:
        folder.rename(aside)
        time.sleep(wait)
        aside.rename(folder)

    def restored(wait: float) -> None:
        shutil.rmtree(empty_atlas / "journeys")
        time.sleep(wait)
        subprocess.run([*git, "checkout", "--", "."], check=True)

    def replaced() -> None:
        shutil.copytree(empty_atlas / "journeys", aside)
        shutil.rmtree(empty_atlas / "journeys")
        aside.rename(empty_atlas / "journeys")

    upsets: list[Callable[[], None]] = [
        lambda: moved(empty_atlas / "journeys", 2),
        lambda: restored(0),
        lambda: moved(empty_atlas, 2),
        replaced,
        lambda: restored(2),
        lambda: moved(empty_atlas / "mkdocs.yml", 1),
    ]
    journey = empty_atlas / "journeys" / "maps" / "first-map.yml"
    with _serving(empty_atlas, tmp_path / "log") as (process, page):
        _until(lambda: "From signature to everyday use" in page())
        for number, upset in enumerate(upsets * (5 if LONG else 1)):
            upset()
            text = journey.read_text(encoding="utf-8")
            name = next(line for line in text.splitlines() if line.startswith("name: "))
            journey.write_text(text.replace(name, f"name: Zebra crossing {number}"), encoding="utf-8")
            _until(lambda number=number: f"Zebra crossing {number}" in page())  # type: ignore[misc]  # the number of now
        assert process.poll() is None
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert f"{empty_atlas / 'journeys'} is away: no change is seen until it is back." in log
    assert "Traceback" not in log


@contextmanager
def _serving(project: Path, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], str]]]:
    port = _free_port()
    command = [sys.executable, "-c", LISTENING, "-m", "journeybook", "serve", "--project", str(project), "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
    try:
        yield process, lambda: _page(f"http://127.0.0.1:{port}/")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            return str(answer.read().decode())
    except (urllib.error.URLError, OSError):
        return ""


def _until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.3)
