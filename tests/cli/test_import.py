"""`journeybook import`: what it prints, writes, refuses and leaves as it was."""

import csv
import io
from pathlib import Path

import pytest
from imported import ATLAS
from openpyxl import Workbook
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.exchange.foreign_reader import read_foreign_file
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()
NOTES = "Text,Frame,Color\nAsks,Start,yellow\nOffers,Start,pink\n,,\nAdrift,,pink\n"
MEANINGS = ("--lane", "yellow=customer", "--lane", "pink=Company")
GOAL = ("--goal", "Every guest arrives", "--owner", "csm")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "ours/journeys").mkdir(parents=True)
    (tmp_path / "ours/journeys/atlas.yml").write_text(ATLAS, encoding="utf-8")
    return tmp_path / "ours"


def run(project: Path, content: str | bytes, *options: str, name: str = "board.csv") -> tuple[int, str, str]:
    """Import a file; return the exit code, the answer, and what was said besides."""
    file = project.parent / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    answer = RUNNER.invoke(PROGRAM, ["import", str(file), "--project", str(project), *options])
    return answer.exit_code, answer.stdout, answer.stderr


def written(project: Path) -> dict[str, str]:
    paths = sorted(path for path in (project / "journeys").rglob("*") if path.is_file() and path.name != "atlas.yml")
    return {path.relative_to(project / "journeys").as_posix(): path.read_text(encoding="utf-8-sig") for path in paths}


def test_a_board_becomes_a_map_that_checks_clean_and_what_found_no_place_lies_beside(project: Path) -> None:
    code, answer, said = run(project, NOTES, *GOAL, *MEANINGS)
    assert (code, answer) == (0, "journeys/maps/board.yml\njourneys/import/board-left-over.csv\n")
    assert said.splitlines() == [
        "not stated in the file, and left open in the result: stage 'Start': the fact by which anybody sees that it is over (exit)",
        "2 texts left over:",
        "  A5: 'Adrift': it stands in no frame, column or stage",
        "  C5: 'pink': nothing in the result has a place for it",
    ]
    files = written(project)
    assert files["maps/board.yml"] == (
        "# Imported from board.csv. From now on this file is yours: change it as you like.\n"
        "id: board\nname: Board\nowner: csm\ngoal: Every guest arrives\nstatus: draft\n"
        "stages:\n  - id: start\n    name: Start\n    exit: unstated\n    steps:\n      - customer: Asks\n      - company: Offers\n"
        "source: board.csv\n"
    )
    assert [row[3] for row in csv.reader(io.StringIO(files["import/board-left-over.csv"]))] == ["Text", "Adrift", "pink"]
    assert {finding.rule for finding in check(project).findings} == {"DECLARED-UNUSED"}  # the anchor of the atlas


def test_a_preview_writes_nothing_and_needs_no_goal(project: Path) -> None:
    code, answer, said = run(project, NOTES, "--preview", *MEANINGS)
    assert (code, said, written(project)) == (0, "", {})
    assert answer.splitlines()[:7] == [
        "journeys/maps/board.yml: made of sticky notes or steps, one a row",
        "  heading that was understood: A1, B1, C1",
        "  name of a stage: B2, B3",
        "  lane 'customer': C2 'yellow'",
        "  stage 'Start', lane 'customer': A2 'Asks'",
        "  lane 'company': C3 'pink'",
        "  stage 'Start', lane 'company': A3 'Offers'",
    ]


def test_without_a_terminal_a_missing_goal_is_named(project: Path) -> None:
    code, answer, said = run(project, NOTES)
    assert (code, answer, written(project)) == (2, "", {})
    assert "--goal" in said


