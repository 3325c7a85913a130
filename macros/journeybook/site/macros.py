"""The macros that stubs and hand-written pages call: one for every view, each leaving a placeholder without author text."""

import json
from collections.abc import Callable
from typing import Any

from markupsafe import escape

from journeybook.render.environment import view_names


def define_env(env: Any) -> None:  # noqa: ANN401 - the macros plugin ships no types
    """Register a macro for every view: `{{ stage("map-id", "stage-id") }}` puts that view into the page."""
    for name in view_names():
        env.macro(_placeholder(name), name)


def _placeholder(name: str) -> Callable[..., str]:
    def macro(*arguments: str) -> str:
        call = escape(json.dumps([name, *(str(argument) for argument in arguments)]))
        return f'\n\n<div data-journeybook="{call}"></div>\n\n'

    macro.__doc__ = f"Put the view `{name}` into the page."
    return macro
