"""A small public site with one success map that has everything the reader's own plan works with."""

from pathlib import Path

from sites import build_site, dress_project

SLUG = "first-rota"
ATLAS = """\
schema_version: 2
organisation: {name: Shiftwell, notice: Sample data}
anchors:
  - {id: signature, name: signature}
  - {id: go-live, name: go-live}
  - {id: renewal-date, name: the renewal date, usually: 90 days after signature}
default_anchor: signature
gone: {old-course: This course has ended.}
calendar: {holidays: {2027-03-26: Good Friday, 2027-03-29: Easter Monday}}
teams: [{id: csm, name: Customer success, audience: public}]
lanes: [{id: customer, name: You, role: customer}, {id: company, name: We, role: frontstage, team: csm}]
"""
MAP = """\
id: first
name: First
goal: Publish the first rota
owner: csm
status: live
audience: public
public:
  slug: first-rota
  formerly: [old-rota]
  title: Your first rota
  goal: Publish rotas
  role: I plan the shifts
  editions: [human, digital]
  dates: {ends: renewal-date, on_free_days: next-working-day}
choices: {pay: {name: "One of these, ways to pay", kind: one-of}, check: {name: What to check, kind: all-of}}
stages:
  - id: set-up
    name: Set-up
    exit: {fact: All in, customer_words: Everybody is in}
    time_box: within 14 days of signature
    stuck: {advice: Look at the list again, ask: csm}
    steps:
      - {id: list, customer: "Send the list; all names", when: 2 days after signature}
      - {customer: Watch the film, when: 4 days after signature, editions: digital}
      - {company: We train you, when: 4 days after signature, editions: human}
      - {customer: Pay by card, choice: pay, when: 6 days after signature}
      - {customer: Pay by invoice, choice: pay, when: within 7 days of signature}
      - {customer: Say hello, formerly: [{name: Say good morning, audience: public}]}
    milestones: [{id: all-in, name: Everybody is in, owner: csm, target: 9 days after signature}]
  - id: use
    name: Use
    exit: {fact: Used, customer_words: You use it}
    steps:
      - {customer: Publish the rota, when: 2 weeks after all-in}
      - {customer: Look at the week, when: every 1 week from go-live}
      - {customer: Check the names, choice: check}
      - {customer: Check the hours, choice: check}
      - {customer: Say whether you go on, when: 30 days before renewal-date}
    milestones: [{name: First rota out, owner: csm, target: 25 days after signature}]
  - id: trouble
    name: Trouble
    kind: side
    exit: {fact: Mended, customer_words: It works again}
    steps: [{customer: Ring us, ends: It works again}]
"""


def build_planned(project: Path) -> Path:
    """Build the public site in this folder and return where it is."""
    (project / "journeys" / "maps").mkdir(parents=True)
    (project / "journeys" / "atlas.yml").write_text(ATLAS, encoding="utf-8")
    (project / "journeys" / "maps" / "first.yml").write_text(MAP, encoding="utf-8")
    site = build_site(dress_project(project), "public")
    assert site.code == 0, site.output[-3000:]
    return site.folder
