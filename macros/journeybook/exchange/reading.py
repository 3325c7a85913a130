"""Reads a file of one of our own formats, or of Mermaid, whichever it is."""

import re
import zipfile
from io import BytesIO

from journeybook.exchange.flowchart_reader import read_mermaid_flowchart
from journeybook.exchange.imported import Imported, Refused, imported_document
from journeybook.exchange.json_format import read_json
from journeybook.exchange.mermaid_journey import read_mermaid_journey, without_front_matter
from journeybook.exchange.tables import tables_document
from journeybook.exchange.workbook import read_csv_archive, read_workbook
from journeybook.model.atlas import Atlas

_FENCE = re.compile(r"^```mermaid[ \t]*\n([^`]*)```", re.MULTILINE)
_KIND = re.compile(r"(?:\s|%%[^\n]*\n)*(journey|flowchart|graph)\b")


def read_exported(file: str, data: bytes, atlas: Atlas) -> Imported:
    """Return what a file holds: an atlas that was exported as JSON, XLSX or CSV, or a Mermaid journey or flowchart.

    Lanes and feelings of Mermaid are looked up in the atlas. Raises Refused where the file is none of these; the message says what is needed.
    """
    if data.startswith(b"PK"):
        return imported_document(file, tables_document(file, _tables(file, data)))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_json(file, data)
    text = _decoded(file, data)
    fence = _FENCE.search(text)
    text = "\n" * text.count("\n", 0, fence.start(1)) + fence[1] if fence else text
    kind = _KIND.match(without_front_matter(text))
    if kind is None:
        raise Refused(f"{file} is neither an exported atlas (JSON, XLSX, zip of CSV) nor a Mermaid journey or flowchart")
    return (read_mermaid_journey if kind[1] == "journey" else read_mermaid_flowchart)(file, text, atlas)


def _tables(file: str, data: bytes) -> dict[str, list[dict[str, str]]]:
    """Return the tables of a workbook, which is a zip that lists what it holds, or of a zip of CSV files."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            is_workbook = "[Content_Types].xml" in archive.namelist()
    except zipfile.BadZipFile as problem:
        raise Refused(f"{file} cannot be unpacked: {problem}") from None
    return (read_workbook if is_workbook else read_csv_archive)(file, data)


def _decoded(file: str, data: bytes) -> str:
    try:
        return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused(f"{file} is not saved as UTF-8: save it as UTF-8 in your editor") from None
