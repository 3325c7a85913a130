"""The pipeline of GitLab and the hook of plain git do what they say: their shell is run in the repository that `init` begins."""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from small_repository import SETTINGS, git
from typer.testing import CliRunner
from workflow_steps import GITLAB, put_journeybook, put_program, read_workflow, run_script

from journeybook.cli.main import assemble_program

pytestmark = pytest.mark.xdist_group("pipeline")

NOTES = "/projects/4/merge_requests/17/notes"
MARKER = "<!-- journeybook comment -->"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder with the program journeybook."""
    put_journeybook(tmp_path / "programs")
    return tmp_path / "programs"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the repository of a team with one commit."""
    folder = tmp_path / "ours"
    assert CliRunner().invoke(assemble_program(), ["init", str(folder), "--ci", "gitlab", "--git"]).exit_code == 0
    shutil.rmtree(folder / "docs/help")  # a hundred pages, which say nothing about pipelines
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")
    return folder


def reword(project: Path, old: str, new: str) -> None:
    path = project / "journeys/maps/first-map.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    git(project, "commit", "-qam", "Reword")


def run_job(name: str, project: Path, programs: Path, **variables: str) -> tuple[int, str, str]:
    """Run the script of a job of the pipeline as a runner does."""
    script = "set -eo pipefail\n" + "\n".join(read_workflow(GITLAB)[name]["script"])
    outer = {"GITLAB_CI": "true", "CI_PROJECT_DIR": str(project), "CI_JOB_URL": "https://forge.example/jobs/9"}
    answer = run_script(script, project, outer | variables, programs)
    return answer.returncode, answer.stdout, answer.stderr


