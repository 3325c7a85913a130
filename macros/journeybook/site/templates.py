"""Puts the templates that authors write for the public site into sandboxes: their pages' and their theme's."""

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from journeybook.render.sandbox import PageSandbox, ThemeSandbox, sandboxed
from journeybook.site.page_templates import MACROS

_UNSAFE_VARIABLES = ("config", "environment", "files", "filters", "filters_builtin", "git", "macros", "navigation", "plugin")
"""What the macros plugin offers every page of the generator, the machine and the history."""


def sandbox_pages(config: MkDocsConfig) -> None:
    """Let pages run in a sandbox, without what the macros plugin knows of the generator and the machine; call it when it is configured.

    A folder of included files that lies outside the project, and templates that no sandbox reaches, raise PluginError.
    """
    if config.extra_templates:
        raise PluginError(
            "extra_templates run outside of the sandbox: put the template into overrides, and name it in theme.static_templates"
        )
    plugin: Any = config.plugins.get(MACROS)
    if plugin is None:
        return
    project = Path(config.config_file_path).parent.resolve()
    for folder in getattr(plugin.env.loader, "searchpath", ()):
        if not (project / folder).resolve().is_relative_to(project):
            raise PluginError(f"include_dir: {folder} lies outside of the project: put what pages include into docs/public or overrides")
    for name in _UNSAFE_VARIABLES:
        plugin.variables.pop(name, None)
    sandbox = sandboxed(plugin.env, PageSandbox)
    for table in (sandbox.globals, sandbox.filters):
        for name in [name for name, function in table.items() if str(getattr(function, "__module__", "")).startswith("mkdocs_macros")]:
            del table[name]
    plugin._env = sandbox  # noqa: SLF001 - the plugin offers no other way, and a test tells when it changes


def sandbox_theme(environment: Environment) -> Environment:
    """Return the environment of the theme's templates as a sandbox, in which they see no plugin."""
    sandbox = sandboxed(environment, ThemeSandbox)
    sandbox.closed = (BasePlugin,)
    return sandbox
