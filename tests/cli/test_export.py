"""A map is taken away as a file: without a browser, with one, and with plain words where there is none."""

import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import material
import pytest
from pypdfium2 import PdfDocument
from typer.testing import CliRunner

from journeybook.cli import browser
from journeybook.cli.browser import BrowserError, find_browser, html_as_pdf
from journeybook.cli.main import assemble_program
from journeybook.model.base import Audience
from journeybook.render.print_page import print_page
from journeybook.validate import check
from journeybook.views.base.book import RIGHT_TO_LEFT, open_book

PROGRAM = assemble_program()
RUNNER = CliRunner()
DrawProject = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
  maps/
    tour.yml
      | id: tour
      | name: A tour
      | goal: To come home
      | stages:
      |   - id: sail
      |     name: Sail
      |     exit: Land is in sight
      |     steps: [{id: embark, customer: Goes on board, feels: worried}, {id: wave, customer: Waves, feels: delighted}]
"""


@pytest.fixture
def project(draw_project: DrawProject) -> Path:
    return draw_project(WORLD)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "NAMES", ())
    monkeypatch.setattr(browser, "MAC", Path("/nowhere/browser"))


@pytest.fixture
def chromium() -> str:
    try:
        return find_browser()
    except BrowserError as problem:
        pytest.skip(str(problem))


def export(project: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the command and return its exit code, its answer and what it says."""
    answer = RUNNER.invoke(PROGRAM, ["export", "map", *arguments, "--project", str(project)])
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize(("form", "begin"), [("csv", b"\xef\xbb\xbf"), ("svg", b"<?xml ")])
def test_tables_and_drawings_need_no_browser(project: Path, tmp_path: Path, form: str, begin: bytes) -> None:
    files = [tmp_path / name for name in ("one", "other")]
    for file in files:
        assert export(project, "tour", "--to", form, "--out", str(file)) == (0, "", f"{file} is written\n")
    one, other = (file.read_bytes() for file in files)
    assert (one[: len(begin)], one) == (begin, other)
    assert b"Goes on board" in one


