"""A public site is made of what stands in public places alone, and a finished one is proved by making it again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_atlas import write_project
from typer.testing import CliRunner

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.main import assemble_program
from journeybook.cli.public_project import temporary_project
from journeybook.model.base import Audience
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()


def run(*arguments: str) -> tuple[int, str]:
    answer = RUNNER.invoke(PROGRAM, arguments)
    return answer.exit_code, answer.stdout + answer.stderr


def put(project: Path, path: str, text: str) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")


def test_the_temporary_project_holds_what_is_public_and_goes_away(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    put(project, "docs/guide/secret.md", "# Canary")
    put(project, "docs/public/a/b.md", "# B")
    put(project, "overrides/main.html", "{% extends 'base.html' %}")
    (project / "overrides/away").symlink_to(project / "journeys")
    (project / "docs/public/link.md").symlink_to(project / "docs/guide/secret.md")
    with temporary_project(BuildRequest(project, Audience.PUBLIC, "couples"), check(project).atlas) as request:
        home = request.project
        files = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
        assert (request.segment, request.atlas, home.is_relative_to(project)) == (None, home / "atlas.json", False)
    assert sorted(files) == ["atlas.json", "docs/public/a/b.md", "mkdocs.yml", "overrides/main.html", "public-settings.yml"]
    internal = [b"Canary voyage", b"Canary paperwork", b"Canary heads", b"Canary couples", b"Learn", str(project).encode()]
    assert [word for word in internal for data in files.values() if word in data] == []
    assert not home.exists()
    assert b"Choose a lifebelt" in files["atlas.json"]


def test_a_folder_for_temporary_files_in_the_project_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = write_project(tmp_path)
    (project / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(project / "tmp"))
    code, said = run("build", "--project", str(project), "--audience", "public")
    assert (code, f"{project / 'tmp'} lies in the project: set TMPDIR to a folder outside of it" in said) == (2, True), said


def test_a_changed_site_is_told_and_a_whole_one_passes(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    put(project, "docs/public/hello.md", "---\nrender_macros: true\n---\n# Hello\n\nA custom page: {{ page.title }}\n\n{{ landing() }}\n")
    put(project, "journeys/evidence/custom.yml", "{id: a, name: custom, kind: customer, date: 2026-01-01, owner: crew}\n")
    put(project, "docs/guide/note.md", "# Ospreys\n")
    code, said = run("build", "--project", str(project), "--audience", "public")
    assert (code, "docs/public/hello.md:6: text: 'custom' is also all of Evidence.name" in said) == (0, True), said
    site = project / "site/public"
    assert "A custom page: Hello" in (site / "public/hello/index.html").read_text(encoding="utf-8")
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    assert run("prove", str(copy), "--project", str(project))[0] == 0
    page = copy / "sail-away/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Choose a lifebelt", "Choose a lifebelt (weight 35)", 1), encoding="utf-8")
    code, said = run("prove", str(copy), "--project", str(project))
    assert (code, "sail-away/index.html:" in said, "' (weight 35)' stands where the site built anew has ''" in said) == (1, True, True), (
        said
    )


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a script in a page": (
        lambda project: put(project, "docs/public/hello.md", "# Hello\n\n`<script>` and\n\n<script>go()</script>\n"),
        "docs/public/hello.md: <script> may not stand on a public page: take it out",
    ),
    "a script in the title of a page": (
        lambda project: put(project, "docs/public/hello.md", "---\ntitle: <script>go()</script>\n---\n# Hello\n"),
        "docs/public/hello.md: <script> may not stand on a public page",
    ),
    "a program in a page": (
        lambda project: put(
            project, "docs/public/hello.md", "---\nrender_macros: true\n---\n{{ cycler.__init__.__globals__.os.popen('id').read() }}\n"
        ),
        "docs/public/hello.md:4: access to attribute '__init__' of 'type' object is unsafe. (the whole output is in ",
    ),
    "a view for colleagues": (
        lambda project: put(project, "docs/public/hello.md", "---\nrender_macros: true\n---\n# Hello\n\n{{ accounts() }}\n"),
        "docs/public/hello.md:6: accounts() shows what is withheld from customers (the whole output is in ",
    ),
    "a view that is called wrongly": (
        lambda project: put(project, "docs/public/hello.md", "---\nrender_macros: true\n---\n# Hello\n\n{{ stage('voyage') }}\n"),
        "docs/public/hello.md:6: stage() is called with 1 ids: write stage(map_id, stage_id) (the whole output is in ",
    ),
    "a program in a template": (
        lambda project: put(
            project,
            "overrides/main.html",
            "{% extends 'base.html' %}{% block footer %}{{ cycler.__init__.__globals__.os.popen('id').read() }}{% endblock %}",
        ),
        "access to attribute '__init__' of 'type' object is unsafe",
    ),
    "a page from elsewhere": (
        lambda project: put(project, "docs/public/hello.md", "---\nrender_macros: true\n---\n{% include 'guide/note.md' %}\n"),
        "not found in search path",
    ),
    "an internal text in a page": (
        lambda project: put(project, "docs/public/hello.md", "# Hello\n\nA Canary voyage\n"),
        "docs/public/hello.md:3: text: 'canary voyage' is of Map.name (journeys/maps/voyage.yml:",
    ),
    "an internal text that Jinja puts together": (
        lambda project: put(
            project, "docs/public/hello.md", "---\nrender_macros: true\n---\n# Hello\n\nA {{ 'Cxnxry'|replace('x', 'a') }} voyage\n"
        ),
        "public/hello/index.html: text as it is rendered: 'canary voyage' is of Map.name (journeys/maps/voyage.yml:",
    ),
}


@pytest.mark.parametrize(("write", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_may_not_be_published_stops_the_build(tmp_path: Path, write: Callable[[Path], None], message: str) -> None:
    project = write_project(tmp_path)
    put(project, "docs/guide/note.md", "# Ospreys\n")
    write(project)
    code, said = run("build", "--project", str(project), "--audience", "public")
    assert (code, message in said, (project / "site/public").exists()) == (1, True, False), said
    assert "Traceback" not in said


def test_a_note_that_a_snippet_or_a_table_takes_in_is_out_of_reach(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    put(project, "mkdocs.yml", f"{settings}markdown_extensions:\n  - pymdownx.snippets: {{base_path: [., docs, journeys]}}\n")
    put(project, "docs/guide/note.md", "Ospreys of the night\n")
    put(project, "journeys/metrics/accounts.csv", "account\nospreys-of-the-night\n")
    put(
        project,
        "docs/public/hello.md",
        '# Hello\n\n--8<-- "guide/note.md"\n\n--8<-- "metrics/accounts.csv"\n\n--8<-- "../journeys/atlas.yml"\n',
    )
    code, said = run("build", "--project", str(project), "--audience", "public")
    assert code == 0, said
    page = (project / "site/public/public/hello/index.html").read_text(encoding="utf-8")
    assert ("Hello" in page, "spreys" in page, "schema_version" in page) == (True, False, False)
