"""A change in words, what customers read otherwise, and the report of all changes between two states of an atlas."""

from dataclasses import dataclass

from journeybook.compare.part_differences import DifferenceKind
from journeybook.findings import Place


@dataclass(frozen=True)
class Effect:
    """What a change does elsewhere: to variants, teams and playbooks, in a sentence."""

    kind: str
    sentence: str


@dataclass(frozen=True)
class CustomerReading:
    """A text that customers read on a success map newly, or read there no longer."""

    page: str
    text: str
    is_new: bool


@dataclass(frozen=True)
class AtlasChange:
    """One change in words, and the home under which it stands: a map, a playbook, the settings."""

    kind: DifferenceKind
    home: str
    home_id: str
    """The kind and id of the home, such as `map/first-year`."""
    is_home: bool
    """Whether it is of the home itself, and not of a thing in it."""
    thing: str
    sentence: str
    field: str
    old: str
    new: str
    is_guess: bool
    place: Place | None
    """Where it is written now; None for what is gone."""
    written_before: frozenset[Place]
    """Every place at which what changed was written."""
    written_after: frozenset[Place]
    """Every place at which it is written now."""
    following: tuple[str, ...] = ()
    """The ids of the variants that change with it."""
    effects: tuple[Effect, ...] = ()
    readings: tuple[CustomerReading, ...] = ()


@dataclass(frozen=True)
class PageReading:
    """What customers read otherwise on a success map that no single change says, or a page that comes or goes."""

    map_id: str
    page: str
    sentence: str
    readings: tuple[CustomerReading, ...] = ()


@dataclass(frozen=True)
class ChangeReport:
    """Every change between two states of an atlas, the pages of customers that they change, and how far the comparison goes."""

    before: str
    after: str
    changes: tuple[AtlasChange, ...]
    pages: tuple[PageReading, ...]
    notes: tuple[str, ...]
    """What could not be compared, and why."""

    @property
    def unchanged(self) -> str:
        """The key of what is said where nothing has changed."""
        return "changes.none_compared" if self.notes else "changes.none"
