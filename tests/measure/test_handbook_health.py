"""Three health models as handbooks have them, over a world of dirty tables, worked out on paper before they were run.

`product-health` has groups in groups (25 = 15 + 10 and 75 = 45 + 30), whose points are 100, 50 and 0; the score is (25 x customer + 75 x
product) / 100. Paper, where p is people, e is experience, v is events and r is replays:

    p01  p 100, e 0: (15x100 + 10x0)/25 = 60; v 100, r 50: (45x100 + 30x50)/75 = 80; (25x60 + 75x80)/100 = 75
    p02  p (50+50)/2 = 50, e missing: 50; v 0, r 100: 30x100/75 = 40; (25x50 + 75x40)/100 = 42.5 on 100-10 of the weight
    p03  p (0+50)/2 = 25, e 50: (15x25 + 10x50)/25 = 35; v 100, r 50: 80; (25x35 + 75x80)/100 = 68.75; a value of 20 days is stale
    p04  no urgent ticket lies in two bands: no score; a share of 31 days has expired
    p05  p 100, e 0: 60; v 50, r is not for its segment: 50; (25x60 + 75x50)/100 = 52.5 on 100-30
    p06  12 days old: the model warms up for 14
    p07  p 100, e 0: 60; v warms up for 30 days, r 100: 100; (25x60 + 75x100)/100 = 90 on 100-45
    p08  as p01, and notice was given: 75 is high, the band low
    p09  p 100, e 0: 60; v 100, r 100: 100; 15 + 75 = 90, and 15 on top of it, of which 10 count
    p10  its status lies outside
    p11  p 0, e 50: (10x50)/25 = 20; v 100, r 50: 80; 5 + 60 = 65; the -3 tickets of an earlier day are not possible
    p12  two systems: p is nobody's own, e 1+2 tickets are 0; v 100 without the sandbox's 90, r 0: 60; 0 + 45 = 45 on 100-15
    p13  as p01, and 100 seats are 75 within the month: low by override; p01 has lost 19 of 100, and no band
    p14  has left;  p15  nothing is known;  p16  20 lies in no band

`sum-health` adds to 125 and keeps the weight of what is missing: (50 x seen + 40 x mood + 35 x urgent) / 125. `table-health` has a weight
that nobody states, so no score, and a table with a hole.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journeybook.measure.definitions.health_figures import AccountHealth
from journeybook.measure.figures import Figures, open_figures
from journeybook.validate import check

PROJECT = Path(__file__).parent / "handbooks" / "project.txt"
ANSWERS = {
    "product-health": """
p01 75 of 100 high
p02 42.5 of 90 mid, urgent unknown
p03 68.75 of 100 mid, active_share stale
p04 two-bands, active_share expired, urgent two-bands
p05 52.5 of 70 mid, replays_drop not-applicable
p06 warming-up, events_drop warming-up
p07 90 of 55 high, events_drop warming-up
p08 75 of 100 low instead of high
p09 100 of 100 high with 15 on top
p10 outside leaving
p11 65 of 100 mid
p12 45 of 85 mid, last_seen several-values, active_share unknown
p13 75 of 100 low instead of high
p15 unknown, last_seen unknown, active_share unknown, urgent unknown, events_drop unknown, replays_drop unknown
p16 no-band, events_drop no-band
""",
    "sum-health": """
p01 70 of 125 no band
p02 20 of 50 ill, mood unknown, urgent unknown
p03 28 of 85 ill, mood unknown
p04 68 of 85 ill, mood unknown
p05 40 of 85 ill, mood unknown
p06 54 of 85 ill, mood unknown
p07 54 of 85 ill, mood unknown
p08 54 of 125 ill by override
p09 86 of 125 healthy
p10 54 of 85 ill, mood unknown
p11 28 of 85 ill, mood unknown
p12 14 of 35 ill, last_seen several-values, mood unknown
p13 54 of 85 ill, mood unknown
p15 unknown, last_seen unknown, mood unknown, urgent unknown
p16 54 of 85 ill, mood unknown
""",
    "table-health": """
