"""Settings of sites that would take all memory are refused before MkDocs reads them; those that are merely wrong are left to it."""

from itertools import pairwise
from pathlib import Path

import pytest

from journeybook.load.settings import settings_findings

LEVELS = "abcdefghij"
DOUBLED = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(LEVELS))
MERGED = "".join(f"k{n}: &k{n} {{<<: [{', '.join(f'*k{before}' for before in range(n))}]}}\n" for n in range(1, 30))
TOO_LARGE = {
    "aliases": ("a: &a [x, x, x, x, x, x, x, x, x]\n" + DOUBLED, 5),
    "merge keys": ("k0: &k0 {a: b}\n" + MERGED, 13),
    "levels": ("extra:\n  " + "[" * 500, 2),
    "open questions": ("? " * 400_000, 1),
    "entries": ("nav:\n" + "- a.md\n" * 20_001, 20_001),
    "bytes": ("#" * 1_000_001, 1),
}


@pytest.mark.parametrize(("text", "line"), TOO_LARGE.values(), ids=TOO_LARGE)
@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.internal.yml"])
def test_settings_that_are_too_large_are_refused(tmp_path: Path, name: str, text: str, line: int) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (finding,) = settings_findings(tmp_path)
    assert (finding.rule, finding.place.file, finding.place.line) == ("FILE-SETTINGS", name, line)


@pytest.mark.parametrize("text", ["", "a: [", "a: *nothing", "\0", "a: !!python/name:os.system b", "a: &a [*a]", "b: &b c\nd: [*b, *b]"])
def test_other_settings_are_left_to_mkdocs(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert list(settings_findings(tmp_path)) == []
