"""Any byte of a site that differs from the same site built anew is refused, with page and line, whatever channel it stands in."""

import gzip
import json
import os
import shutil
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.prove.hit import hits_as_text
from journeybook.prove.site_comparison import compare_sites
from journeybook.publish.normalise import normalise_folder

WORD = "kingfisher"
PAGE = "<head><title>Plan</title></head><body>\n<ul><li>Call us</li><li>Sail</li></ul>\n<svg><title>Way</title></svg>\n</body>\n"
PICTURE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
INDEX = {"docs": [{"location": "", "title": "Plan", "text": "Call us"}, {"location": "sail/", "title": "Sail", "text": ""}]}


@pytest.fixture
def rebuilt(tmp_path: Path) -> Path:
    """Write a small finished site, as a build would leave it."""
    site = tmp_path / "rebuilt"
    for name, data in {
        "index.html": PAGE.encode(),
        "404.html": PAGE.encode(),
        "sitemap.xml": b"<urlset><url><loc>https://example.org/</loc></url>\n</urlset>",
        "sitemap.xml.gz": gzip.compress(b"<urlset/>", mtime=0),
        "search/documents-0.json": json.dumps(INDEX).encode(),
        "assets/dot.png": PICTURE,
        "assets/plan.css": b".a { color: red }\n",
        "assets/plan.js": b"let a = 1\n",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    normalise_folder(site)
    return site


def in_page(old: str, new: str, name: str = "index.html") -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        file = site / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def with_file(name: str, data: bytes = b"Plan") -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)

    return spoil


def touched(site: Path) -> None:
    os.utime(site / "404.html", (1, 1))


def opened(site: Path) -> None:
    (site / "404.html").chmod(0o666)


def touched_first(site: Path) -> None:
    """Touch the page that everybody looks at first, so that not all times are as they were."""
    os.utime(site / "index.html", (1, 1))
    opened(site)


def touched_folder(site: Path) -> None:
    os.utime(site / "assets", (1, 1))


def opened_root(site: Path) -> None:
    site.chmod(0o711)


def noted(site: Path) -> None:
    os.setxattr(site / "404.html", "user.owner", WORD.encode())


def linked(site: Path) -> None:
    (site / "more.html").symlink_to(site / "404.html")


def emptied(site: Path) -> None:
    (site / "plans").mkdir()


def removed(site: Path) -> None:
    (site / "sitemap.xml").unlink()


def reordered(site: Path) -> None:
    in_page("<li>Call us</li><li>Sail</li>", "<li>Sail</li><li>Call us</li>")(site)


LEAKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "HTML comment": (in_page("<ul>", f"<!-- {WORD} --><ul>"), f"index.html:2: content: '!-- {WORD} --><' stands where"),
    "data attribute": (in_page("<ul>", f'<ul data-owner="{WORD}">'), f"index.html:2: content: ' data-owner=\"{WORD}\"' stands where"),
    "search entry": (in_page("Sail", WORD, "search/documents-0.json"), f"search/documents-0.json:1: content: '{WORD}' stands where"),
    "SVG title": (in_page("Way", WORD), f"index.html:3: content: '{WORD}' stands where the site built anew has 'Way'"),
    "JSON": (with_file("data.json", json.dumps([WORD]).encode()), "data.json: path: no build makes this file"),
    "count": (in_page("<li>Sail</li>", "<li>Sail</li><li></li>"), "index.html:2: content: "),
    "ordering": (reordered, "index.html:2: content: "),
    "file name": (with_file(f"{WORD}/index.html"), f"{WORD}/index.html: path: no build makes this file"),
    "meta": (in_page("</head>", f'<meta name="author" content="{WORD}"></head>'), 'index.html:1: content: \'meta name="author"'),
    "image metadata": (with_file("assets/dot.png", PICTURE + WORD.encode()), "assets/dot.png: content: the bytes differ"),
    "redirect": (in_page("</head>", '<meta http-equiv="refresh" content="0; url=/"></head>'), "index.html:1: content: "),
    "modification time": (touched, "404.html: modification time: "),
    "CSS class": (in_page("<ul>", f'<ul class="{WORD}">'), f"index.html:2: content: ' class=\"{WORD}\"' stands where"),
    "sitemap": (in_page("</urlset>", f"<url>{WORD}</url></urlset>", "sitemap.xml"), "sitemap.xml:2: content: "),
    "a health weight": (in_page("Call us", "Call us 35"), "index.html:2: content: ' 35' stands where the site built anew has ''"),
    "a date of the history": (in_page("Plan", "2026-03-01"), "index.html:1: content: '2026-03-01' stands where"),
    "an end of a line": (in_page("Plan", "Plan ", "404.html"), "404.html:1: content: ' ' stands where"),
    "something invisible": (in_page("Plan", "Pl\u200ban"), "index.html:1: content: '\\u200b' stands where"),
    "a style": (in_page("red", f"red; --a: {WORD}", "assets/plan.css"), "assets/plan.css:1: content: "),
    "a script": (in_page("1", f"'{WORD}'", "assets/plan.js"), "assets/plan.js:1: content: "),
    "a packed file": (with_file("sitemap.xml.gz", gzip.compress(WORD.encode())), "sitemap.xml.gz: content: the bytes differ"),
    "a time in a packed file": (with_file("sitemap.xml.gz", gzip.compress(b"<urlset/>", mtime=9)), "sitemap.xml.gz: content: the bytes"),
    "a hidden file": (with_file(".owner", WORD.encode()), ".owner: path: no build makes this file"),
    "file mode": (opened, "404.html: file mode: "),
    "file mode where times differ as well": (touched_first, "404.html: file mode: "),
    "time of a folder": (touched_folder, "assets: modification time: the time is not the one that all folders have"),
    "mode of the site": (opened_root, ".: file mode: "),
    "a link in the folder": (linked, "more.html: path: only ordinary files"),
    "an empty folder": (emptied, "plans: path: no build makes this empty folder"),
    "fewer files": (removed, "sitemap.xml: path: the file is missing"),
}


if sys.platform == "linux":
    LEAKS["a note at a file"] = (noted, "404.html: extended attribute: no build notes anything at a file")


@pytest.mark.parametrize(("leak", "line"), LEAKS.values(), ids=LEAKS.keys())
def test_a_leak_is_told_with_what_to_do(rebuilt: Path, tmp_path: Path, leak: Callable[[Path], None], line: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(rebuilt, site)
    leak(site)
    said = hits_as_text(compare_sites(site, rebuilt))
    assert (line in said, said.count("\n") - said.count("publish what journeybook build makes, unchanged\n")) == (True, 0), said


def test_a_site_and_a_copy_of_it_are_as_built(rebuilt: Path, tmp_path: Path) -> None:
    site, copy = tmp_path / "site", tmp_path / "copy"
    shutil.copytree(rebuilt, site)
    shutil.copytree(rebuilt, copy, copy_function=shutil.copyfile)
    (tmp_path / "link").symlink_to(site)
    assert [compare_sites(folder, rebuilt) for folder in (site, copy, tmp_path / "link")] == [(), (), ()]


def test_ends_of_lines_are_bytes_as_well(rebuilt: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(rebuilt, site)
    (site / "index.html").write_bytes(PAGE.replace("\n", "\r\n").encode())
    assert "index.html:1: content: '\\u000d' stands where" in hits_as_text(compare_sites(site, rebuilt))
