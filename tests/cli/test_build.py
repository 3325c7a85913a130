"""Sites are put in place when they have passed their gates; an edition for one segment is built as if there were no other."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from copies import disk_full, no_links, version_at, write
from filelock import FileLock
from small_atlas import write_project
from typer.testing import CliRunner

from journeybook.audience.build_request import BuildRequest
from journeybook.cli import build as building
from journeybook.cli import site_build
from journeybook.cli.main import assemble_program
from journeybook.cli.mkdocs_process import mkdocs_environment
from journeybook.model.base import Audience
from journeybook.validate import Checked

PROGRAM = assemble_program()
RUNNER = CliRunner()


def build(project: Path, *arguments: str) -> tuple[int, str]:
    """Run the command and return its exit code and what it says."""
    answer = RUNNER.invoke(PROGRAM, ["build", "--project", str(project), *arguments])
    return answer.exit_code, answer.stdout + answer.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


@pytest.fixture
def makes(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let a small maker stand for MkDocs, which makes the version that is told."""

    def make(version: int) -> None:
        @contextmanager
        def start_build(request: BuildRequest, checked: Checked, folder: Path) -> Iterator[site_build.SiteBuild]:
            write(folder, version)
            process: Any = SimpleNamespace(poll=lambda: 0, returncode=0)
            yield site_build.SiteBuild(request, checked, folder, process, process)

        monkeypatch.setattr(building, "start_build", start_build)
        monkeypatch.setattr(site_build, "GATES", ())

    return make


def test_an_edition_holds_nothing_of_another_segment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEYBOOK_SEGMENT", "schools")
    code, said = build(project, "--segment", "couples")
    site = project / "site" / "public-couples"
    assert (code, said.rstrip().splitlines()[-1]) == (0, f"The public site for couples is in {site}")
    everything = "".join(f"{path}{path.read_text(encoding='utf-8', errors='replace')}" for path in site.rglob("*") if path.is_file())
    everything = everything.replace(str(site), "")
    assert ("Choose a lifebelt" in everything, "harbour@example.org" in everything) == (True, True)
    assert [
        word for word in ("learn-at-sea", "A lesson", "Teach geography", "Hand in", "couples", "schools", "Canary") if word in everything
    ] == []
    answers = [
        RUNNER.invoke(PROGRAM, ["prove", str(site), "--project", str(project), "--segment", name]) for name in ("couples", "schools")
    ]
    assert [answer.exit_code for answer in answers] == [0, 1]
    assert "no build makes this file" in answers[1].stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--segment", "cuples"), "There is no segment 'cuples': did you mean couples? There is: couples, schools"),
        (("--segment", "x", "--audience", "public"), "There is no segment 'x'. There is: couples, schools"),
        (("--segment", "couples", "--audience", "internal"), "the internal site shows all segments: leave out --segment"),
    ],
)
def test_an_edition_that_cannot_be_is_said(project: Path, arguments: tuple[str, ...], words: str) -> None:
    code, said = build(project, *arguments)
    assert (code, words in " ".join(said.replace("│", " ").split()), (project / "site").exists()) == (2, True, False), said


def test_only_the_command_says_which_edition_a_child_makes() -> None:
    before = {"JOURNEYBOOK_SEGMENT": "schools", "JOURNEYBOOK_ONLY": "a", "JOURNEYBOOK_AS_OF": "2001-01-01", "PATH": "/bin"}
    plain = mkdocs_environment(BuildRequest(Path(), Audience.PUBLIC), before)
    assert [name for name in plain if name.startswith("JOURNEYBOOK_")] == ["JOURNEYBOOK_UNPROVED"]
    one = mkdocs_environment(BuildRequest(Path(), Audience.PUBLIC, "couples", "plan"), before)
    told = {name: value for name, value in one.items() if name not in plain}
    assert told == {"JOURNEYBOOK_SEGMENT": "couples", "JOURNEYBOOK_ONLY": "plan"}


