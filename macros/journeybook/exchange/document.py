"""The atlas as plain data: the long form of every part, by its folder, as JSON and tables hold it and as authors' files may say it."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from journeybook.load.nodes import Plain
from journeybook.load.yaml_writer import QuotedText
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.enumerations import Answer
from journeybook.model.files import FOLDERS
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.map import Map
from journeybook.model.timing import LENGTH_BOUNDS, Timing
from journeybook.model.walk import field_values

Value: TypeAlias = "str | bool | int | list[Value] | dict[str, Value]"
Document: TypeAlias = dict[str, Value]
FORMAT, FORMAT_VERSION = "journeybook-atlas", 1
ATLAS_KEY = "atlas"
"""The key of what `atlas.yml` says; the other keys are the folders."""
INHERITED = "inherited"
"""The key of a variant's map that lists which of its keys come from its bases."""
DescribeTiming = Callable[[Timing], str]


def own_text(timing: Timing) -> str:
    """Return a timing in its author's text."""
    return timing.text


def atlas_document(atlas: Atlas, audience: Audience, describe: DescribeTiming = own_text) -> Document:
    """Return an atlas as plain data; `describe` words the timings, which keep their author's text only inside the company."""
    writer = _Writer(describe)
    folders: Document = {folder: items for folder in FOLDERS if (items := writer.items(atlas.inside(folder, Part)))}
    return _document(audience, {ATLAS_KEY: writer.part(atlas.file), **folders})


def map_document(journey: Map, audience: Audience, describe: DescribeTiming = own_text) -> Document:
    """Return a document that holds one map and nothing else."""
    return _document(audience, {"maps": _Writer(describe).items((journey,))})


def part_document(part: Part) -> Document:
    """Return a part as plain data, as its author may write it in the long form."""
    return _Writer(own_text).part(part)


def document_texts(value: object) -> Iterator[str]:
    """Yield every text in a document, without its keys.

    >>> list(document_texts({"name": "Tour", "steps": [{"how": "By boat"}, 3]}))
    ['Tour', 'By boat']
    """
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from document_texts(item)
    elif isinstance(value, str):
        yield value


def duration_text(duration: Duration) -> str:
    """Return a length of time as an author writes it.

    >>> duration_text(Duration(2, "weeks", 3)), duration_text(Duration(1, "days", bound="most"))
    ('2 to 3 weeks', 'up to 1 day')
    """
    bound = next((" ".join(words) for words, meaning in LENGTH_BOUNDS.items() if meaning == duration.bound), "")
    most = f"to {duration.most}" if duration.most is not None else ""
    unit = duration.unit.removesuffix("s") if duration.amount == 1 and not most else duration.unit
    return " ".join(filter(None, (bound, str(duration.amount), most, unit)))


def plain_texts(value: Value, *, is_short: bool = False) -> Plain:
    """Return data as it stands in an author's file, where every single value is a text.

    In the long form answers stand under `blank`, so a text that reads like one stands in quotes; what is added by an alteration is in the
    author's own short form (`is_short`), where it is an answer.
    """
    if isinstance(value, dict):
        return {key: plain_texts(inside, is_short=is_short or key == "alterations") for key, inside in value.items()}
    if isinstance(value, list):
        return [plain_texts(item, is_short=is_short) for item in value]
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return QuotedText(text) if text in tuple(Answer) and not is_short else text


def _document(audience: Audience, content: Document) -> Document:
    return {"format": FORMAT, "version": FORMAT_VERSION, "audience": str(audience), **content}


class _Writer:
    """Writes parts as plain data."""

    def __init__(self, describe: DescribeTiming) -> None:
        self.describe = describe

    def items(self, parts: tuple[Part, ...]) -> list[Value]:
        return [self.part(part) for part in parts]

    def part(self, part: Part) -> dict[str, Value]:
        """Return what a part says beside its defaults; answers stand last, and of a variant behind them what it inherits."""
        plain = {name: self.value(value) for name, value in field_values(part) if is_said(part, name, value)}
        if "blank" in plain:
            plain["blank"] = plain.pop("blank")
        if isinstance(part, Map) and part.inside("extends", str):
            inherited: list[Value] = [name for name in plain if part.origin.of(name).file != part.origin.place.file]
            plain |= {INHERITED: inherited} if inherited else {}
        return plain

    def value(self, value: object) -> Value:
        if isinstance(value, Timing | Duration | Condition):
            return self.words(value)
        if isinstance(value, Part):
            return self.part(value)
        if isinstance(value, tuple | list):
            return [self.value(item) for item in value]
        if isinstance(value, dict):  # an item that an alteration adds, as its author wrote it
            return {str(key): self.value(inside) for key, inside in value.items()}
        if isinstance(value, Enum | Decimal | date):
            return str(value.value if isinstance(value, Enum) else value)
        if isinstance(value, bool | int | str):
            return value
        raise TypeError(f"{type(value).__name__} cannot be written as plain data")

    def words(self, value: Timing | Duration | Condition) -> str:
        if isinstance(value, Duration):
            return duration_text(value)
        return value.text or self.describe(value) if isinstance(value, Timing) else value.text


def is_said(part: Part, name: str, value: object) -> bool:
    """Whether a field holds something that is not there by itself, such as a default."""
    if value is None or value == ():
        return False
    if isinstance(value, Part):
        return any(is_said(value, inner, held) for inner, held in field_values(value))
    return bool(value != type(part).model_fields[name].default)
