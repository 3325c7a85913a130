"""How a variant differs from its base maps: one list of alterations, applied in order."""

from typing import Any, ClassVar

from journeybook.model.base import Part
from journeybook.model.scalars import Identifier, Text


class Alteration(Part):
    """One difference from the base: exactly one of add, remove, replace, change or move."""

    OPEN: ClassVar[bool] = False
    remove: Identifier | None = None
    """The id of the stage, step, milestone or other item that does not exist here."""
    replace: Identifier | None = None
    """The id of the item whose place `by` takes."""
    by: Any = None
    """The whole new item."""
    change: Identifier | None = None
    """The id of the item of which some fields differ."""
    set: Any = None
    """The fields that differ, with their new values."""
    add: Any = None
    """The whole new item: a step, stage, milestone or other item."""
    to: Text | None = None
    """With add: the list it joins, where that is not steps (or stages): milestones, events, plays, pain_points, handoffs."""
    into: Identifier | None = None
    """With add or move: the id of the stage or sub-stage it goes into; with remove, replace or change: the stage in which it stands."""
    after: Identifier | None = None
    """With add or move: the id of the item it stands behind."""
    before: Identifier | None = None
    """With add or move: the id of the item it stands before."""
    move: Identifier | None = None
    """The id of the item that stands elsewhere here."""
    why: Text | None = None
    """Why it differs."""

    VERBS: ClassVar[tuple[str, ...]] = ("add", "remove", "replace", "change", "move")
