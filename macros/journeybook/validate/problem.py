"""The result of a check: what is wrong at which part, and how far around that part the check has looked."""

from dataclasses import dataclass
from enum import StrEnum

from journeybook.findings import Finding, Place
from journeybook.model.base import Part


class Reach(StrEnum):
    """How far a check looks around the part at fault: what is lost within its reach could cure the finding, and so holds it back."""

    NAMED = "named"
    """At the thing that the finding names, and nowhere else."""
    OWN = "own"
    """At the part's own fields as well, with what in them has no id of its own; and at who sees it, and when."""
    WHOLE = "whole"
    """At everything in the map, playbook or model in which the part stands."""
    ALIKE = "alike"
    """At everything of the same folder, such as all segments."""
    ATLAS = "atlas"
    """At everything."""


@dataclass(frozen=True)
class Problem:
    """One breach of a rule of practice, at a part or one of its keys."""

    part: Part
    message: str
    hint: str = ""
    key: str = ""

    @property
    def place(self) -> Place:
        """The place of the key, or of the part."""
        return self.part.origin.of(self.key)

    @property
    def subject(self) -> str:
        """The id of the part at fault, if it has one."""
        return self.part.get("id", str) or ""


@dataclass(frozen=True)
class PartFinding:
    """A finding with the part at fault, the reach of its check, and for an unknown id the kinds of what it may name."""

    finding: Finding
    part: Part
    reach: Reach = Reach.OWN
    fields: tuple[str, ...] = ()
    """The fields of the part at which the check has looked, with everything in them; without them, as far as its reach says."""
    kinds: tuple[str, ...] = ()
