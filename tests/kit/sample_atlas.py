"""The sample atlas, read and checked once for all tests of a worker; none can change it."""

from functools import cache
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import Checked, check
from journeybook.views.base.book import Book, open_book

ROOT = Path(__file__).parents[2]


@cache
def sample_checked() -> Checked:
    """Check the journeys of this repository."""
    return check(ROOT)


@cache
def sample_book(audience: Audience) -> Book:
    """Open them as an audience reads them."""
    return open_book(sample_checked(), audience)
