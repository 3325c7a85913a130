"""What a public file carries that no reader sees: properties of pictures, names in fonts, hidden signs, and bytes of unknown kinds."""

import re
from collections.abc import Iterator

from journeybook.prove.encodings import COMPRESSED_STARTS
from journeybook.prove.font import font_extras, is_font
from journeybook.prove.normalise import UNDRAWN
from journeybook.prove.picture import has_properties, is_picture

OPENED = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF", *COMPRESSED_STARTS)
"""How the other kinds of files begin that the search opens."""
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""The marks with which text in UTF-16 begins."""
_HIDDEN = re.compile(f"[{UNDRAWN}]{{8,}}")
"""More signs in a row that are not drawn than an emoji of a flag has."""
_BLANKS = re.compile(r"(?<![ \t])\t*(?: +\t+){6,}")


def unread_bytes(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield the channel, what is wrong and the remedy of everything in a file that nobody sees."""
    if is_picture(data):
        if has_properties(data):
            what = "a public picture holds nothing but its one picture: no properties, no second picture, nothing behind its end"
            yield "properties of a picture", what, "save it anew without properties, for instance as PNG"
    elif is_font(data):
        if extras := font_extras(data):
            remedy = "save it without them, for instance with pyftsubset FONT --glyphs=* --name-IDs= --drop-tables+=meta"
            yield "texts of a font", f"a public font holds nothing but its letters, and this one has {extras}", remedy
    elif not data.startswith(OPENED) and data[257:262] != b"ustar":
        yield from _in_text(data)


def _in_text(data: bytes) -> Iterator[tuple[str, str, str]]:
    try:
        text = data.decode("utf-16" if data.startswith(WIDE) else "utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        what = "these bytes are neither text nor a picture, font, PDF or archive that can be searched"
        yield "kind of file", what, "save text as UTF-8 and pictures as PNG, and keep other files elsewhere"
    if _HIDDEN.search(text):
        yield "hidden signs", "eight or more signs in a row that nobody sees", "take them out"
    if _BLANKS.search(text):
        yield "hidden signs", "blanks and tabs in turn", "take them out"
