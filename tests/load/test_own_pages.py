"""Hand-written pages that would take hours to be made are told before MkDocs starts."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.findings import as_text
from journeybook.load.own_pages import (
    MOST_CODE_BLOCKS,
    MOST_HEADINGS,
    MOST_OPEN,
    MOST_PAGE_BYTES,
    MOST_PAGES,
    MOST_PAGES_BYTES,
    own_page_findings,
)


def told(project: Path, text: str) -> str:
    page = project / "docs" / "public" / "a.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return as_text(own_page_findings(project))


@pytest.mark.parametrize("piece", ["<div>\n", "<a ", "[", "![", "<![CDATA[", "<p>text\n", "< "])
def test_what_is_never_closed_is_refused_beyond_the_limit(tmp_path: Path, piece: str) -> None:
    assert told(tmp_path, piece * (MOST_OPEN // 2)) == ""
    assert f"error FILE-PAGE more than {MOST_OPEN} " in told(tmp_path, piece * (MOST_OPEN + 1))


@pytest.mark.parametrize("text", ["<br>\n" * 5_000, "[a](b) " * 5_000, "<p>a</p>\n" * 5_000, "a -> b\n" * 5_000, "x" * MOST_PAGE_BYTES, ""])
def test_long_pages_in_order_are_fine(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == ""


@pytest.mark.parametrize("piece", ["***\n", "*_", "&#1;", "\\", "!!! a\n    b\n"])
def test_signs_of_markdown_are_not_looked_through_for_hours(tmp_path: Path, piece: str) -> None:
    """Python-Markdown looks through a block once for each sign in it: 300 KB of these took 5 seconds or more."""
    assert told(tmp_path, piece * (20_000 // len(piece))) == ""
    assert "paragraphs, lists and tables in `docs/` are too long" in told(tmp_path, piece * (90_000 // len(piece)))
    assert told(tmp_path, (piece * (400 // len(piece)) + "\n\n") * 100) == ""


BLANK_LINES = {
    "tabs": "\t" * 450_000 + "x",
    "blanks": " " * 450_000 + "#",
    "quotes": "> " * 40_000 + "=",
    "blanks behind a fence": f"``` py{' ' * 450_000}!",
    "options of a fence": "``` py" + " a='b'" * 60_000 + " !",
    "a fence": "`" * 90_000 + "x",
    "lines of blanks": (" " * 1_000 + "\n") * 450,
    "blanks above": "---" + " " * 450_000 + "x\n",
}


@pytest.mark.parametrize("text", BLANK_LINES.values(), ids=BLANK_LINES)
def test_lines_of_blanks_are_looked_through_once(tmp_path: Path, text: str) -> None:
    """The tabs took 46 seconds."""
    begun = time.process_time()
    told(tmp_path, text)
    assert time.process_time() - begun < 3


def test_what_stays_open_in_a_long_page_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path, "![" * 90) == ""
    assert "close what is open" in told(tmp_path, "![" * 150 + "word " * 90_000)


def test_a_page_that_is_too_large_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path, "x" * (MOST_PAGE_BYTES + 1)) == (
        "docs/public/a.md:1:1 error FILE-PAGE this page is larger than 500 KB (divide it into several pages)\n"
    )


def test_headings_and_the_top_of_a_page_have_limits(tmp_path: Path) -> None:
    for heading in ("# x\n", "x\n===\n", "<h2>x</h2>\n"):
        assert told(tmp_path, heading * MOST_HEADINGS) == ""
        assert "error FILE-PAGE this page has more than 1,000 headings" in told(tmp_path, heading * (MOST_HEADINGS + 1))
    for code in ("```\n{}```\n", "~~~~ py title='a b'\n```\n{}~~~~\n", "> ``` sh\n{}> ```\n"):
        before = "> " if code.startswith(">") else ""
        assert told(tmp_path, code.format(f"{before}# x\n" * (MOST_HEADINGS + 1))) == "", "code has no headings"
        assert told(tmp_path, code.format(f"{before}# x\n") * 2 + "# x\n" * MOST_HEADINGS) == "", "code ends where it is closed"
    for code in ("```\n{}", "``` no such options\n{}```\n", "    ```\n{}    ```\n", "---\na: |2\n  ```\n---\n{}  ```\n"):
        assert "more than 1,000 headings" in told(tmp_path, code.format("# x\n" * (MOST_HEADINGS + 1))), "no block of code"
    bomb = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in ("ab", "bc", "cd", "de")
    )
    assert told(tmp_path, "---\na: &a [1]\nb: *a\n---\n# x\n") == ""
    assert "error FILE-PAGE the top of this page passes what settings may hold" in told(tmp_path, f"---\n{bomb}---\n# x\n")


def test_all_pages_together_have_a_limit_of_size_and_of_code(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in "abcd":
        (docs / f"{name}.md").write_text("```\n" * (MOST_CODE_BLOCKS // 2), encoding="utf-8")
    assert as_text(own_page_findings(tmp_path)) == ""
    (docs / "e.md").write_text("> ~~~\n> ~~~\n", encoding="utf-8")
    beyond = "4,000 blocks of code or 100,000 lines and signs of Markdown"
    told = f"error FILE-PAGE with this page there are more than 500 pages, 5 MB, {beyond} in `docs/`"
    hint = "(keep long documents elsewhere, and link to them)"
    assert as_text(own_page_findings(tmp_path)) == f"docs/e.md:1:1 {told} {hint}\n"
    (docs / "e.md").unlink()
    for number in range(4, MOST_PAGES + 1):
        (docs / f"x{number}.md").touch()
    assert as_text(own_page_findings(tmp_path)) == f"docs/x99.md:1:1 {told} {hint}\n"
    for path in docs.glob("x*.md"):
        path.unlink()
    for number in range(MOST_PAGES_BYTES // MOST_PAGE_BYTES):
        (docs / f"{number}.md").write_text("x" * MOST_PAGE_BYTES, encoding="utf-8")
    assert as_text(own_page_findings(tmp_path)) == f"docs/a.md:1:1 {told} {hint}\n"


NOTHING = "error FILE-DOCS This is not an ordinary file. (Remove it from the folder.)"
BACK = "error FILE-DOCS This link leads back to a folder in which it lies. (Remove it.)"
NOT_UTF_8 = "error FILE-DOCS This name is not written in UTF-8. (Rename it: small letters, digits and hyphens work everywhere.)"
UNREADABLE: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "a device": (lambda docs: (docs / "a.md").symlink_to("/dev/zero"), [f"docs/a.md:1:1 {NOTHING}"]),
    "a pipe": (lambda docs: os.mkfifo(docs / "a.png"), [f"docs/a.png:1:1 {NOTHING}"]),
    "a link to nothing": (lambda docs: (docs / "a.md").symlink_to("nowhere.md"), [f"docs/a.md:1:1 {NOTHING}"]),
    "a link to itself": (lambda docs: (docs / "a.md").symlink_to("a.md"), [f"docs/a.md:1:1 {NOTHING}"]),
    "two links that lead back": (
        lambda docs: [(docs / name).symlink_to(docs.parent) for name in "ab"],  # type: ignore[func-returns-value]  # done for what it does
        [f"docs/a:1:1 {BACK}", f"docs/b:1:1 {BACK}"],
    ),
    "folders that lead to each other": (
        lambda docs: lead_to_each_other(docs / "a", docs / "b"),
        [f"docs/a/to/to:1:1 {BACK}", f"docs/b/to/to:1:1 {BACK}"],
    ),
    "another encoding": (
        lambda docs: (docs / "a.md").write_bytes(b"# A\n\nna\xefve\n"),
        ["docs/a.md:3:1 error FILE-DOCS This page is not written in UTF-8. (Save it as UTF-8.)"],
    ),
    "a name in another encoding": (
        lambda docs: Path(os.fsdecode(os.fsencode(docs) + b"/\xff.md")).write_text("# A\n", encoding="utf-8"),
        [f"docs/\ufffd.md:1:1 {NOT_UTF_8}"],
    ),
    "a file behind a link": (lambda docs: (docs / "a.md").symlink_to(__file__), []),
    "a folder behind a link": (lambda docs: (docs / "a").symlink_to(docs.parent / "elsewhere"), []),
    "the lock of an editor": (lambda docs: (docs / ".#a.md").symlink_to("somebody@somewhere.1"), []),
}


def lead_to_each_other(one: Path, other: Path) -> None:
    for folder, target in ((one, other), (other, one)):
        folder.mkdir()
        (folder / "to").symlink_to(target)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes and devices among files there")
@pytest.mark.parametrize(("make", "lines"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_to_its_end_is_told(tmp_path: Path, make: Callable[[Path], object], lines: list[str]) -> None:
    docs = tmp_path / "docs"
    for folder in (docs, tmp_path / "elsewhere"):
        folder.mkdir()
        (folder / "page.md").write_text("# Page\n", encoding="utf-8")
    make(docs)
    assert as_text(own_page_findings(tmp_path)).splitlines() == lines
