"""What a hand-written page for customers may hold: nothing that runs, sends, frames, or is loaded from elsewhere."""

import struct

import pytest

from journeybook.prove.allow_list import refused_markup
from journeybook.prove.font import font_extras

ALLOWED = (
    '<h1 id="a">A</h1><p class="b"></p>',
    '<p><a href="../b/#c">B</a> <a href="https://example.org/?q=1">C</a> <a href="mailto:a@example.org">D</a></p>',
    '<table><tr><th style="text-align: center;">A</th></tr></table>',
    '<pre><code>&lt;script&gt;</code></pre><ul><li><input type="checkbox" disabled></li></ul>',
    '<img src="a.png" srcset="a.png 1x, b.png 2x" alt="A"><details open><summary>A</summary></details>',
    '<svg viewBox="0 0 1 1"><style>.a { fill: url(#b) }</style><linearGradient id="b"/><path d="M0 0"/><use href="#c"/></svg>',
)
OUTSIDE = "lies outside the site: put the picture into docs/public"
REFUSED = {
    "<p>a<!-- b --></p>": "a comment is published like everything else",
    "<script>go()</script>": "<script> may not stand on a public page",
    '<iframe src="a.html"></iframe>': "<iframe> may not stand on a public page",
    "<object data='a'></object>": "<object> may not stand on a public page",
    "<form action='/'></form>": "<form> may not stand on a public page",
    "<base href='/'>": "<base> may not stand on a public page",
    "<svg><foreignObject/></svg>": "<foreignobject> may not stand on a public page",
    "<svg><set attributeName='href' to='javascript:go()'/></svg>": "<set> may not stand on a public page",
    "<p onclick='go()'>": "the attribute onclick may not stand on a public page",
    "<svg OnLoad='go()'>": "the attribute onload may not stand on a public page",
    "<a href='x' ping='https://a.example/'>": "the attribute ping may not stand on a public page",
    "<a href='java\nscript:go()'>": "javascript:go() is no address of a page",
    "<a href='data:text/html,a'>": "data:text/html,a is no address of a page",
    "<img src='https://a.example/b.png'>": f"https://a.example/b.png {OUTSIDE}",
    "<img src='//a.example/b.png'>": f"//a.example/b.png {OUTSIDE}",
    "<img src='\\\\a.example/b.png'>": f"\\\\a.example/b.png {OUTSIDE}",
    "<img srcset='a.png 1x, https://a.example/b.png 2x'>": f"a.png1x,https://a.example/b.png2x {OUTSIDE}",
    "<svg><use xlink:href='https://a.example/b.svg#c'/></svg>": f"https://a.example/b.svg#c {OUTSIDE}",
    "<p style='background: url(https://a.example/)'>": "a style may not load anything",
    "<style>@import 'a.css'</style>": "a style may not load anything",
    "<meta http-equiv='refresh' content='0; url=/'>": "a public page may not send its reader elsewhere",
}


@pytest.mark.parametrize("html", ALLOWED)
def test_what_says_and_shows_is_allowed(html: str) -> None:
    assert list(refused_markup(html)) == []


@pytest.mark.parametrize(("html", "fault"), REFUSED.items())
def test_what_runs_sends_or_loads_is_refused(html: str, fault: str) -> None:
    assert fault in list(refused_markup(html))


def sfnt(*tables: tuple[bytes, int], head: bytes = b"OTTO") -> bytes:
    records = b"".join(tag + struct.pack(">III", 0, 0, size) for tag, size in tables)
    return head + struct.pack(">HHHH", len(tables), 0, 0, 0) + records


def woff(*tables: tuple[bytes, int], metadata: int = 0, private: int = 0) -> bytes:
    records = b"".join(tag + struct.pack(">IIII", 0, 0, size, 0) for tag, size in tables)
    return b"wOFFOTTO" + struct.pack(">IHHIHHIIIII", 0, len(tables), 0, 0, 1, 0, 0, metadata, metadata, 0, private) + records


def woff2(*tables: bytes, metadata: int = 0, private: int = 0) -> bytes:
    head = struct.pack(">IHHIIHHIIIII", 0, len(tables), 0, 0, 0, 1, 0, 0, metadata, metadata, 0, private)
    return b"wOF2OTTO" + head + b"".join(tables)


NAMES, METADATA, PRIVATE = "a table of names", "a block of metadata", "a private block"
UNREAD = "a table that draws nothing"
FONTS = {
    "no font": (b"Ospreys", ""),
    "no names": (sfnt((b"glyf", 900), (b"name", 6)), ""),
    "names": (sfnt((b"glyf", 900), (b"name", 60), head=b"\0\1\0\0"), NAMES),
    "WOFF": (woff((b"glyf", 900)), ""),
    "WOFF with names and more": (woff((b"name", 60), metadata=9, private=9), f"{METADATA}, {PRIVATE}, {NAMES}"),
    "WOFF2": (woff2(b"\x0a\x87\x04\x05", b"\x0b\x04\0", b"\x05\x06"), ""),
    "WOFF2 with names": (woff2(b"\x0a\x87\x04\x05", b"\x0b\x04\0", b"\x05\x3c"), NAMES),
    "WOFF2 with a table of its own": (woff2(b"\x3fmeta\x3c", b"\x3fabcd\x3c"), f"a table of metadata, {UNREAD}"),
    "WOFF with a table of its own": (woff((b"FFTM", 28), (b"cvt ", 9)), UNREAD),
    "a plain font with names of letters": (b"\0\1\0\0\0\1\0\0\0\0\0\0post" + b"\0" * 8 + b"\0\0\0\x21", "names of letters"),
    "a plain font without": (b"\0\1\0\0\0\1\0\0\0\0\0\0post" + b"\0" * 8 + b"\0\0\0\x20", ""),
    "WOFF2 with names of letters": (woff2(b"\x07\x21"), "names of letters"),
    "WOFF2 with blocks": (woff2(metadata=9, private=9), f"{METADATA}, {PRIVATE}"),
    "a font that ends early": (woff2(b"\x05\x06")[:49], ""),
}


@pytest.mark.parametrize(("data", "told"), FONTS.values(), ids=FONTS.keys())
def test_what_a_font_tells_beside_its_letters(data: bytes, told: str) -> None:
    assert font_extras(data) == told


@pytest.mark.parametrize("data", [data for data, _ in FONTS.values()], ids=FONTS.keys())
def test_a_font_that_ends_anywhere_is_read(data: bytes) -> None:
    assert all(isinstance(font_extras(data[:end]), str) for end in range(len(data)))
