"""Puts an environment together from a lock file, with pip alone: `python3 requirements/install.py serve .venv`.

It is written so that every Python 3 can read it, and say which ones are supported.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = ("linux", "darwin")
COMMANDS = {"serve": "make serve", "test": "make test", "lowest": "make test-lower"}
PIP = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off")
ROOT = Path(__file__).resolve().parent.parent
SECONDS_BETWEEN_LINES = 5


class InstallError(Exception):
    """What stops the installation, in one sentence with the command that helps."""


def main() -> int:
    """Install the lock that the command line names into the folder that it names."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    lock, stamp = ROOT / "requirements" / f"{name}.txt", folder / f"{name}.ready"
    try:
        _refuse_unsupported(COMMANDS[name])
        _make_environment(folder)
        count = len({line.split("==")[0] for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line})
        reason = f"{folder} is older than requirements/{lock.name} or pyproject.toml. " if stamp.exists() else ""
        _say(f"{reason}Installing {count} packages of requirements/{lock.name} into {folder}")
        exact = ("--require-hashes", "--only-binary", ":all:", "--requirement", str(lock))
        _install(folder, exact, name)
        _install(folder, ("--no-deps", "--no-build-isolation", "--editable", str(ROOT)), name)
    except InstallError as problem:
        _say(str(problem))
        return 1
    stamp.write_text("", encoding="utf-8")
    return 0


def _refuse_unsupported(command: str) -> None:
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if here not in PYTHONS:
        known = ", ".join(PYTHONS)
        raise InstallError(
            f"Python {here} is not supported: install one of {known}, and name it, as in {command} PYTHON=python{PYTHONS[-1]}"
        )
    if sys.platform not in PLATFORMS:
        raise InstallError(
            f"The packages are locked for Linux and macOS, and this is {sys.platform}: on Windows, install its Linux with "
            f"wsl --install and run {command} there"
        )


def _make_environment(folder: Path) -> None:
    """Make the environment, or make it anew where its Python is gone or another one than ours."""
    ask = [str(folder / "bin" / "python"), "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.split()
    except OSError:
        answer = []
    if answer == [str(number) for number in sys.version_info[:2]]:
        return
    clear = ["--clear"] if (folder / "pyvenv.cfg").exists() else []
    if subprocess.run([sys.executable, "-m", "venv", *clear, str(folder)], check=False).returncode:
        raise InstallError(f"Python could not make {folder}, for the reason above: cure it, and run make clean")


def _install(folder: Path, arguments: "tuple[str, ...]", name: str) -> None:
    """Let pip install, and say in a sentence what failed."""
    command = (str(folder / "bin" / "python"), *PIP, *arguments)
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints) as process:
            _show_progress(process)
        if process.returncode == 0:
            return
        complaints.seek(0)
        lines = complaints.read().decode(errors="replace").splitlines()
    errors = [line for line in lines if not line.startswith("WARNING")]
    _say("\n".join(errors))
    lock, again = f"requirements/{name}.txt", COMMANDS[name]
    if any("hash" in line.lower() for line in errors):
        raise InstallError(
            f"What was fetched is not what {lock} names, so nothing was installed: take the lock as it was committed, with "
            f"git checkout {lock} && {again}"
        )
    raise InstallError(
        f"The packages of {lock} could not be installed, for the reason above: they are fetched over the network, and built "
        f"for macOS and for Linux with glibc; try again with {again}"
    )


def _show_progress(process: "subprocess.Popen[bytes]") -> None:
    """On a terminal one line that changes; in a file a line every few seconds."""
    is_terminal = sys.stderr.isatty()
    last = time.monotonic()
    for line in process.stdout or ():
        words = line.decode(errors="replace").strip().split(" (from ")[0][:78]
        if is_terminal:
            sys.stderr.write("\r\x1b[K" + words)
            sys.stderr.flush()
        elif time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            _say("  " + words)
    if is_terminal:
        sys.stderr.write("\r\x1b[K")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
