"""Which improvements come first: their score, the quarter of the plot they stand in, and their order."""

from enum import StrEnum

from journeybook.model.enumerations import Progress
from journeybook.model.pain_points import Opportunity

HIGHEST, MIDDLE = 5, 3
"""Impact and ease go from 1 to 5; from the middle on they count as much."""
CLOSED = (Progress.DONE, Progress.DROPPED)


class Quarter(StrEnum):
    """What to do with an improvement, row by row as the plot shows them: much impact above, little effort on the left."""

    QUICK_WIN = "quick-win"
    BIG_BET = "big-bet"
    FILL_IN = "fill-in"
    RECONSIDER = "reconsider"


def opportunity_score(part: Opportunity) -> int | None:
    """Return impact times ease, from 1 to 25, where ease is 6 less the effort.

    >>> opportunity_score(Opportunity(what="Fill the note by itself", impact=4, effort=2))
    16
    """
    return part.impact * (HIGHEST + 1 - part.effort) if part.impact and part.effort else None


def quarter(impact: int, effort: int) -> Quarter:
    """Return the quarter of the plot for these figures.

    >>> str(quarter(5, 3)), str(quarter(3, 4)), str(quarter(2, 1)), str(quarter(1, 5))
    ('quick-win', 'big-bet', 'fill-in', 'reconsider')
    """
    easy = HIGHEST + 1 - effort >= MIDDLE
    if impact >= MIDDLE:
        return Quarter.QUICK_WIN if easy else Quarter.BIG_BET
    return Quarter.FILL_IN if easy else Quarter.RECONSIDER


def rank(part: Opportunity) -> tuple[bool, int]:
    """Return what improvements are sorted by: open ones before closed ones, then by score, those without one last."""
    return part.progress in CLOSED, -(opportunity_score(part) or 0)
