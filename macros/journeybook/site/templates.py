"""Puts the templates that authors write for customers into sandboxes, their pages' and their theme's, and limits what a page may take."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import QueueHandler
from pathlib import Path
from queue import Queue
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from journeybook.render.sandbox import PageSandbox, ThemeSandbox, sandboxed
from journeybook.site.build_state import BUILD
from journeybook.site.chrome import PUBLIC_FOLDER
from journeybook.site.limited_process import MEGABYTES, MOST_ANSWER_BYTES, PROCESS_SECONDS, LimitPassedError, run_limited
from journeybook.site.page_templates import MACROS, report_faults

TOO_MUCH = (
    f"its Jinja takes more than {PROCESS_SECONDS} seconds of computing time or {MEGABYTES} MB of memory,"
    f" or makes more than {MOST_ANSWER_BYTES // 1000} KB: let it make less"
)
"""What is said of a page whose Jinja passes a limit."""
_UNSAFE_VARIABLES = ("config", "environment", "files", "filters", "filters_builtin", "git", "macros", "navigation", "plugin")
"""What the macros plugin offers every page of the generator, the machine and the history."""
_LOG = logging.getLogger("mkdocs")
"""The logger above those of MkDocs and its plugins, whose warnings stop a strict build."""


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
    _enter_sandbox(plugin)


def limit_pages(config: MkDocsConfig) -> None:
    """Let the Jinja of hand-written pages run with a limit of time and memory, and that of pages in docs/public in a sandbox on both sites.

    A page that takes more raises PluginError.
    """
    plugin: Any = config.plugins.get(MACROS)
    if plugin is None:
        return
    render = type(plugin).render  # the plugin may be the same one in the next build of a server

    def limited(markdown: str, *, force_rendering: bool = False) -> str:
        page = plugin.page.file
        if page.generated_by == "journeybook" or not plugin.has_j2(markdown):
            return str(render(plugin, markdown, force_rendering))

        def rendered() -> str:
            if page.src_uri.startswith(PUBLIC_FOLDER) and not BUILD.is_public:
                _enter_sandbox(plugin)  # in a process of its own, so that nobody has to leave it
                report_faults(config)
            with _kept_records() as kept:
                text = str(render(plugin, markdown, force_rendering))
            return json.dumps([text, BUILD.faults, kept], ensure_ascii=False)

        try:
            text, BUILD.faults, records = json.loads(run_limited(rendered))
        except LimitPassedError:
            raise PluginError(f"docs/{page.src_uri}: {TOO_MUCH}") from None
        except RuntimeError as problem:
            raise PluginError(f"docs/{page.src_uri}: its Jinja fails, with {problem}") from None
        for name, level, message in records:
            logging.getLogger(name).log(level, "%s", message)
        return str(text)

    plugin.render = limited


@contextmanager
def _kept_records() -> Iterator[list[tuple[str, int, str]]]:
    """Keep what MkDocs and its plugins log for the process that counts warnings: the logger, the level and the message of each record."""
    records: Queue[logging.LogRecord] = Queue()
    kept: list[tuple[str, int, str]] = []
    handlers, _LOG.handlers = _LOG.handlers, [QueueHandler(records)]
    try:
        yield kept
    finally:
        _LOG.handlers = handlers
        kept += [(record.name, record.levelno, record.getMessage()) for record in records.queue]


def _enter_sandbox(plugin: Any) -> None:  # noqa: ANN401 - the macros plugin ships no types
    """Let the macros plugin render in a sandbox from here on, without what it knows of the generator and the machine."""
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
