"""An atlas that is exported and read again says the same: every field of it, by JSON, XLSX and CSV, and in an author's files."""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_trees import WORDS
from sample_atlas import ROOT, sample_checked
from two_audiences import World

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.document import Document, Value, atlas_document
from journeybook.exchange.foreign_cells import UnreadableFile
from journeybook.exchange.imported import ImportedAtlas, imported_document
from journeybook.exchange.json_document import json_bytes, json_schema
from journeybook.exchange.reading import is_exported, read_exported
from journeybook.exchange.tables import document_tables, tables_document
from journeybook.exchange.workbook import csv_archive, read_csv_archive, read_workbook, workbook_bytes
from journeybook.load.yaml_writer import yaml_text
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.files import FOLDERS
from journeybook.validate import check

SAMPLE = {"xlsx": workbook_bytes, "csv.zip": csv_archive}
TEXTS = WORDS.filter(str.strip) | st.sampled_from(
    ["=1", "'=1", "-5; +x", "[a]", "{b}", "true", "007", "unknown", "_x0041_", "a\nb", " a ", "NA"]
)


@pytest.fixture(scope="module")
def sample() -> Atlas:
    return sample_checked().atlas


def written_anew(document: bytes, atlas: Atlas, project: Path, resources: Path) -> Document:
    """Return the document of the project that an exported file makes."""
    imported = read_exported(document, AtlasNames(atlas), "Atlas")
    assert isinstance(imported, ImportedAtlas)
    assert imported.left_over == {}
    for name, data in imported.files.items():
        path = project / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml_text(data), encoding="utf-8")
    for path in resources.iterdir():
        if path.suffix != ".yml":
            shutil.copy(path, project / "journeys" / "resources")
    return by_id(atlas_document(check(project).atlas, Audience.INTERNAL))


def by_id(document: Document) -> Document:
    """Return a document with its maps in the order of their ids, as their files stand."""
    maps = document["maps"]
    assert isinstance(maps, list)
    return document | {"maps": sorted(maps, key=lambda journey: str(journey["id"]) if isinstance(journey, dict) else "")}


def test_the_sample_comes_back_from_json(sample: Atlas, tmp_path: Path) -> None:
    document = atlas_document(sample, Audience.INTERNAL)
    maps = document["maps"]
    assert isinstance(maps, list)
    assert [journey["id"] for journey in maps if isinstance(journey, dict) and "stages" in journey.get("inherited", [])]  # type: ignore[operator]  # a list
    again = written_anew(json_bytes(document), sample, tmp_path, ROOT / "journeys/resources")
    assert again == by_id(document)


def test_every_field_comes_back_from_json(tmp_path: Path) -> None:
    before = tmp_path / "before"
    World().write(before)
    atlas = check(before).atlas
    document = atlas_document(atlas, Audience.INTERNAL)
    fields = {f"{type(spot.part).__name__}.{name}" for spot in atlas.spots for name, value in spot.part.held().items() if value}
    assert len(fields) > 500
    again = written_anew(json_bytes(document), atlas, tmp_path / "after", before / "journeys/resources")
    assert again == by_id(document)


@pytest.mark.parametrize("ending", SAMPLE)
def test_the_sample_comes_back_from_tables(sample: Atlas, ending: str) -> None:
    document = atlas_document(sample.model_copy(update={"maps": sample.maps[:3]}), Audience.INTERNAL)
    data = SAMPLE[ending](document_tables(document))
    assert data == SAMPLE[ending](document_tables(document))
    assert read_exported(data, AtlasNames(sample), "Atlas") == imported_document(document)


def values(field: PartField, depth: int) -> st.SearchStrategy[Value]:
    kind: st.SearchStrategy[Value] = TEXTS
    if field.part:
        kind = items(field.part, depth - 1)
    elif field.value_type is bool:
        kind = st.booleans()
    elif field.value_type is int:
        kind = st.integers(-99, 99)
    return st.lists(kind, min_size=1, max_size=3) if field.many else kind


def items(model: type[Part], depth: int) -> st.SearchStrategy[Value]:
    """Make parts of a class with some of their fields, at least one."""
    fields = {name: field for name, field in part_fields(model).items() if depth or not field.part}
    chosen = st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=4, unique=True)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: values(fields[name], depth) for name in sorted(names)}))


