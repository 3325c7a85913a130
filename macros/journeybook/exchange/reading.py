"""Reads a file of one of our own formats, or of Mermaid, whichever it is."""

import re
import zipfile
from io import BytesIO

from journeybook.exchange.flowchart_reader import read_mermaid_flowchart
from journeybook.exchange.imported import Imported, Refused, imported_document
from journeybook.exchange.json_document import read_json
from journeybook.exchange.mermaid_journey import read_mermaid_journey, without_front_matter
from journeybook.exchange.tables import HEAD, tables_document
from journeybook.exchange.workbook import read_csv_archive, read_workbook
from journeybook.model.atlas import Atlas

_FENCE = re.compile(r"^```mermaid[ \t]*\n([^`]*)```", re.MULTILINE)
_KIND = re.compile(r"(?:\s|%%[^\n]*\n)*(journey|flowchart|graph)\b")
_SHEETS = {"xl/workbook.xml"}
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def is_exported(data: bytes) -> bool:
    """Whether a file is of one of our own formats or of Mermaid, as far as its beginning and its list of contents tell."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                names = archive.namelist()
                return f"{HEAD}.csv" in names or f'name="{HEAD}"'.encode() in (b"".join(map(archive.read, _SHEETS & set(names))))
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
            return False
    text = data.decode("utf-16" if data.startswith(_WIDE) else "utf-8-sig", "replace").replace("\r\n", "\n")
    return text.lstrip().startswith("{") or _mermaid_kind(text) is not None


def read_exported(file: str, data: bytes, atlas: Atlas) -> Imported:
    """Return what a file holds: an atlas that was exported as JSON, XLSX or CSV, or a Mermaid journey or flowchart.

    Lanes and feelings of Mermaid are looked up in the atlas. Raises Refused, which says what is needed.
    """
    if data.startswith(b"PK"):
        return imported_document(file, tables_document(file, _tables(file, data)))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_json(file, data)
    text = _decoded(file, data)
    text, kind = _diagram(text), _mermaid_kind(text)
    if kind is None:
        raise Refused(f"{file} is neither an exported atlas (JSON, XLSX, zip of CSV) nor a Mermaid journey or flowchart")
    return (read_mermaid_journey if kind == "journey" else read_mermaid_flowchart)(file, text, atlas)


def _diagram(text: str) -> str:
    """Return the first diagram of a Markdown page behind as many empty lines, or the whole text where it is no page with one."""
    fence = _FENCE.search(text)
    return "\n" * text.count("\n", 0, fence.start(1)) + fence[1] if fence else text


def _mermaid_kind(text: str) -> str | None:
    kind = _KIND.match(without_front_matter(_diagram(text)))
    return kind[1] if kind else None


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
        return data.decode("utf-16" if data.startswith(_WIDE) else "utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused(f"{file} is not saved as UTF-8: save it as UTF-8 in your editor") from None
