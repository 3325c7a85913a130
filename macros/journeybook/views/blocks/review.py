"""When something was last reviewed, and when it is due again."""

from dataclasses import dataclass
from datetime import date

from journeybook.model.dates import day_after
from journeybook.model.item import Review
from journeybook.model.language.nodes import Duration
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge

USUAL_RHYTHM = Duration(90, "days")
"""How often a map is reviewed where the atlas says nothing."""
SOON = 14
"""A review that is due within so many days is announced."""


@dataclass(frozen=True)
class ReviewState:
    """The last review, the day of the next, and how many days it is overdue; a thing never reviewed has neither day."""

    last: date | None = None
    due: date | None = None
    days_over: int = 0
    days_left: int | None = None

    @property
    def overdue(self) -> bool:
        """Whether the day of the next review has passed."""
        return self.days_over > 0


def review_state(book: Book, review: Review | None) -> ReviewState:
    """Return when a review is due, on the book's day."""
    if review is None or review.last is None:
        return ReviewState()
    due = day_after(review.last, review.every or book.atlas.file.review.every or USUAL_RHYTHM)
    if book.age_day is None:
        return ReviewState(review.last, due)
    left = (due - book.age_day).days
    return ReviewState(review.last, due, max(0, -left), max(0, left))


def review_badge(book: Book, state: ReviewState) -> Badge:
    """Return the badge of a review: overdue, due soon, due on a day, never done, or due on a day that may be over."""
    if state.due is None:
        return Badge(book.say("review.never"), "average")
    if state.overdue:
        return Badge(book.say("review.overdue", days=state.days_over), "poor")
    if not book.has_known_ages:
        return Badge(book.say("review.unknown", date=state.due), "average")
    soon = state.days_left is not None and state.days_left <= SOON
    return Badge(book.say("review.due", date=state.due), "average" if soon else "good")
