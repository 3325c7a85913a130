"""The value of any field in words, with names instead of ids: what two maps say differently is shown without knowing the field."""

from enum import StrEnum

from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.item import Applies, ResourceUse, SingleFact, StageLength, When
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.references import id_words
from journeybook.model.step import Attendee, StepNeed
from journeybook.model.timing import Timing
from journeybook.model.walk import field_values
from journeybook.views.base.answers import answer_text, field_name
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, Rich, cell, cell_text, plain_text
from journeybook.views.base.labels import label
from journeybook.views.blocks.attendees import attendee_limits
from journeybook.views.blocks.common_fields import applies_cell
from journeybook.views.links.fact_texts import fact_text
from journeybook.views.links.links import reference_link
from journeybook.views.links.needs import need_text
from journeybook.views.links.texts import condition_text, length_text, limited_text, limits_text, stage_length_text, timing_text, when_text


def value_cell(book: Book, field: PartField, value: object, *, scope: str) -> Cell:
    """Return the value of a field in words; an empty cell where it is empty. References are looked up in the map whose id is the scope."""
    values = value if isinstance(value, tuple) else (value,)
    return tuple(inline for item in values if item is not None and (inline := _inline(book, field, item, scope)))


def field_cell(book: Book, part: Part, name: str, *, scope: str) -> Cell:
    """Return what a part says in a field in words, or why it says nothing there; an empty cell where it says nothing.

    Things with ids are told for themselves: of a field that holds them the cell has the answer alone.
    """
    answer, field = answer_text(book, part, name), part_fields(type(part)).get(name)
    if answer or field is None or (field.part and field.part.KIND):
        return cell(answer)
    value = part.get(name, object)
    is_said = value != type(part).model_fields[name].default
    return value_cell(book, field, value, scope=scope) if is_said else ()


def _inline(book: Book, field: PartField, value: object, scope: str) -> str | Link | Rich:
    if field.names and isinstance(value, str):
        link = reference_link(book, field.names, value, scope=scope)
        return link if isinstance(link, Link) else str(link or value)
    if field.formatted and isinstance(value, str):
        return Rich(value)
    return _text(book, value, scope)


def _text(book: Book, value: object, scope: str) -> str:
    """Return a single value in words."""
    if isinstance(value, bool):
        return book.say("value.yes" if value else "value.no")
    if isinstance(value, StrEnum):
        has_words = f"{type(value).__name__.lower()}.{value}" in book.words
        return label(book, value) if has_words else id_words(value)
    match value:
        case Timing():
            words = timing_text(book, value)
        case Condition():
            words = condition_text(book, value)
        case Duration():
            words = length_text(book, value)
        case Part():
            words = _phrase(book, value) or _part_text(book, value, scope)
        case _:
            words = str(value)
    return words


def _phrase(book: Book, part: Part) -> str:
    """Return a part that readers take in as one phrase, in the words of the pages; nothing for any other."""
    match part:
        case When():
            words = when_text(book, part)
        case SingleFact():
            words = fact_text(book, part)
        case StageLength():
            words = stage_length_text(book, part)
        case StepNeed():
            words = need_text(book, part)
        case _:
            words = ""
    return words


def _part_text(book: Book, part: Part, scope: str) -> str:
    """Return what a part says or answers: whom it concerns, a resource and an attendee as they stand elsewhere, all else by field."""
    if isinstance(part, Applies):
        return cell_text(applies_cell(book, part), dot=book.say("list.comma"))
    if isinstance(part, ResourceUse):
        name = plain_text(_inline(book, part_fields(ResourceUse)["resource"], part.resource, scope))
        return limited_text(book, name, limits_text(book, part))
    if isinstance(part, Attendee):
        name = plain_text(_inline(book, part_fields(Attendee)["lane"], part.lane, scope))
        return limited_text(book, name, attendee_limits(book, part))
    return _fields_text(book, part, scope)


def _fields_text(book: Book, part: Part, scope: str) -> str:
    """Return what a part says or answers, field by field: first its short form, or its key and its value, without their names."""
    texts = {name: text for name, value in field_values(part) if name != "blank" and (text := _field_text(book, part, name, value, scope))}
    keyed = [texts.pop(name) for name in dict.fromkeys((*part.KEYED, part.SHORT)) if name in texts]
    first = [book.say("value.field", field=keyed[0], value=book.say("list.semicolon").join(keyed[1:]))] if len(keyed) > 1 else keyed
    others = (book.say("value.field", field=field_name(book, type(part), name), value=text) for name, text in texts.items())
    return book.say("list.semicolon").join((*first, *others))


def _field_text(book: Book, part: Part, name: str, value: object, scope: str) -> str:
    """Return a field of a part in words; nothing where it neither says nor answers anything."""
    is_said = value != type(part).model_fields[name].default
    cell = value_cell(book, part_fields(type(part))[name], value, scope=scope) if is_said else ()
    return book.say("list.comma").join(map(plain_text, cell)) or answer_text(book, part, name)
