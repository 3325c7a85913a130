"""README, the first map and the first page of the guide are followed word by word, in a fresh environment made from the wheel."""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from journeybook.findings import Level
from journeybook.validate import check

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(sh|yaml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PATIENCE = 120
pytestmark = pytest.mark.xdist_group("start")  # two servers that begin at the same moment would find the same port free
LISTENING = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv('/bin/sh', ['sh', '-c', sys.argv[1]])"
"""Types a line so that its program hears Ctrl-C, even where the tests run in the background and do not."""
ADDRESS = re.compile(r"at (http://\S+) in a moment")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this version."""
    home = tmp_path_factory.mktemp("wheel")
    build: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", home, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (file,) = home.glob("*.whl")
    with ZipFile(file) as packed:
        assert "journeybook/py.typed" in packed.namelist()  # what the classifier "Typing :: Typed" promises
    return file


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the wheel needs, and without our source: nothing is fetched over the network."""
    home = tmp_path_factory.mktemp("libraries")
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not re.match(r"_?_?(editable|journeybook|pip|setuptools)", entry.name) and entry.suffix != ".pth":
            (home / entry.name).symlink_to(entry)
    return home


class Reader:
    """Somebody who types what a page says: one folder, one environment, and servers that stay open."""

    def __init__(self, home: Path, libraries: Path) -> None:
        self.folder = home
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "JOURNEYBOOK"))}
        self.environment = kept | {
            "PYTHONPATH": str(libraries),
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        self.environment["PATH"] = f"{Path(sys.executable).parent}:{self.environment['PATH']}"
        self.servers: list[subprocess.Popen[str]] = []
        self.addresses: list[str] = []
        self.typed: list[str] = []

    def type(self, line: str) -> None:
        self.typed.append(line)
        if line.startswith("cd "):
            self.folder = self.folder / line.removeprefix("cd ")
            assert self.folder.is_dir(), line
        elif line == ". .venv/bin/activate":
            assert (self.folder / ".venv/bin/activate").is_file()
            self.environment["PATH"] = f"{self.folder / '.venv/bin'}:{self.environment['PATH']}"
        elif line.startswith("journeybook serve"):
            self.serve(line)
        else:
            answer = subprocess.run(line, shell=True, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)  # noqa: S602 - the page's own words
            assert answer.returncode == 0, f"{line}\n{answer.stdout}\n{answer.stderr}"

    def serve(self, line: str) -> None:
        command = [sys.executable, "-c", LISTENING, f"exec {line}"]
        server = subprocess.Popen(command, cwd=self.folder, env=self.environment, stderr=subprocess.PIPE, text=True)
        self.servers.append(server)
        assert server.stderr
        address = next(found[1] for text in server.stderr if (found := ADDRESS.search(text)))
        self.addresses.append(address)
        _wait_for("<html", address)
        assert server.poll() is None

    def write(self, text: str) -> None:
        """Do with an example of YAML what the page says: a file of its own, the steps of a stage, or keys below the goal."""
        head, _, body = text.partition("\n")
        path = self.folder / "journeys/maps/new-customer.yml"
        if head == f"# {path.relative_to(self.folder)}":
            path.write_text(text, encoding="utf-8")
            return
        before = path.read_text(encoding="utf-8")
        if head == "# steps of a stage":
            after = re.sub(r"(?<=    exit: The first case is done\n    steps:\n)(      .*\n)+", lambda _: body, before)
        else:
            assert head == "# keys of a map"
            after = re.sub(r"^goal: .*\n", lambda goal: goal[0] + body, before, count=1, flags=re.MULTILINE)
        assert after != before
        path.write_text(after, encoding="utf-8")

    def stop(self) -> None:
        for server in self.servers:
            server.send_signal(signal.SIGINT)
        for server in self.servers:
            server.communicate(timeout=PATIENCE)


@pytest.fixture
def reader(tmp_path: Path, wheel: Path, libraries: Path) -> Iterator[Reader]:
    shutil.copy(wheel, tmp_path)
    reader = Reader(tmp_path, libraries)
    yield reader
    reader.stop()


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except OSError:
        return ""


def _wait_for(text: str, address: str) -> None:
    """Wait until a page says a text: whoever reads it waits for its build, too."""
    end = time.monotonic() + PATIENCE
    while text not in _page(address):
        assert time.monotonic() < end, address
        time.sleep(0.5)


def _follow(reader: Reader, page: Path) -> None:
    for kind, text in FENCE.findall(page.read_text(encoding="utf-8")):
        if kind == "yaml" and text.startswith("# "):
            reader.write(text)
            assert [str(finding) for finding in check(reader.folder).findings if finding.level is Level.ERROR] == []
        elif kind == "sh":
            for line in text.splitlines():
                reader.type(line)


def test_the_first_map_is_written_as_the_page_says(reader: Reader) -> None:
    _follow(reader, ROOT / "docs/guide/first-map.md")
    assert len(reader.typed) == 11
    assert (reader.typed.count("journeybook serve"), len(set(reader.addresses))) == (1, 2)
    _wait_for("Your first case, done in three weeks", reader.addresses[1])
    _wait_for("Calls to agree the goal", f"{reader.addresses[0]}maps/new-customer/")
    assert (reader.folder / "site/public/your-first-case").is_dir() or "Your first case" in (
        reader.folder / "site/public/index.html"
    ).read_text("utf-8")
    maps = {journey.id for journey in check(reader.folder).atlas.maps}
    assert maps == {"first-map", "new-customer", "win-back"}


def test_the_readme_leads_from_a_wheel_to_two_sites(reader: Reader) -> None:
    _follow(reader, ROOT / "README.md")
    assert len(reader.typed) == 11
    _wait_for("What to do next", reader.addresses[0])
    _wait_for("Your first map", f"{reader.addresses[0]}help/guide/first-map/")
    said = "Calls to agree the goal and the first date"
    for audience, says in (("public", False), ("internal", True)):
        site = reader.folder / "site" / audience
        assert [(site / name).is_file() for name in ("index.html", "assets/stylesheets/journeybook.css")] == [True, True]
        texts = [path for path in site.rglob("*") if path.suffix in {".html", ".json", ".xml", ".svg"}]
        assert texts
        assert any(said in path.read_text(encoding="utf-8") for path in texts) is says
    needed = (reader.folder / "requirements.txt").read_text(encoding="utf-8")
    (wheel,) = (reader.folder / "wheels").glob("journeybook-*.whl")
    assert f"journeybook=={wheel.name.split('-')[1]}\n" in needed
    reader.type("journeybook reference --into docs/help --check")
    program = reader.folder.parent / ".venv/bin/journeybook"
    refused = subprocess.run([program, "reference"], cwd=reader.folder, env=reader.environment, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stderr) == (2, "say into which folder: journeybook reference --into docs/help\n")


def test_the_guide_begins_with_the_lines_of_the_first_map() -> None:
    begin, whole = (
        [
            line
            for kind, text in FENCE.findall((ROOT / "docs/guide" / name).read_text(encoding="utf-8"))
            if kind == "sh"
            for line in text.splitlines()
        ]
        for name in ("index.md", "first-map.md")
    )
    assert len(begin) == 6
    assert whole[:6] == begin
