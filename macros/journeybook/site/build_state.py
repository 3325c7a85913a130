"""What the plugin, the macros and the Markdown extension share during one build: the request, the book, and the page being built."""

import re
from dataclasses import dataclass, field

from journeybook.audience.build_request import BuildRequest
from journeybook.model.base import Audience
from journeybook.render.editors import PlaceUrl, no_url
from journeybook.render.urls import usual_url
from journeybook.site.page_navigation import PageNavigation
from journeybook.validate import Checked
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Stub


@dataclass
class PageSection:
    """What stands below a heading of a hand-written page, or above the first one, whose title and anchor are empty."""

    title: str
    anchor: str
    texts: list[str] = field(default_factory=list)


@dataclass
class BuildState:
    """The request and the open book of a build, the source path of the page being built, and what is wrong with macro calls."""

    request: BuildRequest | None = None
    is_live: bool = False
    """Whether pages are made when somebody looks at them, by the server for editing."""
    checked: Checked | None = None
    """The project as that server has checked it."""
    book: Book | None = None
    address: str = ""
    """The web address at which the site is published, if it has one."""
    edit_url: PlaceUrl = no_url
    """Where places in authors' files are edited."""
    page: str = ""
    is_hand_written: bool = False
    """Whether that page is none of ours."""
    source: str = ""
    """What stands in the file of that page."""
    lines_before: int = 0
    """How many lines of it stand before its Markdown."""
    anchors: set[str] = field(default_factory=set)
    """The anchors of the views on that page."""
    sections: dict[str, list[PageSection]] = field(default_factory=dict)
    """What hand-written pages say, by their source paths."""
    faults: list[str] = field(default_factory=list)
    stubs: dict[str, Stub] = field(default_factory=dict)
    """Our own pages, by their source paths."""
    navigation: PageNavigation | None = None
    urls: dict[str, str] = field(default_factory=dict)
    """Where each file is on the site, by its source path: settings and plugins decide."""

    def url_of(self, page: str) -> str:
        """Return the URL of a file; note it as a fault of the page being built if there is none."""
        if page not in self.urls:
            self.faults.append(f"{self.page} links to {page}, which is not on the site: exclude_docs, draft_docs or a plugin takes it away")
        return self.urls.get(page, usual_url(page))

    def place(self, line: int) -> str:
        """Return the place of a line of the page's Markdown, counted from 1; of the page alone for 0, or where nobody wrote it."""
        if not self.is_hand_written:
            return self.page
        return f"docs/{self.page}:{self.lines_before + line}" if line else f"docs/{self.page}"

    def place_of_call(self, name: str) -> str:
        """Return the place where a macro is first called in the page."""
        call = re.search(rf"\b{re.escape(name)}\s*\(", self.source)
        return self.place(self.source.count("\n", 0, call.start()) + 1 - self.lines_before if call else 0)

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
