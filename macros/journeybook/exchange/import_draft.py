"""What an import makes of one table: plain YAML data, where each cell went, and what could not be placed with the reason."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.foreign_cells import ForeignCell, ForeignTable
from journeybook.load.characters import describe_character, is_crowded, normalise_nfc, refused_in_text
from journeybook.load.nodes import Plain
from journeybook.load.yaml_writer import QuotedText
from journeybook.model.base import Part
from journeybook.model.enumerations import Answer
from journeybook.model.scalars import LONGEST_TEXT, suggested_id
from journeybook.model.timing import TimingError, parse_timing, timing_names

HEADING = "heading that was understood"
NO_PLACE = "nothing in the result has a place for it"
_LIST_SIGN = re.compile(r"^\s*[-*\u2022\u2013\u00b7]\s+")
PlainGroup = dict[str, Plain]


@dataclass
class Ledger:
    """Keeps account of every cell of a table, so that none is lost."""

    table: ForeignTable
    placed: dict[ForeignCell, str] = field(default_factory=dict)
    """What became of each cell that was placed."""
    reasons: dict[ForeignCell, str] = field(default_factory=dict)
    """Why a cell, or a part of it, could not be placed."""
    remarks: list[str] = field(default_factory=list)
    unstated: list[str] = field(default_factory=list)
    """What the result needs and the table does not say."""

    def text(self, cell: ForeignCell | None, where: str) -> str | None:
        """Place a cell and return its text; None, with the reason, for a text that no file may hold."""
        if cell is None or not self.is_usable(cell):
            return None
        self.placed[cell] = where
        return authored(cleaned(cell.text))

    def lines(self, cell: ForeignCell | None, where: str) -> list[str]:
        """Place a cell and return its lines as texts, without the signs of a list."""
        text = self.text(cell, where)
        lines = [_LIST_SIGN.sub("", line).strip() for line in text.splitlines()] if text else []
        return [authored(line) for line in lines if line]

    def references(self, cell: ForeignCell | None, where: str, names: AtlasNames, *kinds: str) -> list[str]:
        """Return the ids that a cell names, and leave the cell over for what it names that the atlas does not have."""
        if cell is None or not self.is_usable(cell):
            return []
        ids, unknown = names.find_all(cell.text, *kinds)
        if unknown or not ids:
            self.leave(cell, names.unknown_in_table(unknown[0] if unknown else cell.text.strip(), *kinds))
        else:
            self.placed[cell] = where
        return ids

    def time(self, cell: ForeignCell | None, where: str, names: AtlasNames) -> "Plain | None":
        """Place a cell as a time: as it stands where it can be reckoned, else in words."""
        text = self.text(cell, where)
        return time_value(text, names.anchors) if text else None

    def is_usable(self, cell: ForeignCell) -> bool:
        """Whether a cell's text may stand in a file; if not, the cell is left over with the reason."""
        refused = refused_in_text(_without_returns(cell.text))
        if cell in self.table.faults:
            self.leave(cell, self.table.faults[cell])
        elif refused:
            self.leave(cell, f"it holds {describe_character(refused[0])}")
        elif len(cell.text) > LONGEST_TEXT or is_crowded(cell.text):
            self.leave(cell, f"a text has at most {LONGEST_TEXT} characters, and few accents on one letter")
        else:
            return True
        return False

    def leave(self, cell: ForeignCell, reason: str) -> None:
        """Say why a cell, or a part of it, could not be placed."""
        self.reasons.setdefault(cell, reason)

    def withdraw(self, cells: Iterable[ForeignCell], reason: str) -> None:
        """Take back that cells were placed, with the reason."""
        for cell in cells:
            self.placed.pop(cell, None)
            self.leave(cell, reason)

    @property
    def left_over(self) -> dict[ForeignCell, str]:
        """Every cell that is not placed, or not wholly, with the reason."""
        return {cell: self.reasons.get(cell, NO_PLACE) for cell in self.table.cells if cell in self.reasons or cell not in self.placed}


@dataclass(frozen=True)
class Addition:
    """An entry that joins a list in a part which the atlas has, and the cells that it was made of."""

    host: Part
    key: str
    data: PlainGroup
    """The entry; empty where it is there already and says the same."""
    cells: tuple[ForeignCell, ...]


@dataclass(frozen=True)
class ImportDraft:
    """The result of one table: the folder of `journeys/` it belongs to, its data, and the account of its cells."""

    kind: str
    """What the table was taken for, in words."""
    folder: str
    data: Plain
    """What its file holds; nothing where it joins what the atlas has."""
    ledger: Ledger
    additions: tuple[Addition, ...] | None = None
    """What joins parts that the atlas has; None where a file is made."""


def cleaned(text: str) -> str:
    """Return a text without blanks around it, its lines ended as in our files and its letters in one form."""
    return normalise_nfc(_without_returns(text)).strip()


def authored(text: str) -> str:
    """Return a text that is no answer such as `unknown`, whatever it reads like."""
    return QuotedText(text) if text in set(Answer) else text


def time_value(text: str, anchors: Collection[str]) -> Plain:
    """Return a time as authors write it: in words where it cannot be reckoned from these anchors.

    >>> time_value("14 days after signature", {"signature"}), time_value("3 days after go-live", {"signature"})
    ('14 days after signature', {'text': '3 days after go-live'})
    """
    try:
        timing = parse_timing(text)
    except TimingError:
        return {"text": text}
    return text if all(name.name in anchors for name in timing_names(timing)) else {"text": text}


def unique_id(text: str, taken: set[str]) -> str:
    """Return an id made of a text that is not taken yet, and take it.

    >>> taken = {"kick-off"}
    >>> unique_id("Kick-off", taken), unique_id("Kick-off", taken)
    ('kick-off-2', 'kick-off-3')
    """
    base = suggested_id(text)[:58].rstrip("-")
    identifier, number = base, 1
    while identifier in taken:
        number += 1
        identifier = f"{base}-{number}"
    taken.add(identifier)
    return identifier


def without_blanks(pairs: "Iterable[tuple[str, Plain | None]]") -> PlainGroup:
    """Return keys and values as a group, without those that say nothing."""
    return {key: value for key, value in pairs if value not in (None, "", [], {})}


def _without_returns(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
