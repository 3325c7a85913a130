"""How much signs and pain points matter: the badge of a level of severity, and the order of the levels."""

from journeybook.model.enumerations import Tone
from journeybook.model.measures import Event
from journeybook.model.pain_points import PainPoint
from journeybook.model.vocabulary import SeverityLevel
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, cell
from journeybook.views.base.labels import answered_badge
from journeybook.views.links.links import anchor_of
from journeybook.views.links.site_map import SHARED_PAGE, page_address


def severity_badge(book: Book, part: Event | PainPoint) -> Badge | None:
    """Return how much something matters, with what its level means behind it; else the answer, "severity: not known"."""
    return answered_badge(book, part, "severity", _level_badge(book, part))


def severity_cell(book: Book, part: Event | PainPoint) -> Cell:
    """Return how much something matters, for a cell that says so above or beside it."""
    return answered(book, part, "severity", cell(_level_badge(book, part)))


def severity_rank(book: Book, part: Event | PainPoint) -> int:
    """Return the position of a part in lists, the worst first; where nothing is said it stands before those of the last level."""
    levels = [level.id for level in book.atlas.severity_levels]
    return 2 * levels.index(part.severity) if part.severity in levels else 2 * len(levels) - 3


def is_severe(book: Book, part: Event | PainPoint) -> bool:
    """Return whether a part is of the worse half of the levels."""
    return part.severity in [level.id for level in book.atlas.severity_levels[: (len(book.atlas.severity_levels) + 1) // 2]]


def _level_badge(book: Book, part: Event | PainPoint) -> Badge | None:
    level = book.atlas.find(SeverityLevel, part.severity)
    if level is None:
        return None
    to = page_address(*SHARED_PAGE[level.KIND], anchor=anchor_of(level)) if book.atlas.file.severity_levels else None
    return Badge(level.name, str(level.tone or Tone.NEUTRAL), to)
