"""The repository of a team is begun complete, checks clean, and overwrites nothing; its workflows hold to the rules of ours."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_repository import git
from typer.testing import CliRunner

from journeybook.cli import init as init_command
from journeybook.cli.init import exact_requirements
from journeybook.cli.main import assemble_program
from journeybook.load.discover import FOLDER, TABLE_SUFFIXES
from journeybook.load.history import tracked_files
from journeybook.model.files import FOLDERS
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()
ROOT = Path(__file__).parents[2]
CI = ROOT / "macros/journeybook/cli/starters/ci"
WORKFLOWS = sorted(CI.rglob("*.yml"))
SHELL = shutil.which("sh") or "sh"


def _files(project: Path) -> set[str]:
    return {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file() and ".git/" not in str(path)}


def test_a_new_repository_is_complete_and_clean(tmp_path: Path) -> None:
    project = tmp_path / "ours"
    answer = RUNNER.invoke(PROGRAM, ["init", str(project), "--organisation", "Tern: Tours"])
    assert answer.exit_code == 0, answer.output
    assert [str(finding) for finding in check(project).findings] == []
    assert check(project).atlas.file.organisation.name == "Tern: Tours"
    files = _files(project)
    said = {Path(line).relative_to(project).as_posix() for line in answer.stdout.splitlines()}
    assert said == {name for name in files if not name.startswith(("docs/help/", ".journeybook/"))}
    assert said >= {".gitignore", "README.md", "requirements.txt", "mkdocs.yml", "journeys/atlas.yml", "journeys/maps/first-map.yml"}
    assert {"docs/help/guide/index.md", "docs/help/reference/commands.md", ".journeybook/schema/maps.json"} <= files
    assert len((project / "journeys/maps/first-map.yml").read_text(encoding="utf-8").splitlines()) < 30
    assert not [name for name in files if name.startswith((".github", ".gitlab"))]


def test_editors_find_the_schema_of_each_kind_of_file(tmp_path: Path) -> None:
    RUNNER.invoke(PROGRAM, ["init", str(tmp_path)])
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert settings == {"./.journeybook/schema/atlas.json": "journeys/atlas.yml"} | {
        f"./.journeybook/schema/{name}.json": f"journeys/{name}/**/*.yml" for name in FOLDERS
    }
    assert [name for name in settings if not (tmp_path / name).is_file()] == []
    for path in (tmp_path / FOLDER).rglob("*.yml"):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        target = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", header)
        assert target
        assert (path.parent / target[1]).is_file()


def test_git_holds_descriptions_of_tables_and_no_table(tmp_path: Path) -> None:
    RUNNER.invoke(PROGRAM, ["init", str(tmp_path), "--git"])
    home = tmp_path / FOLDER / "metrics" / "product"
    home.mkdir(parents=True)
    names = ["usage.yml", *(f"usage{suffix}" for suffix in TABLE_SUFFIXES)]
    for name in names:
        (home / name).write_text("", encoding="utf-8")
    git(tmp_path, "add", "--all")
    held = {Path(path).name for path in tracked_files(tmp_path, f"{FOLDER}/metrics")}
    assert (held, len(names)) == ({"usage.yml"}, 5)


def test_the_requirements_are_exact_and_complete() -> None:
    lines = list(exact_requirements())
    assert len(lines) == len(set(lines)) > 30
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][\w.+!]*", line)] == []
    locks = "\n".join((ROOT / "requirements" / name).read_text(encoding="utf-8") for name in ("serve.txt", "lowest.txt"))
    locked = re.findall(r"^([a-z0-9-]+)==", locks, re.MULTILINE)
    assert {line.partition("==")[0] for line in lines} - {"journeybook"} <= set(locked)
    assert {"mkdocs", "typer", "markupsafe"} <= {line.partition("==")[0] for line in lines}


@pytest.mark.parametrize(
    ("forge", "wanted"),
    [
        (
            "github",
            {
                ".github/ISSUE_TEMPLATE/change.yml",
                ".github/keep-issue",
                ".github/pull_request_template.md",
                *(f".github/workflows/{name}.yml" for name in ("check", "comment", "publish", "suggestion")),
            },
        ),
        ("gitlab", {".gitlab-ci.yml", ".gitlab/merge_request_templates/Default.md"}),
        ("none", set[str]()),
    ],
)
def test_the_workflows_of_a_forge_are_written_on_request(tmp_path: Path, forge: str, wanted: set[str]) -> None:
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path), "--ci", forge]).exit_code == 0
    assert {name for name in _files(tmp_path) if name.startswith((".github", ".gitlab"))} == wanted


def test_git_is_asked_to_make_a_repository(tmp_path: Path) -> None:
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path / "plain")]).exit_code == 0
    assert not (tmp_path / "plain/.git").exists()
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path / "ours"), "--git"]).exit_code == 0
    branch = subprocess.run(["git", "-C", tmp_path / "ours", "symbolic-ref", "HEAD"], check=True, capture_output=True, text=True)
    assert branch.stdout == "refs/heads/main\n"


def test_the_hook_of_git_can_run_and_is_switched_on(tmp_path: Path) -> None:
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path), "--git"]).exit_code == 0
    assert os.access(tmp_path / ".githooks/pre-push", os.X_OK)
    answer = subprocess.run(["git", "-C", tmp_path, "config", "core.hooksPath"], check=True, capture_output=True, text=True)
    assert answer.stdout == ".githooks\n"


def test_a_folder_that_is_not_empty_asks_for_a_flag(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("Ours", encoding="utf-8")
    answer = RUNNER.invoke(PROGRAM, ["init", str(tmp_path)])
    assert (answer.exit_code, answer.stdout, _files(tmp_path)) == (2, "", {"LICENSE"})
    assert "holds LICENSE" in answer.stderr
    assert "--beside" in answer.stderr
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path), "--beside"]).exit_code == 0
    assert (tmp_path / "LICENSE").read_text(encoding="utf-8") == "Ours"


def test_an_empty_git_repository_is_an_empty_folder(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path)]).exit_code == 0


def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Ours", encoding="utf-8")
    answer = RUNNER.invoke(PROGRAM, ["init", str(tmp_path), "--beside"])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "mkdocs.yml" in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


def test_what_is_stopped_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Path] = []
    replace = Path.replace

    def stop(path: Path, target: Path) -> Path:
        begun.append(target)
        if len(begun) == 7:
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", stop)
    answer = RUNNER.invoke(PROGRAM, ["init", str(tmp_path / "new" / "ours")])
    monkeypatch.undo()
    assert (answer.exit_code, len(begun)) == (130, 7)
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeybook.cli.terminal.can_ask", lambda: True)
    monkeypatch.setattr(init_command, "can_ask", lambda: True)
    (tmp_path / "LICENSE").write_text("Ours", encoding="utf-8")
    answer = RUNNER.invoke(PROGRAM, ["init", str(tmp_path)], input="y\nTern\ngitlab\nn\n")
    assert answer.exit_code == 0, answer.output
    assert check(tmp_path).atlas.file.organisation.name == "Tern"
    assert (tmp_path / ".gitlab-ci.yml").is_file()
    assert not (tmp_path / ".git").exists()


def test_misuse_of_init(tmp_path: Path) -> None:
    assert RUNNER.invoke(PROGRAM, ["init"]).exit_code == 2
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path / "new"), "--ci", "gitbub"]).exit_code == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path / "file")]).exit_code == 2
    assert not (tmp_path / "new").exists()


def _read(path: Path) -> dict[str, Any]:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    assert isinstance(data, dict)
    return data


def _github_jobs() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield each job of GitHub's workflows, with its file and its workflow."""
    for path in WORKFLOWS:
        if path.parent.name == "workflows":
            workflow = _read(path)
            yield from ((path.name, workflow, job) for job in workflow["jobs"].values())


