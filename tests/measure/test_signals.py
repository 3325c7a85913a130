"""What came before accounts left or renewed: decisions, signals and gaps worked out by hand, and no fact of the decision or later."""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import comb
from pathlib import Path

import pytest
from day_by_day import DayByDay
from drawn_lives import BEGIN, DAYS, LAST, LIMITS, atlas, lives
from hypothesis import given
from lives import life_of
from sample_atlas import sample_checked

from journeybook.measure.facts import AccountFacts
from journeybook.measure.figures import Figures, open_figures
from journeybook.measure.signals.account_signals import OVERDUE, Signal, SignalDay, SignalGap, account_signals, signals_of
from journeybook.measure.signals.adoption_shares import adoption_today
from journeybook.measure.signals.change_readings import change_readings
from journeybook.measure.signals.decisions import AccountDecision, Undecided, decision_of, facts_before, renewal_names
from journeybook.measure.signals.signal_sheet import signal_sheet
from journeybook.measure.signals.signal_suppression import WHOLE, scope_name, shown_signals
from journeybook.measure.statistics.estimate import Exclusion
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.model.language.parser import parse_condition
from journeybook.model.pain_points import Change
from journeybook.validate import check

ROOT = Path(__file__).parents[2]
Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Shiftwell (invented)
    | teams: [{id: csm, name: Customer success}]
    | anchors: [{id: signature, name: Signature}, {id: renewal, name: Renewal}]
    | default_anchor: signature
    | renewals: [renewal, renewed]
    | attributes: [{id: status, name: Status, values: {active: Active, left: Left}}]
  segments/segments.yml
    | - {id: small, name: Small, owner: csm}
    | - {id: big, name: Big, owner: csm}
  measures/measures.yml
    | - {id: logins, name: Log-ins, owner: csm, stale_after: 40 days}
    | - {id: mood, name: Mood, owner: csm}
  events/events.yml
    | - {id: quiet, name: Quiet, owner: csm, when: logins < 2}
    | - {id: sad, name: Sad, owner: csm, when: mood < 5}
    | - {id: praise, name: Praise, owner: csm, polarity: good}
    | - {id: for-big, name: Board meets, owner: csm, when: logins > 9, applies: {segments: big}}
  adoption/adoption.yml
    | id: frame
    | name: Frame
    | attributes:
    |   - {id: use, name: Use, meaning: They use it, when: logins >= 3}
    |   - {id: love, name: Love, meaning: They love it, measures: mood}
  maps/way.yml
    | id: way
    | name: Way
    | goal: To work
    | owner: csm
    | status: live
    | stages:
    |   - id: start
    |     name: Start
    |     exit: {fact: All are in, when: live}
    |     milestones:
    |       - {id: live, name: Live}
    |       - {id: board, name: Board, applies: {segments: big}}
    |       - {id: renewed, name: Renewed}
