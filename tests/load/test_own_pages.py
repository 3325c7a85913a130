"""Hand-written pages that would take hours to be made are told before MkDocs starts."""

from pathlib import Path

import pytest

from journeybook.findings import as_text
from journeybook.load.own_pages import MOST_OPEN, MOST_PAGE_BYTES, own_page_findings


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


def test_a_page_that_is_too_large_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path, "x" * (MOST_PAGE_BYTES + 1)) == (
        "docs/public/a.md:1:1 error FILE-PAGE this page is larger than 500 KB (divide it into several pages)\n"
    )


def test_links_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").symlink_to("/dev/zero")
    assert as_text(own_page_findings(tmp_path)) == ""
