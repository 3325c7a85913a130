"""What is wrong with the Jinja that authors write into pages, as a fault with page and line instead of a traceback of the macros plugin."""

import traceback
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from journeybook.site.build_state import BUILD

MACROS = "macros"
"""The name of the plugin that renders pages."""
_PAGE = "<template>"
"""What Jinja calls a template that has no file: the page itself."""
_LOG = get_plugin_logger("journeybook")


def report_faults(config: MkDocsConfig) -> None:
    """Let what is wrong in a page's own Jinja become a fault of the build; call it when the macros plugin is configured."""
    plugin: Any = config.plugins.get(MACROS)
    if plugin is not None:
        plugin.env.from_string = partial(PageTemplate, plugin.env)


@dataclass(frozen=True)
class PageTemplate:
    """A page as the macros plugin renders it: with a fault it is empty, and the plugin has nothing to say."""

    environment: Environment
    source: str

    def render(self, **values: object) -> str:
        """Return the rendered page; note a fault with its line where there is one."""
        try:
            return type(self.environment).from_string(self.environment, self.source).render(**values)
        except MemoryError as problem:
            raise SystemExit(str(problem)) from problem  # past the macros plugin, which may print it into the page
        except Exception as problem:  # noqa: BLE001 - whatever a macro of an author raises
            if not isinstance(problem, TemplateError):
                _LOG.info(traceback.format_exc())
            BUILD.faults.append(f"{BUILD.place(_line(problem))}: {_message(problem)}")
            return ""


def _line(problem: Exception) -> int:
    """Return the line of the page at which rendering stopped; 0 where it is not known."""
    if isinstance(problem, TemplateSyntaxError):
        return problem.lineno
    lines = [frame.lineno or 0 for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == _PAGE]
    return lines[-1] if lines else 0


def _message(problem: Exception) -> str:
    return str(problem.message) if isinstance(problem, TemplateError) and problem.message else f"{type(problem).__name__}: {problem}"