"""


@pytest.fixture
def index(draw_project: Draw) -> AtlasIndex:
    checked = check(draw_project(WORLD))
    assert {finding.rule for finding in checked.findings if finding.level == "error"} == {"EVENT-WITHOUT-PLAY", "MILESTONE-INCOMPLETE"}
    return AtlasIndex(checked.atlas)


def a_life(index: AtlasIndex, text: str, account: str = "a-1") -> AccountLife:
    life = life_of(f"as of 2026-12-31\n{text}", account)
    return AccountLife(life.facts, index, life.recorded)


@pytest.mark.parametrize(
    ("life", "answer"),
    [
        ("start 2026-01-01\nended 2026-06-30", "left 2026-06-30 after 180 days"),
        ("start 2026-01-01\nended 2026-12-31", "left 2026-12-31 after 364 days"),
        ("start 2026-01-01\n2026-10-01 anchor renewal", "renewed 2026-10-01 after 273 days"),
        ("start 2026-01-01\n2026-10-01 anchor renewal\nended 2026-10-01", "left 2026-10-01 after 273 days"),
        ("start 2026-01-01\n2026-12-31 anchor renewal", "open"),
        ("start 2026-01-01\n2026-12-31 milestone renewed", "renewed 2026-12-31 after 364 days"),
        ("start 2026-01-01\n2026-03-01 milestone renewed\n2026-10-01 anchor renewal", "renewed 2026-10-01 after 273 days"),
        ("start 2026-01-01\n2026-03-01 milestone renewed\nended 2026-06-30", "left 2026-06-30 after 180 days"),
        ("from 2026-01-01 segment small", "open"),
        ("", "no-customer"),
        ("start 2026-01-01\nfrom 2026-05-01 status left\nfrom 2026-01-01 subscription main", "open"),
        (
            "2026-05-01 milestone renewed\nfrom 2026-05-01 status left\nfrom 2026-01-01 subscription main",
            "contradiction",
        ),
        ("start 2026-01-01\nended 2026-06-30\nfrom 0001-01-01 status left", "no-customer"),
        ("start 2026-01-01\n2026-03-01 to 2026-04-30 status left", "left 2026-02-28 after 58 days"),
        ("start 2026-01-01\n2026-03-01 to 2026-04-30 status left\n2026-08-01 anchor renewal", "renewed 2026-08-01 after 92 days"),
    ],
)
def test_the_last_decision_of_an_account(index: AtlasIndex, life: str, answer: str) -> None:
    decision = decision_of(a_life(index, life), renewal_names(index.atlas))
    if isinstance(decision, Undecided):
        assert decision == answer
    else:
        assert f"{'left' if decision.has_churned else 'renewed'} {decision.day} after {decision.days} days" == answer


def test_where_nothing_is_said_the_day_with_which_maps_end_shows_a_renewal(index: AtlasIndex, figures: Figures) -> None:
    assert renewal_names(index.atlas) == ("renewal", "renewed")
    silent = figures.atlas.model_copy(update={"file": figures.atlas.file.model_copy(update={"renewals": ()})})
    assert renewal_names(silent) == ("renewal-date",)


def test_the_signals_of_an_account(index: AtlasIndex) -> None:
    life = a_life(
        index,
        """
        start 2026-01-01
        ended 2026-06-30
        from 2026-01-01 segment small
        2026-02-01 reads logins 1
        2026-03-01 reads logins 5
        2026-05-01 reads logins 1
        2026-05-03 reads logins 1
        2026-05-20 event praise
        2026-06-10 event praise
        2026-06-30 milestone live
        records live board
        """,
    )
    signals = signals_of(index, renewal_names(index.atlas))
    assert [f"{signal.kind} {signal.id}" for signal in signals] == [
        "event quiet",
        "event sad",
        "event praise",
        "event for-big",
        "milestone live",
        "milestone board",
    ]
    decision = decision_of(life, ("renewal",))
    assert isinstance(decision, AccountDecision)
    answers = account_signals(life, decision, signals)
    days = {signal.id: (answer.day if isinstance(answer, SignalDay) else answer) for signal, answer in answers.items()}
    assert days == {
        "quiet": date(2026, 5, 1),
        "sad": SignalGap.UNKNOWN,
        "praise": date(2026, 6, 10),
        "for-big": SignalGap.NOT_CONCERNED,
        "live": None,
        "board": SignalGap.NOT_CONCERNED,
    }


@pytest.mark.parametrize(
    ("life", "answer"),
    [
        ("ended 2026-06-30\n2026-02-10 milestone live", None),
        ("ended 2026-06-30\n2026-02-11 milestone live", (date(2026, 2, 11), 1)),
        ("ended 2026-06-30\n2026-03-05 milestone live", (date(2026, 2, 11), 1)),
        ("ended 2026-06-30", (date(2026, 2, 11), 0)),
        ("ended 2026-06-30\n2026-07-01 milestone live", (date(2026, 2, 11), 0)),
        ("ended 2026-02-11", SignalGap.NOT_DUE),
        ("ended 2026-02-12", (date(2026, 2, 11), 0)),
        ("ended 2026-02-05\n2026-01-20 milestone live", None),
        ("2026-10-01 anchor renewal", (date(2026, 2, 11), 0)),
    ],
)
def test_a_milestone_was_overdue_or_in_time_before_the_decision(
    draw_project: Draw, life: str, answer: tuple[date, int] | SignalGap | None
) -> None:
    target = "{id: live, name: Live, target: 31 days after signature, late_after: 9 days}"
    index = AtlasIndex(check(draw_project(WORLD.replace("{id: live, name: Live}", target))).atlas)
    told = a_life(index, f"start 2026-01-01\nfrom 2026-01-01 segment small\n{life}\nrecords live")
    decision, signal = decision_of(told, ("renewal",)), Signal(OVERDUE, "live")
    assert isinstance(decision, AccountDecision)
    assert signal in signals_of(index, ())
    came = account_signals(told, decision, (signal, Signal(OVERDUE, "board")))
    assert came[Signal(OVERDUE, "board")] is SignalGap.NOT_CONCERNED
    row = came[signal]
    assert ((row.day, len(row.leans_on)) if isinstance(row, SignalDay) else row) == answer


def test_whether_an_unrecorded_milestone_was_overdue_is_not_known(draw_project: Draw) -> None:
    index = AtlasIndex(check(draw_project(WORLD.replace("name: Live}", "name: Live, target: 31 days after signature}"))).atlas)
    told = a_life(index, "start 2026-01-01\nended 2026-06-30\nfrom 2026-01-01 segment small")
    decision = decision_of(told, ())
    assert isinstance(decision, AccountDecision)
    assert account_signals(told, decision, (Signal(OVERDUE, "live"),)) == {Signal(OVERDUE, "live"): SignalGap.UNKNOWN}


def test_what_an_earlier_relation_brought_does_not_count(index: AtlasIndex) -> None:
    text = "start 2026-01-01\n2026-02-01 milestone live\n2026-02-01 event praise\n2026-03-01 to 2026-04-30 status left\nended 2026-09-30"
    life = a_life(index, f"{text}\nrecords live praise")
    decision = decision_of(life, ())
    assert isinstance(decision, AccountDecision)
    assert (decision.since, decision.day) == (date(2026, 5, 1), date(2026, 9, 30))
    assert {signal.id: answer for signal, answer in account_signals(life, decision, signals_of(index, ())).items()} == {
        "quiet": SignalGap.UNKNOWN,
        "sad": SignalGap.UNKNOWN,
        "praise": None,
        "for-big": SignalGap.UNKNOWN,
        "live": None,
        "board": SignalGap.UNKNOWN,
        "renewed": SignalGap.UNKNOWN,
    }


@given(lives(), lives(), DAYS)
def test_facts_of_the_decision_and_later_change_nothing(facts: AccountFacts, others: AccountFacts, day: date) -> None:
    before, later = facts_before(facts, day), [row for row in others.occurrences if row.day >= day]
    otherwise = replace(
        before,
        as_of=LAST,
        ended=day,
        history=(*before.history, *(row for row in others.history if row.since and row.since >= day)),
        readings=(*before.readings, *(row for row in others.readings if row.day >= day)),
        occurrences=(*before.occurrences, *later),
    )
    signals, decision = signals_of(atlas(), ()), AccountDecision("a", True, day, BEGIN, None, ())  # noqa: FBT003 - it left
    recorded = frozenset({"praise"})
    answers = [account_signals(AccountLife(known, atlas(), recorded), decision, signals) for known in (facts, otherwise)]
    assert answers[0] == answers[1]
    quiet = Signal("event", "quiet")
    reference = DayByDay(facts, BEGIN, LIMITS, {"quiet": parse_condition("logins < 3")}, recorded, frozenset({"product"}), "signature")
    past = [BEGIN + step * (LAST - BEGIN) // (LAST - BEGIN).days for step in range((day - BEGIN).days)]
    truths = [reference.holds(parse_condition("quiet").root, each) for each in past]
    assert isinstance(answers[0][quiet], SignalDay) is (True in truths)
    assert (answers[0][quiet] is SignalGap.UNKNOWN) is (set(truths) <= {None})


def test_a_sheet_says_who_left_out_and_why_and_keeps_segments_apart(index: AtlasIndex) -> None:
    ends = [("left", "ended 2026-06-30\n2026-06-01 event praise"), ("stayed", "2026-09-01 milestone renewed")]
    rows = [
        a_life(index, f"start 2026-01-01\nfrom 2026-01-01 segment {segment}\n{end}\nrecords praise", f"{name}-{segment}-{number}")
        for segment, many in (("small", 6), ("big", 1))
        for name, end in ends
        for number in range(many)
    ]
    sheet = signal_sheet([*rows, a_life(index, "start 2026-12-01", "young")])
    assert sheet is not None
    assert sheet.undecided == (Exclusion("open", 1),)
    assert [signal.id for signal in sheet.signals] == ["praise"]
    assert [signal.id for signal in sheet.untold] == ["quiet", "sad", "for-big", "live", "board"]
    [praise] = sheet.report.signals
    assert (praise.comparison.first.reached, praise.comparison.first.total, praise.comparison.second.reached) == (7, 7, 0)
    assert [figure.median for figure in (praise.days_churned, sheet.days_churned, sheet.days_renewed)] == [29, 180, 243]
    assert [(each.segment, each.churned, each.renewed, each.report is not None) for each in sheet.by_segment] == [
        ("big", 1, 1, False),
        ("small", 6, 6, True),
    ]
    shown = shown_signals(sheet)
    assert shown.scopes == {WHOLE}  # the segment of one on each side would be found by subtraction
    assert list(shown.rows.values()) == [{WHOLE}]
    larger = signal_sheet([life for life in rows if "big" not in life.facts.account])
    assert larger is not None
    assert shown_signals(larger).scopes == {WHOLE, scope_name("small")}
    assert signal_sheet([a_life(index, "start 2026-12-01")]) is None


def test_readings_around_a_change_are_those_of_the_same_accounts(index: AtlasIndex) -> None:
    change = Change.model_validate({"date": "2026-06-01", "what": "Shorter", "measure": "logins", "check_on": "2026-06-30"})
    texts = [
        "2026-05-02 reads logins 9\n2026-05-20 reads logins 2\n2026-06-01 reads logins 9\n2026-06-30 reads logins 6",
        "2026-05-31 reads logins 4 of main\n2026-05-30 reads logins 8 of other\n2026-06-10 reads logins 5",
        "2026-05-01 reads logins 4\n2026-06-10 reads logins 5",  # the first one is a day too early
        "2026-07-01 reads logins 4",
    ]
    around = change_readings(change, [a_life(index, text) for text in texts], date(2026, 12, 31))
    assert around is not None
    assert (around.since, around.until) == (date(2026, 5, 2), date(2026, 6, 30))
    assert (around.before.count, around.before.median, around.after.median) == (2, Decimal(4), Decimal("5.5"))
    assert (around.rose, around.fell, around.one_sided, around.without) == (1, 1, 1, 1)
    assert change_readings(change, [], date(2026, 5, 31)) is None


def test_adoption_is_told_of_the_customers_of_the_day(index: AtlasIndex) -> None:
    texts = [
        "start 2026-01-01\nfrom 2026-01-01 segment small\n2026-12-30 reads logins 3",
        "start 2026-01-01\nfrom 2026-01-01 segment small\n2026-12-30 reads logins 2",
        "start 2026-01-01\nfrom 2026-01-01 segment big\n2026-10-01 reads logins 9",  # too old to count
        "start 2026-01-01\nended 2026-11-30\n2026-12-30 reads logins 9",
    ]
    [row] = adoption_today(index.atlas.adoption, [a_life(index, text) for text in texts])
    assert row.attribute.id == "use"
    assert (row.whole.share.reached, row.whole.share.total, row.whole.unknown, row.whole.customers) == (1, 2, 1, 3)
    assert {segment: (share.share.reached, share.share.total, share.unknown) for segment, share in row.by_segment.items()} == {
        "big": (0, 0, 1),
        "small": (1, 2, 0),
    }


@pytest.fixture(scope="module")
def figures() -> Figures:
    opened = open_figures(ROOT, sample_checked().atlas)
    assert opened is not None
    return opened


def test_signals_of_the_sample_by_plain_python(figures: Figures) -> None:
    """Three signals counted from the files alone: the last day of each account, and rows of events and milestones before it."""
    with (ROOT / "journeys/metrics/accounts.csv").open(encoding="utf-8") as file:
        ends = [(row["account"], row["left_on"]) for row in csv.DictReader(file)]
    with (ROOT / "journeys/metrics/milestones.csv").open(encoding="utf-8") as file:
        rows = [(row["account"], row["id"], row["date"]) for row in csv.DictReader(file)]
    dated = [(account, name, date.fromisoformat(day)) for account, name, day in rows if day[:4] in ("2024", "2025", "2026")]
    renewed = {(account, day, False) for account, name, day in dated if name == "renewal-signed"}
    day_after = [(account, day) for account, name, day in dated if name == "left"]
    with_status = {account for account, _ in day_after}
    left = {(account, day - timedelta(1), True) for account, day in day_after}
    left |= {(account, date.fromisoformat(day), True) for account, day in ends if day[:2] == "20" and account not in with_status}
    decided = {account: (day, churned) for account, day, churned in sorted(renewed | left, key=lambda row: row[1])}
    sheet = figures.signals
    assert sheet is not None
    assert {row.decision.account: (row.decision.day, row.decision.has_churned) for row in sheet.decided} == decided
    assert sum(each.count for each in sheet.undecided) == len(figures.source.accounts()) - len(decided) > 20
    first_days = {row.decision.account: row.decision.since for row in sheet.decided}
    for name in ("sponsor-leaves", "overtime-down-a-tenth", "second-module-live"):
        had = {a for a, n, day in dated if n == name and a in decided and first_days[a] <= day < decided[a][0]}
        counts = Counter(decided[account][1] for account in had)
        figure = next(row for row in sheet.report.signals if row.signal.endswith(f"/{name}"))
        assert (figure.comparison.first.reached, figure.comparison.second.reached) == (counts[True], counts[False])
        assert had
    sponsor = next(row for row in sheet.report.signals if row.signal == "event/sponsor-leaves").comparison
    assert (sponsor.first.total, sponsor.second.total) == (12, 24)
    assert sponsor.p_value == fisher(sponsor.first.reached, sponsor.first.total, sponsor.second.reached, sponsor.second.total)


def fisher(first: int, first_total: int, second: int, second_total: int) -> Decimal:
    """Return the p-value of Fisher's exact test: the chance of all tables that are no more probable than this one."""
    reached, total = first + second, first_total + second_total
    ways = [comb(first_total, k) * comb(second_total, reached - k) if k <= reached else 0 for k in range(first_total + 1)]
    return round(Decimal(sum(way for way in ways if way <= ways[first])) / comb(total, reached), 8)
