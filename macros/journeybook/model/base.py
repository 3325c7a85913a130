"""What every part of the model shares: frozen, closed classes that know where they were written and who may see them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from journeybook.findings import Place


class Audience(StrEnum):
    """Who may see a thing."""

    INTERNAL = "internal"
    PUBLIC = "public"


class Withheld(AttributeError):  # noqa: N818 - it says what happened to the value
    """A page asked for something its audience may not see: a fault of ours, never of the author."""


@dataclass(frozen=True)
class Ceiling:
    """The widest audience a field may ever have, written beside its type."""

    audience: Audience


@dataclass(frozen=True)
class Names:
    """Marks a field whose text is the id of something else, of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Formatted:
    """Marks a text in which emphasis, lists, code and links are allowed; every other text is shown as it is typed."""


@dataclass(frozen=True)
class Origin:
    """Where a part was written: its own place and the place of each of its keys."""

    place: Place = Place("")
    keys: tuple[tuple[str, Place], ...] = ()

    def of(self, key: str) -> Place:
        """Return the place of a key, or of the whole part where the key was not written."""
        places = dict(self.keys)
        return places.get(key) or places.get(key.partition(".")[0], self.place)


Kept = TypeVar("Kept")
Public = Annotated[Kept, Ceiling(Audience.PUBLIC)]
ORIGIN = "__origin__"


class Part(BaseModel):
    """A piece of an atlas: frozen, refuses unknown keys, and raises when a withheld value is read."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    SHORT: ClassVar[str] = ""
    """The field that a bare text stands for: `exit: The rota is out` means `exit: {fact: The rota is out}`."""
    KEYED: ClassVar[tuple[str, ...]] = ()
    """In a list, `{a: b}` may stand for `{first: a, second: b}`, with these two field names."""
    KIND: ClassVar[str] = ""
    """The kind of thing that its id names."""
    LOCAL: ClassVar[bool] = False
    """Whether its id is unique only inside its map."""
    STARTS: ClassVar[Audience | None] = None
    """The audience of a part that says nothing, where that is not its surroundings' audience."""

    origin: Origin = Field(default=Origin(), alias=ORIGIN, exclude=True, repr=False)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the type of a missing attribute cannot be known
        if name in type(self).model_fields:
            message = f"{type(self).__name__}.{name} is withheld from this audience"
            raise Withheld(message)
        return super().__getattr__(name)  # type: ignore[misc]  # pydantic shows it only at run time
