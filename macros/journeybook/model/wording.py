"""The words of a part as rows of a form, `key: its words`, for people who change them without the file."""

import re
from collections.abc import Collection, Iterator

from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.walk import field_values


def wordings(part: Part) -> Iterator[tuple[str, str]]:
    """Yield each text that an author worded in the part itself, with its field; several of one field in their order."""
    fields = part_fields(type(part))
    for name, value in field_values(part):
        if fields[name].is_wording:
            yield from ((name, text) for text in (value if fields[name].many else (value,)) if text)


def form_row(name: str, text: str) -> str:
    """Return the row of a text in a form: its key and its words, further lines as they are."""
    return f"{name}: {text.strip()}"


def read_form_rows(text: str, names: Collection[str]) -> tuple[tuple[str, str], ...] | None:
    r"""Return the field and the words of each row of a form, as somebody left them; None where words stand before the first row.

    >>> read_form_rows("name: The first\nsummary: One line\nand another", {"name", "summary"})
    (('name', 'The first'), ('summary', 'One line\nand another'))
    >>> read_form_rows("Please say it kindly", {"name"})
    """
    rows: list[tuple[str, str]] = []
    for line in text.strip().split("\n"):
        begin = re.match(r"([a-z_]+):(?:\s+|\Z)", line)
        if begin and begin[1] in names:
            rows.append((begin[1], line[begin.end() :]))
        elif rows:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]}\n{line}")
        else:
            return None
    return tuple((name, words.strip()) for name, words in rows)