def test_a_file_is_named_after_its_map(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert export(project, "tour", "--to", "csv")[0] == 0
    assert (tmp_path / "tour.internal.csv").is_file()


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize("form", ["pdf", "png"])
def test_without_a_browser_it_is_said_what_to_do(project: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"tour.{form}"
    code, answer, said = export(project, "tour", "--to", form, "--out", str(file))
    assert (code, answer, file.exists()) == (2, "", False)
    assert said.count("\n") == 1
    for word in ("Chromium", "install one", "CHROMIUM", "svg, csv and zip need none"):
        assert word in said


def test_a_browser_that_is_named_and_absent_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(BrowserError, match="names no-such-browser, and there is no such program"):
        find_browser()


def test_a_browser_that_fails_is_said_with_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho first >&2\necho it fell over >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(broken))
    with pytest.raises(BrowserError, match="it fell over"):
        html_as_pdf("<p>a</p>", beside=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["broken"]


def test_only_an_administrator_s_browser_runs_without_its_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    for user, told in ((0, ("--no-sandbox",)), (1000, ())):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        assert browser._as_root() == told


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.usefixtures("chromium")
def test_a_browser_prints_sheets_across_and_the_same_bytes_twice(project: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("tour.pdf", "again.pdf")]
    for file in files:
        assert export(project, "tour", "--to", "pdf", "--out", str(file), "--swimlane")[0] == 0
    data, again = (file.read_bytes() for file in files)
    assert (data[:5], data == again, b"CreationDate" in data) == (b"%PDF-", True, False)
    boxes = [box.split(b"]")[0].split() for box in data.split(b"/MediaBox [")[1:]]
    assert [float(box[2]) > float(box[3]) for box in boxes] == [True]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "project") == ["again.pdf", "tour.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed this way there")
def test_the_next_export_removes_what_a_killed_one_left(project: Path, tmp_path: Path) -> None:
    """The browser is one that waits, and then one that writes nothing."""
    slow, quick = tmp_path / "slow", tmp_path / "quick"
    for program, script in ((slow, "exec sleep 60"), (quick, "exit 3")):
        program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/number\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    folder = tmp_path / "exported"
    folder.mkdir()
    command = [sys.executable, "-m", "journeybook", "export", "map", "tour", "--to", "pdf", "--project", str(project), "--out"]
    process = subprocess.Popen([*command, str(folder / "tour.pdf")], env=os.environ | {"CHROMIUM": str(slow)})
    while not (tmp_path / "number").is_file() or not (tmp_path / "number").read_text(encoding="utf-8").endswith("\n"):
        assert process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.wait()
    os.kill(int((tmp_path / "number").read_text(encoding="utf-8")), signal.SIGKILL)
    assert sorted(path.suffix for path in folder.iterdir()) == [".lock", ".tmp"]
    subprocess.run([*command, str(folder / "tour.pdf")], env=os.environ | {"CHROMIUM": str(quick)}, check=False, capture_output=True)
    assert list(folder.iterdir()) == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.usefixtures("chromium")
def test_a_browser_paints_the_whole_page(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "tour.png"
    assert export(project, "tour", "--to", "png", "--out", str(file))[0] == 0
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert (600 < width < 1600, 400 < height < 1600) == (True, True)


def test_an_unknown_map_is_said_with_those_there_are(project: Path) -> None:
    assert export(project, "tuor", "--to", "csv") == (2, "", "There is no map 'tuor': did you mean tour? There is: tour\n")


def test_journeys_with_mistakes_are_not_taken_away(draw_project: DrawProject, tmp_path: Path) -> None:
    broken = draw_project(WORLD.replace("name: Sail", "nmae: Sail"))
    code, answer, said = export(broken, "tour", "--to", "csv", "--out", str(tmp_path / "tour.csv"))
    assert (code, (tmp_path / "tour.csv").exists()) == (1, False)
    assert answer.startswith("journeys/maps/tour.yml:")
    assert said.endswith("nothing is exported\n")


def test_a_folder_that_is_not_there_is_said_in_one_line(project: Path, tmp_path: Path) -> None:
    code, _, said = export(project, "tour", "--to", "csv", "--out", str(tmp_path / "absent" / "tour.csv"))
    assert (code, said.count("\n")) == (2, 1)
    assert "absent" in said


PLANS = """
journeys/
  atlas.yml
    | schema_version: 2
    | language: LANGUAGE
    | paper: PAPER
    | organisation: {name: Small, notice: Sample data}
    | teams: [{id: success, name: Success}]
    | lanes: [{id: customer, name: לקוח, role: customer}]
  maps/
    plan.yml
      | id: plan
      | name: מפה
      | goal: Publish
      | stages: [{id: begin, name: התחלה, exit: x, steps: [{customer: "שולח ב-PDF (עמוד 2)!"}, {customer: "Reads the plan (page 2)!"}]}]
"""
"""A map whose words are read from right to left, with the id that a slug might have."""


@pytest.mark.parametrize(("language", "direction"), [("he", "rtl"), ("ar", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("de", "ltr")])
def test_pages_and_drawings_are_read_as_their_language_is(draw_project: DrawProject, tmp_path: Path, language: str, direction: str) -> None:
    project = draw_project(PLANS.replace("LANGUAGE", language).replace("PAPER", "a4"))
    book = open_book(check(project), Audience.INTERNAL)
    assert f'<html lang="{language}" dir="{direction}">' in print_page(book, "plan")
    assert export(project, "plan", "--to", "svg", "--out", str(tmp_path / "plan.svg"))[0] == 0
    texts = [element for element in ET.parse(tmp_path / "plan.svg").iter() if element.tag.endswith("}text")]  # noqa: S314 - our own
    directions = {text.text: text.get("direction", "ltr") for text in texts}
    assert directions == {
        "התחלה": direction,
        "לקוח": direction,
        "שולח ב-PDF": direction,
        "(עמוד 2)!": direction,
        "Reads the": "ltr",
        "plan (page 2)!": "ltr",
    }
    assert {text.get("text-anchor") for text in texts} == {"middle"}


def test_every_language_that_the_theme_reads_from_right_to_left_is_known() -> None:
    folder = Path(material.__file__).parent / "templates" / "partials" / "languages"
    turned = {file.stem for file in folder.glob("*.html") if '"direction": "rtl"' in file.read_text(encoding="utf-8")}
    assert {"he", "ar", "fa", "ur"} <= turned
    assert turned - RIGHT_TO_LEFT == set()


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize(
    ("paper", "option", "size"),
    [
        ("a4", (), (842, 595)),
        ("letter", (), (792, 612)),
        ("a4", ("--paper", "letter"), (792, 612)),
        ("a4", ("--paper", "a3"), (1191, 842)),
    ],
)
def test_a_map_is_printed_on_the_paper_that_is_asked_for_and_no_sheet_is_empty(
    draw_project: DrawProject, tmp_path: Path, paper: str, option: tuple[str, ...], size: tuple[int, int]
) -> None:
    project, file = draw_project(PLANS.replace("LANGUAGE", "en").replace("PAPER", paper)), tmp_path / "plan.pdf"
    assert export(project, "plan", "--to", "pdf", "--out", str(file), *option)[0] == 0
    sheets = PdfDocument(file)
    assert tuple(map(round, sheets[0].get_size())) == size
    assert [number for number, sheet in enumerate(sheets) if not sheet.get_textpage().get_text_range().strip()] == []
    assert len(sheets) == 1


def test_paper_is_asked_for_of_a_pdf_alone(project: Path) -> None:
    code, _, said = export(project, "tour", "--to", "csv", "--paper", "letter")
    assert (code, "--paper is for a PDF" in said) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("map", "tour", "--to", "svg", "--swimlane"), "--swimlane is for the PDF or PNG of a map"),
        (("map", "tour", "--to", "pdf", "--audience", "public"), "customers have the success map: journeybook export success-map"),
        (("map", "tour", "--to", "pdf", "--paper", "a9"), "'a9' is not one of"),
        (("success-map", "tour", "--to", "pdf", "--paper", "a3"), "a success-map is printed on a4 or letter, not on a3"),
    ],
)
def test_what_cannot_be_printed_is_said_with_what_can(project: Path, arguments: tuple[str, ...], reason: str) -> None:
    answer = RUNNER.invoke(PROGRAM, ["export", *arguments, "--project", str(project)], env={"COLUMNS": "300"})
    assert (answer.exit_code, reason in answer.stderr) == (2, True), answer.stderr
