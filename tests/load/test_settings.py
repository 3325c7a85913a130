"""Settings that take all memory, run code or lead elsewhere are refused before MkDocs reads them; what is merely wrong is left to it."""

from itertools import pairwise
from pathlib import Path

import pytest

from journeybook.findings import as_text
from journeybook.load.settings import settings_findings

LEVELS = "abcdefghij"
DOUBLED = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(LEVELS))
MERGED = "".join(f"k{n}: &k{n} {{<<: [{', '.join(f'*k{before}' for before in range(n))}]}}\n" for n in range(1, 30))
TOO_LARGE = {
    "aliases": ("a: &a [x, x, x, x, x, x, x, x, x]\n" + DOUBLED, 5),
    "merge keys": ("k0: &k0 {a: b}\n" + MERGED, 12),
    "levels": ("extra:\n  " + "[" * 500, 2),
    "open questions": ("? " * 400_000, 1),
    "entries": ("nav:\n" + "- a.md\n" * 10_001, 10_001),
    "bytes": ("#" * 1_000_001, 1),
}


@pytest.mark.parametrize(("text", "line"), TOO_LARGE.values(), ids=TOO_LARGE)
@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.internal.yml"])
def test_settings_that_are_too_large_are_refused(tmp_path: Path, name: str, text: str, line: int) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (finding,) = settings_findings(tmp_path)
    assert (finding.rule, finding.place.file, finding.place.line) == ("FILE-SETTINGS", name, line)


