"""The success plan of an account is taken away for its customer: their own words and dates, and nobody else's, in archive and PDF."""

from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from small_atlas import write_project
from typer.testing import CliRunner

from journeybook.audience.build_request import BuildRequest
from journeybook.cli import plan_export
from journeybook.cli.browser import BrowserError, find_browser
from journeybook.cli.main import assemble_program
from journeybook.model.base import Audience
from journeybook.prove.plan_edition import prove_plan_edition
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()
pytestmark = [pytest.mark.xdist_group("plan-export")]
PLANS = {
    "accounts/accounts.yml": """
- {id: canary-account-one, name: Canary account one, owner: crew}
- {id: canary-account-two, name: Canary account two, owner: crew}
""",
    "plans/one.yml": """
id: canary-plan-one
account: canary-account-one
map: voyage
title: Our voyage of the spring
owner: crew
start: 2027-03-01
note: Canary note of the plan
objectives:
  - what: Sail round the island
    status: on-track
    criteria: [{says: Islands that were rounded, level: one, measure: heads}]
    validated: 2027-02-01
    note: Canary note of the objective
  - {what: Canary objective of ours, criteria: [{says: Canary criterion, level: two}], internal: true}
tasks:
  - {what: Pack the oilskins, due: 2027-02-26, risk: Canary risk of the task}
  - {what: Canary task of ours, internal: true}
differences:
  - {at: ready, day: 2027-03-15, says: The boat is painted until then, why: Canary reason}
reached: {ready: 2027-03-17}
""",
    "plans/two.yml": """
id: canary-plan-two
account: canary-account-two
map: voyage
title: Canary title of another
start: 2027-04-05
objectives: [{what: Canary wish of another, criteria: [{says: Canary measure of another, level: three}]}]
tasks: [{what: Canary task of another, due: 2027-04-09}]
""",
}
READ = ("Our voyage of the spring", "Sail round the island", "Islands that were rounded: one", "Pack the oilskins", "painted until then")


def export(project: Path, *arguments: str) -> tuple[int, str]:
    """Run the command and return its exit code and what it says."""
    answer = RUNNER.invoke(PROGRAM, ["export", "plan", *arguments, "--project", str(project)])
    return answer.exit_code, answer.stdout + answer.stderr


def with_plans(project: Path) -> Path:
    for name, text in PLANS.items():
        path = project / "journeys" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_plans(write_project(tmp_path_factory.mktemp("project")))


@pytest.fixture(scope="module")
def packed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive, made once, under the name that it has by itself, which no export of a map has."""
    folder, file = tmp_path_factory.mktemp("packed"), Path("canary-plan-one.plan.zip")
    link = "The link with its dates and choices alone, below the address of your public site: sail-away/#plan?day-the-booking=2027-03-01"
    said = f"{file} is written: unpack it, and open index.html\n{link}\n"
    with chdir(folder):
        assert export(project, "canary-account-one", "--to", "zip") == (0, said)
    return folder / file


def test_the_archive_holds_the_words_of_its_customer_and_no_others(packed: Path) -> None:
    with ZipFile(packed) as archive:
        everything = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    assert [words for words in READ if words.encode() not in everything] == []
    assert b"canary" not in everything.lower()
    assert all(
        day in everything for day in (b"8 March 2027", b"15 March 2027", b"17 March 2027", b"agreed 7 days later", b"came 2 days later")
    )


@pytest.mark.browser
def test_the_paper_holds_the_same_with_its_dates(project: Path, tmp_path: Path) -> None:
    try:
        find_browser()
    except BrowserError as problem:
        pytest.skip(str(problem))
    file = tmp_path / "one.pdf"
    assert export(project, "canary-plan-one", "--to", "pdf", "--out", str(file))[0] == 0
    document = pypdfium2.PdfDocument(file)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    assert [words for words in (*READ, "Choose a lifebelt", "17 March 2027") if words not in text] == []
    assert "canary" not in text.lower()


@pytest.mark.parametrize("words", ["Canary wish of another", "Canary reason", "Canary account two"])
def test_a_page_with_words_of_others_is_not_exported(
    project: Path, packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Whatever lets them onto a page, the finished files are searched."""
    with ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    page = tmp_path / "sail-away" / "sail-away.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Pack the oilskins", words), encoding="utf-8")

    @contextmanager
    def leaking(*_: object) -> Iterator[Path]:
        yield page.parent

    monkeypatch.setattr(plan_export, "exported_site", leaking)
    file = tmp_path / "leaking.zip"
    code, said = export(project, "canary-plan-one", "--to", "zip", "--out", str(file))
    assert (code, file.exists()) == (1, False)
    assert "Nothing is exported: the customer would read what stands above" in said
    assert words.lower() in said.lower()


@pytest.mark.parametrize(("title", "refused"), [("A voyage with Gull Holdings", False), ("A voyage as that of Kestrel Ltd", True)])
def test_a_shared_text_may_name_its_own_account_and_no_other_of_any_table(tmp_path: Path, title: str, refused: bool) -> None:  # noqa: FBT001 - a case
    project = with_plans(write_project(tmp_path))
    plan = project / "journeys" / "plans" / "one.yml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("Our voyage of the spring", title), encoding="utf-8")
    table = "account,account_name\ncanary-account-one,Gull Holdings\nkestrel-77,Kestrel Ltd\n"
    (project / "journeys" / "metrics").mkdir(exist_ok=True)
    (project / "journeys" / "metrics" / "boats.csv").write_text(table, encoding="utf-8")
    checked = check(project)
    journey = next(plan.map for plan in checked.atlas.plans if plan.id == "canary-plan-one")
    slug = next(known.public.slug for known in checked.atlas.maps if known.id == journey and known.public)
    request = BuildRequest(project, Audience.PUBLIC, only=slug, plan="canary-plan-one")
    hits = prove_plan_edition(checked, project, request, {"plan.html": f"<p>{title}, canary-account-one</p>".encode()})
    assert [hit.what.split("'")[1] for hit in hits if "table" in hit.what] == (["kestrel ltd"] if refused else [])


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("canary-plan-onne", "There is no success plan of 'canary-plan-onne': did you mean canary-plan-one? There is: "),
        ("canary-account-three", "'canary-account-three' has several plans: name one by its id: four, three"),
        ("five", "Customers see no page of the map 'inland', so its plans have no edition for them"),
    ],
)
def test_a_plan_that_cannot_be_meant_is_said(tmp_path: Path, name: str, answer: str) -> None:
    project = with_plans(write_project(tmp_path / "project"))
    home = project / "journeys"
    with (home / "accounts/accounts.yml").open("a", encoding="utf-8") as file:
        file.write("- {id: canary-account-three, name: Canary account three, owner: crew}\n")
    (home / "maps/inland.yml").write_text("{id: inland, name: Canary inland, goal: To walk, owner: crew}\n", encoding="utf-8")
    for plan, journey in (("three", "voyage"), ("four", "excursion"), ("five", "inland")):
        account = "canary-account-three" if plan != "five" else "canary-account-two"
        text = f"{{id: {plan}, account: {account}, map: {journey}, start: 2027-01-04}}\n"
        (home / f"plans/{plan}.yml").write_text(text, encoding="utf-8")
    code, said = export(project, name, "--to", "zip", "--out", str(tmp_path / "none.zip"))
    assert code == 2
    assert answer in said
