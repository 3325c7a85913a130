"""A limit of computing time for a template of the theme: a loop in a project's override would otherwise run for hours.

The alarm interrupts Python between two of its steps, in the main thread of a system that has such timers. It goes off again and again,
since a template can catch nothing, but a plugin between may.
"""

import signal
import threading
from types import FrameType

from mkdocs.exceptions import PluginError

TEMPLATE_SECONDS = 2
"""Seconds of computing time for one page; a usual one takes a few thousandths."""
_AGAIN = 0.5


def start_limit(page: str) -> None:
    """Raise PluginError in what runs after this, as soon as it has taken too long."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise PluginError(
            f"{page}: the templates of `overrides` take more than {TEMPLATE_SECONDS} seconds of computing time: let them do less"
        )

    if _has_timers():
        signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, TEMPLATE_SECONDS, _AGAIN)


def end_limit() -> None:
    """End the limit."""
    if _has_timers():
        signal.setitimer(signal.ITIMER_PROF, 0)


def _has_timers() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
