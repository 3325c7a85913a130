"""A difference between two states of an atlas as one sentence, with the words of the pages for each thing, field and value."""

from collections import Counter
from dataclasses import dataclass, replace

from journeybook.compare.atlas_differences import AtlasDifference
from journeybook.compare.part_differences import changed_fields
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.item import Applies, ResourceUse, SingleFact, StageLength, When
from journeybook.model.map import Map
from journeybook.model.organisation import AtlasFile
from journeybook.model.pairing import NAMES
from journeybook.model.stage import Stage
from journeybook.model.step import Attendee, StepNeed
from journeybook.model.walk import Spot
from journeybook.views.base.answers import answer_text, field_name
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, cell_text, plain_text
from journeybook.views.base.labels import spot_title
from journeybook.views.journey_map.field_values import field_cell
from journeybook.views.journey_map.map_differences import stands

IN_ONE_PHRASE = (When, StageLength, StepNeed, SingleFact, Applies, ResourceUse, Attendee)
"""Parts that readers take in as one phrase; of all others the changed field is told."""


@dataclass(frozen=True)
class ChangeWording:
    """The sentence of a difference with what it is made of."""

    thing: str
    sentence: str
    field: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Books:
    """The atlas before and after, each with its words."""

    before: Book
    after: Book

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the interface, in the language of the atlas after."""
        return self.after.say(key, **values)


def wording(books: Books, row: AtlasDifference) -> ChangeWording:
    """Return a difference in words."""
    difference = row.difference
    before, after = difference.before, difference.after
    if before is None or after is None:
        spot = difference.spot
        thing = thing_text(books.after if after else books.before, spot)
        where = _where(books.after if after else books.before, spot)
        return ChangeWording(thing, books.say(f"changes.{difference.kind}", thing=thing, where=where))
    if not difference.field:
        return _moved(books, before, after)
    if difference.field == "id":
        thing = thing_text(books.before, before)
        old, new = before.part.first_text("id"), after.part.first_text("id")
        key = "changes.renamed" if old and new else "changes.id_lost" if old else "changes.id_given"
        return ChangeWording(thing, books.say(key, thing=thing, where=_where(books.after, after), old=old, new=new), "id", old, new)
    return _field(books, row, before, after)


def thing_text(book: Book, spot: Spot) -> str:
    """Return what a thing is and what it is called: milestone "First report"; of the settings, what they are."""
    if isinstance(spot.part, AtlasFile):
        return book.say("changes.settings")
    return book.say("changes.thing", kind=book.say(f"kind.{spot.part.KIND}"), name=" ".join(spot_title(book, spot).split()))


def _where(book: Book, spot: Spot) -> str:
    """Return in which stage of its map, or in which other thing, a thing stands; nothing for what stands by itself."""
    stage = spot.stage if spot.stage is not spot.part else None
    home = stage or next((part for part in reversed(spot.parents) if part.KIND and not isinstance(part, Map)), None)
    if home is None:
        return ""
    return book.say("changes.where", home=thing_text(book, Spot(home, spot.parents if isinstance(home, Stage) else ())))


def _moved(books: Books, before: Spot, after: Spot) -> ChangeWording:
    thing = thing_text(books.after, after)
    old, new = (cell_text(stands(book, spot), dot=", ") for book, spot in ((books.before, before), (books.after, after)))
    if old == new:
        new = cell_text((new, books.say("changes.among_others")), dot=", ")
    return ChangeWording(thing, books.say("changes.moved", thing=thing, old=old, new=new), "", old, new)


def _field(books: Books, row: AtlasDifference, before: Spot, after: Spot) -> ChangeWording:
    """Return which field of a thing says what instead of what."""
    name = row.difference.field
    thing = thing_text(books.before if name in ("name", "what") else books.after, before if name in ("name", "what") else after)
    if name == "name":
        old, new = before.part.first_text("name"), after.part.first_text("name")
        if old and new:
            return ChangeWording(thing, books.say("changes.called", thing=thing, name=new), name, old, new)
    scopes = [home.first_text("id") if home else "" for home in (row.home_before, row.home_after)]
    field, old_cell, new_cell = _inner(books, before.part, after.part, name, scopes)
    old, new = _shown(old_cell), _shown(new_cell)
    if old == new:
        old, new = _with_audience(books, before.part, name, old, is_new=False), _with_audience(books, after.part, name, new, is_new=True)
    words = ChangeWording(thing, "", field, old, new)
    return replace(words, sentence=_value_sentence(books, words, old_cell, new_cell, is_answer=before.part.answer_in(name) is not None))


def _inner(books: Books, before: Part, after: Part, name: str, scopes: list[str]) -> tuple[str, Cell, Cell]:
    """Return the words of a field and both its values; where they are parts of many fields, of the field in it that differs."""
    label = field_name(books.after, type(after), name)
    pair = _single_pair(before.get(name, object), after.get(name, object))
    if pair and before.answer_in(name) == after.answer_in(name):
        inner = list(changed_fields(*pair))
        if len(inner) == 1:
            further, old, new = _inner(books, *pair, inner[0], scopes)
            whole = [_cell(books, part, name, scopes, is_new=is_new) for part, is_new in ((before, False), (after, True))]
            if not isinstance(pair[0], IN_ONE_PHRASE) or _shown(whole[0]) == _shown(whole[1]):
                member = _member(books, after.get(name, object), pair[1], inner[0], scopes)
                key = "changes.inner_of" if member else "changes.inner"
                return books.say(key, field=label, inner=further, member=member), old, new
            return label, whole[0], whole[1]
    return label, _cell(books, before, name, scopes, is_new=False), _cell(books, after, name, scopes, is_new=True)


def _member(books: Books, value: object, part: Part, name: str, scopes: list[str]) -> str:
    """Return what one of several parts in a field is called: its name, else the first that it says; nothing where that is what differs."""
    if not isinstance(value, tuple) or len(value) == 1:
        return ""
    names = (key for key in (*NAMES, *part_fields(type(part))) if key in part.held())
    fields = [key for key in names if _shown(_cell(books, part, key, scopes, is_new=True))]
    return _shown(_cell(books, part, fields[0], scopes, is_new=True)) if fields and fields[0] != name else ""


def _single_pair(old: object, new: object) -> tuple[Part, Part] | None:
    """Return the parts of two values that differ, where it is one of each and of one class."""
    olds, news = ((value if isinstance(value, tuple) else (value,)) for value in (old, new))
    if len(olds) != len(news):
        return None
    pairs = [
        (before, after)
        for before, after in zip(olds, news, strict=True)
        if isinstance(before, Part) and type(before) is type(after) and isinstance(after, Part) and any(changed_fields(before, after))
    ]
    return pairs[0] if len(pairs) == 1 and all(isinstance(value, Part) for value in (*olds, *news)) else None


def _cell(books: Books, part: Part, name: str, scopes: list[str], *, is_new: bool) -> Cell:
    return field_cell(books.after if is_new else books.before, part, name, scope=scopes[is_new])


def _shown(value: Cell) -> str:
    return " ".join("; ".join(map(plain_text, value)).split())


def _with_audience(books: Books, part: Part, name: str, text: str, *, is_new: bool) -> str:
    """Return an answer with whether customers read it, for two that differ in nothing else."""
    book = books.after if is_new else books.before
    rows = [row for row in part.blank if row.field == name]
    audience = rows[0].audience if rows else None
    word = book.say(f"audience.{audience}") if audience else book.say("differs.unsaid")
    return f"{text or answer_text(book, part, name)} ({word})"


def _value_sentence(books: Books, words: ChangeWording, old: Cell, new: Cell, *, is_answer: bool) -> str:
    """Return what became of the value of a field: it came, it went, it is another, or some of its values came or went."""
    values = {"thing": words.thing, "field": words.field, "old": words.old, "new": words.new}
    if not words.new and is_answer:
        return books.say("changes.answer_gone", **values)
    if not words.old or not words.new:
        return books.say("changes.field_new" if words.new else "changes.field_gone", **values)
    if len(old) > 1 or len(new) > 1:
        before, after = Counter(map(plain_text, old)), Counter(map(plain_text, new))
        gone, added = list((before - after).elements()), list((after - before).elements())
        parts = [("added", added), ("gone", gone)]
        became = [books.say(f"changes.values_{key}", values="; ".join(texts)) for key, texts in parts if texts]
        if not became:
            return books.say("changes.order", **values)
        if not (len(gone) == len(added) == 1):
            return books.say("changes.values", **values, changes=books.say("list.semicolon").join(became))
        values |= {"old": gone[0], "new": added[0]}
    return books.say("changes.field", **values)
