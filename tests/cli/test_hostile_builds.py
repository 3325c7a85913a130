"""Whole builds of mutated projects: each ends with a site or with findings, within the limits of time and memory of one input."""

import os
from pathlib import Path

import pytest
from limits import MOST_SECONDS, run_limited
from mutants import DAYS, mutated, write_files
from sites import dress_project

from journeybook.validate import check

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
SEEDS = range(200) if LONG else (15, 16, 18)
AUDIENCES = ("public", "internal")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mutated_project_gets_a_site_or_findings(seed: int, tmp_path: Path) -> None:
    day, audience = DAYS[seed % len(DAYS)], AUDIENCES[seed % len(AUDIENCES)]
    write_files(tmp_path, mutated(seed))
    clean = check(tmp_path, as_of=day).ok
    command = ["-m", "journeybook", "build", "--project", str(dress_project(tmp_path)), "--audience", audience, "--as-of", day.isoformat()]
    code, told = run_limited(command, MOST_SECONDS)
    assert (code, "Traceback" in told, (tmp_path / "site" / audience / "index.html").is_file()) == (0 if clean else 1, False, clean), told


def test_mutants_are_of_both_kinds(tmp_path: Path) -> None:
    """The builds mean something: some are made, and some are refused."""
    for seed in SEEDS:
        write_files(tmp_path / str(seed), mutated(seed))
    assert len({check(tmp_path / str(seed), as_of=DAYS[seed % len(DAYS)]).ok for seed in SEEDS}) == len((True, False))
