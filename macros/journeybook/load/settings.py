"""Looks through the settings of the sites before MkDocs reads them: size with aliases written out, code, what they inherit, the guard."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml.reader import ReaderError

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load.marks import position
from journeybook.load.plugin_guard import guard_findings

PUBLIC_SETTINGS = "mkdocs.yml"
"""The settings of the public site, which inherit from files of the project alone."""
MOST_SETTINGS, DEEPEST, MOST_BYTES = 10_000, 100, 1_000_000
"""Texts, lists and mappings of one file of settings with every alias written out; its levels; its bytes."""
MOST_INHERITED = 20
"""How many files of settings may inherit from one another."""
PYTHON = "tag:yaml.org,2002:python/"
HELPER = re.compile(r"name:(material\.extensions|mermaid2|pymdownx)(\.\w+)+|object/apply:pymdownx\.slugs\.slugify")
"""The functions of installed libraries that manuals of Material and of Markdown extensions name in settings."""
_COMMENT = re.compile(r"#[^\n]*")
FILE_SETTINGS = FindingRule(
    "FILE-SETTINGS",
    Level.ERROR,
    f"""The settings of a site are data: at most {MOST_SETTINGS:,} texts, lists and keyed groups, {DEEPEST} deep, without code.

A file of them has at most {MOST_BYTES // 1_000_000} MB, and at most {MOST_INHERITED} inherit from one another. What an alias (`*name`)
stands for counts wherever it stands: MkDocs copies it each time, and a few lines can take all memory.

MkDocs runs what a tag that begins with `!!python/` names as soon as it reads the settings. So such a tag names a function of
`material.extensions`, `pymdownx` or `mermaid2` (`!!python/name:`), or makes a `pymdownx.slugs.slugify` (`!!python/object/apply:`). Other
code is a hook or a module of macros in `overrides`.

Every file that is called `mkdocs*.yml`, and every file from which one inherits, is looked through. `INHERIT` names an ordinary file; that
of `mkdocs.yml` stands in the project.

Good:
    # ../mkdocs.yml
    site_name: Journeys
    theme: {{name: material}}
    markdown_extensions:
      - toc: {{slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}}}}

Bad:
    # ../mkdocs.yml
    extra: {"[" * (DEEPEST + 1)}deep{"]" * (DEEPEST + 1)}

Bad:
    # ../mkdocs.yml
    site_name: !!python/object/apply:os.getcwd []

Bad:
    # ../mkdocs.yml
    INHERIT: ../settings.yml
""",
)


def settings_findings(project: Path) -> Iterator[Finding]:
    """Yield the findings about each file of settings and all that it inherits from; what is no YAML is left to MkDocs."""
    first = [path for suffix in ("yml", "yaml") for path in project.glob(f"mkdocs*.{suffix}") if path.is_file()]
    yield from dict.fromkeys(finding for path in sorted(first) for finding in _with_inherited(project, path))


def _with_inherited(project: Path, path: Path) -> Iterator[Finding]:
    """Yield the findings about a file of settings and those from which it inherits, until one cannot be read."""
    is_public = path.name == PUBLIC_SETTINGS
    read: dict[str, bytes] = {}
    for _ in range(MOST_INHERITED):
        name, data = os.path.relpath(path, project).replace(os.sep, "/"), _read(path)
        read[name] = data
        faults = [FILE_SETTINGS.at(Place(name, line), message, hint) for line, message, hint in _faults(data)]
        yield from faults
        inherited = None if faults else _inherited(data)
        if inherited is None:
            yield from () if faults else guard_findings(read)
            return
        parent = Path(os.path.normpath(path.parent / str(inherited)))
        if fault := _wrong_parent(project, inherited, parent, is_public=is_public):
            line = next((number for number, text in enumerate(data.splitlines(), 1) if b"INHERIT" in text), 1)
            yield FILE_SETTINGS.at(Place(name, line), fault, "name a file of settings of your own, such as base.yml")
            return
        if not parent.exists():
            return
        path = parent
    message = f"more than {MOST_INHERITED} files inherit from one another"
    yield FILE_SETTINGS.at(Place(name), message, "inherit from fewer, and never in a ring")


def _wrong_parent(project: Path, inherited: object, parent: Path, *, is_public: bool) -> str:
    """Return what is wrong with a file to inherit from; one that is missing is left to MkDocs."""
    if not isinstance(inherited, str):
        return "INHERIT is not written as the name of a file"
    if is_public and (Path(inherited).is_absolute() or not parent.is_relative_to(os.path.normpath(project))):
        return "INHERIT leads out of the project, and the public site is made of what stands in it"
    return "INHERIT names what is no ordinary file" if parent.exists() and not parent.is_file() else ""


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


class _Data(yaml.SafeLoader):
    """Reads settings as data, whatever tags make of them; like MkDocs by PyYAML's own parser, since libyaml takes some texts otherwise."""


