"""A small repository of journeys: a map of a trip that customers read, the commands of git, and nothing of the settings of this machine."""

import os
import subprocess
from pathlib import Path

ATLAS = """schema_version: 2
organisation: Tern Tours
as_of: 2026-05-01
teams: [{id: crew, name: Crew, audience: public}, {id: desk, name: Desk}]
lanes: [{id: customer, name: You, role: customer}, {id: ours, name: We, role: frontstage}]
anchors: [{id: booking, name: the booking}]
default_anchor: booking
"""
MAP = """id: trip
name: The trip
goal: Come back rested
owner: crew
status: live
audience: public
review: 2026-04-20
public: {slug: rest, title: A restful trip, goal: Rest}
stages:
  - id: plan
    name: Plan
    owner: crew
    events: none
    exit: The days are chosen
    steps:
      - {id: choose, customer: Choose your days}
      - {id: pay, customer: Pay the deposit, when: within 3 days of booking}
    milestones: [{id: paid, name: Deposit paid, target: 3 days after booking, owner: crew}]
"""
WHO = {f"GIT_{role}_{field}": value for role in ("AUTHOR", "COMMITTER") for field, value in (("NAME", "Bo"), ("EMAIL", "bo@example.org"))}
SETTINGS = WHO | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
"""The environment of git: who commits, and no settings but those of the repository."""


def git(folder: Path, *arguments: str) -> str:
    """Return what git answers in a folder."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | SETTINGS).stdout.strip()


def put(project: Path, text: str = MAP, atlas: str = ATLAS) -> None:
    """Write the map and the settings into a project."""
    (project / "journeys" / "maps").mkdir(parents=True, exist_ok=True)
    (project / "journeys" / "atlas.yml").write_text(atlas, encoding="utf-8")
    (project / "journeys" / "maps" / "trip.yml").write_text(text, encoding="utf-8")
