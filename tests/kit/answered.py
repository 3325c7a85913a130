"""An atlas in which fields hold an answer instead of a value, and the places of all texts on the pages that are made of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from full_atlas import Filler, face, journey, settings

from journeybook.audience.redact import redact
from journeybook.audience.withhold import changed
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Blankness, Part
from journeybook.model.enumerations import Answer
from journeybook.model.field_info import part_fields
from journeybook.model.files import FOLDERS
from journeybook.model.map import Map
from journeybook.model.organisation import AtlasFile
from journeybook.model.plays import Playbook
from journeybook.model.walk import field_values
from journeybook.registry import modules
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Labelled, Link, Rich, Stub, Table
from journeybook.views.blocks.cards import Points
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.pages.map import MapSection
from journeybook.views.site_pages import site_pages

CEILINGS = Path(__file__).parents[1] / "audience" / "ceilings.txt"
Place = tuple[str, ...]
"""A page, and the labels, columns and names of fields that lead to a text on it."""
DAY = date(2026, 6, 1)
MARK = "not known: "


class MarkedBook(Book):
    """A book whose answers say which field they stand in."""

    @cached_property
    def words(self) -> dict[str, str]:
        """The interface's words, in which an answer is the name of its field."""
        return super().words | {"answer.unknown": f"{MARK}{{model}}.{{field}}"}


@cache
def whole_atlas(text: Callable[[str], str] = "text {}".format) -> Atlas:
    """Return an atlas with something in every field, a current map that a future one answers, and a live public one."""
    ceilings = dict(line.split() for line in CEILINGS.read_text(encoding="utf-8").splitlines()[1:])
    filler = Filler(
        text=lambda place, _: text(place),
        ceilings=ceilings,
        fixed={
            "*.blank": [],
            "*.applies": {"segments": ["the-segment"]},
            "BandColumn.id": "the-bandcolumn",
            "BandCell.column": "the-bandcolumn",
            "RangeCell.column": "the-bandcolumn",
            "LaneEntries.lane": "notes",
            "Interaction.state": "planned",
            "PublicFace.formerly": ["old-page"],
        },
    )
    lists: dict[str, Any] = {}
    for folder, model in FOLDERS.items():
        if model is not Map:
            lists[folder] = (model.model_validate(filler.part(model, f"{folder}.1", shown=False)),)
    first = journey(filler, "the-map", shown=True, face=face(filler, "the-map", "first"), id="the-map", status="live", type="current")
    second = journey(filler, "other-map", shown=True, face=None, id="other-map", type="future", future_of="the-map")
    tree = settings(filler)
    other_playbook = filler.part(Playbook, "playbooks.2", shown=False) | {"id": "other-playbook", "type": tree["playbook_types"][0]["name"]}
    lists["playbooks"] = (*lists["playbooks"], Playbook.model_validate(other_playbook))
    file = AtlasFile.model_validate(tree | {"lanes": [*tree["lanes"], {"id": "notes", "name": "Notes", "kind": "text"}]})
    return Atlas(file=file, **lists, maps=(Map.model_validate(first), Map.model_validate(second)))


def with_answers(part: Part, answered: Callable[[Part], tuple[str, ...]], *, said: bool = True, audience: Audience | None = None) -> Part:
    """Return a part in which, here and everywhere below, the fields that `answered` names hold the answer unknown instead of a value.

    Where it is not `said`, they hold nothing. The answers may be for an audience.
    """
    names = answered(part)

    def inside(value: Any) -> Any:
        return with_answers(value, answered, said=said, audience=audience) if isinstance(value, Part) else value

    values: dict[str, Any] = {}
    for name, value in field_values(part):
        if name in names:
            values[name] = None if part_fields(type(part))[name].required else type(part).model_fields[name].default
        else:
            values[name] = tuple(map(inside, value)) if isinstance(value, tuple) else inside(value)
    values["blank"] = tuple(Blankness(field=name, state=Answer.UNKNOWN, audience=audience) for name in names if said)
    return changed(part, **values)


def texts_by_place(atlas: Atlas, kind: type[Book] = MarkedBook) -> dict[Place, Counter[str]]:
    """Return every text of every internal page, table and diagram of an atlas by its place."""
    book = kind(atlas, Audience.INTERNAL, DAY, (), kind(atlas, Audience.INTERNAL, DAY))
    texts: dict[Place, Counter[str]] = {}
    for stub in _stubs(book):
        views = modules(f"journeybook.views.{stub.section[0]}")
        for place, text in _texts(views[stub.view].view(book, *stub.arguments), (stub.view, *stub.arguments)):
            texts.setdefault(place, Counter())[text] += 1
    return texts


def customer_texts(atlas: Atlas) -> Counter[str]:
    """Return every text of the pages that customers read of an atlas."""
    book = MarkedBook(redact(atlas, Audience.PUBLIC), Audience.PUBLIC)
    views = modules("journeybook.views.pages")
    return Counter(text for stub in site_pages(book) for _, text in _texts(views[stub.view].view(book, *stub.arguments), (stub.view,)))


def _stubs(book: Book) -> Iterator[Stub]:
    """Yield every page of a book, then its tables and diagrams, each with its family as section."""
    for stub in site_pages(book):
        if stub.view not in ("customer_view", "coverage"):
            yield Stub(stub.view, stub.arguments, stub.page, stub.title, ("pages",))
    for name in modules("journeybook.views.tables"):
        for arguments in [(each.id,) for each in book.atlas.maps] if name == "journey_map" else [()]:
            yield Stub(name, arguments, "", "", ("tables",))
    for each in book.atlas.maps:
        yield Stub("swimlane", (each.id,), "", "", ("diagrams",))


def _texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str | Link | Badge | Rich):
        yield place, value if isinstance(value, str) else value.text
        return
    for name, inner in _inside(value):
        yield from _texts(inner, (*place, name) if name else place)


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a part of a view holds, each with what leads to it: a label, the row and column of a table, a position, or a field.

    What two maps say differently is left out: any field stands there, also one that has no place of its own. So is what no page shows.
    """
    if isinstance(value, Labelled | Points):
        yield value.label, value.value if isinstance(value, Labelled) else value.points
    elif isinstance(value, Table):
        yield "" if value.rows else value.caption, () if value.rows else value.empty
        yield f"{value.caption}/columns", without_empty_columns(value).columns if value.rows else ()
        for number, row in enumerate(value.rows):
            yield from ((f"{value.caption}/{number}/{column}", cell) for column, cell in zip(value.columns, row.cells, strict=True))
    elif isinstance(value, MapSection) and value.anchor.startswith("differences-"):
        return
    elif isinstance(value, tuple):
        named = ((getattr(item, "anchor", "") or getattr(item, "title", "") if is_dataclass(item) else "", item) for item in value)
        yield from ((name if isinstance(name, str) else "", item) for name, item in named)
    elif is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value) if field.repr and field.name != "differences")


@cache
def every_field() -> frozenset[str]:
    """Return the names of all fields of the model."""
    waiting, fields = list(Part.__subclasses__()), set[str]()
    modules("journeybook.model")
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        fields |= part_fields(model).keys() if model.__module__.startswith("journeybook.model.") else set()
    return frozenset(fields)
