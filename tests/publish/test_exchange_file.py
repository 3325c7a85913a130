"""A file is the old one until the new one is whole, and the next write removes what a killed one left."""

import os
import sys
from pathlib import Path

import pytest
from copies import at_call, disk_full, process

from journeybook.publish.exchange_file import FileChange, exchange_file, exchange_files, write_new_files


def test_a_file_is_exchanged_for_a_whole_one(tmp_path: Path) -> None:
    file = tmp_path / "plan.zip"
    file.write_bytes(b"old")
    with exchange_file(file) as output:
        output.write(b"new")
        assert file.read_bytes() == b"old"
    assert (file.read_bytes(), file.stat().st_mode & 0o777, list(tmp_path.iterdir())) == (b"new", 0o644, [file])


def test_whatever_fails_the_old_file_stays_alone(tmp_path: Path) -> None:
    file = tmp_path / "plan.zip"
    file.write_bytes(b"old")
    with at_call(0, disk_full) as calls:
        _write(file, b"old")
    assert len(calls) > 5
    for number in range(1, len(calls) + 1):
        with at_call(number, disk_full):
            try:
                _write(file, b"new")
            except OSError:
                assert file.read_bytes() == b"old"
            else:
                file.write_bytes(b"old")


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed this way there")
def test_the_next_write_removes_what_a_killed_one_left_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "plan.zip"
    theirs = [tmp_path / name for name in (".plan.zip-abcdefgh", "journeybook-abcdefg.tmp", "journeybook-abcdefgh.tmp")]
    for path in theirs:
        path.write_bytes(b"theirs")
    dead, living = (process(f"hold_a_file_half_written(Path({str(file)!r}))") for _ in range(2))
    for holder in (dead, living):
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
    dead.kill()
    dead.communicate()
    before = len(list(tmp_path.iterdir()))
    _write(file, b"new")
    left = [path for path in tmp_path.iterdir() if path not in (file, *theirs)]
    living.kill()
    living.communicate()
    assert (before, sorted(path.suffix for path in left)) == (7, [".lock", ".tmp"])
    assert (file.read_bytes(), [path.read_bytes() for path in theirs]) == (b"new", [b"theirs"] * 3)
    _write(file, b"newer")
    assert sorted(tmp_path.iterdir()) == sorted((file, *theirs))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        _write(pipe, b"text")
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)


def test_several_files_are_exchanged_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [tmp_path / name for name in ("a.yml", "b.yml", "c.yml")]
    for file in files:
        file.write_bytes(b"old")
    changes = [FileChange(file, b"old", b"new", tmp_path / "d.yml" if file.name == "b.yml" else None) for file in files]
    real = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if (path.name, target) == ("new-2", files[2]):
            raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        exchange_files(tmp_path, changes)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(["a.yml", "b.yml", "c.yml"], b"old")
    monkeypatch.setattr(Path, "replace", real)
    exchange_files(tmp_path, changes)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(["a.yml", "c.yml", "d.yml"], b"new")


def test_new_files_are_written_with_their_folders_or_nothing_is(tmp_path: Path) -> None:
    home = tmp_path / "far" / "home"
    write_new_files(home, {"a.yml": b"a", "sub/b.yml": b"b"})
    assert {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*.yml")} == {"a.yml": b"a", "sub/b.yml": b"b"}
    with pytest.raises(OSError, match=r"b\.yml is there already"):
        write_new_files(home, {"other/c.yml": b"c", "sub/b.yml": b"theirs"})
    assert sorted(path.relative_to(home).as_posix() for path in home.rglob("*")) == ["a.yml", "sub", "sub/b.yml"]
    assert (home / "sub/b.yml").read_bytes() == b"b"


def test_a_file_that_has_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file, other = tmp_path / "a.yml", tmp_path / "b.yml"
    file.write_bytes(b"theirs")
    other.write_bytes(b"old")
    with pytest.raises(OSError, match="has changed meanwhile"):
        exchange_files(tmp_path, [FileChange(other, b"old", b"new"), FileChange(file, b"old", b"new")])
    with pytest.raises(OSError, match="is there already"):
        exchange_files(tmp_path, [FileChange(other, b"old", b"new", file)])
    assert (file.read_bytes(), other.read_bytes()) == (b"theirs", b"old")


def _write(file: Path, data: bytes) -> None:
    with exchange_file(file) as output:
        output.write(data)