@pytest.mark.parametrize("text", ["", "a: [", "a: *nothing", "\0", "a: &a [*a]", "b: &b c\nd: [*b, *b]"])
def test_other_settings_are_left_to_mkdocs(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert list(settings_findings(tmp_path)) == []


@pytest.mark.parametrize("text", [b"a: b\nsite_name: J\xfcrgens\n", b"a: b\nc: \xed\xa0\x80\n"], ids=["latin-1", "surrogate"])
def test_settings_in_another_encoding_are_refused(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(text)
    told = "mkdocs.yml:2:1 error FILE-SETTINGS these settings are not written in UTF-8 (save them as UTF-8)\n"
    assert as_text(settings_findings(tmp_path)) == told
    (tmp_path / "mkdocs.yml").write_bytes("site_name: J\u00fcrgens\n".encode("utf-16"))
    assert list(settings_findings(tmp_path)) == []


CODE = {
    "a call": "a: b\nsite_name: !!python/object/apply:os.system [id]\n",
    "a call by another handle": "%TAG !p! tag:yaml.org,2002:python/\n---\nsite_name: !p!object/new:os.system [id]\n",
    "a call in full": "a: b\nsite_name: !<tag:yaml.org,2002:python/object/apply:os.system> [id]\n",
    "an object": "a: b\nextra: [{deep: !!python/object:os.x {}}]\n",
    "a module, which is run as it is imported": "a: b\nextra: !!python/module:antigravity ''\n",
    "a function of a module that is imported": "a: b\nextra: !!python/name:os.system ''\n",
    "a call of a library that has helpers": "a: b\nextra: !!python/object/apply:pymdownx.superfences.fence_code_format []\n",
    "a module that sounds like one of helpers": "a: b\nextra: !!python/name:pymdownx_evil.run ''\n",
    "a value in the settings of the environment": "a: b\nextra: !ENV [A, !!python/name:os.system '']\n",
}


@pytest.mark.parametrize("text", CODE.values(), ids=CODE)
@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.internal.yml", "mkdocs.public.yml", "mkdocs-small.yaml"])
def test_settings_that_run_code_are_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (finding,) = settings_findings(tmp_path)
    assert (finding.rule, finding.place.file, finding.place.line) == ("FILE-SETTINGS", name, 3 if "---" in text else 2)
    assert "runs code as soon as the settings are read" in finding.message


HELPERS = """markdown_extensions:
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji , emoji_generator: !!python/name:pymdownx.emoji.to_svg }
  - pymdownx.superfences: {custom_fences: [{name: a, class: a, format: !!python/name:pymdownx.superfences.fence_code_format }]}
"""


@pytest.mark.parametrize("text", [HELPERS, "a: !ENV [B, c]", "a: !relative $docs_dir", "INHERIT: missing.yml", "INHERIT: null"])
def test_settings_that_manuals_show_pass(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert list(settings_findings(tmp_path)) == []


RUNS, OUT, ORDINARY, RING = "runs code", "leads out of the project", "no ordinary file", "inherit from one another"
INHERITED = {
    "from a folder": ({"mkdocs.yml": "INHERIT: a/b.yml", "a/b.yml": CODE["a call"]}, "a/b.yml", RUNS),
    "over two files": ({"mkdocs.yml": "INHERIT: a/b.yml", "a/b.yml": "INHERIT: c.yml", "a/c.yml": CODE["a call"]}, "a/c.yml", RUNS),
    "by a merge key": ({"mkdocs.yml": "<<: {INHERIT: b.yml}", "b.yml": CODE["an object"]}, "b.yml", RUNS),
    "of the internal site from beside": ({"mkdocs.internal.yml": "INHERIT: ../b.yml", "../b.yml": CODE["a call"]}, "../b.yml", RUNS),
    "too large": ({"mkdocs.yml": "INHERIT: b.yml", "b.yml": TOO_LARGE["aliases"][0]}, "b.yml", "aliases written out"),
    "out of the project": ({"mkdocs.yml": "site_name: a\nINHERIT: ../b.yml", "../b.yml": ""}, "mkdocs.yml", OUT),
    "into the project by its path": ({"mkdocs.yml": "INHERIT: {project}/b.yml", "b.yml": ""}, "mkdocs.yml", OUT),
    "from two steps out": ({"mkdocs.yml": "INHERIT: a/b.yml", "a/b.yml": "INHERIT: ../../c.yml"}, "a/b.yml", OUT),
    "from a folder itself": ({"mkdocs.yml": "INHERIT: a", "a/b.yml": ""}, "mkdocs.yml", ORDINARY),
    "from a device": ({"mkdocs.internal.yml": "INHERIT: /dev/zero"}, "mkdocs.internal.yml", ORDINARY),
    "in a ring": ({"mkdocs.yml": "INHERIT: b.yml", "b.yml": "INHERIT: mkdocs.yml"}, "b.yml", RING),
    "as a list": ({"mkdocs.yml": "INHERIT: [b.yml]"}, "mkdocs.yml", "not written as the name of a file"),
    "as a variable": ({"mkdocs.yml": "INHERIT: !ENV [JOURNEYBOOK_PUBLIC_X, b.yml]"}, "mkdocs.yml", "not written as the name of a file"),
}


@pytest.mark.parametrize(("files", "file", "message"), INHERITED.values(), ids=INHERITED)
def test_what_settings_inherit_is_looked_through(tmp_path: Path, files: dict[str, str], file: str, message: str) -> None:
    project = tmp_path / "project"
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text.replace("{project}", str(project)), encoding="utf-8")
    (finding,) = settings_findings(project)
    assert (finding.rule, finding.place.file, message in finding.message) == ("FILE-SETTINGS", file, True), finding


PLUGIN = "plugins:\n  journeybook: {audience: public}\n"
GUARD = "markdown_extensions: {journeybook: {}}\n"
UNGUARDED = "MkDocs alone makes a site of the hand-written pages, and nothing looks at it, should these settings lose our plugin"
LINE = "add the line `markdown_extensions: {journeybook: {}}`, or `journeybook: {}` to them"
LIST = "add `- journeybook` to this list"
INTERNAL = "INHERIT: mkdocs.yml\nplugins:\n  journeybook: {audience: internal}\n"
GUARDED = {
    "the line that init writes": (PLUGIN + GUARD, INTERNAL),
    "beside other extensions": (
        f"{PLUGIN}markdown_extensions: {{toc: {{}}, journeybook: {{}}}}\n",
        f"{INTERNAL}markdown_extensions: {{abbr: {{}}}}\n",
    ),
    "in lists": ("plugins: [search, journeybook]\nmarkdown_extensions:\n  - toc: {permalink: true}\n  - journeybook\n", INTERNAL),
    "in the list of one who inherits": (PLUGIN + GUARD, INTERNAL + "markdown_extensions: [toc, {journeybook: {}}]\n"),
    "settings of something else": ("plugins: [search]\n", "INHERIT: mkdocs.yml\n"),
    "settings that MkDocs tells": ("plugins: 7\nmarkdown_extensions: [[a]]\n", "- 1\n"),
}
LOST = {
    "no extensions, told once for both sites": (PLUGIN, INTERNAL, "mkdocs.yml:2:16", LINE),
    "other extensions": (f"{PLUGIN}markdown_extensions: {{toc: {{}}}}\n", INTERNAL, "mkdocs.yml:2:16", LINE),
    "a list without it": (f"{PLUGIN}markdown_extensions: [toc]\n", INTERNAL, "mkdocs.yml:3:22", LIST),
    "a list in the place of it": (PLUGIN + GUARD, INTERNAL + "markdown_extensions: [toc]\n", "mkdocs.internal.yml:4:22", LIST),
    "a plugin that one file alone names": ("site_name: Journeys\n", INTERNAL, "mkdocs.internal.yml:3:16", LINE),
}


@pytest.mark.parametrize(("public", "internal"), GUARDED.values(), ids=GUARDED)
def test_settings_with_the_guard_are_not_told(tmp_path: Path, public: str, internal: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(public, encoding="utf-8")
    (tmp_path / "mkdocs.internal.yml").write_text(internal, encoding="utf-8")
    assert as_text(settings_findings(tmp_path)) == ""


@pytest.mark.parametrize(("public", "internal", "place", "hint"), LOST.values(), ids=LOST)
def test_settings_that_lack_the_guard_are_told_once(tmp_path: Path, public: str, internal: str, place: str, hint: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(public, encoding="utf-8")
    (tmp_path / "mkdocs.internal.yml").write_text(internal, encoding="utf-8")
    assert as_text(settings_findings(tmp_path)) == f"{place} warning FILE-PLUGIN-GUARD {UNGUARDED} ({hint})\n"
