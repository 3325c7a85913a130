"""The workflow of suggestions, its shell run in a small repository: an issue is data, and only somebody who may write starts it."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.edit.suggestion_form import FORM_LABELS

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "macros/journeybook/cli/starters/ci/github/dot-github/workflows/suggestion.yml"
BASH = shutil.which("bash") or "bash"
FILE = "journeys/maps/first-map.yml"
GH = """#!/bin/sh
# Stands for GitHub: knows one person's right, and writes down what it is asked for.
printf '%s\\n' "$*" >> "$GH_LOG"
while [ $# -gt 0 ]; do
  if [ "$1" = --body-file ]; then cat "$2" >> "$GH_LOG"; fi
  if [ "$1" = --jq ]; then echo "$GH_RIGHT"; fi
  if [ "$1" = create ]; then echo https://example.org/pull/8; fi
  shift
done
"""


@dataclass(frozen=True)
class Forge:
    """A repository as a workflow checks it out, the one that it pushes to, and what the forge was asked for."""

    clone: Path
    origin: Path
    runner: dict[str, str]
    log: Path

    def run(self, job: str, step: int) -> subprocess.CompletedProcess[str]:
        """Run the shell of a step as a runner does."""
        script = _scripts(job)[step]
        environment = os.environ | self.runner
        return subprocess.run([BASH, "-e", "-c", script], cwd=self.clone, env=environment, capture_output=True, text=True, check=False)

    def edit(self, issue: str | None) -> str:
        """Return the outcome of the job that reads an issue."""
        Path(self.runner["GITHUB_EVENT_PATH"]).write_text(json.dumps({"issue": {"body": issue}}), encoding="utf-8")
        answer = self.run("edit", -1)
        assert answer.returncode == 0, answer.stderr
        return Path(self.runner["GITHUB_OUTPUT"]).read_text(encoding="utf-8").rpartition("outcome=")[2].strip()


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Return a new repository of a team, cloned, and a forge."""
    clone, origin, programs, temporary = (tmp_path / name for name in ("clone", "origin.git", "bin", "runner"))
    assert CliRunner().invoke(assemble_program(), ["init", str(clone), "--ci", "github", "--git"]).exit_code == 0
    _git(clone, "add", "--all")
    _git(clone, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "Begin")
    subprocess.run(["git", "clone", "--quiet", "--bare", clone, origin], check=True)
    _git(clone, "remote", "add", "origin", str(origin))
    programs.mkdir()
    temporary.mkdir()
    for name, text in {"journeybook": f'#!/bin/sh\nexec {sys.executable} -m journeybook "$@"\n', "gh": GH}.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    runner = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(temporary),
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_REPOSITORY": "tern/tours",
        "GH_LOG": str(tmp_path / "log"),
        "GH_RIGHT": "write",
        "SENDER": "somebody",
        "NUMBER": "7",
        "BASE": "main",
    }
    return Forge(clone, origin, runner, tmp_path / "log")


def _git(repository: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True, text=True).stdout


def _workflow(path: Path) -> dict[str, Any]:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    assert isinstance(data, dict)
    return data


def _scripts(job: str) -> list[str]:
    return [step["run"] for step in _workflow(STARTER)["jobs"][job]["steps"] if "run" in step]


def _issue(instead: str) -> str:
    fields = {"where": "First", "now": "name: A first map", "instead": instead, "why": "", "file": f"{FILE}:1"}
    return "\n\n".join(f"### {FORM_LABELS[name]}\n\n{text}" for name, text in fields.items())


def test_who_reads_the_issue_has_no_rights_and_nothing_of_it_is_in_a_command() -> None:
    workflow = _workflow(STARTER)
    jobs = workflow["jobs"]
    assert workflow["on"] == {"issues": {"types": ["labeled"]}}
    assert workflow["permissions"] == {"contents": "read"}
    assert ("permissions" in jobs["edit"], jobs["propose"]["needs"]) == (False, "edit")
    assert "journeybook" not in str(jobs["propose"])
    scripts = [*_scripts("edit"), *_scripts("propose")]
    assert len(scripts) == 4
    assert [script for script in scripts if "${{" in script] == []
    text = STARTER.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert not any(f"github.event.issue.{field}" in text for field in ("title", "body", "user", "labels"))
    assert [step["env"] for job in jobs.values() for step in job["steps"] if "env" in step] == [
        {"GH_TOKEN": "${{ github.token }}", "SENDER": "${{ github.event.sender.login }}"}
    ]


