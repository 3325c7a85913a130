"""Lives of accounts, and where the rules of a map place them on every day.

A case in `cases/lives.txt` is a title, the stages of a map for small customers, a life, and what is told of it. With
JOURNEYBOOK_REWRITE_CASES=1 the answers are written anew; read the difference before keeping it.
"""

import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from lives import life_of, told
from sample_atlas import sample_checked

from journeybook.measure.figures import open_figures
from journeybook.measure.standings import month_days, monthly_counts, standing
from journeybook.measure.tallies import SignTally, tallies
from journeybook.measure.timeline.account_life import account_life
from journeybook.measure.timeline.account_milestones import MilestoneState
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.whereabouts import Whereabouts, whereabouts
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.measures import Event
from journeybook.model.stage import Milestone
from journeybook.validate import check

FILE = Path(__file__).parent / "cases" / "lives.txt"
SAMPLE = FILE.with_name("sample_lives.txt")
"""Accounts of the sample, with its own atlas: their facts by hand from `journeys/accounts/` and `journeys/metrics/`."""
REWRITE = os.environ.get("JOURNEYBOOK_REWRITE_CASES") == "1"
ATLAS = """
journeys/atlas.yml
  | schema_version: 2
  | organisation: Shiftwell (invented)
  | teams: [{id: csm, name: Customer success}]
  | anchors: [{id: signature, name: Signature}, {id: renewal, name: Renewal, usually: 1 year after signature}]
  | default_anchor: signature
  | attributes: [{id: status, name: Status, values: {active: Active, left: Left}}]
journeys/segments/segments.yml
  | - {id: small, name: Small, owner: csm}
  | - {id: big, name: Big, owner: csm}
journeys/measures/measures.yml
  | - {id: logins, name: Log-ins, owner: csm, stale_after: 40 days}
  | - {id: score, name: Score, owner: csm}
journeys/events/events.yml
  | - {id: quiet, name: Quiet, owner: csm, when: logins < 2}
  | - {id: praise, name: Praise, polarity: good, owner: csm}
journeys/plays/plays.yml
  | - {id: wake-up, name: Wake-up, owner: csm, events: quiet, playbook: calls}
journeys/playbooks/calls.yml
  | {id: calls, name: Calls, steps: [Ring up]}
"""
BLOCK = re.compile(r"^=== (.+)\n((?:.*\n)*?)--- life\n((?:.*\n)*?)--- told\n((?:(?!=== ).*\n)*)", re.MULTILINE)


def cases(file: Path) -> list[Any]:
    return [pytest.param(*match.groups(), id=match[1]) for match in BLOCK.finditer(file.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("file", "fewest"), [(FILE, 17), (SAMPLE, 4)])
def test_every_case_is_read(file: Path, fewest: int) -> None:
    titles = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("=== ")]
    assert len(titles) == len(set(titles)) == len(cases(file)) >= fewest


@pytest.mark.parametrize(("title", "maps", "life", "answer"), cases(FILE))
def test_a_life_is_told_as_written(title: str, maps: str, life: str, answer: str, draw_project: Callable[[str], Path]) -> None:
    checked = check(draw_project(ATLAS + maps))
    assert [finding for finding in checked.findings if finding.level == "error"] == []
    compare(FILE, f"=== {title}\n{maps}--- life\n{life}--- told\n", answer, told(tell(checked.atlas, life)))


@pytest.mark.parametrize(("title", "maps", "life", "answer"), cases(SAMPLE))
def test_a_life_of_the_sample_is_told_as_written(title: str, maps: str, life: str, answer: str) -> None:
    assert maps == ""
    compare(SAMPLE, f"=== {title}\n--- life\n{life}--- told\n", answer, told(tell(sample_checked().atlas, life)))


def tell(atlas: Atlas, life: str) -> Whereabouts:
    """Return where the account of a life is; its stays cover every day once."""
    account = life_of(life)
    where = whereabouts(account_life(account.facts, AtlasIndex(atlas), account.recorded))
    stays = where.stages.stays
    assert [stay.since for stay in stays[1:]] == [stay.until + timedelta(1) for stay in stays[:-1]]
    assert stays[-1].until == account.facts.as_of
    return where


def compare(file: Path, block: str, written: str, answer: str) -> None:
    """Compare an answer with the one in a file, or write it anew."""
    if not REWRITE:
        assert answer == written
        return
    text = file.read_text(encoding="utf-8")
    assert text.count(block + written) == 1
    file.write_text(text.replace(block + written, block + answer), encoding="utf-8")


