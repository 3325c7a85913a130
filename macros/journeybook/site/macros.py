"""The macros that hand-written pages call: one for every view, each leaving a placeholder without author text."""

import json
from collections.abc import Callable
from typing import Any

from markupsafe import escape

from journeybook.render.environment import view_names


def define_env(env: Any) -> None:  # noqa: ANN401 - the macros plugin ships no types
    """Register a macro for every view: `{{ stage("map-id", "stage-id") }}` puts that view into the page."""
    for name in view_names():
        env.macro(_macro(name), name)


def placeholder(name: str, *arguments: str) -> str:
    """Return what stands for a view in Markdown until it is put in: ids and no author text."""
    call = escape(json.dumps([name, *(str(argument) for argument in arguments)]))
    return f'\n\n<div data-journeybook="{call}"></div>\n\n'


def _macro(name: str) -> Callable[..., str]:
    def macro(*arguments: str) -> str:
        return placeholder(name, *arguments)

    macro.__doc__ = f"Put the view `{name}` into the page."
    return macro
