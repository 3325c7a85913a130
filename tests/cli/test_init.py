"""An atlas that is begun checks clean, builds, and overwrites nothing."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from journeybook.cli.init import starters
from journeybook.cli.main import assemble_program
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()
WANTED = {
    "saas",
    "seven-step",
    "post-sale",
    "buyer",
    "lead-nurturing",
    "churn",
    "support-blueprint",
    "day-in-life",
    "expansion",
    "advocacy",
}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_an_empty_atlas_is_small_and_clean(tmp_path: Path) -> None:
    project = tmp_path / "ours"
    answer = RUNNER.invoke(PROGRAM, ["init", str(project)])
    assert answer.exit_code == 0, answer.output
    assert check(project).findings == ()
    made = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert made == {Path(line).relative_to(project).as_posix() for line in answer.stdout.splitlines()}
    assert made >= {".gitignore", "README.md", "mkdocs.yml", "mkdocs.internal.yml", "journeys/atlas.yml", "journeys/maps/first-map.yml"}
    assert len(_lines(project / "journeys/maps/first-map.yml")) < 30
    assert len(_lines(project / "mkdocs.yml")) < 15


def test_there_is_a_starter_for_every_kind() -> None:
    assert set(starters()) == WANTED
    listed = RUNNER.invoke(PROGRAM, ["init", "--list"])
    described = dict(line.split(maxsplit=1) for line in listed.stdout.splitlines())
    assert (listed.exit_code, set(described)) == (0, WANTED)


@pytest.mark.parametrize("name", sorted(starters()))
def test_a_starter_checks_clean(tmp_path: Path, name: str) -> None:
    answer = RUNNER.invoke(PROGRAM, ["init", str(tmp_path), "--starter", name])
    assert answer.exit_code == 0, answer.output
    assert check(tmp_path).findings == ()
    found = list((tmp_path / "journeys").rglob(f"{name}.yml"))
    assert len(found) == 1
    assert (tmp_path / "journeys/maps/first-map.yml").exists() == (found[0].parent.name != "maps")


def test_all_starters_stand_together(tmp_path: Path) -> None:
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path), *(part for name in WANTED for part in ("--starter", name))]).exit_code == 0
    assert check(tmp_path).findings == ()


def test_a_starter_can_be_added_later(tmp_path: Path) -> None:
    RUNNER.invoke(PROGRAM, ["init", str(tmp_path)])
    (tmp_path / "README.md").write_text("Ours", encoding="utf-8")
    answer = RUNNER.invoke(PROGRAM, ["init", str(tmp_path), "--starter", "churn"])
    assert (answer.exit_code, answer.stdout) == (0, f"{tmp_path}/journeys/maps/churn.yml\n")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Ours"
    assert check(tmp_path).findings == ()


def test_other_files_may_stand_there(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("Ours", encoding="utf-8")
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path)]).exit_code == 0


def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Ours", encoding="utf-8")
    answer = RUNNER.invoke(PROGRAM, ["init", str(tmp_path)])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "mkdocs.yml" in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


def test_misuse_of_init(tmp_path: Path) -> None:
    assert RUNNER.invoke(PROGRAM, ["init"]).exit_code == 2
    mistyped = RUNNER.invoke(PROGRAM, ["init", str(tmp_path / "new"), "--starter", "sass"])
    assert (mistyped.exit_code, "'saas'" in mistyped.stderr) == (2, True)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert RUNNER.invoke(PROGRAM, ["init", str(tmp_path / "file")]).exit_code == 2
    assert not (tmp_path / "new").exists()
