"""How a variant differs from its base maps: one list of alterations, applied in order."""

from typing import Any, ClassVar

from journeybook.model.base import Part
from journeybook.model.scalars import Identifier, Text

OWN_KEYS = frozenset(
    [
        "id",
        "formerly",
        "name",
        "status",
        "audience",
        "public",
        "review",
        "changes",
        "sign_offs",
        "participants",
        "summary",
        "actions",
        "extends",
        "alterations",
        "continues",
        "future_of",
    ]
)
"""Keys that a variant never takes from its bases."""

VERB_KEYS = {
    "add": ("into", "to", "after", "before"),
    "remove": ("into",),
    "replace": ("by", "into"),
    "change": ("set", "into"),
    "move": ("into", "to", "after", "before"),
    "keep": ("of", "to"),
    "unsure": ("into",),
}
"""The keys that stand beside each verb; every one may say `why`."""


class Alteration(Part):
    """One difference from the base: exactly one of add, remove, replace, change, move, keep or unsure."""

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
    move: Identifier | None = None
    """The id of the item that stands elsewhere here."""
    keep: tuple[Identifier, ...] | None = None
    """The ids of those steps of a stage that exist here; every other step of it does not."""
    of: Identifier | None = None
    """With keep: the id of the stage or sub-stage of which only these are kept."""
    unsure: Identifier | None = None
    """The id of the item of which nobody knows whether it is so here; it stays, and every page says that it is not known."""
    into: Identifier | None = None
    """With add or move: the id of the stage or sub-stage it goes into.
    With remove, replace, change or unsure: the stage in which it stands."""
    to: Text | None = None
    """With add: the list it joins, where that is not steps (or stages): milestones, events, plays, pain_points, handoffs.
    With move: the list it joins, where that is another than the one in which it stood.
    With keep: the list of which some are kept, where that is not steps."""
    after: Identifier | None = None
    """With add or move: the id of the item it stands behind."""
    before: Identifier | None = None
    """With add or move: the id of the item it stands before."""
    why: Text | None = None
    """Why it differs."""
