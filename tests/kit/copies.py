"""A small site whose every page tells its version, published again and again, also by processes that fail or die on the way."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from journeybook.publish.exchange_file import exchange_file
from journeybook.publish.exchange_site import ExchangeMethod, exchange_site, fresh_copy
from journeybook.publish.temporary_folder import temporary_folder

KIT = Path(__file__).parent
PAGES = ("index.html", "plan/index.html", "assets/look.css", "search/index.json")
LINES = 200
CALLS = ("open", "mkdir", "fsync", "chmod", "utime", "symlink", "rename", "replace", "unlink", "rmdir", "scandir")
WRITES = ("write_text", "open")
"""What making and publishing a site does to the disk: functions of os, and methods of Path."""


def write(folder: Path, version: int, pause: float = 0) -> None:
    """Make the site in a folder, slowly."""
    for name in PAGES:
        page = folder / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"{name} {version}\n" * LINES, encoding="utf-8")
        time.sleep(pause)


def publish(place: Path, version: int, pause: float = 0, **options: Any) -> ExchangeMethod:
    with fresh_copy(place, **options) as folder:
        write(folder, version, pause)
        return exchange_site(folder, place)


def version_at(place: Path) -> int:
    """Return the version of a whole site; fails where a page is missing, is mixed, or has another version than the others."""
    found = {page_version(place, name) for name in PAGES}
    assert len(found) == 1, found
    assert sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()) == sorted(PAGES)
    return found.pop()


def page_version(place: Path, name: str) -> int:
    lines = (place / name).read_text(encoding="utf-8").splitlines()
    said = {line for line in lines if line.startswith(f"{name} ")}
    assert (len(lines), len(said)) == (LINES, 1), f"{name} is broken"
    return int(said.pop().split()[1])


@contextmanager
def at_call(number: int, happens: Callable[[], None], *, and_after: bool = False) -> Iterator[list[str]]:
    """Let something happen at the call of this number to the disk; yields the names of all calls, as they come."""
    calls: list[str] = []

    def watched(owner: Any, name: str) -> Callable[..., Any]:
        real = getattr(owner, name)

        def call(*arguments: Any, **options: Any) -> Any:
            calls.append(name)
            if len(calls) == number or (and_after and len(calls) > number):
                happens()
            return real(*arguments, **options)

        return call

    with ExitStack() as stack:
        for owner, name in (*((os, name) for name in CALLS), *((Path, name) for name in WRITES)):
            stack.enter_context(mock.patch.object(owner, name, watched(owner, name)))
        yield calls


def disk_full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def process(call: str, stdin: int | None = None) -> subprocess.Popen[bytes]:
    """Start a call of this module in a process of its own."""
    paths = [str(KIT), str(KIT.parents[1] / "macros")]
    code = f"import sys; sys.path[:0] = {paths!r}; from pathlib import Path; import copies; copies.{call}"
    return subprocess.Popen([sys.executable, "-c", code], stdin=stdin, stdout=subprocess.PIPE)


def publish_and_die(place: Path, version: int) -> None:
    """For each number that is read, publish in a copy of this process, which dies at the call of that number; say its exit code.

    It ends well if there are not so many calls. A copy costs a tenth of what a new process does.
    """
    for number in sys.stdin:
        child = os.fork()
        if not child:
            with at_call(int(number), die):
                publish(place, version)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201 - somebody waits for it


def publish_for_ever(place: Path, first: int) -> None:
    """Publish one version after the other, and say when it begins and what is published."""
    print("begun", flush=True)  # noqa: T201 - somebody waits for it
    version = first
    while True:
        publish(place, version, pause=0.002)
        print(version, flush=True)  # noqa: T201 - the same
        version += 1


def hold_a_file_half_written(file: Path) -> None:
    """Hold a file half written for a minute, and say when it is."""
    with exchange_file(file) as output:
        output.write(b"half")
        output.flush()
        print("held", flush=True)  # noqa: T201 - somebody waits for it
        time.sleep(60)


def hold_a_temporary_folder() -> None:
    """Hold a temporary folder for a minute, and say when it is there."""
    with temporary_folder() as folder:
        (folder / "file").write_text("text", encoding="utf-8")
        print("held", flush=True)  # noqa: T201 - somebody waits for it
        time.sleep(60)


def read_all_the_time(place: Path, until: Path) -> None:
    """Read every page through the link again and again until a file appears; then say which versions were seen and what was wrong."""
    print("begun", flush=True)  # noqa: T201 - somebody waits for it
    seen: set[int] = set()
    faults: list[str] = []
    while not until.exists():
        for name in PAGES:
            try:
                seen.add(page_version(place, name))
            except (OSError, AssertionError) as problem:
                faults.append(repr(problem))
    print(json.dumps({"seen": sorted(seen), "faults": faults}))  # noqa: T201 - the same
