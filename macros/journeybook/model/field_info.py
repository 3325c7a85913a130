"""The fields of a model class, read from the class itself: for whatever is done to every field."""

import ast
import inspect
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from journeybook.model.annotations import Formatted, InsteadOf, InWords, LinkedBy, Names, NotShown, OutsideAddress, Settled, SharedInPlan
from journeybook.model.base import Audience, Ceiling, Part
from journeybook.model.enumerations import Answer
from journeybook.model.language.nodes import Condition
from journeybook.model.scalars import RichText, Text

_WORDINGS = (get_args(Text)[1], get_args(RichText)[1])
"""What reads the texts that authors word as they like; an id, an address or a file name is read by something else."""


@dataclass(frozen=True)
class PartField:
    """One field of a part: whether it holds many, the class of its parts, the kinds its text names, and its ceiling."""

    name: str
    many: bool
    optional: bool
    required: bool
    part: type[Part] | None
    names: tuple[str, ...]
    formatted: bool
    is_address: bool
    """Whether it holds the address of something outside."""
    linked_by: str
    """The field of the same part with the address to which its words lead; empty where they never do."""
    instead_of: str
    """The field of the same part whose customers' wording this one is; empty where it is none."""
    in_words: str
    """The field of the same part that takes in plain words what this one says in a small language; empty where none does."""
    ceiling: Audience
    shared: bool
    """Whether an account's own customer may read it in the edition of their success plan, where the ceiling stays internal."""
    value_type: Any
    description: str
    not_shown: str
    """Why it has no place of its own on a colleague's page; empty where it has one."""
    settled: bool
    """Whether it steers the program, so that no answer may stand in it."""
    is_wording: bool
    """Whether it says something to readers in an author's words: no id, no address, no file name, nothing that steers the program."""

    @cached_property
    def answers(self) -> frozenset[Answer]:
        """The answers that may stand in it instead of a value: none where it is needed or settled, and none that is one of its values."""
        if self.settled or (self.required and not self.optional):
            return frozenset()
        return frozenset(answer for answer in Answer if answer not in self._values)

    @property
    def _values(self) -> tuple[str, ...]:
        if self.value_type is Condition:
            return (Answer.UNSTATED,)
        is_enumeration = isinstance(self.value_type, type) and issubclass(self.value_type, StrEnum)
        return tuple(self.value_type) if is_enumeration else ()


@cache
def part_fields(model: type[Part]) -> dict[str, PartField]:
    """Return every field of a class that authors may write, in order."""
    names = [name for name in model.model_fields if name not in ("origin", "blank")]
    return {name: _field(model, name) for name in (*names, "blank")}


def _field(model: type[Part], name: str) -> PartField:
    info = model.model_fields[name]
    metadata = list(info.metadata)
    kind, optional, many = _unwrapped(info.annotation, metadata)
    part = kind if isinstance(kind, type) and issubclass(kind, Part) else None
    settled = not model.OPEN or name in ("id", "blank") or any(isinstance(item, Settled) for item in metadata)
    return PartField(
        name=name,
        many=many,
        optional=optional,
        required=info.is_required(),
        part=part,
        names=next((item.kinds for item in metadata if isinstance(item, Names)), ()),
        formatted=any(isinstance(item, Formatted) for item in metadata),
        is_address=any(isinstance(item, OutsideAddress) for item in metadata),
        linked_by=next((item.field for item in metadata if isinstance(item, LinkedBy)), ""),
        instead_of=next((item.field for item in metadata if isinstance(item, InsteadOf)), ""),
        in_words=next((item.field for item in metadata if isinstance(item, InWords)), ""),
        ceiling=next((item.audience for item in metadata if isinstance(item, Ceiling)), Audience.INTERNAL),
        shared=any(isinstance(item, SharedInPlan) for item in metadata),
        value_type=kind,
        description=next(
            (texts[name] for base in model.__mro__ if name in (texts := _docstrings(base.__module__).get(base.__name__, {}))), ""
        ),
        not_shown=next((item.reason for item in metadata if isinstance(item, NotShown)), ""),
        settled=settled,
        is_wording=not settled and any(item in _WORDINGS for item in metadata),
    )


def _unwrapped(kind: Any, metadata: list[Any]) -> tuple[Any, bool, bool]:  # noqa: ANN401 - an annotation may be anything
    """Return the type inside an annotation, and whether it is optional and holds many; what stands beside it joins the metadata."""
    optional, many = False, False
    while True:
        origin = get_origin(kind)
        if origin is Annotated:
            metadata.extend(get_args(kind)[1:])
            kind = get_args(kind)[0]
        elif origin in (Union, UnionType):
            optional = True
            kind = next(option for option in get_args(kind) if option is not type(None))
        elif origin is tuple:
            many = True
            kind = get_args(kind)[0]
        else:
            return kind, optional, many


@cache
def _docstrings(module: str) -> dict[str, dict[str, str]]:
    """Return the docstring under every field of every class of a module of the model.

    Why: pydantic can read them too, but parses the file once for each class, which took most of the time of a check.
    """
    if not module.startswith("journeybook."):
        return {}
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _under_fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _under_fields(node: ast.ClassDef) -> dict[str, str]:
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(node.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
