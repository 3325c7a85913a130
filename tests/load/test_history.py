"""What a project's history says: who changed it, the numbers of the changes, and what was said of them."""

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.mkdocs_process import mkdocs_environment
from journeybook.load import history as git_history
from journeybook.load.history import last_change
from journeybook.model.base import Audience

WHO = {
    "GIT_AUTHOR_NAME": "Åsa Writer",
    "GIT_AUTHOR_EMAIL": "asa@example.org",
    "GIT_COMMITTER_NAME": "Bo Keeper",
    "GIT_COMMITTER_EMAIL": "bo@example.org",
}
PROGRAMS = (
    "alias.log",
    "core.askPass",
    "core.editor",
    "core.fsmonitor",
    "core.pager",
    "core.sshCommand",
    "credential.helper",
    "diff.external",
    "diff.odd.command",
    "diff.odd.textconv",
    "filter.odd.clean",
    "filter.odd.smudge",
    "gpg.program",
    "gpg.ssh.program",
    "pager.log",
    "trace2.eventTarget",
)
"""Settings that name a program or a file to write."""
ODD_SETTINGS = {
    "color.ui": "always",
    "diff.orderFile": "/nowhere",
    "format.pretty": "raw",
    "i18n.logOutputEncoding": "UTF-16",
    "log.date": "raw",
    "log.decorate": "full",
    "log.diffMerges": "on",
    "log.follow": "true",
    "log.showSignature": "true",
}
"""Settings that change the form of an answer."""


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, env=os.environ | WHO, check=True, capture_output=True, text=True).stdout.strip()


def test_a_folder_without_a_history_says_nothing(tmp_path: Path) -> None:
    assert last_change(tmp_path) is None


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """Return a repository with one commit of the year 2026 that carries a signature."""
    project = tmp_path / "signed"
    (project / "journeys").mkdir(parents=True)
    (project / "journeys" / "atlas.yml").write_text("a: b\n", encoding="utf-8")
    git(project, "init", "-q")
    git(project, "add", "-A")
    key = tmp_path / "key"
    signer = tmp_path / "signer"
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\necho '-----BEGIN PGP SIGNATURE-----'\n", encoding="utf-8"
    )
    signer.chmod(0o755)
    with mock.patch.dict(WHO, GIT_AUTHOR_DATE="2026-03-20T12:00:00+00:00", GIT_COMMITTER_DATE="2026-03-20T12:00:00+00:00"):
        git(project, "-c", f"gpg.program={signer}", "commit", "-q", f"-S{key}", "-m", "Signed")
    assert "gpgsig" in git(project, "cat-file", "commit", "HEAD")
    return project


def test_settings_of_the_project_change_no_answer_and_start_no_program(signed: Path, tmp_path: Path) -> None:
    traces = tmp_path / "traces"
    traces.mkdir()
    for name in PROGRAMS:
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho started > '{traces / name}'\necho said\n", encoding="utf-8")
        program.chmod(0o755)
        git(signed, "config", name, str(program))
    for name, value in ODD_SETTINGS.items():
        git(signed, "config", name, value)
    (signed / ".gitattributes").write_text("*.yml diff=odd filter=odd\n", encoding="utf-8")
    hook = signed / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho started > '{traces / 'hook'}'\n", encoding="utf-8")
    hook.chmod(0o755)
    for plain in (("status",), ("-c", "i18n.logOutputEncoding=UTF-8", "-c", "diff.orderFile=", "log", "-1")):
        with suppress(subprocess.CalledProcessError):
            git(signed, *plain)
    assert {"core.fsmonitor", "gpg.program"} <= {trace.name for trace in traces.iterdir()}, (
        "these settings start programs if git is asked plainly"
    )
    for trace in traces.iterdir():
        trace.unlink()
    assert last_change(signed) == date(2026, 3, 20)
    assert not list(traces.iterdir())


