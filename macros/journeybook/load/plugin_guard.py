"""Tells settings that name our plugin and lack the line that refuses a site without it."""

from collections.abc import Iterator, Mapping

import yaml

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load.marks import position

OURS, PLUGINS, EXTENSIONS = "journeybook", "plugins", "markdown_extensions"
"""The name of our plugin and of its guard, an extension of Markdown; the settings in which they stand."""
FILE_PLUGIN_GUARD = FindingRule(
    "FILE-PLUGIN-GUARD",
    Level.WARNING,
    """Settings that name our plugin say `markdown_extensions: {journeybook: {}}`, too.

A list of plugins in another file of settings takes the place of ours, and our plugin is lost. MkDocs alone would then publish every page
that was written by hand, those for colleagues among them, and no gate would look at it. With this line it makes no site.

`journeybook init` writes the line into `mkdocs.yml`; repositories that were begun before it did lack it. A list of extensions takes the
place of those from which a file inherits, the guard among them: such a list says `- journeybook`.

Good:
    # ../mkdocs.yml
    site_name: Journeys
    plugins: {journeybook: {audience: public}}
    markdown_extensions: {journeybook: {}}

Bad:
    # ../mkdocs.yml
    site_name: Journeys
    plugins: {journeybook: {audience: public}}

Bad:
    # ../mkdocs.yml
    plugins: {journeybook: {audience: public}}
    markdown_extensions: {journeybook: {}}
    # ../mkdocs.internal.yml
    INHERIT: mkdocs.yml
    markdown_extensions: [toc]
""",
)
_MESSAGE = "MkDocs alone makes a site of the hand-written pages, and nothing looks at it, should these settings lose our plugin"


def guard_findings(settings: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield the finding about settings that name our plugin and not its guard; each file stands before the one from which it inherits."""
    plugin: Place | None = None
    replacing: Place | None = None
    is_inherited, is_guarded = True, False
    for name, data in settings.items():
        keys = _top_level(data)
        if ours := _entries(keys.get(PLUGINS)).get(OURS):
            plugin = _place(name, ours)
        extensions = keys.get(EXTENSIONS)
        if is_inherited and extensions is not None:
            is_guarded = is_guarded or OURS in _entries(extensions)
            is_inherited = isinstance(extensions, yaml.MappingNode)
            replacing = replacing if is_inherited else _place(name, extensions)
    if plugin and not is_guarded:
        hint = f"add `- {OURS}` to this list" if replacing else f"add the line `{EXTENSIONS}: {{{OURS}: {{}}}}`, or `{OURS}: {{}}` to them"
        yield FILE_PLUGIN_GUARD.at(replacing or plugin, _MESSAGE, hint)


def _top_level(data: bytes) -> dict[str, yaml.Node]:
    """Return the values of settings by their keys; nothing for what is no YAML, which is left to MkDocs."""
    try:
        return _entries(yaml.compose(data, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, ValueError):
        return {}


def _entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """Return what a group or a list of names and groups holds: each value by its key, each name that stands alone by itself."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    if isinstance(node, yaml.SequenceNode):
        alone = {entry.value: entry for entry in node.value if isinstance(entry, yaml.ScalarNode)}
        groups = [_entries(entry) for entry in node.value if isinstance(entry, yaml.MappingNode)]
        return alone | {name: value for group in groups for name, value in group.items()}
    return {}


def _place(name: str, node: yaml.Node) -> Place:
    line, column = position(node.start_mark)
    return Place(name, line + 1, column + 1)
