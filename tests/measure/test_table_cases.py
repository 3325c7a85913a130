"""Tables as teams have them, with their descriptions: every fact that is read of them, and everything that is said of the rest.

A folder in `cases/` holds the files of `journeys/metrics/`, and with a name that begins with `accounts.` those of `journeys/accounts/`;
`expected.txt` holds the facts and findings. With JOURNEYBOOK_REWRITE_CASES=1 it is written anew; read the difference before keeping it.
"""

import os
import shutil
from pathlib import Path

import pytest

from journeybook.findings import as_text
from journeybook.measure.facts import FACT_TABLES
from journeybook.measure.sources import FactSource, read_sources
from journeybook.validate import check

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
REWRITE = os.environ.get("JOURNEYBOOK_REWRITE_CASES") == "1"
FILES = {
    "atlas.yml": """
schema_version: 2
organisation: Shiftwell (invented)
as_of: 2026-05-01
teams: [{id: csm, name: Customer success}]
anchors: [{id: signature, name: Signature}, {id: renewal, name: Renewal}]
attributes:
  - {id: status, name: Status, values: {active: Active, left: Left}}
  - {id: product, name: Product, values: {rota: Rota, payroll: Payroll}}
  - {id: regulated, name: Regulated}
""",
    "segments/segments.yml": "[{id: small, name: Small}, {id: large, name: Large}]",
    "measures/measures.yml": """
- {id: licences_used, name: Licences used, unit: '%'}
- {id: seats_used, name: Seats used, unit: '% of seats'}
- {id: tickets, name: Open tickets, unit: tickets, whole: true}
- {id: spend, name: Spend, unit: EUR}
- {id: view, name: View, values: [good, poor]}
- {id: sponsor_known, name: Sponsor known, unit: yes or no}
""",
    "events/events.yml": "[{id: export-fails, name: An export fails, polarity: bad}]",
    "maps/first.yml": """
id: first
name: First rota
goal: Publish the first rota
owner: csm
stages:
  - id: set-up
    name: Set-up
    exit: Everybody is in
    milestones:
      - {id: rota-published, name: First rota}
      - {id: trial-begun, name: Trial, clamp: A trial before the signature counts as day 0}
""",
}


def test_there_are_cases() -> None:
    assert len(CASES) >= 12
    assert all((case / "expected.txt").exists() for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_table_is_read_as_expected(case: Path, tmp_path: Path) -> None:
    project = written_project(tmp_path, case)
    checked = check(project)
    facts = read_sources(project, checked.atlas)
    ours = [finding for finding in checked.findings if "/metrics/" in finding.place.file or "/accounts/" in finding.place.file]
    told = f"{described(facts)}\n{as_text([*ours, *facts.findings])}"
    expected = case / "expected.txt"
    if REWRITE:
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


def written_project(project: Path, case: Path) -> Path:
    """Write the usual atlas and the files of a case, and return the project."""
    for name, text in FILES.items():
        file = project / "journeys" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for file in sorted(case.iterdir()):
        if file.name != "expected.txt":
            folder = project / "journeys" / ("accounts" if file.name == "known-accounts.yml" else "metrics")
            folder.mkdir(exist_ok=True)
            shutil.copy(file, folder / file.name)
    return project


def described(facts: FactSource) -> str:
    """Return every row of every fact table as text, sorted, without empty columns."""
    lines = [f"as of {facts.as_of}, names {'shown' if facts.names_shown else 'not shown'}"]
    for table, columns in FACT_TABLES.items():
        rows = facts.connection.table(table).fetchall()
        texts = (", ".join(f"{name} {value}" for name, value in zip(columns, row, strict=True) if value not in (None, "")) for row in rows)
        lines += [f"{table}: {text}" for text in sorted(texts)]
    return "\n".join(lines).replace("journeys/metrics/", "").replace(".000000000", "") + "\n"
