"""The order in which the keys of a part are written: by the order of the fields in the model.

First comes what a thing is (its id, old ids, label, name, lane and words), then who answers for it and who may read it, then what its class
says, and last what every step and item may say: what is felt and thought, whom it applies to, the evidence.
"""

from functools import cache

from journeybook.load.spans import TextSpan
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.item import Item, Owned
from journeybook.model.step import Experience, Step

_WHAT_IT_IS = ("id", "formerly", "label", "name", "lane", "what")
_WHOSE_IT_IS = ("owner", "raci", "audience")
_SHARED: tuple[type[Part], ...] = (Experience, Owned, Item)
"""Classes whose fields many others have."""


@cache
def house_order(model: type[Part]) -> tuple[str, ...]:
    """Return the names of the fields of a class in the order in which they are written.

    >>> from journeybook.model.library import Resource
    >>> house_order(Resource)[:7]
    ('id', 'formerly', 'name', 'owner', 'raci', 'audience', 'kind')
    """
    fields = part_fields(model)
    bases = (base for base in _SHARED if issubclass(model, base) and model is not base)
    shared = dict.fromkeys(name for base in bases for name in base.__annotations__ if name in fields)
    rest = [name for name in fields if name not in shared and name != "blank"]
    first = [name for name in (*rest, *_WHOSE_IT_IS) if name in fields and name in (*_WHAT_IT_IS, *_WHOSE_IT_IS)]
    return (*dict.fromkeys((*sorted(first, key=_rank), *rest, *shared)), "blank")


def is_keyed(mapping: TextSpan, model: type[Part]) -> bool:
    """Whether the keys of a mapping stand for items, as in `raci: {csm: A}`, and not for fields."""
    return bool(model.KEYED) and not set(mapping.keys) & set(part_fields(model)) - {"audience"}


def value_model(mapping: TextSpan, key: str, value: TextSpan, model: type[Part] | None) -> type[Part] | None:
    """Return the class of what stands at a key of a mapping of a class, or None where that is no part or not known."""
    if model is None:
        return None
    fields = part_fields(model)
    if is_keyed(mapping, model):
        return model if value.entries is not None and set(value.keys) & set(fields) else fields[model.KEYED[1]].part
    return fields[key].part if key in fields else None


def key_position(key: str, model: type[Part]) -> int:
    """Return the position of a key in the house order; a lane that begins a step stands where `lane` would."""
    order = house_order(model)
    return order.index(key) if key in order else order.index("lane") if model is Step else len(order)


def _rank(name: str) -> int:
    """Return how far behind others of its class a key stands: the id first, then the old ones, and last whose the thing is."""
    return {"id": 0, "formerly": 1}.get(name, 3 if name in _WHOSE_IT_IS else 2)
