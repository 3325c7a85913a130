"""A temporary folder goes with its command, or with the next one; nothing else in the folder for temporary files is touched."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from copies import process

from journeybook.publish.temporary_folder import temporary_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_folder_is_gone_in_the_end(home: Path) -> None:
    with suppress(KeyError), temporary_folder() as folder:
        assert (folder.parent, folder.stat().st_mode & 0o777) == (home.resolve(), 0o700)
        (folder / "file").write_text("text", encoding="utf-8")
        raise KeyError
    assert list(home.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed this way there")
def test_the_next_command_removes_what_a_killed_one_left_and_nothing_of_a_living_one(home: Path) -> None:
    holders = [process("hold_a_temporary_folder()") for _ in range(3)]
    for holder in holders:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
    for holder in holders[:2]:
        holder.kill()
        holder.communicate()
    assert len(list(home.iterdir())) == 6
    with temporary_folder():
        assert len(list(home.iterdir())) == 4
    assert sorted(path.suffix for path in home.iterdir()) == [".lock", ".tmp"]
    holders[2].kill()
    holders[2].communicate()


def test_what_is_not_ours_stays(home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = tmp_path_factory.mktemp("theirs")
    (theirs / "file").write_text("text", encoding="utf-8")
    for name in ("journeybook-notes", "journeybook-template", "journeybook-rotas.tmp"):
        (home / name).mkdir()
        (home / f"{name}.lock").touch()
    (home / "journeybook-link____.tmp").symlink_to(theirs, target_is_directory=True)
    (home / "journeybook-link____.tmp.lock").touch()
    (home / "journeybook-linked__.tmp").mkdir()
    (home / "journeybook-linked__.tmp.lock").symlink_to(theirs / "file")
    before = sorted(home.rglob("*"))
    with temporary_folder():
        pass
    assert (sorted(home.rglob("*")), (theirs / "file").read_text(encoding="utf-8")) == (before, "text")
    (home / "journeybook-other___.tmp").mkdir()
    (home / "journeybook-other___.tmp.lock").touch()
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: 12345, raising=False)
        with temporary_folder():
            assert (home / "journeybook-other___.tmp").is_dir()
    with temporary_folder():
        assert not (home / "journeybook-other___.tmp").exists()