def test_actions_are_pinned_and_a_proposal_has_no_rights() -> None:
    jobs = list(_github_jobs())
    assert len(jobs) == 8
    uses = [step["uses"] for _, _, job in jobs for step in job["steps"] if "uses" in step]
    assert [action for action in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)] == []
    assert len(uses) > 10
    assert all(int(job["timeout-minutes"]) <= 20 and workflow["permissions"] == {"contents": "read"} for _, workflow, job in jobs)
    checks = [(workflow["on"], job) for name, workflow, job in jobs if name == "check.yml"]
    assert [(on, "permissions" in job, "secrets" in str(job)) for on, job in checks] == [("pull_request", False, False)]
    keepers = [step["with"]["persist-credentials"] for _, _, job in jobs for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert keepers == ["false"] * 6


def test_whoever_publishes_says_the_address_of_the_site() -> None:
    published = [
        step for name, _, job in _github_jobs() for step in job["steps"] if name == "publish.yml" and "public" in step.get("run", "")
    ]
    assert [step["env"] for step in published] == [{"JOURNEYBOOK_PUBLIC_URL": "${{ vars.JOURNEYBOOK_PUBLIC_URL }}"}]
    assert _read(CI / "gitlab/dot-gitlab-ci.yml")["pages"]["variables"] == {"JOURNEYBOOK_PUBLIC_URL": "$CI_PAGES_URL"}
