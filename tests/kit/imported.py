"""A small atlas, and what importing a table into it makes."""

import csv
import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.foreign_reader import read_foreign_file
from journeybook.exchange.import_draft import ImportDraft
from journeybook.exchange.map_draft import MapHead
from journeybook.exchange.table_kind import draft_table, guess_kind
from journeybook.validate import check

ATLAS = """\
schema_version: 2
organisation: Tern Tours
teams:
  - {id: customer-success, name: Customer success}
  - {id: sales, name: Sales}
  - {id: support, name: Support}
roles:
  - {id: csm, name: Customer success manager, team: customer-success}
contact_roles:
  - {id: planner, name: Planner}
lanes:
  - {id: customer, name: Customer, role: customer}
  - {id: company, name: Company, role: frontstage, team: customer-success}
  - {id: sales_desk, name: Sales desk, role: backstage, team: sales}
  - {id: mood, name: Mood, kind: feeling}
  - {id: policies, name: Policies, kind: text}
channels:
  - {id: email, name: Mail}
anchors:
  - {id: signature, name: the signature}
"""
HEAD = MapHead("tour", "Tour", "Every guest arrives", "tour.csv", "csm")


@cache
def small_names() -> AtlasNames:
    """Return the names of the small atlas, which checks clean."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "journeys"
        home.mkdir()
        (home / "atlas.yml").write_text(ATLAS, encoding="utf-8")
        checked = check(Path(folder))
    assert checked.ok
    return AtlasNames(checked.atlas)


def drafted(data: bytes | str, people: dict[str, str] | None = None, **lanes: str) -> ImportDraft:
    """Return the draft of the first table of a file."""
    names = AtlasNames(small_names().atlas, lanes, people or {})
    table = read_foreign_file(data.encode() if isinstance(data, str) else data).tables[0]
    kind = guess_kind(table, names)
    assert kind is not None
    draft = draft_table(table, kind, names, HEAD, set())
    assert draft is not None
    return draft


def stages(data: bytes | str, **lanes: str) -> list[object]:
    """Return the stages of the map that a table becomes."""
    draft = drafted(data, None, **lanes)
    assert isinstance(draft.data, dict)
    assert isinstance(draft.data["stages"], list)
    return [*draft.data["stages"]]


def left_over(draft: ImportDraft) -> dict[str, str]:
    """Return why cells were left over, by their place."""
    return {cell.place: reason for cell, reason in draft.ledger.left_over.items()}


def as_csv(rows: list[list[str]]) -> str:
    """Return rows as CSV."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()