p01 no-weight green
p02 no-weight red
p03 no-weight green, active_share stale
p04 no-weight, active_share expired
p05 no-weight
p06 no-weight
p07 no-weight
p08 no-weight
p09 no-weight
p10 no-weight
p11 no-weight
p12 no-weight, active_share unknown
p13 no-weight
p15 no-weight, active_share unknown
p16 no-weight
""",
}
FINDINGS = """
journeys/metrics/customers.csv:17:30 'yes' contradicts what else is known of this account
journeys/metrics/customers.csv:18:1 this row stands above already
journeys/metrics/more.csv:11:21 'superb' is none of the values that are possible here
journeys/metrics/values.csv:14:1 a number of 'events_drop' is below 0, and counted
journeys/metrics/values.csv:15:24 there are several values of this account on one day
journeys/metrics/values.csv:16:23 there are several values of this account on one day
journeys/metrics/values.csv:20:6 '20-02-2026' lies before the sign-up of its account
journeys/metrics/values.csv:21:6 '28-03-2026' lies after the end of its account
journeys/metrics/values.csv:23:1 this row stands above already
journeys/metrics/values.csv:24:6 '31-04-2026' is no date of the declared form
journeys/metrics/values.csv:25:6 '2026-03-29' is no date of the declared form
journeys/metrics/values.csv:26:1 there is no account 'p99'
journeys/metrics/values.csv:27:6 '30-03-2027' lies after the day of which the table tells
journeys/metrics/values.csv:28:22 '-3' is below 0
journeys/metrics/values.csv:29:17 '1.5' is no number of the declared form
"""


@pytest.fixture
def figures(draw_project: Callable[[str], Path]) -> Figures:
    project = draw_project(PROJECT.read_text(encoding="utf-8"))
    checked = check(project)
    assert [finding for finding in checked.findings if finding.level == "error"] == []
    figures = open_figures(project, checked.atlas)
    assert figures is not None
    return figures


def test_every_score_is_that_of_the_paper(figures: Figures) -> None:
    assert {model: "\n" + "".join(f"{told(row)}\n" for row in rows.values()) for model, rows in figures.health.items()} == ANSWERS
    assert [query.whole for query in figures.health_queries.values()] == [100, 125, None]
    assert all(query.unanswered == () for query in figures.health_queries.values())


def test_every_row_and_cell_that_is_no_fact_is_named(figures: Figures) -> None:
    findings = [f"{finding.place} {finding.message}\n" for finding in figures.source.findings]
    assert "\n" + "".join(findings) == FINDINGS
    left_out = {report.file: {row.reason.value: row.count for row in report.left_out} for report in figures.source.reports}
    assert left_out["journeys/metrics/values.csv"]["excluded-instance"] == 1
    counted = [finding for finding in findings if finding.endswith("and counted\n")]
    assert len(counted) == 1
    assert sum(sum(rows.values()) for rows in left_out.values()) == len(findings) - len(counted) + 1


def told(health: AccountHealth) -> str:
    return ", ".join(
        [
            " ".join([health.account, *_whole(health)]),
            *(f"{part.indicator.measure} {part.unscored or 'stale'}" for part in health.inputs if part.unscored or part.stale),
        ]
    )


def _whole(health: AccountHealth) -> Iterator[str]:
    """Yield the words for a score with its band, or for the reason why there is none."""
    if health.score is not None and health.used is not None:
        yield f"{float(health.score):g} of {float(health.used):g}"
        yield health.band.id if health.band else "no band"
        if health.band is not health.scored_band and health.scored_band:
            yield f"instead of {health.scored_band.id}"
        elif health.forced:
            yield "by override"
        if health.bonus:
            yield f"with {float(health.bonus):g} on top"
    else:
        yield str(health.unscored)
        yield from (part.id for part in (health.outside, health.band) if part and part.id)


SCALE = """
schema_version: 2
organisation: Sails
teams: [{id: crew, name: Crew}]
lanes: [{id: guest, name: Guest, role: customer}]
lifecycle: [{id: sail, name: Sail}]
# measures/measures.yml
- {id: pulse, name: Pulse, values: ['1', '2', '3', '4', '5']}
# health/pulse.yml
id: by-pulse
name: By pulse
owner: crew
indicators:
  - {measure: pulse, weight: 1, bands: [{tone: good, when: '>= 4', points: 100}, {tone: poor, when: < 4, points: 0}]}
# metrics/readings.yml
row: account
as_of: 2026-03-31
columns: {account: account, pulse: measure}
# metrics/readings.csv
account,pulse
a,4
b,2
c,6
"""


def test_numbers_that_a_measure_lists_are_numbers_in_every_account_and_over_all(tmp_path: Path) -> None:
    name = "atlas.yml"
    files: dict[str, str] = {}
    for line in SCALE.strip().splitlines(keepends=True):
        name = line[2:].strip() if line.startswith("# ") else name
        files[name] = files.get(name, "") + ("" if line.startswith("# ") else line)
    for path, text in files.items():
        file = tmp_path / "journeys" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    figures = open_figures(tmp_path, check(tmp_path).atlas)
    assert figures is not None
    assert {account: health.score for account, health in figures.health["by-pulse"].items()} == {"a": 100, "b": 0, "c": None}
    scores = {account: figures.score_of(account, figures.atlas.health[0]) for account in figures.facts}
    assert {account: score and score.health.score for account, score in scores.items()} == {"a": 100, "b": 0, "c": None}
