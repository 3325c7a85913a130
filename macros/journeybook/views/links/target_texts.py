"""The targets of milestones in words: a level by a time, as the map or another source states it."""

from journeybook.model.item import When
from journeybook.model.stage import Milestone, StatedTarget
from journeybook.views.base.answers import answer_text, named_answer
from journeybook.views.base.book import Book
from journeybook.views.links.texts import stated_value_text, when_text


def target_text(book: Book, milestone: Milestone) -> str:
    """Return the target of a milestone: the level and by when; an answer that stands in place of one of the two is said there."""
    level = milestone.first_text("level") or named_answer(book, milestone, "level")
    when = when_text(book, milestone.get("target", When)) or (named_answer(book, milestone, "target") if level else "")
    return _level_by(book, level, when)


def stated_target_text(book: Book, stated: StatedTarget) -> str:
    """Return a target as another source states it, with the source."""
    level = stated.level or named_answer(book, stated, "level")
    value = _level_by(book, level, stated_value_text(book, stated.value or "") or answer_text(book, stated, "value"))
    return book.say("item.stated", value=value, source=stated.source)


def _level_by(book: Book, level: str, when: str) -> str:
    return book.say("milestone.level_by", level=level, when=when) if level and when else level or when
