"""A site is exchanged in one step: whatever fails, dies or reads meanwhile, there is always one whole site."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from copies import (
    PAGES,
    at_call,
    disk_full,
    no_links,
    process,
    publish,
    version_at,
    write,
)

from journeybook.publish.exchange_site import COPIES, MARKER, ExchangeMethod, exchange_site, fresh_copy, kept_folders
from journeybook.publish.lock import Busy
from journeybook.publish.normalise import FILE_MODE, FOLDER_MODE, content_time, normalise_folder

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
KILLS = 500 if LONG else 12
STEP = 1 if LONG else 3
"""From one call that fails, or at which a process is killed, to the next that is tried."""
MOST_CALLS = 300
KINDS = [(before, linked) for before in ("link", "folder", "nothing") for linked in (True, False)]
windows = pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed this way there")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "site" / "public"


def prepare(place: Path, before: str) -> None:
    shutil.rmtree(place.parent, ignore_errors=True)
    if before == "link":
        publish(place, 1)
    elif before == "folder":
        write(place, 1)
        normalise_folder(place)


def test_the_place_is_a_link_with_the_old_copy_kept_beside_it(place: Path) -> None:
    assert publish(place, 1) is ExchangeMethod.ONE_STEP
    old = place.resolve()
    assert publish(place, 2) is ExchangeMethod.ONE_STEP
    assert (place.is_symlink(), version_at(place), version_at(old)) == (True, 2, 1)
    assert not place.readlink().is_absolute()
    publish(place, 3)
    assert (old.exists(), len(list((place.parent / COPIES / place.name).iterdir()))) == (False, 2)


def test_a_moved_project_keeps_its_site(place: Path) -> None:
    publish(place, 1)
    moved = place.parents[1].rename(place.parents[2] / "moved")
    assert version_at(moved / "site" / "public") == 1


def test_a_folder_of_before_gives_way_to_a_link(place: Path) -> None:
    write(place, 1)
    (place / "left-over.html").write_text("old", encoding="utf-8")
    assert publish(place, 2) is ExchangeMethod.FROM_FOLDER
    assert (place.is_symlink(), version_at(place)) == (True, 2)
    assert publish(place, 3) is ExchangeMethod.ONE_STEP


def test_without_links_folders_are_exchanged(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "symlink", no_links)
    for version in (1, 2, 3):
        assert publish(place, version) is ExchangeMethod.NO_LINKS
        assert (place.is_symlink(), version_at(place)) == (False, version)


def test_modes_and_times_follow_from_the_content(place: Path) -> None:
    found = []
    for pages in (PAGES, tuple(reversed(PAGES))):
        with fresh_copy(place) as folder:
            for page in pages:
                (folder / page).parent.mkdir(parents=True, exist_ok=True)
                (folder / page).write_text(page, encoding="utf-8")
                (folder / page).chmod(0o600)
            exchange_site(folder, place)
        found.append({path.relative_to(place): (path.stat().st_mode, path.stat().st_mtime_ns) for path in [place, *place.rglob("*")]})
    assert found[0] == found[1]
    modes = {mode & 0o777 for mode, _ in found[0].values()}
    assert modes == {FILE_MODE, FOLDER_MODE}
    assert (content_time(b"9 days"), content_time(b"9 days") != content_time(b"8 days")) == (found[0] and content_time(b"9 days"), True)


def test_what_is_not_published_is_gone(place: Path) -> None:
    publish(place, 1)
    with fresh_copy(place) as folder:
        write(folder, 2)
    assert (folder.exists(), version_at(place)) == (False, 1)


def test_what_is_none_of_ours_stays(place: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    place.parent.mkdir()
    place.symlink_to(tmp_path / "www")
    with pytest.raises(OSError, match=r"a link to .*www, which was not made here"):
        publish(place, 1)
    place.unlink()
    place.write_text("a file", encoding="utf-8")
    with pytest.raises(OSError, match="is a file"):
        publish(place, 1)
    assert place.read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize("lasting", [False, True], ids=["one call fails", "all calls fail from then on"])
@pytest.mark.parametrize(("before", "linked"), KINDS)
def test_whatever_call_fails_there_is_one_whole_site(
    place: Path, monkeypatch: pytest.MonkeyPatch, before: str, *, linked: bool, lasting: bool
) -> None:
    if not linked:
        monkeypatch.setattr(os, "symlink", no_links)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # thousands of times, and only the disk would be slower
    old = 0 if before == "nothing" else 1
    for number in count(1 + KINDS.index((before, linked)) % STEP, STEP):
        prepare(place, before)
        with at_call(number, disk_full, and_after=lasting) as calls, suppress(OSError):
            publish(place, 2)
        recovered = before == "folder" or not linked
        if os.path.lexists(place):
            assert version_at(place) in {old, 2}
        else:  # only where nothing stood before, or where even moving back what was moved aside failed: the next build does it
            assert not old or (recovered and lasting)
        with suppress(KeyError), fresh_copy(place):
            assert not old or version_at(place) in {1, 2}
            raise KeyError
        publish(place, 3)
        assert (version_at(place), len(list((place.parent / COPIES / place.name).iterdir())) <= 2) == (3, True)
        if len(calls) < number:
            break
        assert number < MOST_CALLS
    assert number > 20


@windows
@pytest.mark.parametrize("before", ["link", "folder"])
def test_at_whatever_call_it_is_killed_there_is_one_whole_site(place: Path, before: str) -> None:
    with process(f"publish_and_die(Path({str(place)!r}), 2)", stdin=subprocess.PIPE) as publisher:
        assert publisher.stdin is not None
        assert publisher.stdout is not None
        for number in count(1, STEP):
            prepare(place, before)
            publisher.stdin.write(b"%d\n" % number)
            publisher.stdin.flush()
            code = int(publisher.stdout.readline())
            assert code in {0, -signal.SIGKILL}
            if before == "link":
                assert version_at(place) in {1, 2}
            with suppress(KeyError), fresh_copy(place):
                assert version_at(place) in {1, 2}
                raise KeyError
            publish(place, 3)
            assert version_at(place) == 3
            if code == 0:
                break
            assert number < MOST_CALLS
        publisher.stdin.close()
    assert number > 20


@windows
def test_killed_at_any_moment_the_site_is_whole_and_the_next_build_works(place: Path) -> None:
    publish(place, 1)
    chance, seen = random.Random(7), []  # noqa: S311 - moments, not secrets
    for _ in range(KILLS):
        publisher = process(f"publish_for_ever(Path({str(place)!r}), {version_at(place) + 1})")
        assert publisher.stdout is not None
        assert publisher.stdout.readline() == b"begun\n"
        for _ in range(chance.randrange(3)):  # however slow the machine is, some versions are published
            assert publisher.stdout.readline()
        time.sleep(chance.uniform(0, 0.08))
        publisher.kill()
        publisher.communicate()
        seen.append(version_at(place))
    assert (seen, seen[-1] > 1) == (sorted(seen), True)
    publish(place, 0)
    assert (version_at(place), len(list((place.parent / COPIES / place.name).iterdir()))) == (0, 2)


@windows
def test_a_reader_never_misses_a_page(place: Path) -> None:
    publish(place, 1)
    until = place.with_name("until")
    reader = process(f"read_all_the_time(Path({str(place)!r}), Path({str(until)!r}))")
    assert reader.stdout is not None
    try:
        reader.stdout.readline()
        for version in range(2, 42):
            publish(place, version)
    finally:
        until.write_text("now", encoding="utf-8")
        said = json.loads(reader.communicate()[0])
    assert (said["faults"], len(said["seen"]) > 2) == ([], True)


@windows
def test_two_builds_at_once_end_in_one_whole_site(place: Path) -> None:
    publish(place, 1)
    together = [process(f"publish(Path({str(place)!r}), {version}, pause=0.05)") for version in (2, 3)]
    assert [one.communicate() and one.returncode for one in together] == [0, 0]
    assert (version_at(place) in {2, 3}, len(list((place.parent / COPIES / place.name).iterdir()))) == (True, 2)


def test_the_second_build_waits_and_not_for_ever(place: Path) -> None:
    told: list[str] = []
    with fresh_copy(place) as first:
        with pytest.raises(Busy, match=r"0\.2 seconds"), fresh_copy(place, timeout=0.2, waiting=lambda: told.append("waiting")):
            pass
        assert first.exists()
    assert told == ["waiting"]
    publish(place, 1)


@windows
@pytest.mark.parametrize("problem", [errno.EPERM, errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP], ids=errno.errorcode.get)
def test_where_there_are_no_locks_it_is_said(place: Path, monkeypatch: pytest.MonkeyPatch, problem: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(problem, os.strerror(problem))

    told: list[str] = []
    monkeypatch.setattr("fcntl.flock", refuse)
    for version in (1, 2):
        publish(place, version, unlocked=lambda: told.append("no locks"))
    assert (told, version_at(place)) == (["no locks", "no locks"], 2)


def test_a_lock_that_cannot_be_written_stops_the_build(place: Path) -> None:
    publish(place, 1)
    (place.parent / COPIES / f"{place.name}.lock").unlink()
    (place.parent / COPIES / f"{place.name}.lock").mkdir()
    with pytest.raises(IsADirectoryError):
        publish(place, 1)


def tree(folder: Path) -> dict[str, str]:
    """Return what a folder of somebody else's holds: texts of files, targets of links."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def behind_a_link(at: str) -> Callable[[Path], None]:
    """Return what puts a link at a place beside the site that leads to somebody's pages."""

    def prepare_link(place: Path) -> None:
        link = place.parent.parent / at
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(place.parents[1] / "docs", target_is_directory=True)

    return prepare_link


