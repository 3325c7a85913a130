"""The figures of the sample atlas: made by the script beside this test, the same bytes in every run, with the flaws it promises."""

import csv
import runpy
from collections import Counter
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("make_metrics.py")
MADE = Path(__file__).parents[2] / "journeys" / "metrics"


def test_the_committed_files_are_what_the_script_makes(tmp_path: Path) -> None:
    runpy.run_path(str(SCRIPT))["write"](tmp_path)
    for name in ("accounts.csv", "milestones.csv", "usage.csv"):
        assert (tmp_path / name).read_bytes() == (MADE / name).read_bytes(), "run python tests/sample/make_metrics.py"


def test_another_run_in_the_same_process_is_the_same() -> None:
    assert made() == made()


@pytest.fixture
def rows() -> dict[str, list[dict[str, str]]]:
    return {name: list(csv.DictReader(text.splitlines())) for name, text in made().items()}


def test_about_sixty_accounts_over_twelve_months(rows: dict[str, list[dict[str, str]]]) -> None:
    assert len({row["account"] for row in rows["accounts.csv"]}) == 60
    assert len({row["month"] for row in rows["usage.csv"]}) == 12


def test_the_promised_flaws_are_there(rows: dict[str, list[dict[str, str]]]) -> None:
    accounts, milestones, usage = rows["accounts.csv"], rows["milestones.csv"], rows["usage.csv"]
    signed = {row["account"]: row["signed"] for row in accounts}
    assert Counter(row["account"] for row in accounts)["a-118"] == 2
    assert any(not row["survey_score"] for row in accounts)
    assert any(row["date"][2:3] == "-" for row in milestones)
    assert sum(row["account"] == "a-141" and row["id"] == "left" for row in milestones) == 2
    assert any(row["month"] < signed[row["account"]][:7] for row in usage if row["account"] in signed)
    assert any(row["account"] not in signed for row in usage)


def test_some_left_and_most_stayed(rows: dict[str, list[dict[str, str]]]) -> None:
    left = sum(row["status"] == "left" for row in rows["accounts.csv"])
    assert 4 <= left <= 20


def test_plays_took_place_and_the_rescue_programme_went_on(rows: dict[str, list[dict[str, str]]]) -> None:
    happened = rows["milestones.csv"]
    plays = Counter(row["id"] for row in happened if row["kind"] == "play")
    assert plays.keys() == {"share-a-tip", "look-at-the-goal-together", "review-progress-weekly", "set-up-reminders"}
    rescued = {name: {row["account"] for row in happened if row["id"] == name} for name in ("reason-known", "reason-gone", "rescue-over")}
    assert rescued["reason-known"] > rescued["reason-gone"] > rescued["rescue-over"] >= {"a-104"}


def made() -> dict[str, str]:
    """Run the script anew and return its files."""
    tables: dict[str, str] = runpy.run_path(str(SCRIPT))["tables"]()
    return tables