@pytest.mark.parametrize(("right", "code"), [("admin", 0), ("write", 0), ("read", 1), ("none", 1), ("", 1)])
def test_only_who_may_write_starts_it(forge: Forge, right: str, code: int) -> None:
    forge.runner["GH_RIGHT"] = right
    assert forge.run("edit", 0).returncode == code
    assert "repos/tern/tours/collaborators/somebody/permission" in forge.log.read_text(encoding="utf-8")


def test_a_form_becomes_a_proposal(forge: Forge) -> None:
    name = next(line for line in (forge.clone / FILE).read_text(encoding="utf-8").splitlines() if line.startswith("name:"))
    issue = _issue("name: Ring @team $(touch pwned) `touch pwned` ${{ github.token }}").replace("name: A first map", name)
    forge.runner["OUTCOME"] = forge.edit(issue)
    assert forge.runner["OUTCOME"] == "0"
    _git(forge.clone, "checkout", "--", ".")  # the second job begins with a checkout of its own
    answer = forge.run("propose", 0)
    assert answer.returncode == 0, answer.stderr
    changed = _git(forge.origin, "diff", "--name-only", "main", "suggestion-7").split()
    assert changed == [FILE]
    assert "+name: Ring @team $(touch pwned) `touch pwned` ${{ github.token }}" in _git(forge.origin, "diff", "main", "suggestion-7")
    log = forge.log.read_text(encoding="utf-8")
    assert "pr create --base main --head suggestion-7 --title Suggested words of #7" in log
    assert "Closes #7\n" in log
    assert "The check finds nothing new." in log
    assert "issue comment 7 --body A proposal with these words is open for review: https://example.org/pull/8" in log
    assert "@team" not in log
    assert not list(forge.clone.rglob("pwned"))


def test_a_form_that_is_refused_is_answered(forge: Forge) -> None:
    for issue in (None, "Please @team", _issue("name: x").replace("name: A first map", "name: no such words")):
        shutil.rmtree(Path(forge.runner["RUNNER_TEMP"]) / "suggestion", ignore_errors=True)
        forge.log.unlink(missing_ok=True)
        forge.runner["OUTCOME"] = forge.edit(issue)
        assert forge.runner["OUTCOME"] == "2"
        assert forge.run("propose", 0).returncode == 0
        log = forge.log.read_text(encoding="utf-8")
        assert log.startswith("issue comment 7 --body-file ")
        assert "No proposal could be made of this by itself:" in log
        assert "@" not in log
    assert "suggestion-7" not in _git(forge.origin, "branch")


def test_a_proposal_that_is_there_is_left_alone(forge: Forge) -> None:
    _git(forge.origin, "branch", "suggestion-7", "main")
    forge.runner["OUTCOME"] = "0"
    assert forge.run("propose", 0).returncode == 0
    assert "There is a branch suggestion-7 already" in forge.log.read_text(encoding="utf-8")
    assert "pr create" not in forge.log.read_text(encoding="utf-8")


def test_a_patch_of_anything_but_the_journeys_is_refused(forge: Forge) -> None:
    answer = Path(forge.runner["RUNNER_TEMP"]) / "suggestion"
    answer.mkdir()
    (forge.clone / "README.md").write_text("Mine", encoding="utf-8")
    (answer / "change.patch").write_text(_git(forge.clone, "diff"), encoding="utf-8")
    _git(forge.clone, "checkout", "--", ".")
    forge.runner["OUTCOME"] = "0"
    refusal = forge.run("propose", 0)
    assert (refusal.returncode, "changes more than journeys/" in refusal.stdout) == (1, True)
    assert "suggestion-7" not in _git(forge.origin, "branch")
