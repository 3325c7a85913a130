"""The resources of a success map: a link where one lives elsewhere, else its text at the end of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.field_info import part_fields
from journeybook.model.library import Resource
from journeybook.model.map import Map
from journeybook.model.walk import field_values, walk
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link
from journeybook.views.base.labels import label
from journeybook.views.success_map.plan_context import Jump
from journeybook.views.success_map.success_anchors import text_anchors


@dataclass(frozen=True)
class Material:
    """One resource in full, at its anchor on the page."""

    anchor: str
    name: str
    kind: str
    link: Link | None
    summary: str
    subject: str
    body: str
    questions: tuple[str, ...]


def materials(book: Book, journey: Map) -> tuple[dict[str, Jump], tuple[Material, ...]]:
    """Return where each resource that a plan names is found, and those whose text stands on the page, in the order of their mention."""
    resources = {name: resource for name in dict.fromkeys(_named(journey)) if (resource := book.atlas.find(Resource, name))}
    here = [name for name, resource in resources.items() if _says_something(resource)]
    anchors = dict(zip(here, text_anchors("text", [resources[name].name for name in here]), strict=True))
    jumps = {
        name: Jump(material.name, anchor=anchors[name]) if name in anchors else Jump(material.name, to=material.link or "")
        for name, material in resources.items()
    }
    return jumps, tuple(_material(book, resources[name], anchors[name]) for name in here)


def _says_something(resource: Resource) -> bool:
    """Return whether there is anything to read: more than a name and a link."""
    return any((resource.body, resource.questions, resource.subject, resource.summary))


def _named(journey: Map) -> Iterator[str]:
    """Yield every resource that anything in a plan names, in the order of the file."""
    for spot in walk(journey):
        anatomies = part_fields(type(spot.part))
        for name, value in field_values(spot.part):
            if anatomies[name].names == (Resource.KIND,) and value:
                yield from value if isinstance(value, tuple) else (value,)


def _material(book: Book, resource: Resource, anchor: str) -> Material:
    return Material(
        anchor=anchor,
        kind=label(book, resource.kind),
        name=resource.name,
        summary=resource.summary or "",
        subject=resource.subject or "",
        body=resource.body or "",
        questions=resource.questions,
        link=Link(book.say("success.open"), resource.link) if resource.link else None,
    )
