"""Writes the lock files anew and tries them on every Python and system: `python3 requirements/lock.py UV [--upgrade]`.

Versions that still fit stay as they are, unless --upgrade asks for the newest that pyproject.toml allows.
"""

import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from install import PYTHONS

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
UV = sys.argv[1]
COMPILE = ("pip", "compile", "--quiet", "--universal", "--generate-hashes", "--only-binary", ":all:", "--python-version", PYTHONS[0])
ANONYMOUS = ("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock")
SYSTEMS = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28", "x86_64-apple-darwin", "aarch64-apple-darwin")


def main() -> None:
    """Write the three locks: of the tests, of serving with the same versions, and of the lowest versions."""
    upgrade = sys.argv[2:]
    _write("test", "--extra", "test", *upgrade)
    shutil.copy(LOCKS / "test.txt", LOCKS / "serve.txt")  # uv keeps the versions that it finds
    _write("serve")
    _write("lowest", "--extra", "test", "--constraints", "tests/lower_bounds/constraints.txt", *upgrade)
    cells = [("test", python, system) for python in PYTHONS for system in SYSTEMS]
    cells.append(("lowest", PYTHONS[0], SYSTEMS[0]))  # old versions were not built for later Pythons
    with ThreadPoolExecutor(max_workers=8) as pool:
        refused = [answer for answer in pool.map(_try, cells) if answer]
    if refused:
        sys.exit("\n".join(refused))


def _write(name: str, *arguments: str) -> None:
    command = [UV, *COMPILE, *ANONYMOUS, "pyproject.toml", "--group", "build", *arguments, "--output-file", f"requirements/{name}.txt"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(f"requirements/{name}.txt was not written, for the reason above")


def _try(cell: tuple[str, str, str]) -> str:
    """Return what stands against installing a lock with this Python on this system; the lock of the tests holds that of serving."""
    name, python, system = cell
    place = ("--python-version", python, "--python-platform", system, "--only-binary", ":all:")
    lock = ("--no-deps", "--require-hashes", "--requirements", f"requirements/{name}.txt")
    with tempfile.TemporaryDirectory() as target:
        command = [UV, "pip", "install", "--quiet", "--dry-run", "--target", target, *place, *lock]
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return f"requirements/{name}.txt on Python {python}, {system}: {answer.stderr.strip()}" if answer.returncode else ""


if __name__ == "__main__":
    main()
