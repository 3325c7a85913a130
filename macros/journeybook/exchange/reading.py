"""Reads a file of one of our own formats, or of Mermaid, whichever it is."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.delimited_reader import decode_text
from journeybook.exchange.flowchart_reader import read_mermaid_flowchart
from journeybook.exchange.foreign_cells import UnreadableFile
from journeybook.exchange.imported import ImportedAtlas, ImportedDiagram, imported_document
from journeybook.exchange.json_document import read_json
from journeybook.exchange.mermaid_journey import read_mermaid_journey, without_front_matter
from journeybook.exchange.tables import HEAD, TableRows, tables_document
from journeybook.exchange.workbook import read_csv_archive, read_workbook

_FENCE = re.compile(r"^```mermaid[ \t]*\n([^`]*)```", re.MULTILINE)
_KIND = re.compile(r"(?:\s|%%[^\n]*\n)*(journey|flowchart|graph)\b")
_SHEETS = "xl/workbook.xml"
"""The part of a workbook that lists its sheets."""
MOST_LISTING = 1_000_000
"""The most bytes of that part."""


def is_exported(data: bytes) -> bool:
    """Whether a file is of one of our own formats or of Mermaid, as far as its beginning and its list of contents tell."""
    return holds_atlas(data) or _mermaid_kind(_text_of_any(data)) is not None


def holds_atlas(data: bytes) -> bool:
    """Whether a file is of one of our own formats, so that it brings its lanes and teams along."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                return f"{HEAD}.csv" in archive.namelist() or f'name="{HEAD}"'.encode() in _sheet_listing(archive)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
            return False
    return _text_of_any(data).lstrip().startswith("{")


def read_exported(data: bytes, names: AtlasNames, name: str) -> ImportedAtlas | ImportedDiagram:
    """Return what a file holds: an atlas that was exported as JSON, XLSX or CSV, or a Mermaid journey or flowchart.

    Lanes and feelings of Mermaid are looked up in the atlas; a diagram without a title has the name. Raises UnreadableFile.
    """
    if data.startswith(b"PK"):
        return imported_document(tables_document(_tables(data)))
    text, remark = _text(data)
    if text.lstrip().startswith("{"):
        return read_json(text)
    text = _diagram(text)
    kind = _mermaid_kind(text)
    if kind is None:
        raise UnreadableFile("The file is neither an exported atlas (JSON, XLSX, zip of CSV) nor a Mermaid journey or flowchart.")
    diagram = (read_mermaid_journey if kind == "journey" else read_mermaid_flowchart)(text, names, name)
    return replace(diagram, remarks=(remark,)) if remark else diagram


def _text(data: bytes) -> tuple[str, str]:
    """Return a file's text with lines ended as ours, and a remark where its encoding is a guess."""
    text, remark = decode_text(data)
    return text.replace("\r\n", "\n"), remark


def _text_of_any(data: bytes) -> str:
    """Return the text of any file; none of one that is no text."""
    try:
        return _text(data)[0]
    except UnreadableFile:
        return ""


def _diagram(text: str) -> str:
    """Return the first diagram of a Markdown page behind as many empty lines, or the whole text where it is no page with one."""
    fence = _FENCE.search(text)
    return "\n" * text.count("\n", 0, fence.start(1)) + fence[1] if fence else text


def _mermaid_kind(text: str) -> str | None:
    kind = _KIND.match(without_front_matter(_diagram(text)))
    return kind[1] if kind else None


def _sheet_listing(archive: zipfile.ZipFile) -> bytes:
    """Return the part that lists a workbook's sheets; nothing where there is none, or one that would fill the memory."""
    is_there = _SHEETS in archive.namelist() and archive.getinfo(_SHEETS).file_size <= MOST_LISTING
    return archive.read(_SHEETS) if is_there else b""


def _tables(data: bytes) -> dict[str, TableRows]:
    """Return the tables of a workbook, which is a zip that lists what it holds, or of a zip of CSV files."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            is_workbook = "[Content_Types].xml" in archive.namelist()
    except zipfile.BadZipFile as problem:
        raise UnreadableFile(f"The file cannot be unpacked: {problem}") from None
    return (read_workbook if is_workbook else read_csv_archive)(data)
