"""Back-references: everything that names a thing, found by the fields that are references and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.findings import Place
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.language.nodes import Condition, condition_names
from journeybook.model.walk import Spot, field_values
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Cell
from journeybook.views.base.labels import spot_title, stage_text
from journeybook.views.links.occurrences import part_link


@dataclass(frozen=True)
class Use:
    """A thing that names another, and every spot at which it does; what variants take over counts once."""

    part: Part
    spots: tuple[Spot, ...]


def uses_of(book: Book, kind: str, identifier: str) -> tuple[Use, ...]:
    """Return what names a thing of this kind, in file order: the nearest part around the reference that has a kind."""
    spots_by_part = dict[tuple[str, Place], list[Spot]]()
    for spot in _index(book).get((kind, identifier), ()):
        user = _named(spot)
        spots_by_part.setdefault((user.part.KIND, user.part.origin.place), []).append(user)
    return tuple(Use(spots[0].part, tuple(spots)) for spots in spots_by_part.values())


def use_link(book: Book, use: Use) -> Cell:
    """Return what names a thing, as a link to where it does."""
    spot = use.spots[0]
    title = spot_title(book, spot)
    text = f"{title} · {stage_text(book, spot.stage)}" if spot.stage and spot.stage is not spot.part else title
    return (part_link(book, spot, text),)


def _named(spot: Spot) -> Spot:
    """Return the nearest part, from the reference outwards, that has a kind of its own."""
    for depth, part in enumerate((spot.part, *reversed(spot.parents))):
        if part.KIND and part.KIND != "band":
            return Spot(part, spot.parents[: len(spot.parents) - depth], spot.path)
    return spot


@remembered
def _index(book: Book) -> dict[tuple[str, str], tuple[Spot, ...]]:
    """Return the spots of the parts that name a thing, by its kind and id."""
    spots_by_reference: dict[tuple[str, str], list[Spot]] = {}
    for spot in book.atlas.spots:
        for kind, reference in references_in(spot.part):
            spots_by_reference.setdefault((kind, reference), []).append(spot)
    return {key: tuple(spots) for key, spots in spots_by_reference.items()}


def references_in(part: Part) -> Iterator[tuple[str, str]]:
    """Yield what the fields of a part name, without the parts in it: each kind and id that may be meant."""
    for name, value in field_values(part):
        field = part_fields(type(part))[name]
        if isinstance(value, Condition):
            yield from (
                (kind, name) for name in dict.fromkeys(name.name for name in condition_names(value)) for kind in ("measure", "event")
            )
        if field.names and value is not None:
            for reference in value if field.many else (value,):
                yield from ((kind, reference) for kind in field.names)
