"""Changes of a text by spans of characters: what lies beside them stays byte for byte."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class TextEdit:
    """What stands from `start` to `end`, in characters of a text, becomes another text."""

    start: int
    end: int
    text: str


def with_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Return a text with all edits, each said once or more; two that overlap raise ValueError.

    >>> with_edits("owner: sales  # ours", [TextEdit(7, 12, "support")])
    'owner: support  # ours'
    """
    parts, position = [], 0
    for edit in sorted(set(edits)):
        if edit.start < position:
            raise ValueError(f"two edits of one place: {edit}")
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])
