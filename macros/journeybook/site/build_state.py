"""What the plugin, the macros and the Markdown extension share during one build: the book, and the page being made."""

from dataclasses import dataclass, field

from journeybook.views.base.book import Book


@dataclass
class Desk:
    """The open book and the source path of the page on the desk."""

    book: Book | None = None
    here: str = ""
    anchors: set[str] = field(default_factory=set)
    """The anchors of the views on that page."""
    faults: list[str] = field(default_factory=list)


DESK = Desk()
"""One build runs in one process, so there is one desk."""
