"""An archive holds the files and nothing of the machine: the same content gives the same bytes."""

import os
from pathlib import Path
from zipfile import ZipFile

import pytest
from copies import PAGES, disk_full, write

from journeybook.publish.archive import pack


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write(tmp_path / name, 1)
    for path in (tmp_path / "other").rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
        path.chmod(0o700)
    for name in ("one", "other"):
        pack(tmp_path / name, tmp_path / f"{name}.zip", top="plan")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == sorted(f"plan/{page}" for page in PAGES)
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("plan/index.html") == (tmp_path / "one" / "index.html").read_bytes()


def test_an_archive_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "one", 1)
    (tmp_path / "one.zip").write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", lambda _: disk_full())
    with pytest.raises(OSError, match="space"):
        pack(tmp_path / "one", tmp_path / "one.zip", top="plan")
    assert (tmp_path / "one.zip").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "one.zip"]
