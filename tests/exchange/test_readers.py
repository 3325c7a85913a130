"""Each reader yields the texts that people see, with their cells, or says in a sentence why it cannot."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from journeybook.exchange import spreadsheet_reader
from journeybook.exchange.foreign_cells import ForeignFile, UnreadableFile
from journeybook.exchange.foreign_reader import MOST_FOREIGN_BYTES, read_foreign_file


def texts(source: ForeignFile) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in source.tables]


def one_sheet(name: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(name)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("encoding", "remark"),
    [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("utf-32", 0), ("utf-16-le", 1), ("utf-16-be", 1), ("cp1252", 1)],
)
def test_a_text_is_read_in_the_encoding_it_was_saved_in(encoding: str, remark: int) -> None:
    source = read_foreign_file("Text;Farbe\nPrüfen – „007“;gelb\n".encode(encoding))
    assert texts(source) == [[["Text", "Farbe"], ["Prüfen – „007“", "gelb"]]]
    assert len(source.remarks) == remark


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_or_stated(delimiter: str) -> None:
    lines = (
        f'a{delimiter}b\n007{delimiter}"NA"\n1,5 h{delimiter}"two\nlines"\n' if delimiter != "," else 'a,b\n007,NA\n"1,5 h","two\nlines"\n'
    )
    wanted = [["a", "b"], ["007", "NA"], ["1,5 h", "two\nlines"]]
    assert texts(read_foreign_file(lines.encode())) == [wanted]
    stated = read_foreign_file(f"sep={delimiter}\r\n{lines}".encode())
    assert texts(stated) == [wanted]
    assert stated.tables[0].rows[0][0].row == 2


def test_lines_of_prose_are_single_cells() -> None:
    assert texts(read_foreign_file(b"Invite, then call\nCall\nWrite\n")) == [[["Invite, then call"], ["Call"], ["Write"]]]


def test_what_our_writer_neutralised_is_undone() -> None:
    assert texts(read_foreign_file(b"a,b\n'=1+1,' -5\n'tis,it's\n")) == [[["a", "b"], ["=1+1", " -5"], ["'tis", "it's"]]]


def test_a_page_is_read_with_its_spans_and_the_text_around() -> None:
    page = """<html><head><title>No</title></head><body><p>Workshop</p>
    <table><tr><th>Lane<th colspan=2>Start</tr><tr><td rowspan="2">Customer</td><td>Asks<br>Waits</td><td>&amp; reads</td></tr>
    <tr><td><table><tr><td>inner</td></tr></table></td></tr></table><script>x()</script></body></html>"""
    source = read_foreign_file(page.encode())
    assert texts(source) == [[["Lane", "Start", "Start"], ["Customer", "Asks\nWaits", "& reads"], ["Customer", "inner", ""]]]
    assert [cell.text for cell in source.outside] == ["Workshop"]
    assert source.tables[0].rows[2][0].place == "A2"


def test_a_markdown_table_is_read_with_the_text_around() -> None:
    source = read_foreign_file(b"# Plan\n\n| Lane | Start |\n|---|:-:|\n| Customer | a \\| b<br>c |\n\nEnd\n")
    assert texts(source) == [[["Lane", "Start"], ["Customer", "a | b\nc"]]]
    assert [(cell.place, cell.text) for cell in source.outside] == [("A1", "# Plan"), ("A7", "End")]


def test_a_spreadsheet_is_read_as_it_is_shown() -> None:
    book, sheet = one_sheet("Plan")
    sheet.append(["007", "NA", 7, 0.25, 1234.5, 3.0, True, date(2026, 3, 1), datetime.fromisoformat("2026-03-01 09:30"), 12.5])
    for column, form in {"C": "000", "D": "0%", "E": "#,##0.00", "J": '0.00" h"'}.items():
        sheet[f"{column}1"].number_format = form
    sheet["A2"], sheet["B2"] = "merged", "below"
    sheet.merge_cells("A2:A3")
    sheet["B3"] = "=1+1"
    secret = book.create_sheet("Secret")
    secret.append(["hidden"])
    secret.sheet_state = "hidden"
    source = read_foreign_file(saved(book))
    first, second, third = texts(source)[0]
    assert first == ["007", "NA", "007", "25%", "1,234.50", "3", "TRUE", "2026-03-01", "2026-03-01 09:30:00", "12.50 h"]
    assert (second[:2], third[:2]) == (["merged", "below"], ["merged", "=1+1"])
    table = source.tables[0]
    assert table.rows[2][0] is table.rows[1][0]
    assert {cell.place: reason for cell, reason in table.faults.items()} == {"Plan!B3": spreadsheet_reader.NO_VALUE}
    assert source.remarks == ("The sheet 'Secret' is hidden and was not read: --sheet 'Secret' reads it.",)
    asked = read_foreign_file(saved(book), ["Secret"])
    assert texts(asked) == [[["hidden"]]]
    assert asked.remarks == ("The sheet 'Plan' was not read: --sheet 'Plan' reads it.",)


def _damaged(part: str, old: bytes, new: bytes) -> bytes:
    """Return a small workbook with bytes of one part exchanged."""
    book, sheet = one_sheet("Plan")
    sheet.append(["a"])
    sheet.merge_cells("B2:C3")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new) if name == part else content)
    return buffer.getvalue()


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/media/image.bin", b"\0" * (spreadsheet_reader.MOST_UNPACKED + 1))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
UNREADABLE = {
    "password": (spreadsheet_reader.OLD_FORMAT + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "old format": (spreadsheet_reader.OLD_FORMAT + b"\0" * 600, "before 2007"),
    "bomb": (_bomb(), "unpacks to more than 100 MB"),
    "merged": (_damaged(SHEET, b"B2:C3", b"A1:XFD1048576"), "Merged cells go over more than"),
    "far cell": (_damaged(SHEET, b'r="A1"', b'r="XFD1048576"'), "positions: delete the blank rows"),
    "entities": (_damaged(SHEET, b"<worksheet", b"<!DOCTYPE x><worksheet"), "declares entities"),
    "damaged": (_damaged("xl/workbook.xml", b"<workbook", b"<wrong"), "damaged"),
    "no sheet": (b"PK\x03\x04nothing", "damaged, or no spreadsheet"),
    "other zip": (_damaged(SHEET, b"a", b"a").replace(b"xl/workbook.xml", b"xl/w0rkbook.xml"), "no XLSX file"),
    "pdf": (b"%PDF-1.7", "a PDF file"),
    "empty": (b" \n", "is empty"),
    "large": (b"a" * (MOST_FOREIGN_BYTES + 1), "more than 20 MB"),
    "not UTF-16": (b"\xff\xfe\x00\xd8", "not the text it says"),
}


@pytest.mark.parametrize("name", list(UNREADABLE))
def test_what_cannot_be_read_is_said_in_a_sentence(name: str) -> None:
    data, message = UNREADABLE[name]
    with pytest.raises(UnreadableFile, match=message):
        read_foreign_file(data)


def test_an_unknown_sheet_is_told_with_those_there_are() -> None:
    book, _ = one_sheet("Plan")
    with pytest.raises(UnreadableFile, match="no sheet 'Plam'; the sheets are Plan"):
        read_foreign_file(saved(book), ["Plam"])
    assert load_workbook(io.BytesIO(saved(book))).sheetnames == ["Plan"]
