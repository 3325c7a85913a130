"""The widest audience of every field, as it was decided: a new field needs a decision here."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields

TABLE = Path(__file__).parent / "ceilings.txt"
HEAD = (
    "# The widest audience that each field may ever have. "
    "Written by JOURNEYBOOK_REWRITE=1 pytest tests/audience/test_ceilings.py; read the difference.\n"
)


def test_every_field_has_the_ceiling_that_was_decided() -> None:
    lines = [
        f"{model.__name__}.{name} {field.ceiling}"
        for model in sorted(_models(), key=lambda model: model.__name__)
        for name, field in part_fields(model).items()
    ]
    wanted = HEAD + "\n".join(lines) + "\n"
    if os.environ.get("JOURNEYBOOK_REWRITE"):
        TABLE.write_text(wanted, encoding="utf-8")
    assert len(lines) > 300
    assert TABLE.read_text(encoding="utf-8") == wanted, "decide who may see the field, then rewrite the table"


def test_the_table_has_every_class_of_which_authors_write_anything() -> None:
    """A class that nothing leads to, or one of two that stand in one field, would have no decision."""
    classes, todo = set[type[Part]](), [Part]
    while todo:
        below = todo.pop().__subclasses__()
        classes |= {model for model in below if model.__module__.startswith("journeybook.")}
        todo += below
    models = set(_models())
    bases = {base for model in models for base in model.__mro__}
    assert len(models) > 50
    assert sorted(model.__name__ for model in classes - models - bases) == []
    assert [
        f"{model.__name__}.{name}" for model in models for name, field in model.model_fields.items() if len(_parts(field.annotation)) > 1
    ] == []


def _parts(kind: object) -> set[type[Part]]:
    """Return the classes that may stand in a field."""
    inside = {part for option in get_args(kind) for part in _parts(option)}
    return inside | ({kind} if isinstance(kind, type) and not get_args(kind) and issubclass(kind, Part) else set())


def test_no_condition_and_no_raw_value_is_ever_public() -> None:
    raw = [
        f"{model.__name__}.{name}"
        for model in _models()
        for name, field in part_fields(model).items()
        if field.ceiling == "public" and not _is_followed(field.value_type)
    ]
    assert raw == []


def _is_followed(kind: object) -> bool:
    """Redaction follows ids in parts, references and timings; in anything else that can name something it could not."""
    return isinstance(kind, type) and kind.__name__ not in ("Condition", "object")


def _models() -> Iterator[type[Part]]:
    todo: list[type[Part]] = [Atlas]
    seen: set[type[Part]] = set()
    while todo:
        model = todo.pop()
        if model not in seen:
            seen.add(model)
            yield model
            todo += [field.part for field in part_fields(model).values() if field.part]
