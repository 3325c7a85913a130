"""Twelve edits to the sample atlas: the diff names each and nothing else, with what customers will read."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sample_atlas import ROOT, sample_checked

from journeybook.cli.atlas_states import AtlasState, report_of
from journeybook.findings import Level
from journeybook.validate import check
from journeybook.views.changes.change import ChangeReport, CustomerReading

Edit = Callable[[str], str]
NEW_STEP = """      - id: look-at-the-plan
        customer: Look at the plan with your deputy
        when: within 4 days of signature
"""


def _say(old: str, new: str, text: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


def _move(step: str, before: str, text: str) -> str:
    start = text.index(f"      - id: {step}\n")
    end = text.index("\n      - id: ", start) + 1
    return _say(f"      - id: {before}\n", f"{text[start:end]}      - id: {before}\n", text[:start] + text[end:])


def _cut(beginning: str, text: str) -> str:
    start = text.index(beginning)
    return text[:start] + text[text.index("\n  - ", start + len(beginning)) + 1 :]


BASE, VARIANT, SMALL = (f"maps/{name}.yml" for name in ("post-sale", "mid-market-administrator", "small-administrator"))
EDITS: tuple[tuple[str, Edit], ...] = (
    ("atlas.yml", partial(_say, "{name: Sales desk, mail", "{name: Sales front desk, mail")),
    ("personas/personas.yml", partial(_say, "name: Operations director", "name: Director of operations")),
    ("plays/onboarding.yml", partial(_say, "  name: Accept the handoff\n  owner: onboarding-team\n", "  name: Accept the handoff\n")),
    ("playbooks/use.yml", partial(_say, "- id: feature-tips\n", "- id: tips\n")),
    ("health/health.yml", partial(_say, "site_managers\n          weight: 20", "site_managers\n          weight: 25")),
    (BASE, partial(_move, "send-welcome-mail", "write-handoff-note")),
    (BASE, partial(_say, "      - id: book-kick-off\n", f"{NEW_STEP}      - id: book-kick-off\n")),
    (BASE, partial(_say, "        target: 3 days after signature\n", "        target: 5 days after signature\n")),
    (BASE, partial(_say, "Your staff read their shifts on their own phones", "Your staff see their shifts on their telephones")),
    (VARIANT, partial(_say, "when: 10 days after signature", "when: 12 days after signature")),
    (VARIANT, partial(_cut, "  - add:\n      id: send-the-course\n")),
    (SMALL, partial(_say, "title: Your weekly rota in under an hour", "title: Your weekly rota in half an hour")),
)
REFERENCES = (BASE, "events/good.yml", "plays/adoption.yml", "plays/growth.yml")
"""The files that name the playbook that gets another id."""


BOARD, EVERY_SITE, WEEKLY = (
    "A tenth less overtime, shown to your board",
    "Every site publishes its rota in one place",
    "Your weekly rota in half an hour",
)
FOLLOWING = (
    "Variants that change with it: Enterprise care group; Enterprise sponsor; Mid-market administrator, autumn 2027; "
    "Mid-market administrator; Regulated care (overlay of the base)"
)
FUTURE = "Variants that change with it: Mid-market administrator, autumn 2027"
EXPECTED = {
    "team “Sales”: contact (name) Sales desk → Sales front desk": (),
    "persona “Operations director” is now called “Director of operations”": (),
    "play “Accept the handoff” lost its owner (Onboarding)": (),
    "playbook “Feature tips” has another id: feature-tips → tips": (),
    "health model “Onboarding health”: groups, “First use” (inputs, “Site managers active each week” (weight)) 20 → 25": (),
    "step “Introduce the onboarding specialist by mail” moved: Handover, behind Write the handoff note → "
    "Handover, behind Name the people who will set up, approve and pay": (),
    "step “Look at the plan with your deputy” in stage “Handover” is new": tuple(
        CustomerReading(page, text, is_new=True)
        for page in (BOARD, EVERY_SITE)
        for text in ("Look at the plan with your deputy", "within 4 days of signature")
    ),
    "milestone “Handoff accepted”: target 3 days after signature → 5 days after signature": tuple(
        CustomerReading(page, f"{days} days after signature", is_new=days == 5) for page in (BOARD, EVERY_SITE) for days in (3, 5)
    ),
    "stage “Onboarding”: exit (all, “The first rota is published” (customer words)) "
    "Your staff read their shifts on their own phones → Your staff see their shifts on their telephones": tuple(
        CustomerReading(page, text, is_new=text.endswith("telephones"))
        for page in (BOARD, EVERY_SITE)
        for text in ("Your staff read their shifts on their own phones", "Your staff see their shifts on their telephones")
    ),
    "step “Name a deputy and give them the same rights”: when 10 days after signature → 12 days after signature": (
        CustomerReading(EVERY_SITE, "12 days after signature", is_new=True),  # what stood here before still stands elsewhere on the page
    ),
    "step “Send the course to the site managers, and look at one rota together” in stage “Onboarding” is gone": (
        CustomerReading(EVERY_SITE, "Send the course to the site managers, and look at one rota together", is_new=False),
        CustomerReading(EVERY_SITE, "Send the course", is_new=False),
    ),
    "map “Small-business administrator, digital”: success map (title) "
    "Your weekly rota in under an hour → Your weekly rota in half an hour": (
        CustomerReading(WEEKLY, "Your weekly rota in under an hour", is_new=False),
        CustomerReading(WEEKLY, "Your weekly rota in half an hour", is_new=True),
    ),
}
"""The sentence of each edit, with what customers read otherwise."""


def test_each_of_twelve_edits_is_named_and_nothing_else(tmp_path: Path) -> None:
    report = _edited(tmp_path)
    assert len(EDITS) == len(EXPECTED) == 12
    assert {change.sentence: change.readings for change in report.changes} == EXPECTED
    assert len(report.changes) == 12
    assert (report.pages, report.notes) == ((), ())
    effects = [[effect.sentence for effect in change.effects if effect.kind == "variant"] for change in report.changes]
    assert effects == [[]] * 5 + [[FOLLOWING]] * 4 + [[FUTURE]] * 2 + [[]]
    kickoff = next(change for change in report.changes if "lost its owner" in change.sentence)
    assert [effect.sentence for effect in kickoff.effects] == [
        "Concerns Onboarding",
        "Concerns the playbook Sales handoff",
        "Named by play “Accept the handoff” in Enterprise care group",
    ]


def _edited(folder: Path) -> ChangeReport:
    shutil.copytree(ROOT / "journeys", folder / "journeys")
    for name in REFERENCES:
        file = folder / "journeys" / name
        file.write_text(
            file.read_text(encoding="utf-8").replace("playbook: feature-tips", "playbook: tips").replace("[feature-tips]", "[tips]"),
            encoding="utf-8",
        )
    for name, edit in EDITS:
        file = folder / "journeys" / name
        file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    before, after = (AtlasState(name, checked) for name, checked in (("before", sample_checked()), ("after", check(folder))))
    assert [finding.rule for finding in after.checked.findings if finding.level is Level.ERROR] == []
    return report_of(before, after)[2]
