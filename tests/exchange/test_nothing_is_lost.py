"""Whatever stands in a table, each text is in the result or among what is left over, and the result reads back as it was meant."""

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import HEAD, as_csv, small_names

from journeybook.exchange.foreign_cells import ForeignCell
from journeybook.exchange.foreign_reader import read_foreign_file
from journeybook.exchange.import_draft import ImportDraft
from journeybook.exchange.table_kind import TableKind, draft_table
from journeybook.load.nodes import Plain, plain_data
from journeybook.load.source import read_source
from journeybook.load.yaml_writer import yaml_text

WORD = st.sampled_from(
    ["unknown", "none", "007", "NA", "=1+1", "'x", "- a\n- b", "R", "yes", "Customer", "Sales", "a: b", "#", "2026-03-01", "\x07"]
)
TEXT = st.one_of(st.just(""), WORD, st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12))
ROWS = st.lists(st.lists(TEXT, min_size=6, max_size=6), min_size=1, max_size=5)
HEADINGS = {
    TableKind.NOTES: ["Text", "Frame", "Color", "Who", "When", "Tags"],
    TableKind.STAGES: ["", "Start", "Use", "", "Use", "End"],
    TableKind.RACI: ["Phase", "Task", "Sales", "Support", "Legal", "Hours"],
    TableKind.MILESTONES: ["Milestone", "Stage", "Target", "Owner", "Kind", "Other"],
    TableKind.PLAYBOOKS: ["Playbook", "Trigger", "Steps", "Owner", "Effort", "Other"],
    TableKind.MEASURES: ["Metric", "Formula", "Leading", "Owner", "Frequency", "Other"],
    TableKind.FRAMES: ["Start", "", "", "", "", ""],
}
LANES = [["Customer"], ["Mood"], ["Pain points"], ["Outcome"], ["Nobody"]]


@pytest.mark.parametrize("kind", list(TableKind))
@given(ROWS)
def test_no_text_is_lost(kind: TableKind, rows: list[list[str]]) -> None:
    body = [[*lane, *row[1:]] for lane, row in zip(LANES, rows, strict=False)] if kind is TableKind.STAGES else rows
    if kind is TableKind.RACI:
        body = [["", "First", "R", "A", "", ""], ["", "Second", "A", "R", "", ""], *rows]
    table = read_foreign_file(as_csv([HEADINGS[kind], *body]).encode("utf-8-sig")).tables[0]
    draft = draft_table(table, kind, small_names(), HEAD, set())
    if draft is None:
        return
    cells = [cell for cell in table.cells if cell not in draft.ledger.left_over]
    words = _words(draft)
    assert [cell for cell in cells if not _is_kept(cell, words, draft)] == []
    reading = read_source("map.yml", yaml_text(draft.data).encode())
    assert reading.findings == ()
    assert reading.source is not None
    assert plain_data(reading.source.root) == draft.data


def _words(draft: ImportDraft) -> str:
    return "\n".join(_spelled(text) for text in _texts(draft.data))


def _texts(data: Plain) -> list[str]:
    if isinstance(data, str):
        return [data]
    values = [value for key, value in data.items()] if isinstance(data, dict) else data
    return [text for value in values for text in _texts(value)] + ([*data] if isinstance(data, dict) else [])


def _spelled(text: str) -> str:
    """Return a text without what an import may change of it: blanks, signs of a list, case, entities, forms of one letter."""
    lines = (re.sub(r"^\s*[-*\u2022\u2013\u00b7]\s+", "", line) for line in html.unescape(unicodedata.normalize("NFC", text)).splitlines())
    return "".join("".join(lines).split()).casefold()


def _is_kept(cell: ForeignCell, words: str, draft: ImportDraft) -> bool:
    """Whether a cell's lines stand in the result, or the cell was understood: as a heading, a name of the atlas or a word of the model."""
    if draft.ledger.placed[cell].startswith(("heading", "lane ", "colour", "duty", "name of a lane", "position")) or cell.row == 1:
        return True
    lines = [_spelled(line) for line in cell.text.splitlines() if line.strip()]
    if all(line in words for line in lines):
        return True
    names = small_names()
    ids, unknown = names.find_all(cell.text, "team", "role", "persona", "contact-role", "feeling")
    word = cell.text.strip().casefold()
    known = {**dict.fromkeys(("yes", "x", "y", "1"), "true"), **dict.fromkeys(("no", "n", "0"), "false")}.get(word, word.replace(" ", "-"))
    return bool(ids and not unknown) or known in words
