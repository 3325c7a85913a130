"""What customers read newly or no longer after a change of the atlas: said at the change that says it, and of the rest page by page."""

from collections.abc import Sequence
from dataclasses import replace

from journeybook.model.atlas import Atlas
from journeybook.model.map import Map
from journeybook.model.visibility import may_be_public
from journeybook.prove.customer_texts import CustomerText, customer_texts
from journeybook.views.base.book import Book
from journeybook.views.changes.change import AtlasChange, CustomerReading, PageReading

PageTexts = tuple[Map | None, tuple[CustomerText, ...]]
"""The map of a success map with what customers read there; no map and nothing where there is no such page."""


def with_readings(
    before: Book, after: Book, changes: Sequence[AtlasChange], renamed: dict[str, str], *, was_inheriting: bool = False
) -> tuple[tuple[AtlasChange, ...], tuple[PageReading, ...]]:
    """Return changes with what customers newly read, or no longer, and what they read otherwise besides.

    The new ids of maps are given by the old ones. `was_inheriting` says that before, a public map spoke for its bases as well, as in
    version 1 of the vocabulary.
    """
    old = {
        renamed.get(journey.id, journey.id): _texts(before.atlas, journey, is_inheriting=was_inheriting) for journey in before.atlas.maps
    }
    new = {journey.id: _texts(after.atlas, journey) for journey in after.atlas.maps}
    nothing: PageTexts = (None, ())
    told = list(changes)
    pages = [page for name in {**old, **new} for page in _page(after, old.get(name, nothing), new.get(name, nothing), told)]
    return tuple(told), tuple(pages)


def _texts(atlas: Atlas, journey: Map, *, is_inheriting: bool = False) -> PageTexts:
    texts = customer_texts(atlas, journey, is_inheriting=is_inheriting) if may_be_public(journey) else ()
    return (journey, texts) if texts else (None, ())


def _page(book: Book, old: PageTexts, new: PageTexts, told: list[AtlasChange]) -> list[PageReading]:
    """Return what is to be said of one page, and add to the changes what customers read of them."""
    journey = new[0] or old[0]
    if journey is None or journey.public is None:
        return []
    title = journey.public.title
    if old[0] is None or new[0] is None:
        return [PageReading(journey.id, title, book.say("changes.page_new" if new[0] else "changes.page_gone", page=title))]
    pages = []
    slugs = [side.public.slug for side in (old[0], new[0]) if side.public]
    if slugs[0] != slugs[1]:
        pages.append(PageReading(journey.id, title, book.say("changes.page_moved", page=title, old=slugs[0], new=slugs[1])))
    rest = _attach(told, title, _only(old[1], new[1]), is_new=False) + _attach(told, title, _only(new[1], old[1]), is_new=True)
    if rest:
        pages.append(PageReading(journey.id, title, book.say("changes.page_others", page=title), tuple(rest)))
    return pages


def _only(here: tuple[CustomerText, ...], there: tuple[CustomerText, ...]) -> list[CustomerText]:
    """Return the texts that stand only here, each once."""
    known = {text.text for text in there}
    return list({text.text: text for text in reversed(here) if text.text not in known}.values())[::-1]


def _attach(told: list[AtlasChange], page: str, texts: list[CustomerText], *, is_new: bool) -> list[CustomerReading]:
    """Add texts to the changes at whose places they were written, and return those of no change."""
    rest = []
    for text in texts:
        reading = CustomerReading(page, text.text, is_new)
        numbers = [
            number for number, change in enumerate(told) if text.place in (change.written_after if is_new else change.written_before)
        ]
        for number in numbers[:1]:
            told[number] = replace(told[number], readings=(*told[number].readings, reading))
        rest += [] if numbers else [reading]
    return rest
