"""Whole projects, mutated from real ones: `check` answers with findings, and what is clean can be shown on every page; within limits."""

import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from limits import MOST_SECONDS, limited
from mutants import BASE, DAYS, EXTRAS, mutated, write_files

from journeybook.findings import as_json, as_text
from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import open_book
from journeybook.views.site_pages import site_pages

SIZE = os.environ.get("JOURNEYBOOK_TEST_SIZE")
LONG = SIZE == "long"
PROJECTS = {"long": 20_000, "small": 100}.get(SIZE or "", 500)


def answer(files: dict[str, str], day: date, *, show: bool) -> tuple[bool, int]:
    """Check a project, and show every page where it is clean; return whether it is clean, and how many pages were shown."""
    with TemporaryDirectory() as folder, limited(MOST_SECONDS):
        project = Path(folder)
        write_files(project, files)
        checked = check(project, as_of=day)
        assert as_text(checked.findings).count("\n") == len(checked.findings)
        assert as_json(checked.findings)
        if not (checked.ok and show):
            return checked.ok, 0
        pages = 0
        for audience in Audience:
            book = open_book(checked, audience)
            for stub in site_pages(book):
                assert render(book, stub.view, stub.arguments, here=stub.page)
                pages += 1
        return True, pages


@settings(max_examples=PROJECTS, suppress_health_check=[HealthCheck.too_slow])
@given(some.integers(0, 2**32), some.sampled_from(DAYS))
def test_a_mutated_project_gets_findings_or_pages(seed: int, day: date) -> None:
    answer(mutated(seed), day, show=seed % (1 if LONG else 7) == 0)


def test_mutants_are_of_both_kinds() -> None:
    """The property means something: many are clean and shown, and many are refused."""
    answers = [answer(mutated(seed), DAYS[seed % len(DAYS)], show=seed % 10 == 0) for seed in range(60)]
    assert min([ok for ok, _ in answers].count(kind) for kind in (True, False)) > 10
    assert sum(pages for _, pages in answers) > 10


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("extra", EXTRAS)
def test_the_ends_of_the_calendar_are_shown(day: date, extra: str) -> None:
    target = "journeys/atlas.yml" if extra.startswith(("as_of", "calendar")) else "journeys/maps/first-map.yml"
    keys = {line.partition(":")[0] for line in extra.split("\n")}
    kept = [line for line in BASE[target].split("\n") if line.partition(":")[0] not in keys]
    clean, pages = answer({**BASE, target: "\n".join(kept) + "\n" + extra}, day, show=True)
    assert (clean, pages > 3) in ((True, True), (False, False))
