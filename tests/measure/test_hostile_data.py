"""Account data that somebody made to upset us: each project ends in findings or figures, without an error, in 10 s and 1 GB."""

import os
from pathlib import Path

import pytest
from hostile_cells import attacks_by_cells
from hostile_data import Attack, write_attack
from hostile_descriptions import attacks_by_descriptions, large_attacks
from hostile_tables import attacks_by_tables
from limits import MOST_SECONDS, limited

from journeybook.findings import as_json, as_text
from journeybook.measure.figures import open_figures
from journeybook.measure.sources import table_findings
from journeybook.prove.account_leaks import account_leaks
from journeybook.validate import check

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
ALL = (*attacks_by_tables(), *attacks_by_descriptions(), *attacks_by_cells())
QUICK = (
    *("text: NUL", "text: quote never closed", "text: line of separators", "text: ragged rows", "in its place: a pipe"),
    *(
        "parquet: nested",
        "parquet: accounts that unpack to 2 GB",
        "parquet: too many rows",
        "parquet: longest footer",
        "parquet: no numbers",
    ),
    *("description: zone '; DROP TABLE accoun", "description: range least: .nan", "health: weight: 60 to weight: .nan"),
    *("as of 9999-12-31, with its days", "as of 0001-01-01, with its days", "day '9999-12-31'", "day '0001-01-01'"),
    *(
        "timeline: near each other",
        "accounts: left till the end of the calendar",
        "condition: for long",
        "list '<script>alert(1)</sc'",
        "number '1e999' of 5",
    ),
)
"""Of each kind some that upset us once, or that nothing but a limit stops."""
CHOSEN = (*ALL, *large_attacks()) if LONG else tuple(attack for attack in ALL if attack.name in QUICK)
FIGURES = (
    *("signals", "adoption", "whereabouts", "health", "standings", "monthly", "tallies", "milestones", "stays", "promises"),
    "health_queries",
)


def answer(project: Path) -> tuple[str, bool]:
    """Check a project and reckon all of its figures where it is sound; return the findings as text, and whether there are figures."""
    checked = check(project)
    findings = (*checked.findings, *table_findings(project, checked.atlas), *account_leaks(checked, project))
    assert as_text(findings).count("\n") == len(findings)
    assert as_json(findings)
    figures = open_figures(project, checked.atlas) if checked.ok else None
    if figures is None:
        return as_text(findings), False
    assert [getattr(figures, name) for name in FIGURES]
    for account in sorted(figures.facts.keys() & {"c-1", "c-2"}):
        scores = [figures.score_of(account, model) for model in checked.atlas.health]
        assert all(score is None or score.model in checked.atlas.health for score in scores)
    return as_text(findings), True


def test_the_sound_project_has_figures_and_there_are_many_attacks(tmp_path: Path) -> None:
    """The property means something: figures are reckoned of what nothing upsets, and all attacks are different."""
    write_attack(tmp_path, Attack("sound", {}))
    told, has_figures = answer(tmp_path)
    assert ("error" in told, has_figures) == (False, True)
    assert len({attack.name for attack in ALL}) > 500
    assert set(QUICK) <= {attack.name for attack in ALL}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("text: packed b'%PDF-1.4\\n'", "use.csv:1:1 error TABLE-UNUSABLE this file is a document (PDF), not a table"),
        (r"text: packed b'\xd0\xcf\x11\xe0'", "this file is a workbook of an old form (xls), not a table"),
        (r"text: packed b'\xfd7zXZ\x00'", "this file is compressed (xz), not a table"),
        ("day '2026-04-30T25:61'", "'2026-04-30T25:61' is no date of the declared form"),
    ],
)
def test_what_is_no_table_and_no_time_is_told(name: str, told: str, tmp_path: Path) -> None:
    attack = next(attack for attack in ALL if attack.name == name)
    write_attack(tmp_path, attack)
    checked = check(tmp_path)
    assert told in as_text(table_findings(tmp_path, checked.atlas))


@pytest.mark.parametrize("attack", CHOSEN, ids=lambda attack: attack.name)
def test_hostile_account_data_end_in_findings_or_figures(attack: Attack, tmp_path: Path) -> None:
    write_attack(tmp_path, attack)
    with limited(MOST_SECONDS):
        answer(tmp_path)
