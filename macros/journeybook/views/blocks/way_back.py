"""How to get back on track from a pain point: in words, by a route of steps, with a playbook, by oneself."""

from collections.abc import Iterator

from journeybook.model.pain_points import PainPoint, Recovery
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Joiner, Prefix, cell
from journeybook.views.blocks.common_fields import resource_links
from journeybook.views.links.links import reference_link


def way_back(book: Book, pain: PainPoint, *, scope: str) -> Cell:
    """Return every way back that is written, or the answer in its place; nothing where there is none. `scope` is the id of the map."""
    return tuple(_ways(book, pain.recovery, scope)) if pain.recovery else answered(book, pain, "recovery")


def way_back_or_none(book: Book, pain: PainPoint, *, scope: str) -> Cell:
    """Return every way back, or a badge that says that none is written."""
    return way_back(book, pain, scope=scope) or cell(no_way_back(book))


def no_way_back(book: Book) -> Badge:
    """Return the badge of a pain point of which no way back is written."""
    return Badge(book.say("way_back.none"), "poor")


def _ways(book: Book, recovery: Recovery, scope: str) -> Iterator[Inline]:
    yield from answered(book, recovery, "text", recovery.text)
    for number, reference in enumerate(recovery.route):
        yield Joiner(book.say("way_back.then")) if number else Prefix(book.say("way_back.route"))
        yield reference_link(book, "step", reference, scope=scope) or reference
    yield from answered(book, recovery, "route") if not recovery.route else ()
    yield from answered(book, recovery, "playbook", cell(reference_link(book, "playbook", recovery.playbook)))
    yield from answered(book, recovery, "self_help", resource_links(book, recovery.self_help))
