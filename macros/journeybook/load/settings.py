"""Looks through the settings of the sites before MkDocs reads them: whether they are small enough, with aliases written out."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load.marks import position
from journeybook.load.source import PARSER

SETTINGS = ("mkdocs.yml", "mkdocs.internal.yml")
MOST_SETTINGS, DEEPEST, MOST_BYTES = 20_000, 100, 1_000_000
"""Texts, lists and mappings of one file of settings with every alias written out; its levels; its bytes."""
FILE_SETTINGS = FindingRule(
    "FILE-SETTINGS",
    Level.ERROR,
    f"""The settings of a site hold at most {MOST_SETTINGS:,} texts, lists and mappings, {DEEPEST} deep.

What an alias (`*name`) stands for counts wherever it stands: MkDocs copies it each time, and a few lines can take all memory.

Good:
    # ../mkdocs.yml
    site_name: Journeys
    theme: {{name: material}}

Bad:
    # ../mkdocs.yml
    extra: {"[" * (DEEPEST + 1)}deep{"]" * (DEEPEST + 1)}
""",
)


def settings_findings(project: Path) -> Iterator[Finding]:
    """Yield the finding about each file of settings that is too large to be read; what is no YAML is left to MkDocs."""
    for name in SETTINGS:
        if (project / name).is_file():
            with (project / name).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
            line = 1 if len(data) > MOST_BYTES else too_large_at(data)
            if line:
                message = (
                    f"these settings pass {MOST_SETTINGS:,} texts, lists and mappings, with aliases written out, or {DEEPEST} levels here"
                )
                yield FILE_SETTINGS.at(Place(name, line), message, "write fewer, and without aliases")


def too_large_at(data: bytes) -> int:
    """Return the line at which settings pass a limit, or 0."""
    sizes: dict[str, int] = {}
    stack: list[tuple[str | None, int]] = [(None, 0)]
    try:
        for event in yaml.parse(data, Loader=PARSER):
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
