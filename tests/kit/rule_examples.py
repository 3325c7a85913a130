"""The examples in the manuals of all rules, each run in a small project."""

import re
import shutil
import textwrap
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from small_repository import git

from journeybook.cli.atlas_states import AtlasState
from journeybook.cli.customer_losses import lost_by_customers
from journeybook.cli.stale_sites import stale_site_findings
from journeybook.findings import Finding
from journeybook.measure.sources import table_findings
from journeybook.prove.account_leaks import account_leaks
from journeybook.prove.everyday_texts import everyday_text_findings
from journeybook.validate import Checked, check
from journeybook.validate.catalogue import catalogue

RULES = catalogue()
HEADING = re.compile(r"^# ([\w./-]+\.\w+)(?:, (.+))?\n", re.MULTILINE)
REPEATED = re.compile(r"^(.*) # (\d+) times\n", re.MULTILINE)
FILES = {
    "atlas.yml": """
schema_version: 2
organisation: Shiftwell (invented)
as_of: 2026-05-01
teams: [{id: csm, name: Customer success}, {id: sales, name: Sales}, {id: support, name: Support}]
anchors: [{id: signature, name: Signature}]
default_anchor: signature
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


@cache
def examples() -> tuple[Any, ...]:
    """Return the examples of all rules, as parameters of a test: the rule, whether it is good or bad, and its text."""
    found = []
    for rule in RULES.values():
        parts = re.split(r"^(Good|Bad):\n", rule.manual, flags=re.MULTILINE)
        for number, (kind, text) in enumerate(zip(parts[1::2], parts[2::2], strict=True), start=1):
            example = REPEATED.sub(lambda line: f"{line[1]}\n" * int(line[2]), textwrap.dedent(text).rstrip("\n") + "\n")
            found.append(pytest.param(rule.id, kind, example, id=f"{rule.id} {number} {kind}"))
    return tuple(found)


def merged(before: str, more: str) -> str:
    """Lay the keys of an example over a file; a file of the same name that is a list is replaced."""
    if not more.strip() or not before.strip():
        return more + before
    if more.startswith("- ") or before.lstrip().startswith("- "):
        return more
    keys = set(re.findall(r"^(\w+):", more, flags=re.MULTILINE))
    kept = [line for line in before.strip().splitlines() if line.partition(":")[0] not in keys]
    return "\n".join(kept) + "\n" + more


def write(project: Path, name: str, state: str, text: str) -> None:
    """Write a file of an example, in the state that its heading tells."""
    file = project / "journeys" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    if state.startswith("a link to "):
        file.symlink_to(project / "journeys" / state.removeprefix("a link to "))
    elif state == "pulled":
        (project / "pulled.csv").write_text(text, encoding="utf-8")
        duckdb.read_csv(str(project / "pulled.csv"), header=True).write_parquet(str(file))
    elif state.startswith("without "):
        file.write_text(merged("\n".join(without(FILES[name], state.removeprefix("without "))), text), encoding="utf-8")
    elif state != "left out":
        is_in_git = state == "kept in git"
        encoding = "utf-8" if is_in_git else state.removeprefix("saved as ") or "utf-8"
        file.write_text(merged(FILES.get(name, ""), text), encoding=encoding)
        for command in (["init", "--quiet"], ["add", str(file)]) if is_in_git else ():
            git(project, *command)


def without(text: str, key: str) -> list[str]:
    """Return the lines of a file without those of a key."""
    return [line for line in text.splitlines() if line.partition(":")[0] != key]


def findings_of(example: str, project: Path) -> tuple[Finding, ...]:
    first, *others = HEADING.split(example)
    files = dict.fromkeys(FILES, ("", "")) | {"maps/first.yml": ("", first)}
    files |= {name: (state or "", text) for name, state, text in zip(others[::3], others[1::3], others[2::3], strict=True)}
    for name, (state, text) in files.items():
        write(project, name, state, text)
    checked = check(project)
    everyday = everyday_text_findings(project, checked.atlas) if checked.ok else ()
    tables = (*table_findings(project, checked.atlas), *account_leaks(checked, project))
    return (*checked.findings, *tables, *everyday, *stale_site_findings(project, checked), *_losses_since(project, checked))


def _losses_since(project: Path, checked: Checked) -> tuple[Finding, ...]:
    """Return what customers lose since the state of which an example shows some files."""
    before = project / "before"
    if not before.is_dir():
        return ()
    shutil.copytree(before, project / "earlier")
    for file in (project / "journeys").rglob("*.yml"):
        same = project / "earlier" / file.relative_to(project)
        same.parent.mkdir(parents=True, exist_ok=True)
        written = same.read_text(encoding="utf-8") if same.exists() else ""
        same.write_text(merged(FILES.get(file.relative_to(project / "journeys").as_posix(), file.read_text(encoding="utf-8")), written))
    return lost_by_customers(AtlasState("before", check(project / "earlier")), AtlasState("", checked))
