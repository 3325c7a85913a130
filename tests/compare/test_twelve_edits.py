"""Twelve edits to the sample atlas, and twelve others: the diff names each and nothing else, with what customers will read."""

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
        "Named by stage “Handover” in After the sale (base)",
    ]


OTHER_EDITS: tuple[tuple[str, Edit], ...] = (
    ("atlas.yml", partial(_say, "mailto:support@example.org", "mailto:desk@example.org")),
    ("segments/segments.yml", partial(_say, "rule: staff < 50 and", "rule: staff < 60 and")),
    ("evidence/evidence.yml", partial(_say, "count: 214", "count: 220")),
    ("events/bad.yml", partial(_say, "not kick-off-held and day >= 10", "not kick-off-held and day >= 12")),
    ("playbooks/start.yml", partial(_say, "    - id: read-the-note\n", "    - Ring the customer once\n    - id: read-the-note\n")),
    ("resources/mails.yml", partial(_say, "what happens by [date of day 7]", "what happens in the first week")),
    (BASE, partial(_say, "taker: [onboarding-team, customer-success]", "taker: onboarding-team")),
    (BASE, partial(_say, "customer_name: A good start", "customer_name: A smooth start")),
    (BASE, partial(_say, "          - fact: At least two people at each site can publish\n", "")),
    (SMALL, partial(_say, "      - id: choose-rules\n", "      - id: choose-rules\n        audience: internal\n")),
    (SMALL, partial(_say, "The link in the mail works for a week.", "The link in the mail works for ten days.")),
    (SMALL, partial(_say, "takes: 10 minutes", "takes: 20 minutes")),
)
SILENT_EDITS: tuple[tuple[str, Edit], ...] = (
    (SMALL, partial(_say, "type: current\nstatus: live\n", "# a remark\nstatus: live\ntype: current\n")),
    (BASE, partial(_say, "raci: { account-executive: RA,", "raci: {account-executive: RA,")),
)
OTHER_SENTENCES = {
    "team “Support”: contact (mail) mailto:support@example.org → mailto:desk@example.org": (0, 0),
    "tier “Small business”: rule “Number of staff” is below 50 and “Yearly spend” is below 6000 → "
    "“Number of staff” is below 60 and “Yearly spend” is below 6000": (0, 0),
    "evidence “Survey, second quarter of 2026”: count 214 → 220": (0, 0),
    "event “No kick-off by day 10”: when “Kick-off held” is not reached and it is at least 10 days after the start → "
    "“Kick-off held” is not reached and it is at least 12 days after the start": (0, 0),
    "playbook step “Ring the customer once” in playbook “Sales handoff” is new": (0, 0),
    "resource “Welcome mail”: subject Your start with Quillmere Rota, and what happens by [date of day 7] → "
    "Your start with Quillmere Rota, and what happens in the first week": (0, 0),
    "handoff “The customer's goal, the promises and the contacts”: taker, no longer Customer success": (0, 0),
    "stage “Handover”: customer name A good start → A smooth start": (2, 2),
    "gate “Ready to go live”: checklist, no longer At least two people at each site can publish": (0, 2),
    "step “Choose the rules of the trade” says now: audience For colleagues only": (0, 5),
    "stage “Begin”: stuck (advice) The link in the mail works for a week. Ask for a new one if it is older. → "
    "The link in the mail works for ten days. Ask for a new one if it is older.": (1, 1),
    "step “Sign in and answer four questions about the place”: takes 10 minutes → 20 minutes": (0, 0),
}
"""The sentence of each other edit, with how many texts customers newly read, and how many no longer."""


def test_each_of_twelve_other_edits_is_named_and_nothing_else(tmp_path: Path) -> None:
    """What a step says is told at the step where it is hidden, and what names a thing by the map that wrote it."""
    report = _edited(tmp_path, (*OTHER_EDITS, *SILENT_EDITS), ())
    assert len(OTHER_EDITS) == len(OTHER_SENTENCES) == len(report.changes) == 12
    counts = {change.sentence: [reading.is_new for reading in change.readings] for change in report.changes}
    assert {sentence: (news.count(True), news.count(False)) for sentence, news in counts.items()} == OTHER_SENTENCES
    assert (report.pages, report.notes) == ((), ())
    event = next(change for change in report.changes if change.sentence.startswith("event"))
    assert [effect.sentence for effect in event.effects if effect.kind == "naming"] == [
        (
            "Named by play “Chase the kick-off”, playbook “Kick-off”, stage “Handover” in After the sale (base), "
            "stage “Onboarding” in After the sale (base)"
        )
    ]


def _edited(folder: Path, edits: tuple[tuple[str, Edit], ...] = EDITS, references: tuple[str, ...] = REFERENCES) -> ChangeReport:
    shutil.copytree(ROOT / "journeys", folder / "journeys")
    for name in references:
        file = folder / "journeys" / name
        file.write_text(
            file.read_text(encoding="utf-8").replace("playbook: feature-tips", "playbook: tips").replace("[feature-tips]", "[tips]"),
            encoding="utf-8",
        )
    for name, edit in edits:
        file = folder / "journeys" / name
        file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    before, after = (AtlasState(name, checked) for name, checked in (("before", sample_checked()), ("after", check(folder))))
    assert [finding.rule for finding in after.checked.findings if finding.level is Level.ERROR] == []
    return report_of(before, after)[2]
