"""What the plugin, the macros and the Markdown extension share during one build: the request, the book, and the page being built."""

from dataclasses import dataclass, field

from journeybook.audience.build_request import BuildRequest
from journeybook.model.base import Audience
from journeybook.views.base.book import Book


@dataclass
class BuildState:
    """The request and the open book of a build, the source path of the page being built, and what is wrong with macro calls."""

    request: BuildRequest | None = None
    book: Book | None = None
    page: str = ""
    is_hand_written: bool = False
    """Whether that page is none of ours."""
    anchors: set[str] = field(default_factory=set)
    """The anchors of the views on that page."""
    faults: list[str] = field(default_factory=list)

    @property
    def is_public(self) -> bool:
        """Whether it is the site that customers read."""
        return self.book is not None and self.book.audience is Audience.PUBLIC

    @property
    def must_be_searched(self) -> bool:
        """Whether the page being built was written by hand for customers, so that not everything may stand in it."""
        return self.is_public and self.is_hand_written

    @property
    def is_offline(self) -> bool:
        """Whether the site is opened from a disk, without a server."""
        return self.request is not None and self.request.is_offline


BUILD = BuildState()
"""One build runs in one process, so there is one state."""