def test_accounts_stand_in_their_own_map_and_its_bases_and_are_tallied_in_one_pass() -> None:
    atlas = sample_checked().atlas
    lives = [match[3] for match in BLOCK.finditer(SAMPLE.read_text(encoding="utf-8"))]
    rows = [replace(tell(atlas, life), account=f"a-{number}") for number, life in enumerate((*lives, *lives))]
    places = Counter((place.map, place.stage, place.is_own) for row in rows for place in standing(row, atlas, None, None).places)
    assert {key: count for key, count in places.items() if key[1] != "escalation"} == {
        ("enterprise-sponsor", "achievement", True): 2,
        ("post-sale", "achievement", False): 2,
        ("enterprise-sponsor", "adoption", True): 2,
        ("post-sale", "adoption", False): 2,
        ("mid-market-administrator", "renewal", True): 2,
        ("post-sale", "renewal", False): 2,
        ("small-administrator", "second-year", True): 2,
    }
    known = tallies(iter(rows))
    assert known.of_event(parts(atlas, Event, "sponsor-leaves")) == SignTally(2, 6, 0, date(2026, 7, 3))
    milestone = known.of_milestone(parts(atlas, Milestone, "all-sites-live"))
    assert (milestone.states[MilestoneState.OVERDUE], milestone.states.total()) == (2, 6)
    assert tallies([]).of_event(parts(atlas, Event, "sponsor-leaves")) == SignTally()


def test_months_are_counted_by_the_stays_of_their_days() -> None:
    atlas = sample_checked().atlas
    lives = [match[3] for match in BLOCK.finditer(SAMPLE.read_text(encoding="utf-8"))]
    rows = [tell(atlas, life) for life in lives]
    monthly = monthly_counts(rows, atlas, date(2026, 11, 2))
    days = month_days(date(2026, 11, 2))
    assert monthly
    for (journey, stage), counts in monthly.items():
        stays = [stay for row in rows for stay in row.stages.stays if (stay.map, stay.stage) == (journey, stage)]
        if stays and stage != "escalation":
            assert counts == tuple(sum(stay.since <= day <= stay.until for stay in stays) for day in days)


def parts(atlas: Atlas, model: type[Part], identifier: str) -> list[Part]:
    """Return every part of a class with an id, wherever it stands."""
    return [spot.part for spot in atlas.spots_of(model) if spot.part.first_text("id") == identifier]


CONTINUED = """
journeys/maps/first.yml
  | {id: first, name: First, goal: To begin, status: live, owner: csm, stages: [{id: trial, name: Trial, exit: {when: bought},
  |  milestones: [{id: bought, name: Bought, owner: csm, target: 14 days after signature}]}]}
journeys/maps/second.yml
  | {id: second, name: Second, goal: To work, status: live, owner: csm, segments: small, continues: first, stages: [{id: use, name: Use,
  |  exit: {when: praise}, milestones: [{id: praised, name: Praised, owner: csm, target: within 30 days}]}]}
journeys/metrics/accounts.yml
  | {row: account, as_of: 2026-12-31, names_shown: true, columns: {account: account, segment: segment, start: {means: start, of: signature},
  |  bought: milestone, praised: milestone}}
journeys/metrics/accounts.csv
  | account,segment,start,bought,praised
  | a-1,small,2026-01-01,2026-01-11,2026-02-01
  | a-2,small,2026-01-01,2026-02-01,
  | a-3,small,2026-01-01,,
  | a-4,big,2026-01-01,2026-01-05,
"""


def test_an_account_that_came_through_a_map_counts_for_it_and_for_the_one_that_continues_it(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(ATLAS + CONTINUED)
    figures = open_figures(project, check(project).atlas)
    assert figures
    followed = {name: [row.map for row in where.followed] for name, where in figures.whereabouts.items()}
    assert followed == {"a-1": ["first", "second"], "a-2": ["first", "second"], "a-3": ["first"], "a-4": ["first"]}
    late = {name: [row.milestone.id for row in where.overdue] for name, where in figures.whereabouts.items()}
    assert late == {"a-1": [], "a-2": ["praised"], "a-3": ["bought"], "a-4": []}
    reached = {
        row.milestone.id: row.figures and (row.figures.whole.reached, row.figures.whole.cases)
        for journey in figures.milestones
        for row in journey.milestones
    }
    assert reached == {"bought": (3, 4), "praised": (1, 2)}
    first, second = figures.stays
    assert {end.value: count for end, count in first.stages[0].ends.items() if count} == {"onward": 2, "there": 2}
    assert {end.value: count for end, count in second.stages[0].ends.items() if count} == {"perhaps": 2}
