"""A success map is taken away: an archive that opens from a disk and holds nothing else, and a PDF with somebody's dates."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pypdfium2
import pytest
from small_atlas import FILES, write_project
from typer.testing import CliRunner

from journeybook.cli import browser as browsers
from journeybook.cli import site_build, success_map_export
from journeybook.cli.browser import BrowserError, find_browser
from journeybook.cli.main import assemble_program
from journeybook.prove.page import read_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAM = assemble_program()
RUNNER = CliRunner()
SLUG = "sail-away"
pytestmark = [pytest.mark.xdist_group("success-map-export")]


def export(project: Path, *arguments: str) -> tuple[int, str]:
    """Run the command and return its exit code and what it says."""
    answer = RUNNER.invoke(PROGRAM, ["export", "success-map", *arguments, "--project", str(project)])
    return answer.exit_code, answer.stdout + answer.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def packed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive, made once."""
    file = tmp_path_factory.mktemp("packed") / "one.zip"
    assert export(project, "voyage", "--to", "zip", "--out", str(file)) == (0, f"{file} is written: unpack it, and open index.html\n")
    return file


@pytest.fixture(scope="module")
def unpacked(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("un packed")
    with ZipFile(packed) as archive:
        archive.extractall(home)
    assert [path.name for path in home.iterdir()] == [SLUG]
    return home / SLUG


@pytest.fixture
def ready(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the site that is made already for the one that would be made."""

    @contextmanager
    def opened(*_: object) -> Iterator[Path]:
        yield unpacked

    monkeypatch.setattr(success_map_export, "exported_site", opened)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browsers, "NAMES", ())
    monkeypatch.setattr(browsers, "MAC", Path("/nowhere/browser"))


def test_another_machine_makes_the_same_bytes(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEYBOOK_SEGMENT", "schools")
    monkeypatch.setenv("TZ", "Pacific/Chatham")
    elsewhere, file = write_project(tmp_path / "elsewhere"), tmp_path / "other.zip"
    assert export(elsewhere, SLUG, "--to", "zip", "--out", str(file))[0] == 0
    assert file.read_bytes() == packed.read_bytes()


def test_only_one_map_is_inside(packed: Path, unpacked: Path) -> None:
    with ZipFile(packed) as archive:
        everything = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    assert (b"Choose a lifebelt" in everything, b"harbour@example.org" in everything) == (True, True)
    absent = (
        b"Canary",
        b"canary",
        b"learn-at-sea",
        b"A lesson",
        b"couples",
        b"schools",
        b"https://example.org",
        b"unpkg.com/iframe",
    )
    assert [word for word in absent if word in everything] == []
    assert sorted(path.name for path in unpacked.glob("*.html")) == ["index.html", f"{SLUG}.html"]
    assert not [path for path in unpacked.rglob("*") if path.suffix in {".xml", ".gz", ".map"}]


def test_every_link_leads_to_a_file(unpacked: Path) -> None:
    seen = []
    for page in unpacked.glob("*.html"):
        for element in read_page(page.read_text(encoding="utf-8")).elements:
            for name, value in element.attributes:
                address = urlsplit(unescape(value or ""))
                if name in {"href", "src"} and not address.scheme and not address.netloc and address.path:
                    seen.append(address.path)
                    assert (page.parent / unquote(address.path)).is_file(), f"{page.name}: {address.path}"
    assert {"index.html", f"{SLUG}.html", "assets/javascripts/search.js"} <= set(seen)


def test_it_opens_from_a_disk_and_finds_its_words(unpacked: Path, browser: "Browser") -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("request", lambda request: None if request.url.startswith("file:") else faults.append(request.url))
    page.goto((unpacked / "index.html").as_uri())
    page.click(f"article a[href='{SLUG}.html']")
    page.wait_for_url(f"**/{SLUG}.html")
    page.click(".jb-search-button")
    page.wait_for_selector(".jb-search[open]")
    page.keyboard.type("lifebelt")
    hit = page.locator(".jb-search__hit").first
    hit.wait_for()
    assert "A day on the water" in hit.inner_text()
    hit.locator("a").first.click()
    page.wait_for_url(f"**/{SLUG}.html*")
    assert (page.locator("text=Choose a lifebelt").count() > 0, faults) == (True, [])
    context.close()


@pytest.mark.browser
@pytest.mark.usefixtures("ready")
def test_it_is_printed_with_dates_and_a_name(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en_US")
    try:
        find_browser()
    except BrowserError as problem:
        pytest.skip(str(problem))
    file = tmp_path / "plan.pdf"
    assert export(project, SLUG, "--to", "pdf", "--start", "2028-02-27", "--customer", "Tern & Söhne", "--out", str(file))[0] == 0
    document = pypdfium2.PdfDocument(file)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert len(document) in {1, 2}
    for words in ("A day on the water", "Tern & Söhne", "Choose a lifebelt", r"Mar\w* 1, 2028", r"Mar\w* 3, 2028", r"Mar\w* 5, 2028"):
        assert re.search(words, text), text
    document.close()
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("paper", "option", "size"),
    [("a4", ("--paper", "letter"), (612, 792)), ("letter", (), (612, 792)), ("letter", ("--paper", "a4"), (595, 842))],
)
def test_it_is_printed_on_the_paper_that_is_asked_for_from_the_journeys_to_the_sheet(
    tmp_path: Path, paper: str, option: tuple[str, ...], size: tuple[int, int]
) -> None:
    """Nothing is taken for made already: the paper goes all the way through the public project and its page."""
    try:
        find_browser()
    except BrowserError as problem:
        pytest.skip(str(problem))
    project, file = write_project(tmp_path / "project"), tmp_path / "plan.pdf"
    atlas = project / "journeys" / "atlas.yml"
    atlas.write_text(f"{atlas.read_text(encoding='utf-8')}paper: {paper}\n", encoding="utf-8")
    assert export(project, SLUG, "--to", "pdf", "--out", str(file), *option)[0] == 0
    document = pypdfium2.PdfDocument(file)
    assert {tuple(map(round, sheet.get_size())) for sheet in document} == {size}
    assert [number for number, sheet in enumerate(document) if not sheet.get_textpage().get_text_range().strip()] == []
    assert "Choose a lifebelt" in document[0].get_textpage().get_text_range()
    document.close()


@pytest.mark.usefixtures("ready", "no_browser")
def test_without_a_browser_there_is_the_archive_and_a_word_on_the_rest(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = export(project, "voyage")
    assert (code, [path.name for path in tmp_path.iterdir()]) == (0, [f"{SLUG}.zip"])
    assert (f"{SLUG}.pdf cannot be made" in said, "install one" in said) == (True, True)
    code, said = export(project, "voyage", "--to", "pdf")
    assert (code, "install one" in said, Path(f"{SLUG}.pdf").exists()) == (2, True, False)


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("voyge",), "There is no success map 'voyge': did you mean voyage? There is: excursion (learn-at-sea), voyage (sail-away)"),
        (("canary-draft",), "There is no success map 'canary-draft'"),
        (("voyage", "--to", "png"), "a success-map is taken away as zip or pdf, not as png"),
        (("voyage", "--out", "a.zip"), "say as what: --to zip or pdf"),
        (("voyage", "--to", "zip", "--customer", "A"), "--customer are for the PDF of a success map"),
        (("voyage", "--to", "pdf", "--edition", "digital"), "There is no digital edition. There is: only one for everybody"),
        (("voyage", "--to", "pdf", "--start", "1 March"), "'1 March' is not a date"),
    ],
)
def test_what_cannot_be_taken_away_is_said(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: Any, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = export(project, *arguments)
    plain = " ".join(said.replace("│", " ").split())
    assert (code, words in plain, list(tmp_path.iterdir())) == (2, True, []), said


def test_what_does_not_pass_a_gate_is_not_taken_away(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        success_map_export, "start_build", lambda *_: nullcontext(SimpleNamespace(process=SimpleNamespace(wait=lambda: None)))
    )
    monkeypatch.setattr(site_build, "GATES", (lambda _: "", lambda _: "a leak"))
    monkeypatch.chdir(tmp_path)
    code, said = export(project, "voyage", "--to", "zip")
    assert (code, said.startswith("a leak\n"), "Nothing is exported" in said, list(tmp_path.iterdir())) == (1, True, True, [])


def test_the_small_atlas_has_something_to_hide() -> None:
    assert json.dumps(FILES).count("Canary") > 5