def with_a_folder_of_somebody(place: Path) -> None:
    write(place.parent / COPIES / place.name, 9)


def with_a_folder_that_looks_like_ours(place: Path) -> None:
    write(place.parent / COPIES / place.name / "before", 9)


def with_a_file(place: Path) -> None:
    place.parent.mkdir()
    (place.parent / COPIES).write_text("a file", encoding="utf-8")


def with_a_mark_that_is_a_link(place: Path) -> None:
    (place.parent / COPIES / place.name).mkdir(parents=True)
    (place.parent / COPIES / MARKER).symlink_to(place.parents[1] / "docs" / "public" / "page.md")
    write(place.parent / COPIES / place.name / "before", 9)


def with_a_lock_that_is_a_link(place: Path) -> None:
    publish(place, 1)
    (place.parent / COPIES / f"{place.name}.lock").unlink()
    (place.parent / COPIES / f"{place.name}.lock").symlink_to(place.parents[1] / "docs" / "public" / "page.md")


@pytest.mark.parametrize(
    "prepare_place",
    [
        behind_a_link("site"),
        behind_a_link("site/.made"),
        behind_a_link("site/.made/public"),
        with_a_file,
        with_a_folder_of_somebody,
        with_a_folder_that_looks_like_ours,
        with_a_mark_that_is_a_link,
        with_a_lock_that_is_a_link,
    ],
)
def test_nothing_is_removed_that_was_not_made_here(place: Path, tmp_path: Path, prepare_place: Callable[[Path], None]) -> None:
    for name in ("public/page.md", "public/copy-abcdefgh/page.md", "public/before/page.md", "before/page.md", "public.lock"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(name, encoding="utf-8")
    prepare_place(place)
    before = tree(tmp_path)
    for _ in range(2):
        with pytest.raises(OSError, match=r"was not made here.* move it away, and build again"):
            publish(place, 1)
    assert tree(tmp_path) == before


def test_what_somebody_puts_beside_our_copies_stays(place: Path, tmp_path: Path) -> None:
    publish(place, 1)
    write(tmp_path / "theirs", 9)
    theirs = [place.parent / COPIES / place.name / name for name in ("notes", "copy-of-mine", "copy-ABCDEFGH", "tmp12345678")]
    for folder in theirs:
        write(folder, 9)
    (place.parent / COPIES / place.name / "before").symlink_to(tmp_path / "theirs", target_is_directory=True)
    (place.parent / COPIES / place.name / "copy-abcdefgh").symlink_to(tmp_path / "theirs", target_is_directory=True)
    for version in (2, 3, 4):
        publish(place, version)
    assert [version_at(folder) for folder in (place, tmp_path / "theirs", *theirs)] == [4, 9, 9, 9, 9, 9]
    assert not os.path.lexists(place.parent / COPIES / place.name / "copy-abcdefgh")


@pytest.mark.parametrize("change", ["a new file", "another text", "a link", "nothing"])
def test_a_folder_that_is_not_as_we_made_it_is_kept(place: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "symlink", no_links)
        publish(place, 1)
    match change:
        case "a new file":
            (place / "plan" / "theirs.txt").write_text("theirs", encoding="utf-8")
        case "another text":
            (place / "index.html").write_text("theirs", encoding="utf-8")
        case "a link":
            (place / "plan" / "theirs.txt").symlink_to("index.html")
    before = tree(place)
    for version in (2, 3, 4):
        publish(place, version)
    assert (version_at(place), [tree(folder) for folder in kept_folders(place)]) == (4, [] if change == "nothing" else [before])


@windows
def test_the_next_build_of_another_site_clears_what_a_killed_one_left(place: Path) -> None:
    publish(place, 1)
    other = place.with_name("public-small")
    publisher = process(f"publish(Path({str(other)!r}), 1, pause=60)")
    home = place.parent / COPIES / other.name
    while not (home.is_dir() and any(home.iterdir())):
        time.sleep(0.01)
    publish(place, 2)
    assert len(list(home.iterdir())) == 1  # it is still being made
    publisher.kill()
    publisher.communicate()
    publish(place, 3)
    assert list(home.iterdir()) == []


def unsafe(fresh: Path, place: Path) -> ExchangeMethod:
    """Put a site in place as it was once done: empty the folder, then copy."""
    shutil.rmtree(place.resolve())
    shutil.copytree(fresh, place.resolve())
    return ExchangeMethod.ONE_STEP


@pytest.mark.parametrize("guard", [test_a_reader_never_misses_a_page])
def test_the_guard_sees_a_site_that_is_copied_over_the_old_one(
    place: Path, monkeypatch: pytest.MonkeyPatch, guard: Callable[[Path], None]
) -> None:
    real = exchange_site
    publish(place, 1)
    monkeypatch.setattr("copies.exchange_site", lambda fresh, where: real(fresh, where) if not where.exists() else unsafe(fresh, where))
    with pytest.raises((AssertionError, OSError)):
        guard(place)
