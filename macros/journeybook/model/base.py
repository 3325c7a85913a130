"""What every part of the model shares: frozen, closed classes that know where they were written and who may see them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, wraps
from typing import Annotated, Any, ClassVar, Self, TypeVar
from weakref import finalize

from pydantic import BaseModel, ConfigDict, Field

from journeybook.findings import Place
from journeybook.model.annotations import Settled, SharedInPlan
from journeybook.model.enumerations import Answer
from journeybook.model.scalars import Text


class Audience(StrEnum):
    """Who may see a thing."""

    INTERNAL = "internal"
    PUBLIC = "public"


class Withheld(AttributeError):
    """A page asked for something its audience may not see: a fault of ours, never of the author."""


@dataclass(frozen=True)
class Ceiling:
    """The widest audience a field may ever have, written beside its type."""

    audience: Audience


@dataclass(frozen=True)
class Origin:
    """Where a part was written: its own place and the place of each of its keys."""

    place: Place = Place("")
    keys: tuple[tuple[str, Place], ...] = ()

    def of(self, key: str) -> Place:
        """Return the place of a key, or of the whole part where the key was not written."""
        return self._places.get(key) or self._places.get(key.partition(".")[0], self.place)

    @cached_property
    def _places(self) -> dict[str, Place]:
        return dict(self.keys)


Kept = TypeVar("Kept")
Value = TypeVar("Value")
Public = Annotated[Kept, Ceiling(Audience.PUBLIC)]
Shared = Annotated[Kept, SharedInPlan()]
Decided = Annotated[Kept, Settled()]
ORIGIN = "__origin__"


class Part(BaseModel):
    """A piece of an atlas: frozen, refuses unknown keys, and raises when a withheld value is read."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    SHORT: ClassVar[str] = ""
    """The field that a bare text stands for: `exit: The rota is out` means `exit: {fact: The rota is out}`."""
    KEYED: ClassVar[tuple[str, ...]] = ()
    """In a list, `{a: b}` may stand for `{first: a, second: b}`, with these two field names."""
    OLD_KEYS: ClassVar[Mapping[str, str]] = {}
    """The fields that were called otherwise, by their old keys, which are still read."""
    KIND: ClassVar[str] = ""
    """The kind of thing that its id names."""
    LOCAL: ClassVar[bool] = False
    """Whether its id is unique only inside its map."""
    ABOUT: ClassVar[str] = ""
    """The field that names the map whose ids are named in it without the map."""
    STARTS: ClassVar[Audience | None] = None
    """The audience of a part that says nothing, where that is not its surroundings' audience."""
    LENDS: ClassVar[tuple[str, ...]] = ()
    """Fields that stay where the part itself is internal and something in it is public."""
    OPEN: ClassVar[bool] = True
    """Whether `unknown` and other answers may stand in its fields; in settings of the program they may not."""

    blank: "Public[tuple[Blankness, ...]]" = ()
    """Fields in which an answer stands instead of a value; written shorter as `pain_points: unknown`. Customers read those that say so."""
    origin: Origin = Field(default=Origin(), alias=ORIGIN, exclude=True, repr=False)

    @classmethod
    def holding(cls, values: dict[str, Any], origin: Origin = Origin()) -> Self:
        """Return a part that holds these values only: no defaults are filled in and nothing is validated."""
        part = cls.__new__(cls)
        object.__setattr__(part, "__dict__", {**values, "origin": origin})
        object.__setattr__(part, "__pydantic_fields_set__", set(values))
        object.__setattr__(part, "__pydantic_extra__", None)
        object.__setattr__(part, "__pydantic_private__", None)
        return part

    def get(self, name: str, kind: type[Value]) -> Value | None:
        """Return a field's value, or None where it is blank, withheld from this audience, or not a field of this class.

        Reading the attribute instead raises `Withheld`; a value of another type than `kind` raises TypeError.
        """
        value = self.__dict__.get(name)
        if value is None or isinstance(value, kind):
            return value
        raise TypeError(f"{type(self).__name__}.{name} is not {kind.__name__}: {value!r}")

    def held(self) -> Mapping[str, Any]:
        """Return the values of all fields that are not withheld, by name; not to be changed."""
        return self.__dict__

    def inside(self, name: str, kind: type[Value]) -> tuple[Value, ...]:
        """Return the values in a field that holds several, or none where it is withheld or not a field of this class."""
        values = self.get(name, tuple)
        if not values:
            return ()
        if all(isinstance(value, kind) for value in values):
            return values
        raise TypeError(f"{type(self).__name__}.{name} holds other things than {kind.__name__}: {values!r}")

    def first_text(self, *names: str) -> str:
        """Return the first of these fields that says something; an empty text where none does, or all are withheld."""
        return next((text for name in names if (text := self.get(name, str))), "")

    def answer_in(self, name: str) -> Answer | None:
        """Return the answer that stands in a field, or lane, instead of a value; None where there is none, or it is withheld."""
        return next((row.state for row in self.inside("blank", Blankness) if row.field == name), None)

    def __getstate__(self) -> dict[Any, Any]:
        """Return what is written of a part for another process: its fields, and nothing that was reckoned from them here."""
        state = super().__getstate__()
        fields = type(self).model_fields
        return state | {"__dict__": {name: value for name, value in self.__dict__.items() if name in fields}}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the type of a missing attribute cannot be known
        if name in type(self).model_fields:
            message = f"{type(self).__name__}.{name} is withheld from this audience"
            raise Withheld(message)
        return super().__getattr__(name)  # type: ignore[misc]  # pydantic shows it only at run time


class Blankness(Part):
    """Says what stands in a field instead of a value: unknown, unstated, none, planned, not launched, or not applicable."""

    KEYED: ClassVar[tuple[str, ...]] = ("field", "state")
    OPEN: ClassVar[bool] = False
    STARTS: ClassVar[Audience | None] = Audience.INTERNAL
    STEERS: ClassVar[tuple[str, ...]] = ("next", "ends")
    """The fields whose answer stops the way: it has no words on the pages of customers, and is as public as its step."""

    field: Public[Text]
    """The field or lane."""
    state: Public[Answer]
    """The answer."""
    audience: Audience | None = None
    """Public where customers may read the answer, in a field that they may read: `blank: {price: {state: unknown, audience: public}}`."""


PartOf = TypeVar("PartOf", bound=Part)


def kept_with_part(function: Callable[[PartOf], Value]) -> Callable[[PartOf], Value]:
    """Return a function of a part whose answers are kept for as long as the part lives; no answer may hold the part itself.

    Parts are told apart as objects, since comparing two maps compares all that is in them.
    """
    answers: dict[int, Value] = {}

    @wraps(function)
    def keeping(part: PartOf) -> Value:
        key = id(part)
        if key not in answers:
            answers[key] = function(part)
            finalize(part, answers.pop, key).atexit = False
        return answers[key]

    return keeping


Part.model_rebuild()
Blankness.model_rebuild()
