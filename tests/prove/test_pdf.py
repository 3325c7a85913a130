"""What a PDF says is found through filters, encryption and fonts; one made to be misread neither fails, loops, nor hides what is raw."""

import os
import zlib
from base64 import a85encode
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from journeybook.prove import pdf_text
from journeybook.prove.extraction import extract_texts

NAME = "Zelda Quandt"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Any /Encoding << /Differences [1 /Z /e /l /d /a /space /Q /u /n /t] >> >>"
SHOWN = b"BT /F1 12 Tf <%s> Tj ET" % bytes([1, 2, 3, 4, 5, 6, 7, 8, 5, 9, 4, 10]).hex().encode()
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
PLAIN = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: PAGE,
    4: b"<< /Length 0 >>\nstream\n\nendstream",
    5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
}


def stream(data: bytes, keys: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), keys, data)


def pdf(objects: dict[int, bytes], *, trailer: bytes = b"", prefix: bytes = b"%PDF-1.7\n") -> bytes:
    """Write a PDF of these objects, with a table of where each is; they may contradict one another."""
    data, places = prefix, {}
    for number, content in (PLAIN | objects).items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places.items())
    keys = b"/Size %d /Root 1 0 R %s" % (max(places) + 1, trailer)
    return data + b"xref\n0 1\n0000000000 65535 f \n%strailer << %s >>\nstartxref\n%d\n%%%%EOF\n" % (rows, keys, len(data))


def lzw(data: bytes) -> bytes:
    """Write a short text in LZW without repetitions: codes of nine bits between the first and the last."""
    bits = "".join(f"{code:09b}" for code in (256, *data, 257))
    return bytes(int(bits[start : start + 8].ljust(8, "0"), 2) for start in range(0, len(bits), 8))


def encrypted() -> bytes:
    """Write a PDF that asks for a password of those only who want to change it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf({4: stream(b"BT (%s) Tj ET" % NAME.encode())}))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def texts(data: bytes) -> list[str]:
    return [piece.text for piece in extract_texts("a.pdf", data)]


CONTENT = b"BT (%s) Tj ET" % NAME.encode()
READ = {
    "raw": pdf({4: stream(CONTENT)}),
    "Flate": pdf({4: stream(zlib.compress(CONTENT), b"/Filter /FlateDecode")}),
    "ASCII85 of Flate": pdf({4: stream(a85encode(zlib.compress(CONTENT)) + b"~>", b"/Filter [/ASCII85Decode /FlateDecode]")}),
    "ASCIIHex": pdf({4: stream(CONTENT.hex().encode() + b">", b"/Filter /ASCIIHexDecode")}),
    "LZW": pdf({4: stream(lzw(CONTENT), b"/Filter /LZWDecode")}),
    "run length": pdf({4: stream(bytes([len(CONTENT) - 1]) + CONTENT + b"\x80", b"/Filter /RunLengthDecode")}),
    "glyphs named in the font": pdf({4: stream(zlib.compress(SHOWN), b"/Filter /FlateDecode"), 5: FONT}),
    "a form": pdf({4: stream(b"/X Do"), 6: stream(zlib.compress(CONTENT), b"/Subtype /Form /Filter /FlateDecode")}),
    "encrypted": encrypted(),
    "its title": pdf({6: b"<< /Title (\\376\\377%s) >>" % NAME.encode("utf-16-be")}, trailer=b"/Info 6 0 R"),
}


@pytest.mark.parametrize("data", READ.values(), ids=READ.keys())
def test_a_name_is_read(data: bytes) -> None:
    assert [text for text in texts(data) if NAME in text] != []


def test_an_encrypted_file_says_nothing_as_it_stands() -> None:
    assert NAME.encode() not in encrypted()


UNPACKED = 200_000_000 if os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long" else 20_000_000
"""Bytes of a text that is small when packed: a hundred times what is read of it."""
RAW = {9: stream(CONTENT)}
FORMS = {
    20 + level: stream(b"/X Do " * 10, b"/Subtype /Form /Resources << /XObject << /X %d 0 R >> >>" % (21 + level)) for level in range(30)
}
TEXTS = {20 + number: stream(b"BT (%d) Tj ET" % number * 40) for number in range(300)}
TABLES = {400 + number: stream(b"begincmap %d endcmap" % number) for number in range(300)}
LOOPING = {
    "pages in a circle": pdf(RAW | {2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1 >>"}),
    "a page that is its own parent": pdf(RAW | {3: b"<< /Type /Page /Parent 3 0 R /Contents 3 0 R >>"}),
    "a form that shows itself": pdf(
        RAW
        | {
            4: stream(b"/X Do"),
            3: PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font"),
            6: stream(b"/X Do", b"/Subtype /Form /Resources << /XObject << /X 6 0 R >> >>"),
        }
    ),
    "a table before itself": pdf(RAW, trailer=b"/Prev 9"),
    "a reference to itself": pdf(RAW | {4: b"4 0 R", 5: b"<< /Length 5 0 R >>\nstream\nx\nendstream"}),
    "objects in their own stream": pdf(RAW | {6: stream(b"6 0 << /A 6 0 R >>", b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R")}),
    "a million pages": pdf(RAW | {2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"}, trailer=b"/Size 1000000000"),
    "many pages twice each": pdf(
        RAW
        | {20 + level: b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (21 + level, 21 + level) for level in range(40)}
        | {2: b"<< /Type /Pages /Kids [20 0 R] /Count 9 >>"}
    ),
    "deep lists": pdf(RAW | {4: stream(b"[" * 200_000), 6: b"[" * 200_000}),
    "deep groups": pdf(RAW | {6: b"<< /A " * 50_000}),
    "much packed into little": pdf(RAW | {4: stream(zlib.compress(b" " * UNPACKED, 9), b"/Filter /FlateDecode")}),
    "packed again and again": pdf(RAW | {4: stream(zlib.compress(CONTENT), b"/Filter [%s]" % (b"/FlateDecode " * 10_000))}),
    "a range of all letters": pdf(RAW | {4: stream(b"begincmap 1 beginbfrange <0000> <ffffffff> <0020> endbfrange endcmap")}),
    "forms that show ten forms each": pdf(
        RAW | {3: PAGE.replace(b"/Font", b"/XObject << /X 20 0 R >> /Font"), 4: stream(b"/X Do")} | FORMS
    ),
    "one text on many pages": pdf(
        RAW
        | {2: b"<< /Type /Pages /Kids [%s] /Count 9000 >>" % (b"3 0 R " * 9000)}
        | {4: stream(zlib.compress(b"BT (a) Tj ET " * 1000), b"/Filter /FlateDecode")}
    ),
    "many texts and many fonts": pdf(RAW | TEXTS | TABLES),
    "no end": pdf(RAW)[:-200],
    "nothing but a beginning": b"%PDF-1.7\n" + CONTENT,
    "no objects": b"%PDF-1.7\n" + CONTENT + b"\nstartxref\n-5\n%%EOF",
}


@pytest.mark.parametrize("data", LOOPING.values(), ids=LOOPING.keys())
def test_a_file_made_to_be_misread_is_searched_as_it_stands(
    data: bytes, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_text, "LARGEST_CONTENT", 200_000)
    assert [text for text in texts(data) if NAME in text] != []
    assert capfd.readouterr() == ("", "")
