"""The texts of a part that readers see, as opposed to ids, addresses and words of a closed vocabulary."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields


@dataclass(frozen=True)
class ShownText:
    """A text, its field, and the key at which it stands: `summary`, or `not_for.0` in a list."""

    field: PartField
    key: str
    text: str


def shown_texts(part: Part) -> Iterator[ShownText]:
    """Yield every text of a part that readers see."""
    values = part.held()
    for field in _shown_fields(type(part)):
        value = values.get(field.name)
        if isinstance(value, str):
            if not isinstance(value, Enum):
                yield ShownText(field, field.name, value)
        elif isinstance(value, tuple):
            for position, text in enumerate(value):
                if isinstance(text, str) and not isinstance(text, Enum):
                    yield ShownText(field, f"{field.name}.{position}", text)


@cache
def _shown_fields(model: type[Part]) -> tuple[PartField, ...]:
    """Return the fields of a class in which texts may stand that readers see, in the order in which they are defined."""
    fields = part_fields(model)
    shown = (fields[name] for name in model.model_fields if name not in ("origin", "id", "key"))
    return tuple(field for field in shown if not (field.names or field.part or field.is_address))
