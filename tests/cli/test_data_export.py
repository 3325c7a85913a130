"""The atlas and its maps as data files: for colleagues and for customers, with what a format has no place for said."""

import json
import re
import shlex
from pathlib import Path

import pytest
import small_atlas
from typer.testing import CliRunner

from journeybook.cli.export import FORMATS, Subject
from journeybook.cli.main import assemble_program

ROOT = Path(__file__).parents[2]
PROGRAM = assemble_program()
RUNNER = CliRunner()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_atlas.write_project(tmp_path_factory.mktemp("small"))


def export(project: Path, *arguments: str) -> tuple[int, str, str]:
    answer = RUNNER.invoke(PROGRAM, ["export", *arguments, "--project", str(project)])
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("form", FORMATS[Subject.ATLAS])
def test_the_atlas_is_written_alike_each_time_and_customers_get_nothing_internal(
    project: Path, tmp_path: Path, form: str, audience: str
) -> None:
    files = [tmp_path / name for name in ("one", "other")]
    for file in files:
        assert export(project, "atlas", "--to", form, "--audience", audience, "--out", str(file)) == (0, "", f"{file} is written\n")
    one, other = (file.read_bytes() for file in files)
    assert one == other
    if form == "json":
        assert json.loads(one)["audience"] == audience
        assert (b"Canary" in one, b"voyage" in one) == ((True, True) if audience == "internal" else (False, False))


@pytest.mark.parametrize("form", ["json", "journey", "flowchart", "markdown"])
def test_customers_maps_are_named_by_slug_and_hold_their_words(project: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "map"
    for name in ("voyage", "sail-away"):
        exit_code, _, told = export(project, "map", name, "--to", form, "--audience", "public", "--out", str(file))
        assert exit_code == 0, told
        text = file.read_text(encoding="utf-8")
        assert ("Choose a lifebelt" in text, "Canary" in text, "paperwork" in text) == (True, False, False)


def test_what_a_format_has_no_place_for_is_said(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "map.mmd"
    exit_code, answer, told = export(project, "map", "voyage", "--to", "journey", "--out", str(file))
    assert (exit_code, answer) == (0, "")
    lines = told.splitlines()
    assert lines[0] == f"{file} is written"
    assert lines[1].startswith("A Mermaid journey has no place for ")
    assert "2 when of step" in lines[1]
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("map", "--to", "json"), 2, "name the map by its id"),
        (("atlas", "voyage", "--to", "json"), 2, "leave out the name: atlas means all there is"),
        (("atlas",), 2, "--to json or xlsx or csv or schema"),
        (("atlas", "--to", "pdf"), 2, "not as pdf"),
        (("map", "voyage", "--to", "csv", "--audience", "public"), 2, "--audience is for the atlas"),
        (("map", "voyag", "--to", "json"), 2, "did you mean voyage?"),
        (("map", "none", "--to", "json", "--audience", "public"), 2, "There is: "),
    ],
)
def test_what_makes_no_sense_is_refused(project: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    exit_code, _, told = export(project, *arguments)
    assert (exit_code, words in " ".join(told.replace("│", " ").split())) == (code, True), told


def test_a_text_too_long_for_a_cell_is_said(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "long"
    for path in project.rglob("*.yml"):
        target = folder / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    questions = "".join(f"  - ask: {'why ' * 4000}{number}?\n" for number in range(3))
    stage = f"id: long\nname: Long\ngoal: To wait\nstages:\n- id: wait\n  name: Wait\n  exit: It is over\n  questions:\n{questions}"
    (folder / "journeys/maps/long.yml").write_text(stage, encoding="utf-8")
    exit_code, _, told = export(folder, "map", "long", "--to", "xlsx", "--out", str(tmp_path / "x.xlsx"))
    assert (exit_code, "stages, row 2, questions has 48" in told) == (2, True), told
    assert not (tmp_path / "x.xlsx").exists()


def test_the_commands_of_the_guide_do_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the page on taking out runs, in its order, and what went out comes in again."""
    project = small_atlas.write_project(tmp_path / "project")
    (project / "journeys/measures/heads.yml").rename(project / "journeys/measures/measures.yml")
    voyage = (project / "journeys/maps/voyage.yml").rename(project / "journeys/maps/our-map.yml")
    voyage.write_text(voyage.read_text(encoding="utf-8").replace("id: voyage", "id: our-map"), encoding="utf-8")
    monkeypatch.chdir(project)
    page = (ROOT / "docs/guide/take-out.md").read_text(encoding="utf-8")
    commands = [line.partition(" #")[0] for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    assert len(commands) > 8
    for command in commands:
        if "journey.mmd" in command:
            (project / "our-map.internal.journey.mmd").rename(project / "journey.mmd")
        answer = RUNNER.invoke(PROGRAM, shlex.split(command)[1:])
        assert answer.exit_code == 0, f"{command}: {answer.output}"
    assert sorted(path.name for path in project.glob("*.*") if path.suffix in {".json", ".xlsx", ".zip", ".md", ".mmd"}) == [
        "atlas.internal.csv.zip",
        "atlas.internal.json",
        "atlas.internal.xlsx",
        "atlas.public.json",
        "atlas.schema.json",
        "journey.mmd",
        "our-map.internal.flowchart.mmd",
        "our-map.internal.md",
        "sail-away.public.md",
    ]
