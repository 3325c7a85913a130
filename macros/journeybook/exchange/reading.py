"""Reads a file of one of our own formats, or of Mermaid, whichever it is."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.delimited_reader import foreign_text
from journeybook.exchange.flowchart_reader import read_mermaid_flowchart
from journeybook.exchange.foreign_cells import UnreadableFile
from journeybook.exchange.imported import ImportedAtlas, ImportedDiagram, diagram_line, imported_document
from journeybook.exchange.json_document import read_json
from journeybook.exchange.mermaid_journey import read_mermaid_journey, without_front_matter
from journeybook.exchange.tables import HEAD, TableRows, tables_document
from journeybook.exchange.workbook import read_csv_archive, read_workbook

_FENCE = re.compile(
    r"^ {0,3}(?:(?P<fence>`{3,}|~{3,}|:{3}) *(?:mermaid|\{ *\.mermaid)\b[^\n]*|<(?P<tag>pre|div) class=\"mermaid\">)[ \t]*\n"
    r"(?P<diagram>.*?)"
    r"^ {0,3}(?:(?P=fence)|</(?P=tag)>)",
    re.MULTILINE | re.DOTALL,
)
OTHER_DIAGRAM = "it stands in another diagram of the page: import that one by itself"
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
    others = _other_lines(text)
    text = _diagram(text)
    kind = _mermaid_kind(text)
    if kind is None:
        raise UnreadableFile("The file is neither an exported atlas (JSON, XLSX, zip of CSV) nor a Mermaid journey or flowchart.")
    diagram = (read_mermaid_journey if kind == "journey" else read_mermaid_flowchart)(text, names, name)
    left_over = diagram.left_over | {diagram_line(number, line): OTHER_DIAGRAM for number, line in others}
    return replace(diagram, left_over=left_over, remarks=(remark,) if remark else diagram.remarks)


def _text(data: bytes) -> tuple[str, str]:
    """Return a file's text with lines ended as ours, and a remark where its encoding is a guess."""
    text, remark = foreign_text(data)
    return text.replace("\r\n", "\n"), remark


def _text_of_any(data: bytes) -> str:
    """Return the text of any file; none of one that is no text."""
    try:
        return _text(data)[0]
    except UnreadableFile:
        return ""


def _diagram(text: str) -> str:
    """Return the first journey of a page, else its first flowchart, behind as many empty lines; the whole text of what is no page."""
    fence = _chosen(text)
    return "\n" * text.count("\n", 0, fence.start("diagram")) + fence["diagram"] if fence else text


def _chosen(text: str) -> re.Match[str] | None:
    fences = _journeys_first(text)
    return fences[0] if fences else None


def _journeys_first(text: str) -> list[re.Match[str]]:
    """Return the diagrams of a page that can be read, journeys before flowcharts."""
    kinds = {fence: _KIND.match(without_front_matter(fence["diagram"])) for fence in _FENCE.finditer(text)}
    known = {fence: kind[1] for fence, kind in kinds.items() if kind}
    return sorted(known, key=lambda fence: known[fence] != "journey") or list(kinds)


def _other_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines, with their numbers, of the diagrams of a page that are not the chosen one."""
    return [
        (text.count("\n", 0, fence.start("diagram")) + number, line.strip())
        for fence in _journeys_first(text)[1:]
        for number, line in enumerate(fence["diagram"].splitlines(), start=1)
        if line.strip()
    ]


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
