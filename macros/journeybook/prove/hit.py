"""What the proof finds: a file and a channel in which something stands that must not."""

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.findings import Level, Place, visible

MOST_HITS = 200
"""How many hits are written out at most."""


@dataclass(frozen=True, order=True)
class Hit:
    """A file, with its line where one is known, the channel in it, what is wrong there, what it was compared with, and what to do."""

    file: str
    channel: str
    what: str
    place: Place | None = None
    remedy: str = ""
    level: Level = Level.ERROR
    """A warning stops nothing: it may be chance."""

    def __str__(self) -> str:
        told = f"{self.file}: {self.channel}: {self.what}{f' ({self.place})' if self.place else ''}"
        return f"{told}; {self.remedy}" if self.remedy else told


def hits_as_text(hits: Iterable[Hit]) -> str:
    """Write hits one a line, sorted, control characters shown as escapes so that a terminal obeys none."""
    lines = [visible(str(hit)) for hit in sorted(hits, key=lambda hit: (hit.file, hit.channel, hit.what, str(hit.place)))]
    more = [f"and {len(lines) - MOST_HITS} more"] if len(lines) > MOST_HITS else []
    return "".join(f"{line}\n" for line in [*lines[:MOST_HITS], *more])