def test_what_is_missing_is_fetched_from_nowhere(signed: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    tree = git(signed, "rev-parse", "HEAD^{tree}")
    (signed / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% {trace}",
        "protocol.ext.allow": "always",
    }.items():
        git(signed, "config", name, value)
    with suppress(subprocess.CalledProcessError):
        git(signed, "log", "--", "journeys")
    assert trace.exists(), "asked plainly, git starts the program"
    trace.unlink()
    assert last_change(signed) is None
    request = BuildRequest(signed, Audience.INTERNAL)
    plain = subprocess.run(["git", "log", "--", "journeys"], cwd=signed, env=mkdocs_environment(request), capture_output=True, check=False)
    assert plain.returncode, "plugins of others ask git as well, in the process of MkDocs"
    assert not trace.exists()


def commit(project: Path, name: str, day: str) -> None:
    (project / name).write_text(f"a: {day}\n", encoding="utf-8")
    git(project, "add", "-A")
    with mock.patch.dict(WHO, GIT_AUTHOR_DATE=f"{day}T12:00:00+00:00", GIT_COMMITTER_DATE=f"{day}T12:00:00+00:00"):
        git(project, "commit", "-q", "-m", f"Change {name}")


def clone(*options: str) -> Callable[[Path, Path], object]:
    return lambda project, copy: git(project, "clone", "-q", *options, project.as_uri(), str(copy))


def unpack(project: Path, copy: Path) -> None:
    copy.mkdir()
    git(project, "archive", "-o", str(copy / "all.tar"), "HEAD")
    shutil.unpack_archive(copy / "all.tar", copy, filter="data")


COPIES: dict[str, tuple[Callable[[Path, Path], object], bool]] = {
    "whole": (clone(), True),
    "bare trees": (clone("--filter=blob:none", "--no-checkout"), True),
    "shallow, and goes back to the change": (clone("--depth", "3"), True),
    "shallow, and begins with the change": (clone("--depth", "2"), False),
    "shallow": (clone("--depth", "1"), False),
    "since a day": (clone("--shallow-since", "2026-10-01"), False),
    "without trees": (clone("--filter=tree:0", "--no-checkout"), False),
    "archive": (unpack, False),
}
"""Ways in which a repository is copied, and whether the day of the last change is known there."""


@pytest.mark.parametrize("name", COPIES)
def test_the_day_is_that_of_the_whole_history_or_none(signed: Path, tmp_path: Path, name: str) -> None:
    git(signed, "config", "uploadpack.allowFilter", "true")
    commit(signed, "README.md", "2026-01-20")
    commit(signed, "journeys/atlas.yml", "2026-06-20")
    commit(signed, "README.md", "2026-10-20")
    make, is_known = COPIES[name]
    make(signed, tmp_path / "copy")
    assert last_change(tmp_path / "copy") == (date(2026, 6, 20) if is_known else None)


def test_the_day_is_the_same_whoever_owns_the_files(signed: Path) -> None:
    owner = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    with mock.patch.dict(WHO, owner), pytest.raises(subprocess.CalledProcessError):
        git(signed, "log")
    with mock.patch.dict(git_history.GIT_ENVIRONMENT, owner):
        assert last_change(signed) == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("name", "value"),
    [("GIT_DIR", "/nowhere"), ("GIT_CONFIG_PARAMETERS", "'log.showsignature=true'"), ("GIT_LITERAL_PATHSPECS", "x"), ("GIT_TRACE", "1")],
)
def test_variables_of_the_machine_change_no_answer(signed: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert last_change(signed) == date(2026, 3, 20)


@pytest.mark.parametrize(
    "answer", [b"", b"gpg: Signature made\n2026-03-20\n", b"2026-02-30\n", b"12026-01-01\n", b"\xff\xfe\n", b"2026-01-01\0"]
)
def test_whatever_git_answers_is_a_day_or_none(tmp_path: Path, answer: bytes) -> None:
    with mock.patch("subprocess.run", return_value=subprocess.CompletedProcess([], 0, answer)) as run:
        assert last_change(tmp_path) is None
    assert run.call_count == 1