def test_both_sites_take_their_places(project: Path, makes: Callable[[int], None]) -> None:
    for version in (1, 2):
        makes(version)
        code, said = build(project)
        assert code == 0, said
        assert [version_at(project / "site" / name) for name in ("public", "internal")] == [version, version]
    assert "gave way" not in said


def test_a_gate_that_is_not_passed_leaves_the_old_site(
    project: Path, makes: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    makes(1)
    build(project)
    makes(2)
    leaks = {Audience.PUBLIC: "index.html: path: a leak", Audience.INTERNAL: ""}
    monkeypatch.setattr(site_build, "GATES", (lambda _: "", lambda finished: leaks[finished.request.audience]))
    code, said = build(project)
    public = project / "site" / "public"
    assert (code, "index.html: path: a leak\n" in said, f"{public} is as it was" in said) == (1, True, True), said
    assert [version_at(project / "site" / name) for name in ("public", "internal")] == [1, 2]


def test_tables_that_are_too_large_stop_a_public_site_before_anything_is_searched(
    project: Path, makes: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    gates = site_build.GATES[1:]
    makes(1)
    monkeypatch.setattr(site_build, "GATES", gates)
    monkeypatch.setattr(site_build, "prove_sources", lambda *_: pytest.fail("it is searched"))
    monkeypatch.setattr("journeybook.measure.sources.account_names.MOST_TABLE_ROWS", 1)
    (project / "journeys/metrics").mkdir(exist_ok=True)
    (project / "journeys/metrics/other.csv").write_text("customer\na-1\na-2\na-3\n", encoding="utf-8")
    code, said = build(project)
    told = "journeys/metrics:1:1 error TABLE-UNUSABLE names of accounts cannot be looked for: the tables hold more than 1 lines and rows"
    assert (code, told in said, (project / "site" / "internal").exists()) == (1, True, True), said


def test_what_is_weaker_is_said(project: Path, makes: Callable[[int], None], monkeypatch: pytest.MonkeyPatch) -> None:
    makes(2)
    write(project / "site" / "public", 1)
    assert "which gave way to a link" in build(project, "--audience", "public")[1]
    monkeypatch.setattr(os, "symlink", no_links)
    assert "does not exchange links" in build(project, "--audience", "public")[1]
    monkeypatch.setattr(FileLock, "_acquire", no_links)
    assert "cannot be locked" in build(project, "--audience", "public")[1]


def test_a_full_disk_is_said_in_one_line(project: Path, makes: Callable[[int], None], monkeypatch: pytest.MonkeyPatch) -> None:
    makes(1)
    build(project, "--audience", "public")
    makes(2)
    monkeypatch.setattr(os, "fsync", lambda _: disk_full())
    place = project / "site" / "public"
    code, said = build(project, "--audience", "public")
    words = f"The public site could not be put in its place: No space left on device. {place} is as it was."
    assert (code, said.rstrip().splitlines()[-1], version_at(place)) == (1, words, 1), said


def test_a_link_of_somebody_else_s_is_left_alone(project: Path, tmp_path: Path, makes: Callable[[int], None]) -> None:
    makes(1)
    (tmp_path / "www").mkdir()
    (project / "site").mkdir()
    (project / "site" / "public").symlink_to(tmp_path / "www")
    code, said = build(project, "--audience", "public")
    assert (code, "which was not made here" in said, list((tmp_path / "www").iterdir())) == (2, True, [])


def test_mkdocs_alone_still_builds_into_the_place(project: Path, makes: Callable[[int], None]) -> None:
    """People who call MkDocs themselves write through the link, as they would into a folder."""
    makes(1)
    build(project, "--audience", "public")
    shutil.rmtree(project / "site" / "public" / "plan")
    write(project / "site" / "public", 2)
    assert version_at(project / "site" / "public") == 2