def test_a_second_import_says_so_or_is_written_beside_with_the_differences(project: Path) -> None:
    run(project, NOTES, *GOAL, *MEANINGS)
    before = written(project)
    code, answer, said = run(project, NOTES, *GOAL, *MEANINGS)
    assert (code, answer, written(project)) == (0, "", before)
    assert said.startswith("journeys/maps/board.yml says all of it already: nothing is written\n")
    path = project / "journeys/maps/board.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Asks", "Asks, by hand"), encoding="utf-8")
    code, answer, said = run(project, NOTES.replace("Offers", "Offers a tour"), *GOAL, *MEANINGS)
    assert code == 0
    assert answer.splitlines() == [
        "journeys/import/maps-board.yml",
        "--- journeys/maps/board.yml",
        "+++ the import",
        "@@ -11,4 +11,4 @@",
        "     steps:",
        "-      - customer: Asks, by hand",
        "-      - company: Offers",
        "+      - customer: Asks",
        "+      - company: Offers a tour",
        " source: board.csv",
    ]
    assert "Asks, by hand" in path.read_text(encoding="utf-8")
    assert {finding.rule for finding in check(project).findings} == {"DECLARED-UNUSED"}  # the anchor of the atlas
    run(project, NOTES.replace("Offers", "Offers two"), *GOAL, *MEANINGS)
    assert {"import/maps-board.yml", "import/maps-board-2.yml"} <= set(written(project))


@pytest.mark.parametrize(
    ("pasted", "step"),
    [
        ("| Step | Stage | Lane |\n|---|---|---|\n| Asks | Start | Customer |\n", "customer: Asks"),
        ("Step\tStage\tLane\nAsks\tStart\tCustomer\n", "customer: Asks"),
        ("journey\n  section Start\n    Asks: 5: Customer\n", "what: Asks"),
    ],
    ids=["markdown", "copied cells", "mermaid"],
)
def test_a_pasted_text_is_called_by_its_name(project: Path, pasted: str, step: str) -> None:
    command = ["import", "-", "--project", str(project), *GOAL]
    nameless = RUNNER.invoke(PROGRAM, command, input=pasted)
    assert (nameless.exit_code, written(project)) == (2, {})
    assert "--name" in nameless.stderr
    answer = RUNNER.invoke(PROGRAM, [*command, "--name", "Spring workshop 2.1"], input=pasted)
    assert (answer.exit_code, answer.stdout.splitlines()[0]) == (0, "journeys/maps/spring-workshop-2-1.yml")
    text = written(project)["maps/spring-workshop-2-1.yml"]
    assert text.startswith("# Imported from a pasted text. From now on")
    assert step in text
    assert "name: Spring workshop 2.1\n" in text
    assert text.endswith("source: a pasted text\n")


def test_an_import_that_places_nothing_fails_and_says_what_was_looked_for(project: Path) -> None:
    code, answer, said = run(project, "Alone\n\nAlso alone\n", *GOAL)
    assert (code, answer, written(project)) == (1, "", {})
    assert "nothing could be placed. Looked for: sticky notes or steps" in said
    assert "  A1, A3: nothing tells what this table is" in said


def test_a_result_with_errors_breaks_nothing(project: Path) -> None:
    code, answer, said = run(project, NOTES.replace("Offers", "[Offers](javascript:x)"), *GOAL, *MEANINGS)
    assert (code, answer.splitlines()[0]) == (1, "journeys/import/maps-board.yml")
    assert "journeys/maps/board.yml would bring errors, so it stands in journeys/import instead" in said
    assert "error SHAPE-LINK" in said
    assert check(project).ok


