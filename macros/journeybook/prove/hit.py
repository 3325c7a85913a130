"""What the proof finds: a file and a channel in which something stands that must not."""

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.findings import Place, visible

MOST_HITS = 200
"""How many hits are written out at most."""


@dataclass(frozen=True, order=True)
class Hit:
    """A file of the site, the channel in it, what is wrong there, and the line of the project that it comes from."""

    file: str
    channel: str
    what: str
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.file}: {self.channel}: {self.what}{f' ({self.place})' if self.place else ''}"


def hits_as_text(hits: Iterable[Hit]) -> str:
    """Write hits one a line, sorted, control characters shown as escapes so that a terminal obeys none."""
    lines = [visible(str(hit)) for hit in sorted(hits, key=lambda hit: (hit.file, hit.channel, hit.what, str(hit.place)))]
    more = [f"and {len(lines) - MOST_HITS} more"] if len(lines) > MOST_HITS else []
    return "".join(f"{line}\n" for line in [*lines[:MOST_HITS], *more])
