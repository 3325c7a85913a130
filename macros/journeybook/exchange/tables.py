"""A document as tables and back: one table a folder, and tables of their own for stages, steps, milestones and the steps of playbooks.

A cell holds a text as it is, a list as lines, and whatever is deeper as JSON, or shorter where the class has a short form.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from journeybook.exchange.document import ATLAS_KEY, INHERITED, Document, Value
from journeybook.exchange.foreign_cells import UnreadableFile
from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.files import FOLDERS
from journeybook.model.map import Map
from journeybook.model.organisation import AtlasFile
from journeybook.model.plays import Playbook, PlaybookStep
from journeybook.model.stage import Milestone, Stage, SubStage
from journeybook.model.step import Step

Item = dict[str, Value]
TableRows = list[dict[str, str]]
HEAD = "journeybook"
"""The table that says what the others are."""


@dataclass(frozen=True)
class _Nested:
    """A table of items that stand in items of others: its class, the columns that say in which, and the field that holds it, by class."""

    model: type[Part]
    homes: tuple[str, ...]
    field: str


_NESTED = {
    "stages": _Nested(Stage, ("map",), "stages"),
    "sub_stages": _Nested(SubStage, ("map", "stage"), "sub_stages"),
    "steps": _Nested(Step, ("map", "stage", "sub_stage"), "steps"),
    "milestones": _Nested(Milestone, ("map", "stage"), "milestones"),
    "playbook_steps": _Nested(PlaybookStep, ("playbook",), "steps"),
}
_OUT = {Map: ("stages",), Stage: ("sub_stages", "steps", "milestones"), SubStage: ("steps",), Playbook: ("playbook_steps",)}
"""Which nested tables take items out of a class."""


_FOLDERS: dict[str, type[Part]] = {ATLAS_KEY: AtlasFile, **FOLDERS}


def document_tables(document: Document) -> dict[str, TableRows]:
    """Return the tables of a document by name, each as rows by column; columns are in the order of the model."""
    tables: dict[str, TableRows] = {HEAD: [{key: str(document[key]) for key in ("format", "version", "audience")}]}
    if ATLAS_KEY in document:
        _add(tables, ATLAS_KEY, AtlasFile, cast("Item", document[ATLAS_KEY]), {})
    for folder, model in FOLDERS.items():
        for item in cast("list[Item]", document.get(folder, [])):
            _add(tables, folder, model, item, {})
    return tables


def columns(rows: TableRows) -> list[str]:
    """Return the columns of a table: every one that some row has, in the order of the rows' own."""
    names: list[str] = []
    for row in rows:
        behind = -1
        for name in row:
            if name in names:
                behind = names.index(name)
            else:
                behind += 1
                names.insert(behind, name)
    return names


def tables_document(tables: dict[str, TableRows]) -> Document:
    """Return the document that was written as tables; raises UnreadableFile where a cell or a home of a row cannot be read."""
    if len(tables.get(HEAD, [])) != 1:
        raise UnreadableFile(f"The file has no table '{HEAD}' of one row, so it was not written by journeybook export.")
    return _Reader(tables).document()


def _add(tables: dict[str, TableRows], table: str, model: type[Part], item: Item, homes: dict[str, str]) -> None:
    """Add an item as a row, and what stands in it to its own tables."""
    nested = {_NESTED[name].field: name for name in _OUT.get(model, ())}
    row = dict(homes)
    tables.setdefault(table, []).append(row)
    for name, value in item.items():
        if name not in nested:
            row[name] = _cell(value, part_fields(model).get(name))
    for field, name in nested.items():
        below = {key: homes.get(key, "") for key in _NESTED[name].homes} | _home(model, item)
        for child in cast("list[Item]", item.get(field, [])):
            _add(tables, name, _NESTED[name].model, child, {key: below[key] for key in _NESTED[name].homes})


def _home(model: type[Part], item: Item) -> dict[str, str]:
    return {model.KIND.replace("-", "_"): str(item.get("id", ""))}