def test_a_workbook_becomes_a_file_for_each_visible_sheet(project: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    board = book.create_sheet("Board")
    for row in csv.reader(io.StringIO(NOTES)):
        board.append(row)
    numbers = book.create_sheet("Numbers")
    for row in (["KPI", "Formula"], ["NPS", "=promoters - detractors"]):
        numbers.append(row)
    book.create_sheet("Old").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    code, answer, said = run(project, buffer.getvalue(), *GOAL, *MEANINGS, name="all.xlsx")
    assert (code, answer.splitlines()) == (
        0,
        ["journeys/maps/all-board.yml", "journeys/measures/all-numbers.yml", "journeys/import/all-left-over.csv"],
    )
    assert "The sheet 'Old' is hidden and was not read" in said
    assert "Numbers!B2: '=promoters - detractors': a formula without a value" in said
    left = read_foreign_file((project / "journeys/import/all-left-over.csv").read_bytes())
    assert [row[3].text for row in left.tables[0].rows] == ["Text", "Adrift", "pink", "=promoters - detractors"]


def test_a_file_with_an_odd_name_leaves_names_that_work_everywhere(project: Path) -> None:
    code, answer, _ = run(project, NOTES, *GOAL, *MEANINGS, name="Caf\u00e9: Tour #2?.csv")
    assert (code, answer) == (0, "journeys/maps/cafe-tour-2.yml\njourneys/import/cafe-tour-2-left-over.csv\n")
    assert "name: 'Caf\u00e9: Tour #2?'\n" in written(project)["maps/cafe-tour-2.yml"]
    assert {finding.rule for finding in check(project).findings} == {"DECLARED-UNUSED"}


def test_ids_that_are_taken_stay_with_their_owners(project: Path) -> None:
    run(project, "Playbook,Trigger,Steps\nGrow,Asks,Offer\n", name="first.csv")
    code, _, _ = run(project, "Playbook,Trigger,Steps\nGrow,Asks,Call\n", name="second.csv")
    assert code == 0
    assert "- id: grow-2\n" in written(project)["playbooks/second.yml"]
    assert check(project).ok


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--lane", "yellow=custmer"), "did you mean 'customer'?"),
        (("--lane", "yellow"), "TEXT=LANE"),
        (("--owner", "Sale desk"), "no team or role is called 'Sale desk'"),
        (("--as", "poem"), "poem"),
    ],
)
def test_a_flag_that_names_nothing_is_refused(project: Path, options: tuple[str, ...], message: str) -> None:
    code, _, said = run(project, NOTES, "--goal", "x", *options)
    assert (code, written(project)) == (2, {})
    assert message in " ".join(said.replace("│", " ").split())


def test_a_file_that_cannot_be_read_is_said_in_one_line(project: Path) -> None:
    code, answer, said = run(project, b"%PDF-1.7", *GOAL)
    assert (code, answer, said.count("\n")) == (2, "", 1)
    assert said.endswith("board.csv: The file is a PDF file: export the board or table as CSV or .xlsx.\n")
    missing = RUNNER.invoke(PROGRAM, ["import", str(project / "none.csv"), "--project", str(project)])
    assert (missing.exit_code, missing.stderr.count("\n")) == (2, 1)


def test_a_broken_atlas_is_told_first(project: Path) -> None:
    (project / "journeys/atlas.yml").write_text("schema_version: 2\n", encoding="utf-8")
    code, answer, said = run(project, NOTES, *GOAL)
    assert (code, written(project)) == (1, {})
    assert answer.startswith("journeys/atlas.yml:1:1 error ")
    assert said == "atlas.yml has errors, so its lanes and teams are not known\n"


def test_whoever_stops_a_write_finds_nothing_half_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def stop(path: Path, target: Path) -> Path:
        if target.suffix == ".csv":
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", stop)
    code, answer, _ = run(project, NOTES, *GOAL, *MEANINGS)
    assert (code, answer, written(project)) == (130, "", {})


def test_in_a_terminal_the_preview_comes_first_and_is_asked_about(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeybook.cli.import_.can_ask", lambda: True)
    file = project.parent / "board.csv"
    file.write_text(NOTES, encoding="utf-8")
    command = ["import", str(file), "--project", str(project), *MEANINGS]
    refused = RUNNER.invoke(PROGRAM, command, input="Every guest arrives\nn\n")
    assert (refused.exit_code, written(project)) == (130, {})
    assert "stage 'Start', lane 'customer': A2 'Asks'" in refused.stderr
    agreed = RUNNER.invoke(PROGRAM, command, input="Every guest arrives\ny\n")
    assert agreed.exit_code == 0
    assert "goal: Every guest arrives\n" in written(project)["maps/board.yml"]


def test_a_name_of_the_file_means_whom_it_is_said_to_mean(project: Path) -> None:
    table = "Task,Account lead,Sales\nCall,R,C\nOffer,A,R\n"
    code, _, said = run(project, table, *GOAL, "--who", "account lead=Customer success manager")
    assert (code, "left over" in said) == (0, False)
    assert "raci:\n          csm: R\n          sales: C\n" in written(project)["maps/board.yml"]
    for meaning, reason in (("Account lead=csn", "did you mean 'csm'?"), ("Account lead", "TEXT=ID")):
        code, _, said = run(project, table, *GOAL, "--who", meaning)
        assert (code, reason in " ".join(said.split())) == (2, True)
