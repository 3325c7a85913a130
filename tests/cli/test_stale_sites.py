"""Public sites that say what is no longer public are named by build and check until they are made anew or removed."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from copies import write
from small_atlas import write_project
from typer.testing import CliRunner

from journeybook.audience.build_request import BuildRequest
from journeybook.cli import build as building
from journeybook.cli import site_build
from journeybook.cli.main import assemble_program
from journeybook.validate import Checked

PROGRAM = assemble_program()
RUNNER = CliRunner()
AGAIN = "make it anew with journeybook build --audience public"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a project with all its public sites, made by a small maker that stands for MkDocs."""

    @contextmanager
    def start_build(request: BuildRequest, checked: Checked, folder: Path) -> Iterator[site_build.SiteBuild]:
        write(folder, 1)
        process: Any = SimpleNamespace(poll=lambda: 0, returncode=0)
        yield site_build.SiteBuild(request, checked, folder, process, process)

    monkeypatch.setattr(building, "start_build", start_build)
    monkeypatch.setattr(site_build, "GATES", ())
    project = write_project(tmp_path)
    run(project, "build")
    for segment in ("couples", "schools"):
        run(project, "build", "--segment", segment)
    assert told(project) == []
    return project


def run(project: Path, *arguments: str) -> list[str]:
    answer = RUNNER.invoke(PROGRAM, [*arguments, "--project", str(project)])
    assert answer.exit_code == 0, answer.output
    return [line.removeprefix(f"{project}/site/") for line in answer.stderr.splitlines() if line.startswith(f"{project}/site/")]


def told(project: Path) -> list[str]:
    return run(project, "check")


def change(project: Path, name: str, old: str, new: str) -> None:
    file = next((project / "journeys").rglob(name))
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_map_that_is_withdrawn_is_told_until_each_site_is_made_anew_or_removed(project: Path) -> None:
    change(project, "excursion.yml", "status: live", "status: draft")
    shown = "still shows learn-at-sea, which is no longer public"
    sentences = [
        f"public {shown}: {AGAIN}, or remove it",
        f"public-schools {shown}: {AGAIN} --segment schools, or remove it",
    ]
    assert told(project) == sentences
    assert run(project, "build", "--audience", "internal") == sentences
    assert run(project, "build", "--audience", "public") == sentences[1:]
    (project / "site" / "public-schools").unlink()
    assert told(project) == []


def test_an_edition_of_older_content_is_told_and_what_is_internal_changes_nothing(project: Path) -> None:
    change(project, "voyage.yml", "owner: ", "note: A secret reason\nowner: ")
    assert told(project) == []
    change(project, "voyage.yml", "title: ", "title: Another ")
    assert told(project) == [f"public-couples was made from older content: {AGAIN} --segment couples, or remove it"]
    run(project, "build", "--segment", "couples")
    assert told(project) == []


@pytest.mark.parametrize("name", ["docs/public/hello.md", "overrides/assets/x.js"])
def test_a_file_that_is_published_as_it_is_makes_all_editions_stale(project: Path, name: str) -> None:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("Hello", encoding="utf-8")
    assert [line.partition(" was made from")[0] for line in told(project)] == ["public-couples", "public-schools"]


def unknown(project: Path) -> None:
    (project / "site" / ".made" / "public.json").unlink()


def another(project: Path) -> None:
    (project / "site" / "public").unlink()
    write(project / "site" / "public", 2)


def broken(project: Path) -> None:
    (project / "site" / ".made" / "public.json").write_text("[", encoding="utf-8")


def foreign(project: Path) -> None:
    (project / "site" / ".made" / "public.json").write_text("[1]", encoding="utf-8")


@pytest.mark.parametrize("upset", [unknown, another, broken, foreign])
def test_a_site_of_which_nothing_is_known_is_told(project: Path, upset: Callable[[Path], None]) -> None:
    upset(project)
    assert told(project) == [f"public was not made by journeybook build, or by an older version: {AGAIN}, or remove it"]


def test_an_edition_for_a_segment_that_is_gone_is_told(project: Path) -> None:
    shutil.copytree((project / "site" / "public").resolve(), project / "site" / "public-pirates")
    (project / "site" / "public-notes").mkdir()
    gone = "and there is no such segment: remove it, here and where it is published"
    assert told(project) == [f"public-pirates is an edition for 'pirates', {gone}"]
