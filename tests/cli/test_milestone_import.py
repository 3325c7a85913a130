"""`journeybook import` puts the milestones of a table into stages of maps that are there, and changes nothing else in their files."""

from pathlib import Path

import pytest
from imported import ATLAS
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()
MAP = """\
# Ours
id: tour
name: The tour
goal: Every guest arrives
owner: csm
status: draft
stages:
  - id: start   # first
    name: Begin here
    exit: Everybody is in
    # of the gates
    gates: unknown
  - id: end
    name: The end
    exit: 'Home'
    milestones:

      - name: First guest   # the first
        owner: csm
        target: 3 days after signature

      - {id: full, name: Full house, owner: csm, target: unstated}
"""
OTHER_TARGET = (
    "its name is 'First guest' there and 'first guest' here; its target is '3 days after signature' there and '5 days after signature' here"
)
OTHER_STAGE = "its stage is 'end' there and 'start' here; its name is 'Full house' there and 'Sold out' here"
BASED = "id: tour-by-boat\nname: By boat\ngoal: Every guest arrives\nowner: csm\nstatus: draft\nextends: tour\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    home = tmp_path / "ours/journeys"
    (home / "maps").mkdir(parents=True)
    (home / "atlas.yml").write_text(ATLAS, encoding="utf-8")
    (home / "maps/tour.yml").write_text(MAP, encoding="utf-8")
    (home / "maps/boat.yml").write_text(BASED, encoding="utf-8")
    assert check(tmp_path / "ours").ok
    return tmp_path / "ours"


def run(project: Path, table: str, *options: str) -> tuple[int, list[str], list[str]]:
    """Import a table; return the exit code, the lines of the answer, and what was said besides."""
    file = project.parent / "milestones.csv"
    file.write_text(table, encoding="utf-8")
    answer = RUNNER.invoke(PROGRAM, ["import", str(file), "--project", str(project), *options])
    return answer.exit_code, answer.stdout.splitlines(), answer.stderr.splitlines()


def tour(project: Path) -> str:
    return (project / "journeys/maps/tour.yml").read_text(encoding="utf-8")


def test_milestones_join_the_stages_that_their_rows_name_and_nothing_else_changes(project: Path) -> None:
    table = (
        "Map,Stage,Milestone,Owner,Target\n"
        "The tour,The end,Last guest,Customer success,30 days after signature\n"
        ",Begin here,First call,csm,\n"
        ",,Second call,csm,soon\n"
        ",end,Encore,csm,40 days after signature\n"
    )
    code, answer, said = run(project, table)
    assert (code, answer, said) == (
        0,
        ["journeys/maps/tour.yml"],
        ["not stated in the file, and left open in the result: milestone 'First call': its target"],
    )
    begun = (
        "    exit: Everybody is in\n    milestones:\n      - name: First call\n        owner: csm\n        target: unstated\n"
        "      - name: Second call\n        owner: csm\n        target:\n          text: soon\n"
    )
    joined = (
        "\n      - name: Last guest\n        owner: customer-success\n        target: 30 days after signature\n"
        "\n      - name: Encore\n        owner: csm\n        target: 40 days after signature\n"
    )
    assert tour(project) == MAP.replace("    exit: Everybody is in\n", begun) + joined
    assert check(project).ok


def test_a_map_is_named_for_all_rows_and_the_preview_says_what_goes_where(project: Path) -> None:
    code, answer, said = run(project, "Stage,Milestone,Owner,Target\nend,Last guest,csm,soon\n", "--into", "Tour", "--preview")
    assert (code, said, tour(project)) == (0, [], MAP)
    assert answer == [
        "journeys/maps/tour.yml: takes in milestones, one a row",
        "  heading that was understood: A1, B1, C1, D1",
        "  stage 'end' of the map 'tour': A2 'end'",
        "  name: B2 'Last guest'",
        "  owner of 'Last guest': C2 'csm'",
        "  target of 'Last guest': D2 'soon'",
    ]


