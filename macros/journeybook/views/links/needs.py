"""Whether a step has to be done: in words, and as badges."""

from journeybook.model.step import Step, StepNeed
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge
from journeybook.views.base.labels import answered_badge
from journeybook.views.links.texts import limited_text, read_limits_text


def step_need_texts(book: Book, step: Step) -> tuple[str, ...]:
    """Return each need of a step in words, with whom it concerns: optional (with one site)."""
    return tuple(need_text(book, need) for need in step.inside("need", StepNeed))


def remarked_needs(book: Book, step: Step) -> tuple[str, ...]:
    """Return each need of a step in words; none where all that is said is that it has to be done, which nothing said means as well."""
    texts = step_need_texts(book, step)
    return texts if set(texts) - {book.say("need.required")} else ()


def short_needs(book: Book, step: Step) -> tuple[str, ...]:
    """Return the remarked needs of a step as a shape has room for them: of those that are not the same for all only that they differ."""
    texts = remarked_needs(book, step)
    return (book.say("need.differs"),) if len(texts) > 1 else texts


def need_text(book: Book, need: StepNeed) -> str:
    """Return one need of a step in words, with whom it concerns."""
    return limited_text(book, book.say(f"need.{need.need}"), read_limits_text(book, need))


def step_needs_text(book: Book, step: Step) -> str:
    """Return the remarked needs of a step in one text that begins with a capital letter."""
    text = book.say("list.times").join(remarked_needs(book, step))
    return text[:1].upper() + text[1:]


def step_need_badges(book: Book, step: Step) -> tuple[Badge, ...]:
    """Return a badge for each need of a step, else one with the author's answer; none where nothing is said."""
    badges = tuple(Badge(text[:1].upper() + text[1:]) for text in step_need_texts(book, step))
    answer = answered_badge(book, step, "need", None)
    return badges or ((answer,) if answer else ())
