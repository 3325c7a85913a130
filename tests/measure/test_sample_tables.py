"""Of the sample's tables exactly the flaws are told that were put in on purpose (tests/sample/make_metrics.py)."""

from pathlib import Path

from journeybook.findings import Level
from journeybook.measure.sources import read_sources, table_findings
from journeybook.validate import check

ROOT = Path(__file__).parents[2]


def test_what_is_left_out_is_what_was_put_in() -> None:
    atlas = check(ROOT).atlas
    facts = read_sources(ROOT, atlas)
    left_out = {report.file.rpartition("/")[2]: {count.reason.value: count.count for count in report.left_out} for report in facts.reports}
    assert left_out == {
        "accounts.csv": {"contradiction": 1, "repeated": 1},
        "milestones.csv": {"before-start": 1, "unreadable-date": 22},
        "usage.csv": {"before-start": 1, "excluded-instance": 21, "repeated": 1, "unknown-account": 1},
    }
    assert {finding.level for finding in facts.findings} == {Level.WARNING}
    assert facts.names_shown
    assert len(facts.accounts()) == 60
    assert table_findings(ROOT, atlas) == facts.findings


def test_the_facts_of_an_account_hold_every_loss_and_return() -> None:
    facts = read_sources(ROOT, check(ROOT).atlas).facts_of("a-141")
    assert [row.value for row in facts.history if row.field == "status"] == ["active", "left", "active", "left", "active"]
    assert [(row.id, row.day.isoformat()) for row in facts.occurrences if row.kind == "status"] == [
        ("left", "2025-02-01"),
        ("active", "2025-10-01"),
        ("left", "2026-01-12"),
        ("active", "2026-04-07"),
    ]
    assert all(reading.day <= facts.as_of for reading in facts.readings)
    assert len(facts.readings) > 50