def _cell(value: Value, field: PartField | None) -> str:
    """Return a value as the text of a cell."""
    short = field.part.SHORT if field and field.part else ""
    texts = [_short(item, short) for item in value] if isinstance(value, list) else [_short(value, short)]
    plain = [text for text in texts if text is not None]
    if isinstance(value, list):
        fits = len(plain) == len(texts) and all(text and "\n" not in text for text in plain) and plain and plain[0][0] not in "[{"
        return "\n".join(plain) if fits else _json(value)
    if field and (field.many or field.part):
        return plain[0] if plain and plain[0] and plain[0][0] not in "[{" else _json(value)
    return plain[0] if plain else _json(value)


def _short(value: Value, short: str) -> str | None:
    """Return a single value as a text, or None where it needs more."""
    if isinstance(value, dict):
        inner = value.get(short) if short and set(value) == {short} else None
        return inner if isinstance(inner, str) else None
    if isinstance(value, list):
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


class _Reader:
    """Reads tables as a document."""

    def __init__(self, tables: dict[str, TableRows]) -> None:
        self.tables = tables
        self.taken: set[tuple[str, int]] = set()

    def document(self) -> Document:
        document: Document = {**self.tables[HEAD][0]}
        document["version"] = int(str(document["version"])) if str(document.get("version")).isdecimal() else ""
        for table, model in _FOLDERS.items():
            items = self.items(table, model, {})
            if items:
                document[table] = items[0] if table == ATLAS_KEY else cast("list[Value]", items)
        self.refuse_homeless()
        known = {HEAD, *_FOLDERS, *_NESTED}
        return document | {name: cast("list[Value]", rows) for name, rows in self.tables.items() if name not in known}

    def items(self, table: str, model: type[Part], homes: dict[str, str]) -> list[Item]:
        """Return the items of a table that stand in a home, each with what stands in it."""
        items = []
        for number, row in enumerate(self.tables.get(table, []), start=2):
            if all(row.get(key, "") == name for key, name in homes.items()):
                self.taken.add((table, number))
                items.append(self.item(f"{table} row {number}", model, row, homes))
        return items

    def item(self, where: str, model: type[Part], row: dict[str, str], homes: dict[str, str]) -> Item:
        fields = part_fields(model)
        cells = {name: cell for name, cell in row.items() if cell and name not in homes}
        item = {name: _value(f"{where}, {name}", cell, fields.get(name)) for name, cell in cells.items()}
        for name in _OUT.get(model, ()):
            nested = _NESTED[name]
            below = {key: homes.get(key, "") for key in nested.homes} | _home(model, item)
            children = self.items(name, nested.model, {key: below[key] for key in nested.homes})
            if children:
                item[nested.field] = cast("list[Value]", children)
        return {name: item[name] for name in (*fields, INHERITED, *item) if name in item}

    def refuse_homeless(self) -> None:
        """Raise UnreadableFile if a row stands in something that is in no table."""
        for table, number in self.rows():
            if (table, number) not in self.taken:
                homes = ", ".join(f"{key} '{self.tables[table][number - 2].get(key, '')}'" for key in _NESTED[table].homes)
                raise UnreadableFile(f"{table} row {number} stands in {homes}, which is in no table")

    def rows(self) -> Iterator[tuple[str, int]]:
        for table in _NESTED:
            yield from ((table, number) for number in range(2, len(self.tables.get(table, [])) + 2))


def _value(where: str, cell: str, field: PartField | None) -> Value:
    """Return the value of a cell; of a column that is no field, its text or its JSON."""
    if field is None or field.many or field.part:
        if cell[0] in "[{":
            return _from_json(where, cell)
        part = field.part if field else None
        values: list[Value] = [{part.SHORT: line} if part and part.SHORT else line for line in cell.split("\n")]
        return values if field is None or field.many else {part.SHORT: cell} if part else cell
    if field.value_type is bool and cell.lower() in ("true", "false"):
        return cell.lower() == "true"
    return int(cell) if field.value_type is int and cell.lstrip("-").isdecimal() else cell


def _from_json(where: str, cell: str) -> Value:
    try:
        return cast("Value", json.loads(cell))
    except (ValueError, RecursionError) as problem:
        raise UnreadableFile(f"{where} cannot be read as JSON: {problem}") from None
