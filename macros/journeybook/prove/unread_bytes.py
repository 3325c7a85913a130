"""What a public file carries that no reader sees: properties of pictures, names in fonts, hidden signs, and bytes of unknown kinds."""

import re
from collections import Counter
from collections.abc import Iterator

from journeybook.prove.archive import Limits, open_archive
from journeybook.prove.font import font_extras, is_font
from journeybook.prove.normalise import UNDRAWN
from journeybook.prove.picture import has_properties, is_picture

_PICTURES = "save it as PNG, JPEG, WebP or GIF"
_FILMS = "keep films and sounds on a server of their own, and link to it from a picture or a text"
_OTHERS = "save text as UTF-8 and pictures as PNG; taken are pictures in PNG, JPEG, WebP, GIF and ICO, fonts, PDF and archives"
_UNSEARCHED = {
    **dict.fromkeys((b"ftypavif", b"ftypavis", b"ftyphei", b"ftypheif", b"ftypmif1", b"ftypmsf1", b"JXL "), _PICTURES),
    **dict.fromkeys((b"BM", b"II*\0", b"MM\0*", b"\xff\x0a"), _PICTURES),
    **dict.fromkeys((b"ftyp", b"\x1aE\xdf\xa3", b"OggS", b"ID3", b"fLaC", b"AVI ", b"WAVE", b"\xff\xfb"), _FILMS),
}
"""What to do with a file that cannot be searched, by how it begins: films and sounds, and pictures that no reader of ours takes apart."""
_BEGINNINGS = (0, 4, 8)
"""Where such a mark may stand: in front, or behind a length or the head of a container."""
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""The marks with which text in UTF-16 begins."""
_HIDDEN = re.compile(f"[{UNDRAWN}]{{8,}}")
"""More signs in a row that are not drawn than an emoji of a flag has."""
MOST_SPREAD = 16
"""From how many signs, or lines that end otherwise than most, on something can be written in them."""
_SPREAD = re.compile("(?<=[ -~])[\u200b-\u200d\u2060-\u2064\ufe00-\ufe0e\ufeff\U000e0000-\U000e007f\U000e0100-\U000e01ef](?=[ -~])")
"""A sign of no width between letters of the kind that need none: it joins no emoji, and parts no word of another script."""
_TRAILING = re.compile(r"(?m)(?<=[^ \n])( +)\r?$")
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
    elif not data.startswith(b"%PDF") and open_archive(data, Limits(len(data))) is None:
        yield from _in_text(data)


def remedy_for(data: bytes) -> str:
    """Return what to do with bytes that cannot be searched, by what they are."""
    return next((remedy for mark, remedy in _UNSEARCHED.items() for start in _BEGINNINGS if data.startswith(mark, start)), _OTHERS)


def _in_text(data: bytes) -> Iterator[tuple[str, str, str]]:
    try:
        text = data.decode("utf-16" if data.startswith(WIDE) else "utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        what = "these bytes are neither text nor a picture, font, PDF or archive that can be searched"
        yield "kind of file", what, remedy_for(data)
    if _HIDDEN.search(text):
        yield "hidden signs", "eight or more signs in a row that nobody sees", "take them out"
    if len(_SPREAD.findall(text)) >= MOST_SPREAD:
        yield "hidden signs", f"{MOST_SPREAD} or more signs that nobody sees, one by one between others", "take them out"
    if _BLANKS.search(text):
        yield "hidden signs", "blanks and tabs in turn", "take them out"
    lengths = Counter(map(len, _TRAILING.findall(text)))
    if lengths.total() - max(lengths.values(), default=0) >= MOST_SPREAD:
        yield "hidden signs", "lines that end in differently many blanks", "take the blanks at the ends of lines out"