def test_a_merge_request_is_checked_with_reports(project: Path, programs: Path) -> None:
    base = git(project, "rev-parse", "HEAD")
    reword(project, "customer: Invites", "custmer: Invites")
    code, said, _ = run_job("check", project, programs, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert (code, "SHAPE-UNKNOWN-KEY" in said) == (1, True)
    quality = json.loads((project / "gl-code-quality-report.json").read_text("utf-8"))
    assert [row["location"]["path"] for row in quality] == ["journeys/maps/first-map.yml"]
    assert 'failures="1"' in (project / "junit.xml").read_text("utf-8")
    reports = read_workflow(GITLAB)["check"]["artifacts"]["reports"]
    assert [(project / file).is_file() for file in reports.values()] == [True, True]


class Forge(BaseHTTPRequestHandler):
    """GitLab's notes of one merge request, of which 100 are older than ours."""

    notes: list[dict[str, Any]]

    def do_GET(self) -> None:
        rows = self.notes[100 * (int(self.path.rpartition("=")[2]) - 1) :][:100] if self.path.startswith(NOTES) else {"id": 7}
        self._answer(rows)

    def do_POST(self) -> None:
        self.notes.append({"id": 500, "author": {"id": 7}, "body": self._text()})
        self._answer({})

    def do_PUT(self) -> None:
        note = next(row for row in self.notes if self.path == f"{NOTES}/{row['id']}")
        note["body"] = self._text()
        self._answer({})

    def _text(self) -> str:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
        assert form.count('name="body"') == 1
        return form.partition("\r\n\r\n")[2].rpartition("\r\n--")[0]

    def _answer(self, value: object) -> None:
        assert self.headers["PRIVATE-TOKEN"] == "secret"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(value, separators=(",", ":")).encode())

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def forge() -> Iterator[HTTPServer]:
    """Serve the notes of a merge request."""
    other = {"author": {"id": 3}, "body": f"{MARKER} not ours"}
    Forge.notes = [other | {"id": number} for number in range(100)]
    with HTTPServer(("127.0.0.1", 0), Forge) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_merge_request_has_a_preview_and_one_comment(project: Path, programs: Path, forge: HTTPServer) -> None:
    base = git(project, "rev-parse", "HEAD")
    reword(project, "customer: Invites", "customer: Asks")
    code, _, said = run_job("preview", project, programs, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert code == 0, said
    assert [(project / "preview" / name).is_file() for name in ("public/index.html", "internal/index.html", "changes.html")] == [True] * 3
    text = (project / "comment.md").read_text("utf-8")
    assert "- For colleagues: 1 change\n" in text
    assert "[Preview of the public site](https://forge.example/jobs/9/artifacts/file/preview/public/index.html)" in text
    assert run_job("comment", project, programs)[:2] == (0, text)
    api = {"JOURNEYBOOK_TOKEN": "secret"}
    api |= {"CI_API_V4_URL": f"http://127.0.0.1:{forge.server_port}", "CI_MERGE_REQUEST_PROJECT_ID": "4", "CI_MERGE_REQUEST_IID": "17"}
    assert run_job("comment", project, programs, **api) == (0, "", "")
    assert [(note["id"], note["body"]) for note in Forge.notes[100:]] == [(500, text)]
    (project / "comment.md").write_text(f"{MARKER}\nNewer, @all <b> \\<i\\>\n", "utf-8")
    assert run_job("comment", project, programs, **api) == (0, "", "")
    assert [(note["id"], note["body"]) for note in Forge.notes[100:]] == [(500, f"{MARKER}\nNewer, @&#8203;all &lt;b> &lt;i\\>\n")]


def test_without_a_preview_nothing_is_commented(project: Path, programs: Path) -> None:
    assert run_job("comment", project, programs) == (0, "There is no comment: the job preview says why.\n", "")


def test_what_pages_publish_is_a_folder_and_no_link(tmp_path: Path) -> None:
    """The program is one that puts a site in its place as `build` does: as a link."""
    build = 'mkdir -p "site/.made/$3" && echo page > "site/.made/$3/index.html" && ln -s ".made/$3" "site/$3"'
    put_program(tmp_path / "programs", "journeybook", f"#!/bin/sh\n{build}\n")
    for job, folder in (("pages", "public"), ("internal", "internal")):
        assert run_job(job, tmp_path, tmp_path / "programs") == (0, "", "")
        assert read_workflow(GITLAB)[job]["artifacts"]["paths"] == [f"{folder}/"]
        assert not (tmp_path / folder).is_symlink()
        assert (tmp_path / folder / "index.html").read_text("utf-8") == "page\n"


def test_the_hook_stops_a_push_with_errors_and_says_what_changed(project: Path, programs: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "forge.git")
    git(project, "remote", "add", "origin", str(tmp_path / "forge.git"))
    assert git(project, "config", "core.hooksPath") == ".githooks"
    assert push(project, programs)[0] == 0
    reword(project, "customer: Invites", "custmer: Invites")
    code, said = push(project, programs)
    assert (code, "SHAPE-UNKNOWN-KEY" in said) == (1, True)
    reword(project, "custmer: Invites", "customer: Asks")
    code, said = push(project, programs)
    assert (code, "Invites" in said, "Asks" in said) == (0, True, True), said
    assert git(project, "rev-parse", "HEAD") == git(tmp_path / "forge.git", "rev-parse", "main")


def test_without_the_program_the_hook_says_so_and_stops_nothing(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "forge.git")
    git(project, "remote", "add", "origin", str(tmp_path / "forge.git"))
    (tmp_path / "empty").mkdir()
    for name in ("git", "sh"):
        (tmp_path / "empty" / name).symlink_to(shutil.which(name) or name)
    code, said = push(project, None, {"PATH": str(tmp_path / "empty")})
    assert (code, "journeybook is not installed here" in said) == (0, True), said


def push(project: Path, programs: Path | None, more: dict[str, str] | None = None) -> tuple[int, str]:
    """Push with a program in front of all others; return the code and what is said."""
    path = {"PATH": f"{programs}:{os.environ['PATH']}"}
    command = ["git", "-C", str(project), "push", "-q", "-u", "origin", "main"]
    answer = subprocess.run(command, env=os.environ | SETTINGS | path | (more or {}), capture_output=True, text=True, check=False)
    return answer.returncode, answer.stderr
