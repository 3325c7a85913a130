"""A small project with two success maps for different segments, and something internal in every corner."""

from pathlib import Path

from sites import dress_project

FILES = {
    "journeys/atlas.yml": """
schema_version: 2
organisation: Tern Tours
contact: {name: The harbour office, mail: "mailto:harbour@example.org"}
teams:
  - {id: crew, name: The crew, audience: public}
lanes:
  - {id: customer, name: You, role: customer}
  - {id: ours, name: We, role: frontstage}
anchors:
  - {id: booking, name: the booking}
default_anchor: booking
""",
    "journeys/segments/segments.yml": """
- {id: couples, name: Canary couples, rule: heads <= 2}
- {id: schools, name: Canary schools, rule: heads > 2}
""",
    "journeys/measures/heads.yml": """
- {id: heads, name: Canary heads, unit: people, owner: crew}
""",
    "journeys/maps/voyage.yml": """
id: voyage
name: Canary voyage
goal: To sail
status: live
segments: couples
owner: crew
review: 2026-09-01
public:
  slug: sail-away
  title: A day on the water
  goal: Go sailing
  role: I book for two
  summary: What happens from the booking to the landing.
stages:
  - id: prepare
    name: Canary preparation
    customer_name: Get ready
    exit: {fact: Canary exit, customer_words: You hold your boarding pass}
    audience: public
    stuck: {advice: Ring the harbour office}
    steps:
      - {customer: Choose a lifebelt, when: 3 days after booking, audience: public}
      - {ours: We send the boarding pass, who: crew, when: 5 days after booking, audience: public}
      - {ours: Canary paperwork, audience: internal}
    milestones:
      - {id: ready, name: Canary ready, customer_words: You are ready to sail, target: 7 days after booking, audience: public, owner: crew}
""",
    "journeys/maps/excursion.yml": """
id: excursion
name: Canary excursion
goal: To learn
status: live
segments: schools
owner: crew
review: 2026-09-01
public:
  slug: learn-at-sea
  title: A lesson between the islands
  goal: Teach geography
  role: I teach a class
stages:
  - id: arrive
    name: Canary arrival
    customer_name: Arrive with your class
    exit: {fact: Canary arrived, customer_words: Everybody is counted}
    audience: public
    steps:
      - {customer: Hand in the register, when: on booking, audience: public}
""",
}


def write_project(project: Path) -> Path:
    """Write the project and the settings of its sites."""
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text.lstrip(), encoding="utf-8")
    return dress_project(project)
