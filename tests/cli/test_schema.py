"""The schemas for editors say what the model says, and the repository's own are fresh."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_atlas import sample_checked
from typer.testing import CliRunner

from journeybook.cli.editor_schema import editor_schemas
from journeybook.cli.main import assemble_program
from journeybook.cli.schema import schema_files
from journeybook.model.field_info import part_fields
from journeybook.model.files import FOLDERS
from journeybook.model.step import Step
from journeybook.model.vocabulary import LANES
from journeybook.validate import check

ROOT = Path(__file__).parent.parent.parent
PROGRAM = assemble_program()
RUNNER = CliRunner()
SCHEMAS = editor_schemas(LANES)
CLEAN = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew}]
    | lanes:
    |   - {id: guest, name: Guest, role: customer}
    |   - {id: crew, name: Crew, role: frontstage, team: crew}
    |   - {id: proof, name: Proof, role: frontstage, kind: text}
"""


def test_every_folder_has_a_schema() -> None:
    assert set(SCHEMAS) == {"atlas.json", *(f"{folder}.json" for folder in FOLDERS)}


def test_the_schemas_of_this_repository_are_fresh() -> None:
    wanted = schema_files(sample_checked().atlas.lanes)
    found = {f"journeys/schema/{path.name}": path.read_bytes() for path in (ROOT / "journeys" / "schema").glob("*.json")}
    assert sorted(found) == sorted(wanted)
    assert [name for name in wanted if found[name] != wanted[name]] == [], "run journeybook schema"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_reference_inside_a_schema_leads_somewhere(name: str) -> None:
    named = {way["$ref"] for way in _groups(SCHEMAS[name]) if "$ref" in way}
    assert named
    assert named <= {f"#/definitions/{name}" for name in SCHEMAS[name]["definitions"]}


def test_a_step_is_written_with_every_field_or_by_its_lane() -> None:
    step = SCHEMAS["maps.json"]["definitions"]["Step"]
    assert set(step["properties"]) == {*part_fields(Step), *(lane.id for lane in LANES)}
    assert step["additionalProperties"] is False
    assert {"required": ["customer"]} in step["oneOf"]
    assert {"required": ["lane", "what"]} in step["oneOf"]


def test_short_forms_are_allowed() -> None:
    step = SCHEMAS["maps.json"]["definitions"]["Step"]["properties"]
    text, answer = {"$ref": "#/definitions/text"}, {"$ref": "#/definitions/answer"}
    assert step["thinks"]["anyOf"] == [text, {"type": "array", "items": text}], "any word is a text"
    assert step["moment_that_matters"]["anyOf"] == [text, {"$ref": "#/definitions/Moment"}]
    assert step["visible_to_customer"]["anyOf"] == [{"type": "boolean"}, answer]
    assert step["blank"]["$ref"] == "#/definitions/blank"
    keyed = next(way for way in step["next"]["anyOf"] if "propertyNames" in way)
    assert keyed["propertyNames"] == {"not": {"enum": ["to", "outcome", "when", "kind", "blank"]}}
    assert {"$ref": "#/definitions/reference"} in keyed["additionalProperties"]["anyOf"]


def test_a_file_holds_one_thing_or_a_list_but_a_map_stands_alone() -> None:
    assert [way.get("type", "one") for way in SCHEMAS["personas.json"]["anyOf"]] == ["one", "array"]
    assert SCHEMAS["maps.json"]["$ref"] == "#/definitions/Map"
    assert {"required": ["id", "extends"]} in SCHEMAS["maps.json"]["definitions"]["Map"]["anyOf"]


def test_every_field_says_what_it_is() -> None:
    silent = [
        f"{name} {definition} {field}"
        for name, schema in SCHEMAS.items()
        for definition, group in schema["definitions"].items()
        for field, said in group.get("properties", {}).items()
        if not said.get("description")
    ]
    assert silent == []


def test_the_schema_is_written_once_and_then_fresh(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(CLEAN)
    stale = RUNNER.invoke(PROGRAM, ["schema", "--project", str(project), "--check"])
    assert (stale.exit_code, (project / "journeys/schema").exists()) == (1, False)
    assert RUNNER.invoke(PROGRAM, ["schema", "--project", str(project)]).exit_code == 0
    fresh = RUNNER.invoke(PROGRAM, ["schema", "--project", str(project), "--check"])
    assert (fresh.exit_code, fresh.stderr) == (0, "journeys/schema is up to date\n")
    assert check(project).findings == ()
    written = json.loads((project / "journeys/schema/maps.json").read_text(encoding="utf-8"))
    step = written["definitions"]["Step"]
    assert {"required": ["guest"]} in step["oneOf"]
    assert "proof" not in step["properties"]
    assert written["definitions"]["LaneEntries"]["properties"]["lane"]["enum"] == ["guest", "crew", "proof"]


def test_an_atlas_with_mistakes_has_no_schema(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(f"{CLEAN}    | temas: []\n")
    answer = RUNNER.invoke(PROGRAM, ["schema", "--project", str(project)])
    assert (answer.exit_code, (project / "journeys/schema").exists()) == (1, False)
    assert "temas" in answer.stdout


def _groups(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from _groups(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _groups(value)
