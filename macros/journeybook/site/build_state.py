"""What the plugin, the macros and the Markdown extension share during one build: the request, the book, and the page being built."""

from dataclasses import dataclass, field

from journeybook.audience.build_request import BuildRequest
from journeybook.views.base.book import Book


@dataclass
class BuildState:
    """The request and the open book of a build, the source path of the page being built, and what is wrong with macro calls."""

    request: BuildRequest | None = None
    book: Book | None = None
    page: str = ""
    anchors: set[str] = field(default_factory=set)
    """The anchors of the views on that page."""
    faults: list[str] = field(default_factory=list)

    @property
    def is_offline(self) -> bool:
        """Whether the site is opened from a disk, without a server."""
        return self.request is not None and self.request.is_offline


BUILD = BuildState()
"""One build runs in one process, so there is one state."""
