"""Compares a public site with the same site built anew from what may be public: any byte that differs came from somewhere else."""

import os
import stat
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from journeybook.prove.hit import Hit
from journeybook.publish.normalise import FILE_MODE, FIRST_DAY, FOLDER_MODE, content_time

ANEW = "publish what journeybook build makes, unchanged"
_EXCERPT = 60
"""How many characters are shown of what differs."""


def compare_sites(site: Path, rebuilt: Path) -> tuple[Hit, ...]:
    """Return every difference between a site and the one built anew, with page and line; a folder that cannot be read raises OSError."""
    site = site.resolve()
    files, wanted = _read_site(site), _read_site(rebuilt)
    hits = [*_odd_entries(site), *_times(site, files), *_attributes(site)]
    hits += [Hit(path, "path", "no build makes this file", remedy=ANEW) for path in files.keys() - wanted.keys()]
    hits += [Hit(path, "path", "the file is missing", remedy=ANEW) for path in wanted.keys() - files.keys()]
    hits += [_difference(path, files[path], wanted[path]) for path in files.keys() & wanted.keys() if files[path] != wanted[path]]
    return tuple(sorted(hits, key=str))


def _read_site(site: Path) -> dict[str, bytes]:
    """Return what every file of a site holds, by its path in it."""
    paths = (path for path in sorted(site.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def _difference(path: str, data: bytes, wanted: bytes) -> Hit:
    """Return the first line in which a file differs, with what stands there on both sides."""
    try:
        lines, wanted_lines = data.decode("utf-8").split("\n"), wanted.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return Hit(path, "content", "the bytes differ from those of the site built anew", remedy=ANEW)
    for number, (line, wanted_line) in enumerate(zip_longest(lines, wanted_lines, fillvalue=""), 1):
        if line != wanted_line:
            there, anew = _excerpts(line, wanted_line)
            return Hit(f"{path}:{number}", "content", f"'{there}' stands where the site built anew has '{anew}'", remedy=ANEW)
    return Hit(path, "content", "the ends of lines differ from those of the site built anew", remedy=ANEW)


def _excerpts(line: str, wanted: str) -> tuple[str, str]:
    """Return the part of two lines in which they differ."""
    start = next((at for at, (here, there) in enumerate(zip(line, wanted, strict=False)) if here != there), min(len(line), len(wanted)))
    pairs = zip(line[start:][::-1], wanted[start:][::-1], strict=False)
    end = next((at for at, (here, there) in enumerate(pairs) if here != there), min(len(line), len(wanted)) - start)
    first, second = line[start : len(line) - end], wanted[start : len(wanted) - end]
    return first[:_EXCERPT], second[:_EXCERPT]


def _odd_entries(site: Path) -> Iterator[Hit]:
    for entry in sorted(site.rglob("*")):
        name = _name(entry, site)
        if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            yield Hit(name, "path", "only ordinary files and folders may stand in a site", remedy=ANEW)
        elif entry.is_dir() and not any(entry.iterdir()):
            yield Hit(name, "path", "no build makes this empty folder", remedy=ANEW)


def _times(site: Path, files: dict[str, bytes]) -> Iterator[Hit]:
    """Compare times and modes with what was set when the site was published; a copy in which no file has its time has times of its own."""
    right = {path for path, data in files.items() if _has_time(site / path, content_time(data))}
    if not right:
        return
    yield from (
        Hit(path, "modification time", "the time is not the one that follows from what the file holds", remedy=ANEW)
        for path in files.keys() - right
    )
    entries = [site, *sorted(entry for entry in site.rglob("*") if not entry.is_symlink())]
    folders = [entry for entry in entries if entry.is_dir()]
    late = [folder for folder in folders if not _has_time(folder, FIRST_DAY)]
    if len(late) < len(folders):
        yield from (
            Hit(_name(folder, site), "modification time", "the time is not the one that all folders have", remedy=ANEW) for folder in late
        )
    for entry in entries:
        if stat.S_IMODE(entry.lstat().st_mode) != (FOLDER_MODE if entry.is_dir() else FILE_MODE):
            yield Hit(_name(entry, site), "file mode", "the mode is not the one that all files have", remedy=ANEW)


def _attributes(site: Path) -> Iterator[Hit]:
    """Yield what somebody noted at files beside what they hold, where the system can."""
    if sys.platform == "linux":
        for entry in (site, *sorted(site.rglob("*"))):
            if any(name.startswith("user.") for name in os.listxattr(entry, follow_symlinks=False)):
                yield Hit(_name(entry, site), "extended attribute", "no build notes anything at a file", remedy=ANEW)


def _name(entry: Path, site: Path) -> str:
    return entry.relative_to(site).as_posix()


def _has_time(entry: Path, seconds: int) -> bool:
    return entry.lstat().st_mtime_ns == seconds * 1_000_000_000
