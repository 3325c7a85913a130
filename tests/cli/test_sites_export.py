"""Both sites as an archive: it opens from a disk, holds own pages, and is made of sites that passed their gates, or not at all."""

from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from small_atlas import write_project
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.prove.page import read_page

pytestmark = pytest.mark.xdist_group("sites-export")


def export(project: Path, file: Path) -> tuple[int, str]:
    arguments = ["export", "sites", "--to", "zip", "--project", str(project), "--out", str(file)]
    answer = CliRunner().invoke(assemble_program(), arguments)
    return answer.exit_code, answer.stderr


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unpacked archive of a small project with a page of its own."""
    home = tmp_path_factory.mktemp("sites")
    project = write_project(home / "project")
    (project / "docs" / "own.md").write_text("# Our own page\n\nSee [home](index.md).\n", encoding="utf-8")
    code, said = export(project, home / "preview.zip")
    assert (code, "preview/public/index.html" in said) == (0, True), said
    with ZipFile(home / "preview.zip") as archive:
        archive.extractall(home)
    return home / "preview"


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_every_link_leads_to_a_file(sites: Path, audience: str) -> None:
    seen = []
    for page in (sites / audience).rglob("*.html"):
        for element in read_page(page.read_text(encoding="utf-8")).elements:
            for name, value in element.attributes:
                address = urlsplit(unescape(value or ""))
                if name in {"href", "src"} and not address.scheme and not address.netloc and address.path:
                    seen.append(address.path)
                    assert (page.parent / unquote(address.path)).is_file(), f"{page}: {address.path}"
    assert len(seen) > 20
    assert (sites / audience / "search" / "index.js").is_file()
    assert not list((sites / audience).rglob("sitemap.xml*"))


def test_each_site_has_its_own_pages(sites: Path) -> None:
    assert "Our own page" in (sites / "internal" / "own.html").read_text(encoding="utf-8")
    assert not (sites / "public" / "own.html").exists()
    assert (sites / "internal" / "maps").is_dir()
    assert not (sites / "public" / "maps").exists()


def test_what_does_not_pass_its_gates_is_not_exported(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    (project / "docs" / "own.md").write_text("See [nothing](nowhere.md).\n", encoding="utf-8")
    code, said = export(project, tmp_path / "preview.zip")
    assert code == 1
    assert "The internal site does not pass" in said
    assert "nowhere.md" in said
    assert not (tmp_path / "preview.zip").exists()


def test_sites_have_no_name(tmp_path: Path) -> None:
    answer = CliRunner().invoke(assemble_program(), ["export", "sites", "ours", "--to", "zip", "--out", str(tmp_path / "x.zip")])
    assert (answer.exit_code, list(tmp_path.iterdir())) == (2, [])