def with_ids(value: Value, kind: str = "item") -> Value:
    """Return data whose every part in a list has an id of its own, in the order of the model."""
    if isinstance(value, list):
        return [with_ids({**item, "id": f"{kind}-{number}"}, kind) if isinstance(item, dict) else item for number, item in enumerate(value)]
    return {name: with_ids(inner, name) for name, inner in value.items()} if isinstance(value, dict) else value


def in_order(value: Value, model: type[Part]) -> Value:
    """Return data with its keys in the order of the model, the id of what needs none left out."""
    assert isinstance(value, dict)
    fields = part_fields(model)
    ordered: dict[str, Value] = {}
    for name in (name for name in fields if name in value):
        part, inner = fields[name].part, value[name]
        ordered[name] = inner
        if part:
            ordered[name] = [in_order(item, part) for item in inner] if isinstance(inner, list) else in_order(inner, part)
    return ordered


@given(
    st.sampled_from(sorted(FOLDERS)).flatmap(
        lambda folder: st.tuples(st.just(folder), st.lists(items(FOLDERS[folder], 3), min_size=1, max_size=2))
    )
)
def test_any_data_comes_back_from_every_format(drawn: tuple[str, list[Value]]) -> None:
    folder, things = drawn
    listed = with_ids(things, folder)
    assert isinstance(listed, list)
    document: Document = {"format": "journeybook-atlas", "version": 1, "audience": "internal"}
    document[folder] = [in_order(item, FOLDERS[folder]) for item in listed]
    tables = document_tables(document)
    assert tables_document(tables) == document
    assert tables_document(read_workbook(workbook_bytes(tables))) == document
    assert tables_document(read_csv_archive(csv_archive(tables))) == document
    assert json.loads(json_bytes(document)) == document


def test_the_schema_names_every_field_and_nothing_else(sample: Atlas) -> None:
    schema = json_schema()
    assert wrong_in(atlas_document(sample, Audience.INTERNAL), schema, schema) == []
    public: Value = {"format": "other", "maps": [{"id": 5, "nonsense": "x"}]}
    assert len(wrong_in(public, schema, schema)) == 5


