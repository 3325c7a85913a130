"""The schemas of one project know its ids, take what is right, mark what is wrong, and lead to the manual."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from sample_atlas import ROOT, sample_checked
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.cli.project_schema import project_schema_files, write_project_schemas
from journeybook.cli.starter_files import StarterKind, starter_types
from journeybook.validate import check

PROGRAM = assemble_program()
RUNNER = CliRunner()
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew}]
  personas/
    people.yml
      | {id: guest, name: A guest, role: buyer}
  maps/
    tour.yml
      | id: tour
      | name: Tour
      | goal: A day at sea
      | owner: crew
      | personas: guest
      | stages: [{id: sail, name: Sail, exit: All are back, steps: [{id: board, customer: Boards}]}]
"""


class Loader(yaml.SafeLoader):
    """Reads YAML 1.2, as editors do: `no` is a text and a date is one, too."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in ("int", "float", "null")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|false)$"), list("tf"))


def schemas(project: Path) -> dict[str, Any]:
    """Return the schema of each kind of file, by the name of its folder."""
    files = project_schema_files(project, check(project))
    return {Path(name).stem: json.loads(data) for name, data in files.items() if name.endswith(".json")}


def mistakes(project: Path, known: dict[str, Any] | None = None) -> list[str]:
    """Return what the schemas of a project mark in its files."""
    folder = project / "journeys"
    return sorted(
        f"{path.relative_to(folder)} {'.'.join(map(str, error.absolute_path))}"
        for name, schema in (known or schemas(project)).items()
        for path in ([folder / "atlas.yml"] if name == "atlas" else sorted((folder / name).rglob("*.yml")))
        for error in Draft7Validator(schema).iter_errors(yaml.load(path.read_text(encoding="utf-8"), Loader))  # noqa: S506 - a safe loader
    )


@pytest.fixture(scope="module")
def sample_schemas() -> dict[str, Any]:
    files = project_schema_files(ROOT, sample_checked())
    return {Path(name).stem: json.loads(data) for name, data in files.items() if name.endswith(".json")}


def test_every_schema_is_one(sample_schemas: dict[str, Any]) -> None:
    assert len(sample_schemas) == 17
    for schema in sample_schemas.values():
        Draft7Validator.check_schema(schema)


def test_nothing_is_marked_in_the_sample(sample_schemas: dict[str, Any]) -> None:
    assert mistakes(ROOT, sample_schemas) == []


def test_nothing_is_marked_in_what_can_be_begun(tmp_path: Path) -> None:
    project = tmp_path / "ours"
    assert RUNNER.invoke(PROGRAM, ["init", str(project)]).exit_code == 0
    types = [(kind, name) for kind in StarterKind if kind is not StarterKind.STAGE for name in starter_types(kind)]
    assert len(types) > 15
    flags = {"future": ["--of", "first-map"], "persona": ["--role", "sponsor"], "plan": ["--account", "our-account", "--map", "first-map"]}
    for kind, name in types:
        chosen = ["--type", name] if kind in {StarterKind.MAP, StarterKind.PLAYBOOK, StarterKind.DATA} else []
        arguments = ["new", str(kind), f"our-{name}", *chosen, *flags.get(name, []), "--project", str(project)]
        assert RUNNER.invoke(PROGRAM, arguments).exit_code == 0, (kind, name)
    assert mistakes(project) == []


@pytest.mark.parametrize(
    ("right", "wrong", "where"),
    [
        ("owner: crew", "owner: crow", ["maps/tour.yml owner"]),
        ("personas: guest", "personas: [guest, gest]", ["maps/tour.yml personas"]),
        ("customer: Boards", "customer: Boards, feels: glum", ["maps/tour.yml stages"]),
        ("customer: Boards", "customer: Boards, channels: semaphore", ["maps/tour.yml stages"]),
        ("customer: Boards", "customer: Boards, when: in 3 days", ["maps/tour.yml stages"]),
        ("exit: All are back", "exit: {when: back => 5}", ["maps/tour.yml stages"]),
    ],
)
def test_a_wrong_id_is_marked(draw_project: Callable[[str], Path], right: str, wrong: str, where: list[str]) -> None:
    assert mistakes(draw_project(WORLD.replace(right, wrong))) == where


def test_an_id_that_is_being_written_is_not_marked(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD)
    schema = schemas(project)["maps"]
    text = (project / "journeys/maps/tour.yml").read_text(encoding="utf-8").replace("customer: Boards", "customer: Boards, next: swim")
    assert list(Draft7Validator(schema).iter_errors(yaml.load(text, Loader))) == []  # noqa: S506 - a safe loader
    assert schema["definitions"]["id-of-step-or-choice"]["anyOf"][0]["enum"] == ["board"]


def test_ids_have_their_names(draw_project: Callable[[str], Path]) -> None:
    schema = schemas(draw_project(WORLD))["maps"]["definitions"]["id-of-persona"]
    assert schema == {"type": "string", "enum": ["guest"], "enumDescriptions": ["A guest"]}


def test_nothing_is_marked_for_what_could_not_be_read(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD.replace("name: A guest", "nme: A guest"))
    assert [finding.rule for finding in check(project).findings if finding.level == "error"]
    assert [mark for mark in mistakes(project) if mark.startswith("maps/")] == []


def descriptions(schema: object) -> Iterator[str]:
    """Yield every description with a link."""
    if isinstance(schema, dict):
        yield from (text for key, text in schema.items() if key == "markdownDescription")
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from descriptions(inner)


def test_every_field_leads_to_its_line_of_the_manual(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD)
    write_project_schemas(project, check(project))
    schema = json.loads((project / ".journeybook/schema/maps.json").read_text(encoding="utf-8"))
    links = [re.search(r"\[Reference\]\(file://(.+)#L([0-9]+)\)$", text) for text in descriptions(schema)]
    assert len(links) > 200
    assert all(links)
    owner = re.search(r"\((file://.+)#L([0-9]+)\)", schema["definitions"]["Map"]["properties"]["owner"]["markdownDescription"])
    assert owner is not None
    line = Path(owner[1].removeprefix("file://")).read_text(encoding="utf-8").splitlines()[int(owner[2]) - 1]
    assert line.startswith("| `owner` |")


def test_check_writes_the_schemas_and_git_leaves_them_out(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD)
    assert RUNNER.invoke(PROGRAM, ["check", "--project", str(project)]).exit_code == 0
    assert (project / ".journeybook/.gitignore").read_text(encoding="utf-8") == "*\n"
    written = {path: path.stat().st_mtime_ns for path in (project / ".journeybook").rglob("*.json")}
    assert len(written) == 17
    assert RUNNER.invoke(PROGRAM, ["check", "--project", str(project)]).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in written} == written, "what is fresh is left alone"


def test_schemas_stay_while_the_lists_of_the_atlas_are_broken(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD)
    write_project_schemas(project, check(project))
    shutil.copy(project / ".journeybook/schema/maps.json", project / "before.json")
    (project / "journeys/atlas.yml").write_text("teams: [\n", encoding="utf-8")
    write_project_schemas(project, check(project))
    assert (project / ".journeybook/schema/maps.json").read_bytes() == (project / "before.json").read_bytes()
