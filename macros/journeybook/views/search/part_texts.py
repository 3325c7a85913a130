"""The words of a part: what authors wrote in it and in the parts inside that are no things of their own."""

from collections.abc import Collection, Iterator

from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.formatted_text import LINK, plain_words
from journeybook.model.walk import field_values
from journeybook.views.base.labels import NAMING


def part_texts(part: Part, apart: Collection[str]) -> Iterator[str]:
    """Yield the texts of a part in the order of its fields, but for what it is called; parts of the kinds `apart` stand for themselves."""
    title = part.first_text(*NAMING)
    yield from (text for text in dict.fromkeys(_texts(part, apart)) if text != title)


def inner_parts(part: Part, apart: Collection[str]) -> Iterator[Part]:
    """Yield a part and the parts inside that do not stand for themselves."""
    yield part
    fields = part_fields(type(part))
    for name, value in field_values(part):
        if fields[name].part and value and name != "blank":
            for child in value if isinstance(value, tuple) else (value,):
                if child.KIND not in apart:
                    yield from inner_parts(child, apart)


def _texts(part: Part, apart: Collection[str]) -> Iterator[str]:
    for inner in inner_parts(part, apart):
        fields = part_fields(type(inner))
        for name, value in field_values(inner):
            if fields[name].is_wording and value and not fields[name].not_shown:
                plain = plain_words if fields[name].formatted else _without_links
                yield from map(plain, value if fields[name].many else (value,))


def _without_links(text: str) -> str:
    return LINK.sub(r"\1", text)