def test_what_is_there_already_stays_and_the_difference_is_told(project: Path) -> None:
    table = (
        "Stage,Milestone,Id,Owner,Target\n"
        "end,first guest,,csm,5 days after signature\n"
        "start,Sold out,full,csm,\n"
        "end,First guest,,csm,3 days after signature\n"
    )
    code, answer, said = run(project, table, "--into", "tour")
    assert (code, answer, tour(project)) == (0, ["journeys/import/milestones-left-over.csv"], MAP)
    assert said == [
        "journeys/maps/tour.yml says all of it already: nothing is written",
        "8 texts left over:",
        "  A2, B2, D2, E2: 'first guest' is there already (journeys/maps/tour.yml:18:9) and stays: " + OTHER_TARGET,
        "  A3, B3, C3, D3: 'Sold out' is there already (journeys/maps/tour.yml:22:9) and stays: " + OTHER_STAGE,
    ]


@pytest.mark.parametrize(
    ("row", "options", "reason"),
    [
        ("tour,Sart,Up,csm,soon", (), "the map 'tour' has no stage called 'Sart': did you mean 'start'?"),
        ("tour,,Up,csm,soon", (), "its row names no stage of the map 'tour'"),
        ("Trip,end,Up,csm,soon", ("--into", "tour"), "no map is called 'Trip': the atlas has tour, tour-by-boat"),
        (
            "By boat,end,Up,csm,soon",
            (),
            "the stage 'end' of the map 'tour-by-boat' is written in journeys/maps/tour.yml: name the map of that file",
        ),
        ("tour,end,Up,csm,soon\ntour,start,Between,csm,soon\ntour,end,up,csm,later", (), "'up' stands in a row above already"),
    ],
)
def test_a_row_without_a_place_is_left_over_with_the_reason(project: Path, row: str, options: tuple[str, ...], reason: str) -> None:
    _, _, said = run(project, f"Map,Stage,Milestone,Owner,Target\n{row}\n", *options)
    assert any(line.endswith(f": {reason}") for line in said), said
    assert "name: Up" not in tour(project) or "above" in reason


def test_a_list_that_cannot_be_grown_and_an_answer_are_left_as_they_are(project: Path) -> None:
    path = project / "journeys/maps/tour.yml"
    text = (
        MAP.replace("    # of the gates\n", "    milestones: unknown\n").partition("    milestones:\n")[0]
        + "    milestones: [{name: A, owner: csm}]\n"
    )
    path.write_text(text, encoding="utf-8")
    code, answer, said = run(project, "Map,Stage,Milestone\ntour,start,Up\ntour,end,Down\n")
    assert (code, answer, tour(project)) == (1, [], text)
    assert [line for line in said if line.startswith("  ")] == [
        "  A2, B2, C2: journeys/maps/tour.yml:11 says `milestones: unknown`: take that line away first",
        "  A3, B3, C3: journeys/maps/tour.yml:16:18 is not written as a hyphen with the entry behind it",
    ]


def test_what_would_bring_errors_is_laid_beside(project: Path) -> None:
    code, answer, said = run(project, "Stage,Milestone,Id\nend,Last guest,end\n", "--into", "tour")
    assert (code, answer, tour(project)) == (1, ["journeys/import/maps-tour.yml"], MAP)
    assert said[0] == "journeys/maps/tour.yml would bring errors, so it stands in journeys/import instead: mend it there, then move it."


def test_stages_of_a_map_that_is_there_are_told_and_another_kind_of_table_takes_no_map(project: Path) -> None:
    table = "Stage,Milestone,Target\nend,Up,soon\nstart,Down,soon\n"
    code, answer, _ = run(project, table, "--preview")
    told = "The map 'tour' has all of these stages: --into tour puts the milestones there instead of into a map of their own."
    assert (code, [line for line in answer if "--into" in line]) == (0, [told])
    code, _, said = run(project, "Playbook,Trigger\nUp,When it goes\n", "--into", "tour")
    assert (code, "milestones alone go into a map" in " ".join(said)) == (2, True)
    code, _, said = run(project, table, "--into", "tuor")
    assert (code, "did you mean 'tour'?" in " ".join(said)) == (2, True)
