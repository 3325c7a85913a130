"""Writes the old name of a thing under `formerly` where it is declared, so that old links lead on; one that it takes again goes."""

from collections.abc import Iterator

from journeybook.edit.text_edits import TextEdit
from journeybook.load.characters import line_end
from journeybook.load.spans import TextSpan, nested_spans, read_spans

_KEY = "formerly"
_NAMING = ("id", "slug")
"""The keys behind which a name stands; any other is a name itself, as in `pay: Ways to pay`."""


def old_name_edits(text: str, at: tuple[int, int], exchange: tuple[str, str], *, is_public: bool = False) -> Iterator[TextEdit]:
    """Yield the edits of a file in which the id or slug whose key stands at a line and column, counted from 1, is exchanged.

    With `is_public`, links of customers go by the name: then it is written with its audience.
    """
    entry = f"{{name: {exchange[0]}, audience: public}}" if is_public else exchange[0]
    place = (at[0] - 1, at[1] - 1)
    for span in nested_spans(read_spans(text)):
        for key, value in span.entries or ():
            if (key.line, key.column) == place:
                if key.text in _NAMING:
                    yield from _in_mapping(text, span, value, exchange, entry)
                elif key.text == exchange[0] and value.is_scalar:
                    yield from _around_name(text, span, (key, value), entry)
                else:
                    yield from _in_mapping(text, value if key.text == exchange[0] else span, None, exchange, entry)
                return


def _in_mapping(text: str, mapping: TextSpan, identifier: TextSpan | None, exchange: tuple[str, str], entry: str) -> Iterator[TextEdit]:
    """Yield the edit of the mapping of a thing, behind its id or before everything else."""
    line = f"{_KEY}: [{entry}]"
    first = (mapping.entries or ())[0][0]
    if _KEY in mapping.keys:
        yield _in_list(text, mapping.keys[_KEY][1], exchange, entry)
    elif identifier is None:
        yield TextEdit(first.start, first.start, f"{line}, " if mapping.in_brackets else f"{line}{line_end(text)}{' ' * first.column}")
    elif mapping.in_brackets:
        yield TextEdit(identifier.end, identifier.end, f", {line}")
    else:
        end = _line_end(text, identifier.end)
        yield TextEdit(end, end, f"{line_end(text)}{' ' * first.column}{line}")


def _around_name(text: str, mapping: TextSpan, keyed: tuple[TextSpan, TextSpan], entry: str) -> Iterator[TextEdit]:
    """Yield the edits of a thing that is its id and its name, `pay: Ways to pay`."""
    key, name = keyed
    if mapping.in_brackets:
        yield TextEdit(name.start, name.start, "{name: ")
        yield TextEdit(name.end, name.end, f", {_KEY}: [{entry}]}}")
    else:
        indent = f"{line_end(text)}{' ' * (key.column + 2)}"
        yield TextEdit(text.rindex(":", 0, name.start) + 1, name.start, f"{indent}{_KEY}: [{entry}]{indent}name: ")


def _in_list(text: str, value: TextSpan, exchange: tuple[str, str], entry: str) -> TextEdit:
    """Return the edit of names that stand there already: the new name's place is taken by the old one, else that is added."""
    old, new = exchange
    for span in nested_spans(value):
        if span.is_scalar and span.text == new:
            return TextEdit(span.start, span.end, old)
    if not value.items and not value.entries and not value.text:
        return TextEdit(value.start, value.end, f" [{entry}]" if text[value.start - 1 : value.start] == ":" else f"[{entry}]")
    if not value.items:
        return TextEdit(value.start, value.end, f"[{text[value.start : value.end]}, {entry}]")
    last = value.items[-1]
    if value.in_brackets:
        return TextEdit(last.end, last.end, f", {entry}")
    end = _line_end(text, last.end)
    return TextEdit(end, end, f"{line_end(text)}{' ' * value.column}- {entry}")


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    return end - 1 if text[:end].endswith("\r") else end
