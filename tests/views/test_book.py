"""What is made of a book is kept as long as the book, and no longer."""

import gc
import weakref

from sample_atlas import sample_book

from journeybook.model.base import Audience
from journeybook.views.base.book import Book
from journeybook.views.diagrams import swimlane
from journeybook.views.tables import journey_map


def test_views_are_made_once_and_let_their_book_go() -> None:
    atlas = sample_book(Audience.INTERNAL).atlas
    book = Book(atlas, Audience.INTERNAL)
    name = atlas.maps[0].id
    for view in (swimlane.view, journey_map.view):
        assert view(book, name) is view(book, name)
    last = weakref.ref(book)
    del book
    gc.collect()
    assert last() is None
