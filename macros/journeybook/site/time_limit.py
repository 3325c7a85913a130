"""A limit of time and memory for a template of the theme: a loop in a project's override would otherwise run for hours.

The alarm interrupts Python between two of its steps, in the main thread of a system that has such timers. It goes off again and again,
since a template can catch nothing, but a plugin between may. Beyond the limit of memory the system gives none, which is a MemoryError.
"""

import signal
import threading
from types import FrameType

from mkdocs.exceptions import PluginError

from journeybook.site.limited_process import memory_in_use

TEMPLATE_SECONDS = 2
"""Seconds of computing time for one page; a usual one takes a few thousandths."""
TEMPLATE_MEGABYTES = 256
"""Megabytes of memory for one page, in addition to what is in use."""
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
        _limit_memory(TEMPLATE_MEGABYTES)


def end_limit() -> None:
    """End the limit."""
    if _has_timers():
        signal.setitimer(signal.ITIMER_PROF, 0)
        _limit_memory(None)


def _has_timers() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _limit_memory(megabytes: int | None) -> None:
    """Let this process take so much more memory than it did, or as much as it was allowed."""
    import resource  # noqa: PLC0415 - there is none where there are no timers

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = most if megabytes is None else memory_in_use() + megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
