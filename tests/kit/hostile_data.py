"""Projects with hostile account data: one small sound project, and everything by which somebody could upset it, one thing at a time.

Each attack is a name and the files that it adds to the sound project, or puts in place of its own; some add links and special files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

METRICS = "journeys/metrics"
BASE = {
    "journeys/atlas.yml": """schema_version: 2
organisation: Shiftwell (invented)
as_of: 2026-05-01
teams: [{id: crew, name: Crew}]
lanes: [{id: guest, name: Guest, role: customer}]
lifecycle: [{id: sail, name: Sail}]
anchors: [{id: signature, name: Signature}, {id: renewal, name: Renewal}]
attributes:
  - {id: status, name: Status, values: {active: Active, left: Left}}
  - {id: product, name: Product, values: {rota: Rota, payroll: Payroll}}
""",
    "journeys/segments/segments.yml": "[{id: small, name: Small}, {id: large, name: Large}]\n",
    "journeys/measures/measures.yml": """- {id: logins, name: Log-ins, unit: log-ins, whole: true}
- {id: share, name: Share, unit: '%'}
- {id: spend, name: Spend, unit: EUR}
- {id: mood, name: Mood, values: [glad, dull]}
- {id: sponsor, name: Sponsor, unit: yes or no}
""",
    "journeys/events/events.yml": """- id: export-fails
  name: An export fails
  polarity: bad
  owner: crew
  play: ring
  when: logins < 3 for 30 days
""",
    "journeys/playbooks/call.yml": """id: call
name: Call
owner: crew
trigger: An export fails
steps: [{id: ask, what: Ask what is wrong, who: [crew]}]
""",
    "journeys/plays/plays.yml": "[{id: ring, name: Ring, owner: crew, playbook: call}]\n",
    "journeys/maps/voyage.yml": """id: voyage
name: Voyage
goal: Arrive
owner: crew
status: live
review: {last: 2026-04-01, every: 1 year}
stages:
  - id: aboard
    name: Aboard
    phase: sail
    exit: first-rota
    owner: crew
    events: [export-fails]
    milestones: [{id: first-rota, name: First rota, owner: crew, target: within 30 days}]
    steps: [{guest: Comes aboard}]
""",
    "journeys/health/use.yml": """id: use
name: Use
version: '1'
owner: crew
phases: [sail]
total: 100
reweighted: true
indicators:
  - {measure: logins, weight: 60, bands: {good: '>= 5', poor: '< 5'}}
  - {measure: mood, weight: 40, bands: {good: = glad, poor: = dull}}
bands:
  - {id: good, name: Fine, tone: good, when: '>= 50'}
  - {id: poor, name: At risk, tone: poor, when: '< 50'}
points: {good: 100, poor: 0}
overrides: [{when: sponsor is no, band: poor, reason: Nobody decides}]
""",
    "journeys/accounts/accounts.yml": """- id: c-1
  name: Account one
  owner: crew
  history: [{field: segment, value: small, since: 2025-01-01}, {field: status, value: active, since: 2025-01-01}]
  instances: [c-1-main, {id: c-1-test, name: Test, excluded: A test}]
- {id: c-2, name: Account two, owner: crew}
""",
    f"{METRICS}/list.yml": """row: account
names_shown: true
in_git: Its accounts are made up
columns: {account: account, begun: {means: start, of: signature}, left: end, segment: segment, product: attribute, sponsor: measure}
""",
    f"{METRICS}/list.csv": "account,begun,left,segment,product,sponsor\nc-1,2025-01-01,,small,rota,yes\nc-2,2025-03-01,,large,payroll,no\n",
    f"{METRICS}/use.yml": """row: reading
names_shown: true
in_git: Its accounts are made up
columns: {account: account, day: day, logins: measure, share: measure, spend: measure, mood: measure}
""",
    f"{METRICS}/use.csv": "account,day,logins,share,spend,mood\nc-1,2026-04-30,7,12.5,100,glad\nc-2,2026-04-29,2,1,2.50,dull\n",
    f"{METRICS}/happened.yml": """row: event
names_shown: true
in_git: Its accounts are made up
columns: {account: account, kind: kind, id: id, day: day}
""",
    f"{METRICS}/happened.csv": "account,kind,id,day\nc-1,milestone,first-rota,2025-02-01\nc-2,event,export-fails,2026-03-01\n",
}
"""A sound project: `check` says nothing of it."""
USE, LIST, HAPPENED = (f"{METRICS}/{name}.csv" for name in ("use", "list", "happened"))
HEADINGS = "account,day,logins,share,spend,mood\n"


@dataclass(frozen=True)
class Attack:
    """What upsets a sound project: files by path (None takes one away), and what is done to the folder when they are written."""

    name: str
    files: Mapping[str, str | bytes | None]
    arrange: Callable[[Path], None] | None = None


def write_attack(project: Path, attack: Attack) -> None:
    """Write the sound project with an attack on it."""
    for name, text in {**BASE, **attack.files}.items():
        if text is None:
            continue
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    if attack.arrange:
        attack.arrange(project)
