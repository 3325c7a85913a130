"""A search document: one thing of a site as a search finds and shows it."""

from dataclasses import dataclass

from journeybook.views.base.elements import Address

MANUAL = "manual"
"""The facet of pages about the atlas itself, which a search leaves out until it is asked for them."""


@dataclass(frozen=True)
class SearchPlace:
    """Where a thing stands: its address, and the names of the map and the stage around it."""

    address: Address
    map: str = ""
    stage: str = ""


@dataclass(frozen=True)
class SearchDocument:
    """One thing: what kind it is, what it is called, every place at which it stands, and the texts that tell of it."""

    kind: str
    title: str
    places: tuple[SearchPlace, ...]
    texts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """What the thing names: teams, people, resources and the like, by their names."""
    facets: tuple[tuple[str, str], ...] = ()
    """By what it can be narrowed down: pairs of a facet's key and a value."""
    is_manual: bool = False
    """Whether it tells editors how an atlas is kept, and nothing of journeys."""
