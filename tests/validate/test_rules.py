"""The examples in the rules' manual pages: a good one gives no finding of its rule, a bad one does, and both say only valid things."""

import re
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journeybook.findings import Level
from journeybook.registry import modules
from journeybook.validate import Checked, check

TODAY = date(2026, 5, 1)
RULES = modules("journeybook.validate.rules")
FILES = {
    "atlas.yml": """
schema_version: 1
organisation: Shiftwell (invented)
teams: [{id: csm, name: Customer success}, {id: sales, name: Sales}, {id: support, name: Support}]
anchors: [{id: signature, name: Signature}]
channels: [{id: mail, name: E-mail}, {id: call, name: Telephone}]
""",
    "maps/first.yml": """
id: first
name: First rota
goal: Publish the first rota
owner: csm
""",
    "measures/measures.yml": """
- {id: licences_used, name: Licences used}
- {id: logins, name: Log-ins}
- {id: staff, name: Staff}
- {id: yearly_spend, name: Yearly spend}
""",
    "personas/personas.yml": """
- {id: planner, name: Planner, role: end-user}
- {id: site-manager, name: Site manager, role: champion}
- {id: clerk, name: Payroll clerk, role: approver}
""",
    "playbooks/rescue.yml": """
id: rescue
name: Rescue
steps: [Call the administrator]
""",
}


def examples() -> list[Any]:
    found = []
    for name, rule in RULES.items():
        parts = re.split(r"^(Good|Bad):\n", str(rule.__doc__), flags=re.MULTILINE)
        for number, (kind, text) in enumerate(zip(parts[1::2], parts[2::2], strict=True), start=1):
            found.append(pytest.param(name, kind, textwrap.dedent(text), id=f"{rule.ID} {number} {kind}"))
    return found


def merged(before: str, more: str) -> str:
    """Lay the keys of an example over a file; a file of the same name that is a list is replaced."""
    if not more.strip() or not before.strip():
        return more + before
    if more.startswith("- ") or before.lstrip().startswith("- "):
        return more
    keys = set(re.findall(r"^(\w+):", more, flags=re.MULTILINE))
    kept = [line for line in before.strip().splitlines() if line.partition(":")[0] not in keys]
    return "\n".join(kept) + "\n" + more


def checked(example: str, project: Path) -> Checked:
    parts = re.split(r"^# (\S+\.yml)\n", example, flags=re.MULTILINE)
    said = {"maps/first.yml": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}
    for name in {**FILES, **said}:
        file = project / "journeys" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(merged(FILES.get(name, ""), said.get(name, "")), encoding="utf-8")
    return check(project, as_of=TODAY)


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert len(RULES) >= 20
    kinds = {(param.values[0], param.values[1]) for param in examples()}
    assert kinds == {(name, kind) for name in RULES for kind in ("Good", "Bad")}


@pytest.mark.parametrize(("name", "kind", "example"), examples())
def test_an_example_shows_its_rule(name: str, kind: str, example: str, tmp_path: Path) -> None:
    rule = RULES[name]
    findings = checked(example, tmp_path).findings
    assert [str(finding) for finding in findings if finding.rule != rule.ID] == []
    assert bool(findings) == (kind == "Bad"), [str(finding) for finding in findings]
    assert {finding.level for finding in findings} <= {rule.LEVEL}


def test_what_time_alone_causes_is_a_warning() -> None:
    by_time = [rule for rule in RULES.values() if re.search(r"\btoday\b(?!: date)", Path(str(rule.__file__)).read_text(encoding="utf-8"))]
    assert {rule.ID for rule in by_time} >= {"REVIEW-OVERDUE", "MANY-CHANGES"}
    assert {rule.LEVEL for rule in by_time} == {Level.WARNING}


def test_a_manual_page_begins_with_a_sentence() -> None:
    first = {name: str(rule.__doc__).splitlines()[0] for name, rule in RULES.items()}
    assert [name for name, line in first.items() if not re.fullmatch(r"[A-Z].*\.", line)] == []