def wrong_in(value: Value, schema: dict[str, object], root: dict[str, object]) -> list[str]:
    """Return what does not fit a schema, as far as ours uses the language."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return wrong_in(value, root["definitions"][name], root)  # type: ignore[index]  # plain JSON
    if "const" in schema or "enum" in schema:
        return [] if value in schema.get("enum", [schema.get("const")]) else [f"{value} is not allowed"]  # type: ignore[operator]  # plain JSON
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    if type(value) is not kinds.get(str(schema.get("type")), type(value)):
        return [f"{value} is no {schema['type']}"]
    if isinstance(value, list) and "items" in schema:
        return [text for item in value for text in wrong_in(item, schema["items"], root)]  # type: ignore[arg-type]  # plain JSON
    if isinstance(value, dict) and "properties" in schema:
        known: dict[str, dict[str, object]] = schema["properties"]  # type: ignore[assignment]  # plain JSON
        lacks = [f"{name} is missing" for name in schema.get("required", []) if name not in value]  # type: ignore[attr-defined]  # plain JSON
        extra = [f"{name} is unknown" for name in value if name not in known]
        return lacks + extra + [text for name, inner in value.items() if name in known for text in wrong_in(inner, known[name], root)]
    return []


@pytest.mark.parametrize(
    ("document", "needed"),
    [
        ({"maps": []}, "holds no atlas"),
        ({"format": "journeybook-atlas", "version": 2, "audience": "internal"}, "this program reads 1"),
        ({"format": "journeybook-atlas", "version": 1, "audience": "public"}, "take the internal one"),
        ({"format": "journeybook-atlas", "version": 1, "audience": "internal", "maps": ["x"]}, "no group of keys"),
        ({"format": "journeybook-atlas", "version": 1, "audience": "internal", "atlas": "x"}, "no group of keys"),
        ({"format": "journeybook-atlas", "version": 1, "audience": "internal", "maps": [{"name": "x"}]}, "has no id"),
        ({"format": "journeybook-atlas", "version": 1, "audience": "internal", "maps": [{"id": "../../x"}]}, "has no id"),
        ({"format": "journeybook-atlas", "version": 1, "audience": "internal", "plays": [{"id": "x", "state": None}]}, "holds None"),
    ],
)
def test_what_is_no_exported_atlas_is_refused(document: Value, needed: str) -> None:
    with pytest.raises(UnreadableFile, match=needed.replace("no group", "not a group")):
        imported_document(document)


def test_what_belongs_nowhere_is_left_over() -> None:
    document = {"format": "journeybook-atlas", "version": 1, "audience": "internal", "notes": "x"}
    assert [(cell.place, cell.text) for cell in imported_document(document).left_over] == [("notes", "x")]


def test_a_table_that_is_none_of_ours_is_left_over() -> None:
    tables = {"journeybook": [{"format": "journeybook-atlas", "version": "1", "audience": "internal"}], "Notes": [{"who": "x"}]}
    left_over = imported_document(tables_document(tables)).left_over
    assert [(cell.place, cell.text, reason) for cell, reason in left_over.items()] == [
        ("Notes", "[{'who': 'x'}]", "no folder is called Notes"),
    ]


def test_a_text_that_reads_like_an_answer_stands_in_quotes() -> None:
    document = {"format": "journeybook-atlas", "version": 1, "audience": "internal", "measures": [{"id": "m", "name": "unknown"}]}
    assert yaml_text(imported_document(document).files["measures/measures.yml"]) == "- id: m\n  name: 'unknown'\n"


def test_our_own_files_are_known_by_their_contents(sample: Atlas) -> None:
    tables = document_tables(atlas_document(sample.model_copy(update={"maps": ()}), Audience.INTERNAL))
    assert [
        is_exported(data)
        for data in (workbook_bytes(tables), csv_archive(tables), b"{}", b"graph LR\n", b"# x\n\n```mermaid\njourney\n```\n")
    ] == [True] * 5
    workbook = rewritten(workbook_bytes(tables), "xl/workbook.xml", b"<!--" + b" " * 1_000_000 + b"-->")
    assert not is_exported(workbook)
    del tables["journeybook"]
    assert [
        is_exported(data) for data in (workbook_bytes(tables), csv_archive(tables), b"PK", b"a;b\n1;2\n", b"", b"\x89PNG\0\0\0\xd8")
    ] == [False] * 6


def rewritten(workbook: bytes, part: str, more: bytes) -> bytes:
    """Return a workbook with more at the end of a part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        assert part in before.namelist()
        for name in before.namelist():
            after.writestr(name, before.read(name) + (more if name == part else b""))
    return buffer.getvalue()


def test_a_workbook_of_ours_may_declare_no_entities_either(sample: Atlas) -> None:
    tables = document_tables(atlas_document(sample.model_copy(update={"maps": ()}), Audience.INTERNAL))
    workbook = rewritten(workbook_bytes(tables), "xl/styles.xml", b"<!ENTITY x>")
    with pytest.raises(UnreadableFile, match="declares entities"):
        read_exported(workbook, AtlasNames(sample), "X")


@pytest.mark.parametrize(
    ("files", "needed"),
    [
        ({"steps.csv": "map\n"}, "has no table 'journeybook'"),
        ({"maps.csv": '"x"y\n'}, "is no CSV"),
        ({"maps.csv": "id,scope\nx,{bad\n"}, "maps row 2, scope cannot be read as JSON"),
        ({"maps.csv": "id,\nx,\ny,lost\n"}, "maps row 3 holds a text below no heading"),
        ({"maps.csv": "id\nx,lost\n"}, "maps row 2 holds a text below no heading"),
        ({"steps.csv": "map,stage,what\na,b,c\n"}, "stands in map 'a', stage 'b'"),
        ({"maps.csv": "x" * 100_000_001}, "at most 100,000,000 are read"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_tables_that_do_not_fit_are_refused(sample: Atlas, files: dict[str, str], needed: str) -> None:
    ours = {"journeybook.csv": "format,version,audience\njourneybook-atlas,1,internal\n"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ((ours if "table 'journeybook'" not in needed else {}) | files).items():
            archive.writestr(name, text)
    with pytest.raises(UnreadableFile, match=re.escape(needed)):
        read_exported(buffer.getvalue(), AtlasNames(sample), "X")
