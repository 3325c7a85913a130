"""What a format has no place for: how many values of a map it leaves out, by field."""

from collections import Counter
from collections.abc import Collection, Mapping

from journeybook.exchange.document import is_said
from journeybook.model.base import Part
from journeybook.model.walk import field_values

FieldsByClass = Mapping[type[Part], Collection[str]]
"""The fields that a format holds, by class; a class that is not there is held by none of its fields."""


def omissions(part: Part, kept: FieldsByClass) -> Counter[str]:
    """Return how many values are left out, by `field of a class`.

    A field that is left out counts once, and one that holds several as many times; a field that is kept and holds parts is looked through.
    """
    counts: Counter[str] = Counter()
    for name, value in field_values(part):
        if not is_said(part, name, value):
            continue
        values = value if isinstance(value, tuple) else (value,)
        if name not in kept[type(part)]:
            counts[f"{name} of {type(part).KIND or 'its parts'}"] += len(values)
        else:
            for inner in values:
                counts += omissions(inner, kept) if type(inner) in kept else Counter()
    return counts


def omissions_in_words(counts: Counter[str]) -> str:
    """Return counts as one line, the most frequent first; an empty text where nothing is left out.

    >>> omissions_in_words(Counter({"how of step": 2, "label of stage": 3}))
    '3 label of stage, 2 how of step'
    """
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])))
