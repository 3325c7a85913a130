"""Lives of accounts, and where the rules of a map place them on every day.

A case in `cases/lives.txt` is a title, the stages of a map for small customers, a life, and what is told of it. With
JOURNEYBOOK_REWRITE_CASES=1 the answers are written anew; read the difference before keeping it.
"""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from lives import life_of, told

from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.whereabouts import whereabouts
from journeybook.validate import check

FILE = Path(__file__).parent / "cases" / "lives.txt"
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


def cases() -> list[Any]:
    return [pytest.param(*match.groups(), id=match[1]) for match in BLOCK.finditer(FILE.read_text(encoding="utf-8"))]


def test_every_case_is_read() -> None:
    titles = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("=== ")]
    assert len(titles) == len(set(titles)) == len(cases()) >= 12


@pytest.mark.parametrize(("title", "maps", "life", "answer"), cases())
def test_a_life_is_told_as_written(title: str, maps: str, life: str, answer: str, draw_project: Callable[[str], Path]) -> None:
    checked = check(draw_project(ATLAS + maps))
    assert [finding for finding in checked.findings if finding.level == "error"] == []
    account = life_of(life)
    where = whereabouts(account.facts, AtlasIndex(checked.atlas), account.recorded)
    stays = where.stages.stays
    assert [stay.since for stay in stays[1:]] == [stay.until + timedelta(1) for stay in stays[:-1]]
    assert stays[-1].until == account.facts.as_of
    if REWRITE:
        block = f"=== {title}\n{maps}--- life\n{life}--- told\n"
        text = FILE.read_text(encoding="utf-8")
        assert text.count(block + answer) == 1
        FILE.write_text(text.replace(block + answer, f"{block}{told(where)}"), encoding="utf-8")
    else:
        assert told(where) == answer
