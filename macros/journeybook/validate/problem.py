"""The result of a check of practice: the part at fault, a message and a hint; the runner adds rule, level and place."""

from dataclasses import dataclass

from journeybook.findings import Place
from journeybook.model.base import Part


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
