"""Every YAML example in the guide can be pasted: it is read and checked in the atlas that `init` makes, with what the guide adds to it."""

import re
import shutil
import textwrap
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.findings import Level
from journeybook.model.language.parser import parse_condition
from journeybook.model.timing import parse_timing
from journeybook.validate import check

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
SHARED = GUIDE / "example-atlas.md"
BLOCK = re.compile(r"^( *)```yaml\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (journeys/\S+\.yml)\n")
MAP = {"id": "example", "name": "Example", "goal": "The first case is done", "owner": "customer-success"}
STAGE = {"id": "onboarding", "name": "Onboarding", "owner": "customer-success", "exit": "Everybody can sign in"}
LATER = "  - {id: later, name: Later, exit: The goal is reached, owner: customer-success, steps: [{customer: Goes on}]}\n"
STEPS = "steps:\n  - {id: first-step, customer: Begins}\n"


def blocks(page: Path) -> list[str]:
    """Return the YAML examples of a page."""
    return [textwrap.dedent(found[2]) for found in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def files(page: Path) -> dict[str, str]:
    """Return the whole files that a page shows."""
    return {found[1]: text for text in blocks(page) if (found := FILE.match(text))}


def with_keys(text: str, before: dict[str, str]) -> str:
    """Put the usual keys in front of those that an example does not say itself."""
    said = set(re.findall(r"^(\w+):", text, flags=re.MULTILINE))
    return "".join(f"{key}: {value}\n" for key, value in before.items() if key not in said) + text


def as_map(text: str) -> str:
    """Put a fragment into a map, as its first line says."""
    kind, _, body = text.partition("\n")
    if kind == "# keys of a map":
        return with_keys(body, MAP) + ("" if re.search(r"^stages:", body, re.MULTILINE) else f"\nstages:\n{LATER}")
    if kind == "# steps of a stage":
        body = f"steps:\n{textwrap.indent(body, '  ')}"
    elif kind == "# keys of a step":
        body = f"steps:\n  - customer: Does something\n{textwrap.indent(body, '    ')}"
    stage = with_keys(body, STAGE) + ("" if re.search(r"^(steps|sub_stages):", body, re.MULTILINE) else f"\n{STEPS}")
    return with_keys("", MAP) + f"stages:\n  -\n{textwrap.indent(stage, '    ')}\n{LATER}"


@cache
def empty_atlas(folder: Path) -> Path:
    """Make the atlas of `init`, with what the guide's examples add to it."""
    assert CliRunner().invoke(assemble_program(), ["init", str(folder)]).exit_code == 0
    for name, text in files(SHARED).items():
        write(folder, name, text)
    return folder


def write(project: Path, name: str, text: str) -> None:
    """Write a file of a project; keys of atlas.yml take the place of its own."""
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if name == "journeys/atlas.yml" and "schema_version" not in text:
        keys = set(re.findall(r"^(\w+):", text, flags=re.MULTILINE))
        kept = re.split(r"^(?=\w+:)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        text = "".join(part for part in kept if part.partition(":")[0] not in keys) + "\n" + text
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the atlas that every example is tried in a copy of."""
    return empty_atlas(tmp_path_factory.mktemp("guide") / "atlas")


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.stem)
def test_the_examples_of_a_page_can_be_pasted(page: Path, begun: Path, tmp_path: Path) -> None:
    project = tmp_path / "atlas"
    shutil.copytree(begun, project)
    for name, text in files(page).items():
        write(project, name, text)
    for number, text in enumerate(text for text in blocks(page) if not FILE.match(text)):
        write(project, f"journeys/maps/example-{number}.yml", as_map(text).replace("id: example\n", f"id: example-{number}\n", 1))
    found = check(project).findings
    wrong = [str(finding) for finding in found if finding.level is Level.ERROR]
    assert not wrong, "\n".join(wrong)


def test_the_guide_has_examples_and_each_says_where_it_belongs() -> None:
    pages = sorted(GUIDE.glob("*.md"))
    every = [text for page in pages for text in blocks(page)]
    assert len(every) > 40
    twice = [page.stem for page in pages if len(files(page)) < sum(bool(FILE.match(text)) for text in blocks(page))]
    assert twice == []
    begins = re.compile(r"# (journeys/\S+\.yml|keys of a map|keys of a stage|keys of a step|steps of a stage)\n")
    assert [text for text in every if not begins.match(text)] == []


def spoken(heading: str) -> list[str]:
    """Return what stands in code in the first column of the tables of a part of the page on the small languages."""
    page = (GUIDE / "conditions-and-times.md").read_text(encoding="utf-8")
    part = page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [text for row in re.findall(r"^\| (`.*?) \|", part, re.MULTILINE) for text in re.findall(r"`([^`]+)`", row)]


def test_every_condition_shown_is_one() -> None:
    shown = spoken("Conditions")
    assert len(shown) > 30
    for text in shown:
        assert parse_condition(text)


def test_every_timing_shown_is_one() -> None:
    shown = spoken("Times")
    assert len(shown) > 25
    for text in shown:
        assert parse_timing(text)
