"""`journeybook translate` begins a file with every text as a remark, says later what is missing in it, and overwrites nothing."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from journeybook.cli.main import assemble_program
from journeybook.validate import check


@pytest.fixture
def project(tmp_path: Path) -> Path:
    assert CliRunner().invoke(assemble_program(), ["init", str(tmp_path / "atlas")]).exit_code == 0
    return tmp_path / "atlas"


def test_a_translation_is_begun_filled_and_gone_on_with(project: Path) -> None:
    atlas, file = project / "journeys" / "atlas.yml", project / "journeys" / "translations" / "sv.yml"
    atlas.write_text(atlas.read_text(encoding="utf-8").replace("schema_version: 2", "schema_version: 2\nlanguage: sv"), encoding="utf-8")
    assert _translate(project, "sv").stdout == f"{file}\n"
    text = file.read_text(encoding="utf-8")
    assert '  # success.goal: "Your goal"\n' in text
    assert "one, other;" in text
    assert _told(project) == ["TRANSLATION-MISSING"]
    file.write_text(text.replace('# success.goal: "Your goal"', "success.goal: Ditt mål"), encoding="utf-8")
    again = _translate(project, "sv")
    assert "success.goal:" not in again.stdout
    assert '  # success.path: "Your path"\n' in again.stdout
    assert "Ditt mål" in file.read_text(encoding="utf-8")
    every = text.replace("  # ", "  ")
    file.write_text(every, encoding="utf-8")
    assert _told(project) == []
    file.write_text(every.replace("success.goal: ", "success.gaol: ").replace('"{number}. {name}"', '"{numer}. {name}"'), encoding="utf-8")
    assert sorted(_told(project)) == ["TRANSLATION-BLANKS", "TRANSLATION-MISSING", "TRANSLATION-UNKNOWN"]


def test_a_language_that_the_theme_does_not_speak_is_refused(project: Path) -> None:
    answer = _translate(project, "tlh")
    assert answer.exit_code == 2
    assert "'tlh' is not the code of a language" in answer.output
    assert not (project / "journeys" / "translations").exists()


def _translate(project: Path, language: str) -> Result:
    return CliRunner().invoke(assemble_program(), ["translate", language, "--project", str(project)])


def _told(project: Path) -> list[str]:
    return [finding.rule for finding in check(project).findings if finding.rule.startswith(("TRANSLATION", "SIZE", "SHAPE", "INTERNAL"))]
