"""The texts of a part that readers see, as opposed to ids, addresses and words of a closed vocabulary."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.walk import field_values


@dataclass(frozen=True)
class ShownText:
    """A text, its field, and the key at which it stands: `summary`, or `not_for.0` in a list."""

    field: PartField
    key: str
    text: str


def shown_texts(part: Part) -> Iterator[ShownText]:
    """Yield every text of a part that readers see."""
    fields = part_fields(type(part))
    for name, value in field_values(part):
        field = fields[name]
        if field.names or field.part or field.is_address or name in ("id", "key"):
            continue
        for position, text in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(text, str) and not isinstance(text, Enum):
                yield ShownText(field, f"{name}.{position}" if isinstance(value, tuple) else name, text)
