"""The fact tables are those that the page for developers describes."""

import re
from pathlib import Path

from journeybook.measure.facts import FACT_TABLES

PAGE = Path(__file__).parents[2] / "docs" / "develop" / "data.md"


def test_the_tables_are_those_of_the_page() -> None:
    rows = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    described = {name[0]: columns for _, first, second, *_ in rows if (name := names_in(first)) and len(columns := names_in(second)) > 1}
    assert described == {name: [column for column in table if column not in ("source", "row")] for name, table in FACT_TABLES.items()}


def names_in(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)
