"""The order in which the keys of a part are written: by the order of the fields in the model.

First comes what a thing is (its id, label, names, lane and words), then who answers for it and who may read it, then what its class says.
Duties, and whom it applies to, stand above what is long: the stages and steps in it, what is felt and met. The evidence comes last.
"""

from functools import cache
from itertools import takewhile

from journeybook.load.spans import TextSpan
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.item import Item, Owned
from journeybook.model.step import Experience, Step

_WHAT_IT_IS = ("id", "formerly", "label", "name", "customer_name", "customer_words", "extends", "future_of", "lane", "also_in", "what")
"""Fields that stand first where the class of a thing begins with them; else its first field does."""
_WHOSE_IT_IS = ("owner", "audience")
_LONG = ("alterations", "stages", "steps", "thinks")
"""Fields with which the long part of a thing begins."""
_ABOVE_LONG = ("raci", "applies")
_SHARED: tuple[type[Part], ...] = (Experience, Owned, Item)
"""Classes whose fields many others have."""


@cache
def house_order(model: type[Part]) -> tuple[str, ...]:
    """Return the names of the fields of a class in the order in which they are written.

    >>> from journeybook.model.library import Resource
    >>> house_order(Resource)[:6]
    ('id', 'formerly', 'name', 'owner', 'audience', 'kind')
    """
    fields = part_fields(model)
    bases = (base for base in _SHARED if issubclass(model, base) and model is not base)
    shared = dict.fromkeys(name for base in bases for name in base.__annotations__ if name in fields)
    rest = [name for name in fields if name not in shared and name != "blank"]
    what = sorted(takewhile(_WHAT_IT_IS.__contains__, rest), key=_WHAT_IT_IS.index) or rest[:1]
    order = dict.fromkeys((*what, *(name for name in _WHOSE_IT_IS if name in fields), *rest, *shared))
    return (*_with_duties_above(tuple(order)), "blank")


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


def _with_duties_above(order: tuple[str, ...]) -> tuple[str, ...]:
    """Return an order in which duties, and whom a thing applies to, stand above the long part of it."""
    above = tuple(name for name in _ABOVE_LONG if name in order)
    others = [name for name in order if name not in above]
    long = next((position for position, name in enumerate(others) if name in _LONG), None)
    return order if long is None else (*others[:long], *above, *others[long:])
