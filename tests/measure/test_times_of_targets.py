"""Every way to write the time of a target: the day that it comes to for an account, or why none, and the same in the figures of its map."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.measure.definitions.milestones import MilestoneFigure
from journeybook.measure.figures import open_figures
from journeybook.measure.stay_promises import stay_promises
from journeybook.validate import check

SIGNED, BOUGHT, REACHED, PRAISED = "2026-01-31", "2026-02-20", "2026-02-25", "2026-03-01"
TARGETS = {
    "5 days after first/trial": ("2026-02-25", BOUGHT),
    "5 days after trial": ("2026-02-25", BOUGHT),
    "5 days after the first day of trial": ("2026-02-05", SIGNED),
    "5 days after use": ("2026-03-18", None),
    "10 days after the first day of use": ("2026-03-02", BOUGHT),
    "2 days before use": ("2026-02-18", BOUGHT),
    "from the first day of use until care": ("undated", BOUGHT),
    "5 days after onboarding": ("2026-02-25", BOUGHT),
    "5 days after first/bought": ("2026-02-25", BOUGHT),
    "within 10 days": ("2026-03-02", BOUGHT),
    "1 month after": ("2026-03-20", BOUGHT),
    "by day 14": ("2026-02-14", SIGNED),
    "1 month after signature": ("2026-02-28", SIGNED),
    "10 business days after signature": ("2026-02-13", SIGNED),
    "by the end of the month 1 month after signature": ("2026-02-28", SIGNED),
    "10 to 20 days after signature": ("2026-02-20", SIGNED),
    "before bought": ("2026-02-19", BOUGHT),
    "after bought": ("open", BOUGHT),
    "at least 5 days after bought": ("open", BOUGHT),
    "at most 5 days before bought": (BOUGHT, BOUGHT),
    "from signature until bought": (BOUGHT, SIGNED),
    "120 days before renewal": ("2026-10-03", None),
    "when praise": (PRAISED, PRAISED),
    "5 days after praise": ("2026-03-06", PRAISED),
    "when complaint": ("event", None),
    "5 days after kick-off": ("2026-02-28", None),
    "every 2 weeks": ("open", BOUGHT),
    "immediately": ("free", SIGNED),
}
"""Each with the day, or the reason why there is none, and the clock; both by hand."""
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern
    | default_anchor: signature
    | anchors: [{id: signature, name: Signature}, {id: renewal, name: Renewal}]
    | lanes: [{id: us, name: Us, role: frontstage}]
    | teams: [{id: crew, name: Crew}]
    | lifecycle: [{id: onboarding, name: Onboarding}, {id: using, name: Using}]
  events/events.yml
    | - {id: praise, name: Praise, polarity: good, owner: crew}
    | - {id: complaint, name: Complaint, polarity: good, owner: crew}
  maps/first.yml
    | id: first
    | name: First
    | goal: To begin
    | status: live
    | owner: crew
    | stages:
    |   - id: trial
    |     name: Trial
    |     phase: onboarding
    |     exit: {when: bought}
    |     milestones: [{id: bought, name: Bought, owner: crew, target: unknown}]
  maps/second.yml
    | id: second
    | name: Second
    | goal: To work
    | status: live
    | owner: crew
    | continues: first
    | stages:
    |   - id: use
    |     name: Use
    |     phase: using
    |     time_box: within 3 weeks
    |     exit: {when: never-done}
    |     steps: [{id: kick-off, us: Kicks off, when: 3 days after bought}]
    |     milestones:
    |       - {id: never-done, name: Never done, owner: crew, target: unknown}
MILESTONES
    |   - {id: care, name: Care, phase: using, exit: {when: never-done}}
  metrics/accounts.yml
    | row: account
    | as_of: 2026-06-30
    | names_shown: true
    | columns: {account: account, signed: {means: start, of: signature}, renewal: {means: anchor, of: renewal}}
  metrics/accounts.csv
    | account,signed,renewal
    | x,2026-01-31,2027-01-31
  metrics/log.yml
    | {row: event, as_of: 2026-06-30, names_shown: true, columns: {account: account, kind: kind, id: id, day: day}}
  metrics/log.csv
    | account,kind,id,day
    | x,milestone,bought,2026-02-20
    | x,event,praise,2026-03-01
"""


def test_every_time_of_a_target_comes_to_a_day_or_says_why_not(draw_project: Callable[[str], Path]) -> None:
    rows = (f"    |       - {{id: m{number}, name: M{number}, owner: crew, target: {text}}}" for number, text in enumerate(TARGETS))
    reached = (f"    | x,milestone,m{number},{REACHED}" for number, _ in enumerate(TARGETS))
    project = draw_project(WORLD.replace("MILESTONES", "\n".join(rows)) + "\n".join(reached) + "\n")
    checked = check(project)
    assert [finding.message for finding in checked.findings if finding.level == "error"] == []
    figures = open_figures(project, checked.atlas)
    assert figures
    of_account = [str(row.target or row.reason) for row in figures.whereabouts["x"].milestones if row.map == "second"]
    assert dict(zip(TARGETS, of_account[1:], strict=True)) == {text: day for text, (day, _) in TARGETS.items()}
    boxes = [promise.deadline for promise in stay_promises(figures.lives["x"], figures.whereabouts["x"].stages.stays)]
    assert boxes == [None, date(2026, 3, 13)]
    wholes = [row.figures.whole for row in figures.milestones[1].milestones[1:] if row.figures]
    assert dict(zip(TARGETS, map(told, wholes), strict=True)) == {text: expected(text) for text in TARGETS}


def told(whole: MilestoneFigure) -> tuple[int | None, int | None, int | None]:
    """Return days from the clock, how many are due, and in time."""
    return (whole.days[0][0] if whole.days else None, whole.due, whole.in_time)


def expected(text: str) -> tuple[int | None, int | None, int | None]:
    """Return what the figures are to say of the only relation, which reached each milestone on one day."""
    day, clock = TARGETS[text]
    if clock is None:
        return (None, None, None) if text == "when complaint" else (None, 0, 0)
    days = (date.fromisoformat(REACHED) - date.fromisoformat(clock)).days
    return (days, 1, int(day >= REACHED)) if day.startswith("2026") else (days, None, None)
