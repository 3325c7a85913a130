"""Every change between two states of an atlas in words, with what it does to variants, teams and playbooks."""

from collections.abc import Iterator

from journeybook.compare.atlas_differences import AtlasDifference, atlas_differences
from journeybook.findings import Place
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.organisation import AtlasFile
from journeybook.model.plays import Playbook
from journeybook.model.vocabulary import Team
from journeybook.model.walk import Spot, walk
from journeybook.views.base.book import Book
from journeybook.views.base.labels import NAMING, spot_title
from journeybook.views.changes.change import AtlasChange, Effect
from journeybook.views.changes.sentences import Books, thing_text, wording
from journeybook.views.changes.translation_changes import translation_changes
from journeybook.views.links.back_references import references_in, uses_of

MOST_NAMED = 5
"""How many of the things that name a changed one are told by name."""
READERS = "audience"
"""The field that says who reads a thing: where it changes, customers read all of the thing newly, or no longer."""
DUTIES = ("owner", "who", "giver", "taker", "playbook")
"""Fields that say who does something or answers for it, and how."""


def changes_between(before: Book, after: Book) -> tuple[AtlasChange, ...]:
    """Return every change of an atlas since an earlier state of it, those of one map or other thing together."""
    books = Books(before, after)
    return (*(_change(books, row) for row in atlas_differences(before.atlas, after.atlas)), *translation_changes(books))


def _change(books: Books, row: AtlasDifference) -> AtlasChange:
    difference, words = row.difference, wording(books, row)
    told_of = "" if difference.field == READERS else difference.field
    home = row.home
    book = books.after if row.home_after else books.before
    return AtlasChange(
        difference.kind,
        thing_text(book, Spot(home)),
        f"{home.KIND or 'atlas'}/{home.first_text('id')}".rstrip("/"),
        any(difference.spot.part is home for home in (row.home_before, row.home_after)),
        words.thing,
        words.sentence,
        words.field,
        words.old,
        words.new,
        difference.is_guess,
        difference.after.part.origin.of(difference.field) if difference.after else None,
        _places(difference.before, told_of),
        _places(difference.after, told_of),
        tuple(journey.id for journey in row.following),
        tuple(_effects(books, row)),
    )


def _places(spot: Spot | None, name: str) -> frozenset[Place]:
    """Return every place at which a field, or else a whole thing, was written; none of what is not there."""
    if spot is None:
        return frozenset()
    field = part_fields(type(spot.part)).get(name)
    holds_things = field is not None and field.part is not None and bool(field.part.KIND)
    value = None if holds_things else spot.part.get(name, object) if name else spot.part
    values = value if isinstance(value, tuple) else (value,)
    of_field = (spot.part.origin.of(name), *(spot.part.origin.of(f"{name}.{number}") for number in range(len(values)))) if name else ()
    answers = (row.origin.place for row in spot.part.blank if row.field == name)
    inside = (inner.part.origin for item in values if isinstance(item, Part) for inner in walk(item))
    return frozenset((*of_field, *answers, *(place for origin in inside for place in (origin.place, *(place for _, place in origin.keys)))))


def _effects(books: Books, row: AtlasDifference) -> Iterator[Effect]:
    for key, maps in (("following", row.following), ("keeping", row.keeping)):
        if maps:
            names = books.say("list.semicolon").join(journey.name for journey in maps)
            yield Effect("variant", books.say(f"changes.variant.{key}", names=names))
    for model, key in ((Team, "team"), (Playbook, "playbook")):
        if names := books.say("list.comma").join(_named(books, row, model)):
            yield Effect(key, books.say(f"changes.{key}", names=names))
    yield from _naming(books, row)


def _named(books: Books, row: AtlasDifference, model: type[Team | Playbook]) -> tuple[str, ...]:
    """Return the teams or playbooks that a changed thing names: where one field changed, in it and as those who do or answer for it."""
    names: dict[str, None] = {}
    for book, spot in ((books.before, row.difference.before), (books.after, row.difference.after)):
        for part in _naming_parts(spot, row.difference.field) if spot else ():
            references = (reference for kind, reference in references_in(part) if kind == model.KIND)
            things = (book.atlas.find(model, reference) for reference in references)
            names |= {thing.name: None for thing in things if thing}
    return tuple(names)


def _naming_parts(spot: Spot, name: str) -> Iterator[Part]:
    """Yield what may name a team or playbook on behalf of a thing, without the things in it."""
    if isinstance(spot.part, AtlasFile):
        return
    fields = ((name, *DUTIES) if name else tuple(spot.part.held())) if spot.part.KIND else ()
    part = spot.part.holding({key: value for key, value in spot.part.held().items() if key in fields and key != "origin"})
    for inner in walk(part):
        if not any(parent.KIND for parent in (*inner.parents, inner.part)[1:]):
            yield inner.part


def _naming(books: Books, row: AtlasDifference) -> Iterator[Effect]:
    """Yield what names a thing of the atlas that changed, such as the plays that start a playbook."""
    book, spot = (books.after, row.difference.after) if row.difference.after else (books.before, row.difference.before)
    thing = next((part for part in (row.home_after, row.home_before) if part), None)
    changed = spot.part if spot and isinstance(thing, AtlasFile) else thing
    if changed is None or not changed.KIND or changed.KIND == "map" or not changed.get("id", str):
        return
    uses = (use.spots for use in uses_of(book, changed.KIND, changed.first_text("id")) if use.part is not changed)
    titles = [*dict.fromkeys(_title(book, _telling(next(filter(_is_written_there, spots), spots[0]))) for spots in uses)]
    if titles:
        names = books.say("list.comma").join(titles[:MOST_NAMED])
        more = len(titles) - MOST_NAMED
        yield Effect("naming", books.say("changes.naming_more" if more > 0 else "changes.naming", names=names, count=more))


def _is_written_there(spot: Spot) -> bool:
    """Whether a part stands in the map whose file wrote it, and not in one that takes it from there."""
    return spot.map is None or spot.map.origin.place.file == spot.part.origin.place.file


def _telling(spot: Spot) -> Spot:
    """Return the spot of a part, or of the thing around it where it has no words or id of its own, as a play that a stage names."""
    around = [part for part in spot.parents if part.KIND]
    if spot.part.first_text(*NAMING, "id") or not around:
        return spot
    return Spot(around[-1], tuple(part for part in spot.parents if part is not around[-1]))


def _title(book: Book, spot: Spot) -> str:
    title = thing_text(book, spot)
    if spot.map is None or spot.map is spot.part:
        return title
    return book.say("changes.in_map", thing=title, map=spot_title(book, Spot(spot.map)))
