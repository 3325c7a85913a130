"""Where each value of a YAML text begins and ends, in characters: for changes that leave everything else in the file as it is.

Reading needs no ends and does not pay for them: this reads the text once more, and only that of a file which was read without findings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml

from journeybook.load.characters import normalise_nfc
from journeybook.load.marks import mark_index, position
from journeybook.load.nodes import Plain
from journeybook.load.source import PARSER


@dataclass(frozen=True)
class TextSpan:
    """A value from `start` to `end` in characters, with its lines and its first column, counted from 0; a scalar holds nothing else."""

    start: int
    end: int
    line: int
    column: int
    last_line: int
    text: str = ""
    style: str = ""
    """How a scalar is written: a quote, `|` or `>`; empty where it is bare."""
    in_brackets: bool = False
    """Whether it is a list or mapping in brackets."""
    entries: "tuple[tuple[TextSpan, TextSpan], ...] | None" = None
    items: "tuple[TextSpan, ...] | None" = None

    @property
    def is_scalar(self) -> bool:
        """Whether it is a single text."""
        return self.entries is None and self.items is None

    @cached_property
    def keys(self) -> "dict[str, tuple[TextSpan, TextSpan]]":
        """The entries of a mapping by the text of their key."""
        return {key.text: (key, value) for key, value in self.entries or ()}


def read_spans(text: str) -> TextSpan:
    r"""Return the root of a text that `read_source` takes without findings.

    >>> root = read_spans("id: first  # it is\nname: 'The first'\n")
    >>> [(key.text, value.start, value.end) for key, value in root.entries]
    [('id', 4, 9), ('name', 25, 36)]
    """
    events = yaml.parse(text, Loader=PARSER)
    return next(_span(event, events, text) for event in events if isinstance(event, yaml.NodeEvent))


def span_data(span: TextSpan) -> Plain:
    """Return a span as dicts, lists and texts."""
    if span.entries is not None:
        return {key.text: span_data(value) for key, value in span.entries}
    return [span_data(item) for item in span.items] if span.items is not None else span.text


def nested_spans(span: TextSpan) -> Iterator[TextSpan]:
    """Yield a span, its keys and everything in it, in the order of the text."""
    yield span
    for key, value in span.entries or ():
        yield key
        yield from nested_spans(value)
    for item in span.items or ():
        yield from nested_spans(item)


def _span(event: yaml.Event, events: Iterator[yaml.Event], text: str) -> TextSpan:
    (line, column), start, end = position(event.start_mark), mark_index(event.start_mark), mark_index(event.end_mark)
    if isinstance(event, yaml.ScalarEvent):
        style = event.style or ""
        stop = _block_end(text, start, end) if style in {"|", ">"} else end
        return TextSpan(start, stop, line, column, line + text.count("\n", start, stop), normalise_nfc(event.value), style)
    children, in_brackets = [], bool(getattr(event, "flow_style", False))
    while not isinstance(inner := next(events), yaml.CollectionEndEvent):
        children.append(_span(inner, events, text))
    last = mark_index(inner.end_mark) if in_brackets else children[-1].end
    pairs = tuple(zip(children[::2], children[1::2], strict=True)) if isinstance(event, yaml.MappingStartEvent) else None
    last_line = line + text.count("\n", start, last)
    return TextSpan(start, last, line, column, last_line, "", "", in_brackets, pairs, None if pairs is not None else tuple(children))


def _block_end(text: str, start: int, end: int) -> int:
    """Return where a block of text ends: behind its last letter, or behind the blank lines that it keeps (`|+`)."""
    header = text[start:end].partition("\n")[0].partition("#")[0]
    stop = start + len(text[start:end].rstrip())
    if "+" not in header:
        return stop
    lines_end = text.rfind("\n", start, end)
    return max(stop, lines_end - (text[lines_end - 1 : lines_end] == "\r")) if lines_end >= 0 else stop