_Data.add_multi_constructor("", lambda *_: False)


def _inherited(data: bytes) -> object:
    """Return what settings name as the file to inherit from, as MkDocs finds it; None where they name none or are no YAML."""
    try:
        settings = _Data(data).get_single_data()
    except (yaml.YAMLError, ValueError, TypeError):
        return None
    return settings.get("INHERIT") if isinstance(settings, dict) else None


def _faults(data: bytes) -> Iterator[tuple[int, str, str]]:
    """Yield the line, message and hint of the limit that settings pass, or of each code that they name."""
    if line := 1 if len(data) > MOST_BYTES else too_large_at(data):
        limits = (
            f"{MOST_BYTES // 1_000_000} MB, {MOST_SETTINGS:,} texts, lists and keyed groups, with aliases written out, or {DEEPEST} levels"
        )
        yield line, f"these settings pass {limits} here", "write fewer, and without aliases"
        return
    try:
        for event in yaml.parse(data, Loader=yaml.SafeLoader):
            tag = getattr(event, "tag", None) or ""
            if tag.startswith(PYTHON) and not HELPER.fullmatch(tag, len(PYTHON)):
                message = f"`!!python/{tag.removeprefix(PYTHON)}` runs code as soon as the settings are read"
                hint = "write a value; what a site needs of Python is a hook or a module of macros in overrides"
                yield position(event.start_mark)[0] + 1, message, hint
    except ReaderError as problem:
        if problem.encoding != "unicode":  # else a character that YAML does not allow, which MkDocs tells
            yield data.count(b"\n", 0, problem.position) + 1, "these settings are not written in UTF-8", "save them as UTF-8"
    except (yaml.YAMLError, ValueError):
        return


def too_large_at(data: bytes) -> int:
    """Return the line at which settings pass a limit, or 0."""
    sizes: dict[str, int] = {}
    stack: list[tuple[str | None, int]] = [(None, 0)]
    try:
        for event in yaml.parse(data, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                stack.append((event.anchor, 1))
            elif isinstance(event, yaml.AliasEvent):
                stack[-1] = (stack[-1][0], stack[-1][1] + sizes.get(event.anchor or "", 1))
            elif isinstance(event, yaml.ScalarEvent | yaml.CollectionEndEvent):
                anchor, size = stack.pop() if isinstance(event, yaml.CollectionEndEvent) else (event.anchor, 1)
                sizes |= {anchor: size} if anchor else {}
                stack[-1] = (stack[-1][0], stack[-1][1] + size)
            if len(stack) > DEEPEST + 1 or stack[-1][1] > MOST_SETTINGS:
                return position(event.start_mark)[0] + 1
    except (yaml.YAMLError, ValueError):
        return 0
    return 0


def settings_without_comments(data: bytes) -> bytes:
    """Return settings without comments, which nothing publishes; a sign # in a value is none. What is no YAML stays as it is."""
    text = data.decode("utf-8", "replace")
    kept, before = [], 0
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            start, end = token.start_mark.index, token.end_mark.index
            if start >= before:
                kept += [_COMMENT.sub("", text[before:start]), text[start:end]]
                before = end
    except (yaml.YAMLError, ValueError):
        return data
    return "".join([*kept, _COMMENT.sub("", text[before:])]).encode("utf-8")
