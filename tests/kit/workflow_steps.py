"""The steps of workflows and pipelines, to be looked at and run: the shell in them, with the forge's expressions filled in."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "macros/journeybook/cli/starters/ci"
GITHUB, GITLAB = TEMPLATES / "github/dot-github/workflows", TEMPLATES / "gitlab/dot-gitlab-ci.yml"
OURS = ROOT / ".github/workflows"
INSTALL = "python -m pip install --requirement requirements.txt"


def read_workflow(path: Path) -> dict[str, Any]:
    """Return a workflow or pipeline in which every value is a text."""
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    assert isinstance(data, dict)
    return data


def github_steps(path: Path, job: str) -> list[dict[str, Any]]:
    """Return the steps of a job that run something, without the one that installs."""
    return [step for step in read_workflow(path)["jobs"][job]["steps"] if "run" in step and step["run"] != INSTALL]


def all_scripts() -> Iterator[tuple[str, str]]:
    """Yield the shell of every step of the workflows and the pipeline, with the file in which it stands."""
    for path in (*sorted(GITHUB.glob("*.yml")), *sorted(OURS.glob("*.yml"))):
        for job in read_workflow(path)["jobs"].values():
            yield from ((path.name, step["run"]) for step in job["steps"] if "run" in step)
    gitlab = read_workflow(GITLAB)
    yield from ((GITLAB.name, line) for line in gitlab["default"]["before_script"])
    for job in gitlab.values():
        yield from ((GITLAB.name, "\n".join(job["script"])) for _ in [0] if isinstance(job, dict) and "script" in job)


def run_script(script: str, folder: Path, variables: dict[str, str], programs: Path) -> "subprocess.CompletedProcess[str]":
    """Run a script as a runner does, with programs of ours in front of all others and no variable of a forge but the given ones."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI_", "GITLAB_"))}
    path = {"PATH": f"{programs}:{os.environ['PATH']}"}
    command = ["bash", "-e", "-c", script]
    return subprocess.run(command, cwd=folder, env=inherited | path | variables, capture_output=True, text=True, check=False)


def filled(step: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a step, each expression of GitHub's exchanged for what it stands for."""
    return {name: re.sub(r"\$\{\{ (.+?) \}\}", lambda match: values[match[1]], text) for name, text in step.get("env", {}).items()}


def put_program(folder: Path, name: str, text: str) -> None:
    """Write a program that scripts find by its name."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).chmod(0o755)


def put_journeybook(folder: Path) -> None:
    """Write the program `journeybook`, of this environment."""
    put_program(folder, "journeybook", f'#!/bin/sh\nexec {sys.executable} -m journeybook "$@"\n')
