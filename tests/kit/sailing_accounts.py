"""A small project with tables of accounts: two stages, a health model and two measures; and its internal book with figures."""

from dataclasses import replace
from pathlib import Path

from journeybook.measure.figures import open_figures
from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book

SAILING = {
    "atlas.yml": """
schema_version: 2
organisation: Sails
teams: [{id: crew, name: Crew}]
roles: [{id: pilot, name: Pilot, team: crew}]
lanes: [{id: guest, name: Guest, role: customer}]
lifecycle: [{id: sail, name: Sail}]
anchors: [{id: booking, name: the booking}]
default_anchor: booking
""",
    "segments/segments.yml": "[{id: small, name: Small}, {id: large, name: Large}]\n",
    "maps/voyage.yml": """
id: voyage
name: Voyage
goal: Arrive
owner: crew
status: live
stages:
  - id: aboard
    name: Aboard
    phase: sail
    exit: {when: ready}
    milestones:
      - {id: ready, name: Ready, owner: crew, target: 10 days after booking}
      - {id: painted, name: Painted, owner: crew, target: 20 days after booking}
  - {id: at-sea, name: At sea, phase: sail, exit: Ashore}
""",
    "measures/measures.yml": """
- {id: logins, name: Log-ins, owner: crew}
- {id: mood, name: Mood, owner: crew, values: [glad, sad]}
- {id: sponsor, name: Sponsor, owner: crew, values: [yes, no]}
""",
    "events/events.yml": "[{id: silent, name: Nobody logs in, when: logins < 1, polarity: bad, owner: crew}]\n",
    "plays/plays.yml": "[{id: ring, name: Ring them up, owner: crew, events: [silent], playbook: ring-up}]\n",
    "playbooks/ring-up.yml": """
id: ring-up
name: Ring up
owner: crew
trigger: Nobody logs in
outcome: Somebody logs in
steps: [{id: ring, what: Ring, who: crew}]
""",
    "health/use.yml": """
id: use
name: Use
owner: crew
version: '2'
phases: [sail]
points: {good: 100, poor: 0}
indicators:
  - {measure: logins, weight: 60, bands: {good: '>= 5', poor: '< 5'}}
  - {measure: mood, weight: 40, bands: {good: = glad, poor: = sad}}
bands: [{id: green, name: Fine, tone: good, when: '>= 50'}, {id: red, name: At risk, tone: poor, when: '< 50'}]
overrides: [{when: sponsor is no, band: red, reason: Nobody decides}]
""",
    "metrics/list.yml": """
row: account
as_of: 2026-03-31
names_shown: true
columns:
  account: account
  who: owner
  segment: segment
  begun: {means: start, of: booking}
  left: end
  logins: measure
  mood: measure
  sponsor: measure
""",
    "metrics/list.csv": """
account,who,segment,begun,left,logins,mood,sponsor
c-1,pilot,small,2026-03-01,,7,,no
C/2,Ann Other,large,2026-03-01,,0,glad,yes
c-3,,small,2026-01-01,2026-02-28,9,glad,yes
""",
    "metrics/log.yml": """
row: event
as_of: 2026-03-31
names_shown: true
columns: {account: account, kind: kind, id: id, date: day}
""",
    "metrics/log.csv": """
account,kind,id,date
c-1,milestone,ready,2026-03-05
c-3,milestone,painted,2026-01-05
c-1,milestone,ready,2027-03-05
""",
}
"""Files below journeys/ by their names."""


def write_sailing(folder: Path, **changed: str) -> Path:
    """Write the project, with other texts for some tables and their descriptions, by their names: `list_csv`."""
    files = SAILING | {f"metrics/{name.replace('_', '.')}": text for name, text in changed.items()}
    for name, text in files.items():
        file = folder / "journeys" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip("\n"), encoding="utf-8")
    return folder


def sailing_book(folder: Path, **changed: str) -> Book:
    """Return the internal book of the project with its figures."""
    checked = check(write_sailing(folder, **changed))
    assert checked.ok, checked.findings
    return replace(open_book(checked, Audience.INTERNAL), figures=open_figures(folder, checked.atlas))


VERSIONS = """
versions:
  - {date: 2025-01-01, version: '1', what: Begun, why: There was none}
  - date: 2026-02-01
    version: '2'
    what: A sponsor counts
    why: Nobody else decides
    before: {overrides: [], indicators: {mood: 60, logins: 40}}
"""
"""Versions of the model of health, for behind its file: before the second one no sponsor counted."""
