"""Public sites that say what is no longer public are named by build and check until they are made anew or removed."""

import json
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
GONE = (
    "site/public-pirates:1:1 warning SITE-STALE this is an edition for 'pirates', and there is no such segment "
    "(remove it, here and where it is published)"
)


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


def run(project: Path, *arguments: str, code: int = 0) -> list[str]:
    answer = RUNNER.invoke(PROGRAM, [*arguments, "--project", str(project)])
    assert answer.exit_code == code, answer.output
    return [line for line in answer.output.splitlines() if line.startswith("site/")]


def told(project: Path) -> list[str]:
    return run(project, "check")


def change(project: Path, name: str, old: str, new: str) -> None:
    file = next((project / "journeys").rglob(name))
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_map_that_is_withdrawn_is_told_until_each_site_is_made_anew_or_removed(project: Path) -> None:
    change(project, "excursion.yml", "status: live", "status: draft")
    shown = "this still shows learn-at-sea, which is no longer public"
    sentences = [
        f"site/public:1:1 warning SITE-STALE {shown} ({AGAIN}, or remove it)",
        f"site/public-schools:1:1 warning SITE-STALE {shown} ({AGAIN} --segment schools, or remove it)",
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
    hint = f"{AGAIN} --segment couples, or remove it"
    assert told(project) == [f"site/public-couples:1:1 warning SITE-STALE this was made from older content ({hint})"]
    run(project, "build", "--segment", "couples")
    assert told(project) == []


@pytest.mark.parametrize("name", ["docs/public/hello.md", "overrides/assets/x.js"])
def test_a_file_that_is_published_as_it_is_makes_all_editions_stale(project: Path, name: str) -> None:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("Hello", encoding="utf-8")
    assert [line.partition(":")[0] for line in told(project)] == ["site/public-couples", "site/public-schools"]


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
    message = "this was not made by journeybook build, or by an older version"
    assert told(project) == [f"site/public:1:1 warning SITE-UNKNOWN {message} ({AGAIN}, or remove it)"]


def test_an_edition_for_a_segment_that_is_gone_is_told(project: Path) -> None:
    shutil.copytree((project / "site" / "public").resolve(), project / "site" / "public-pirates")
    (project / "site" / "public-notes").mkdir()
    assert told(project) == [GONE]


def test_findings_about_sites_stand_in_every_format_and_are_counted(project: Path) -> None:
    shutil.copytree((project / "site" / "public").resolve(), project / "site" / "public-pirates")
    answer = RUNNER.invoke(PROGRAM, ["check", "--format", "json", "--project", str(project)])
    rows = json.loads(answer.stdout)
    assert rows[-1] | {"message": "", "hint": ""} == {
        "file": "site/public-pirates",
        "line": 1,
        "column": 1,
        "level": "warning",
        "rule": "SITE-STALE",
        "message": "",
        "hint": "",
    }
    assert answer.stderr.startswith(f"0 errors, {len(rows)} warnings in ")


BROKEN = "site/{}:1:1 warning SITE-UNKNOWN this cannot be compared with journeys that have errors (cure the errors first)"
"""What is told of a site while the journeys have errors and nothing more is known."""


@pytest.mark.parametrize("command", ["build", "check"])
def test_while_the_journeys_have_errors_what_is_known_of_sites_is_told(project: Path, command: str) -> None:
    shutil.copytree((project / "site" / "public").resolve(), project / "site" / "public-pirates")
    change(project, "voyage.yml", "owner: crew", "owner: nobody")
    change(project, "excursion.yml", "status: live", "status: draft")
    shown = "warning SITE-STALE this still shows learn-at-sea, which is no longer public"
    assert run(project, command, code=1) == [
        f"site/public:1:1 {shown} ({AGAIN}, or remove it)",
        BROKEN.format("public-couples"),
        GONE,
        f"site/public-schools:1:1 {shown} ({AGAIN} --segment schools, or remove it)",
    ]


@pytest.mark.parametrize("name", ["segments/segments.yml", "maps/excursion.yml", "atlas.yml"])
@pytest.mark.parametrize("broken", ["{text}\n- [", "{text}\nodd: [odd]\n"], ids=["unreadable", "misshapen"])
def test_what_may_stand_in_a_broken_file_is_not_told_as_gone(project: Path, name: str, broken: str) -> None:
    file = project / "journeys" / name
    file.write_text(broken.format(text=file.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(project, "check", code=1) == [BROKEN.format(site) for site in ("public", "public-couples", "public-schools")]
