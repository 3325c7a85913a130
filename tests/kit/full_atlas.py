"""A whole atlas with something in every field, made from the model's fields: for tests that must reach every field there is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from hashlib import sha256
from typing import Annotated, Any, get_args, get_origin

from pydantic import BeforeValidator

from journeybook.model.base import Audience, Part
from journeybook.model.data_source import DateForm
from journeybook.model.enumerations import LaneRole
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.handle import Handle
from journeybook.model.item import Item
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.map import Map, PublicFace
from journeybook.model.organisation import AtlasFile
from journeybook.model.scalars import Colour, FileName, Identifier, Label, Language, YearlyDay
from journeybook.model.table_pull import QualifiedName, VariableName
from journeybook.model.timing import Timing
from journeybook.model.vocabulary import Lane

Tree = dict[str, Any]
SKIPPED = {
    *(("Map", "extends"), ("Map", "alterations"), ("Event", "use"), ("Play", "use"), ("Step", "visible_to_customer")),
    ("Play", "nothing_to_do"),
}
"""Fields that say where the rest comes from, that decide who sees the rest, or that contradict the rest."""


@dataclass
class Filler:
    """Fills every field of a class; what stands in it may depend on whether the field is public where it stands."""

    text: Callable[[str, bool], str]
    """The text for a place (class, field and position) that is public or not."""
    ceilings: dict[str, str]
    """The checked-in ceiling of every field, by `Class.field`."""
    names: Callable[[str], str] = lambda kind: f"the-{kind}"
    """The id of the one thing of a kind that everything names."""
    chance: Callable[[str], int] = lambda _: 0
    """A number for a place, from which what stands there is made if it is internal."""
    left_out: Callable[[str], bool] = lambda _: False
    """Whether an internal field that may be left out is left out."""
    beside: Callable[[str], tuple[int, int]] = lambda _: (0, 1)
    """How many internal items stand before and behind every public one in a list."""
    apart: Tree = field(default_factory=lambda: {"audience": "internal"})
    """What makes an item internal that stands beside a public one."""
    fixed: Tree = field(default_factory=dict)
    """What stands in some fields whatever the rest says, by `Class.field` or `*.field`."""
    address: Callable[[str, int], str] = lambda _, number: f"https://example.org/{number}"
    """The address outside for a place, and a number for it."""
    taken: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def stands(self) -> dict[str, Tree]:
        """What stands in some fields, by class and field; a step stands in its own lane already."""
        found: dict[str, Tree] = {"Attendee": {"lane": f"{self.names('lane')}-frontstage"}}
        for place, value in self.fixed.items():
            found.setdefault(place.partition(".")[0], {})[place.partition(".")[2]] = value
        return found

    def part(self, model: type[Part], path: str, *, shown: bool, **given: Any) -> Tree:
        """Return a part with every field filled."""
        name = model.__name__
        tree: Tree = {}
        for key, about in part_fields(model).items():
            stands = given if key in given else self.stands.get(name, {}) if key in self.stands.get(name, {}) else self.stands.get("*", {})
            if key in stands:
                tree[key] = stands[key]
            elif (name, key) not in SKIPPED and key not in ("audience", "blank") and not (key == "state" and issubclass(model, Item)):
                seen = shown and self.ceilings[f"{name}.{key}"] == "public"
                place = f"{path}.{name}.{key}"
                absent = not seen and not about.required and key != "id" and self.left_out(place)
                tree[key] = None if absent else self.value(model, about, place, shown=seen)
        return {key: value for key, value in tree.items() if value is not None}

    def value(self, model: type[Part], about: PartField, path: str, *, shown: bool) -> Any:
        if about.part and about.many:
            return list(self.parts(about.part, path, shown=shown))
        if about.part:
            return self.part(about.part, path, shown=shown, **self._says(about.part, shown=shown))
        if about.names and about.many:
            return [self.names(kind) for kind in about.names]
        if about.many:
            return [self.single(model, about, f"{path}.{place}", shown=shown) for place in (1, 2)]
        return self.single(model, about, path, shown=shown)

    def parts(self, model: type[Part], path: str, *, shown: bool) -> Iterator[Tree]:
        """Yield a part in the audience of its surroundings, and internal ones beside it."""
        if not issubclass(model, Item) and model.STARTS is not Audience.INTERNAL:
            yield self.part(model, path, shown=shown)
            return
        open_ = self.part(model, path, shown=shown, **self._says(model, shown=shown))
        can_stand_apart = shown and part_fields(model).keys() >= self.apart.keys()
        before, behind = self.beside(path) if can_stand_apart else (0, 0)
        inward = [self.part(model, f"{path}~{place}", shown=False, **self.apart) for place in range(before + behind)]
        yield from (*inward[:before], open_, *inward[before:])

    def _says(self, model: type[Part], *, shown: bool) -> Tree:
        """Return what makes a part public whose class begins internal."""
        return {"audience": "public"} if shown and model.STARTS is Audience.INTERNAL else {}

    def identifier(self, model: type[Part], path: str) -> str:
        """Return the id that everything names, to the first that asks in its home; then one of its own."""
        wanted = self.names(model.KIND or model.__name__.lower())
        home, _, inside = path.partition(".")
        place = (home if model.LOCAL else "", wanted)
        name = wanted if place not in self.taken and "~" not in (inside if model.LOCAL else path) else f"{wanted}-{_short(path)}"
        self.taken.add((place[0], name))
        return name

    def single(self, model: type[Part], about: PartField, path: str, *, shown: bool) -> Any:
        if about.name == "id":
            return self.identifier(model, path)
        if about.names:
            return self.names(about.names[len(path) % len(about.names)])
        number, kind = 3 if shown else 3 + self.chance(path) % 97, about.value_type
        if isinstance(kind, type) and issubclass(kind, Enum):
            members = list(kind)
            return str(members[0 if shown else number % len(members)].value)
        if kind in BY_TYPE:
            return BY_TYPE[kind](number, self.names)
        if about.is_address:
            return self.address(path, number)
        made = _made_by_reader(model, about.name)
        return made(number) if made else self.text(path, shown)


def _short(path: str) -> str:
    return sha256(path.encode()).hexdigest()[:8]


BY_TYPE: dict[Any, Callable[[int, Callable[[str], str]], Any]] = {
    bool: lambda number, _: number % 2 == 1,
    int: lambda number, _: number,
    Decimal: lambda number, _: str(number),
    date: lambda number, _: date(2026, 1, number % 28 + 1).isoformat(),
    Timing: lambda number, names: f"{number} days after {names('anchor')}",
    Duration: lambda number, _: f"{number} days",
    Condition: lambda number, names: f"{names('measure')} >= {number}",
}
"""What stands in a field, by the type of its value."""
BY_READER: dict[Any, Callable[[int], str]] = {
    Colour: lambda _: "#123456",
    Language: lambda _: "en",
    FileName: lambda _: "staff-list.csv",
    Handle: lambda number: f"handle-{number}",
    Identifier: lambda number: f"word-{number}",
    Label: lambda number: f"label-{number}",
    DateForm: lambda number: ("DD.MM.YYYY", "M/D/YYYY")[number % 2],
    YearlyDay: lambda number: f"12-{number % 28 + 1:02}",
    QualifiedName: lambda number: f"analytics.table_{number}",
    VariableName: lambda number: f"CONNECTION_{number}",
}
"""What stands in a field, by the kind of its text."""


@cache
def _made_by_reader(model: type[Part], name: str) -> Callable[[int], str] | None:
    readers = _readers(model.model_fields[name])
    return next((make for alias, make in BY_READER.items() if _reader(alias) in readers), None)


def _reader(alias: Any) -> Any:
    return next(mark.func for mark in get_args(alias)[1:] if isinstance(mark, BeforeValidator))


def _readers(info: Any) -> set[Any]:
    """Return the functions that read a field's text, which tell an id from a web address."""
    found = {mark.func for mark in info.metadata if isinstance(mark, BeforeValidator)}
    todo = [info.annotation]
    while todo:
        kind = todo.pop()
        if get_origin(kind) is Annotated:
            found |= {mark.func for mark in get_args(kind)[1:] if isinstance(mark, BeforeValidator)}
        todo += [option for option in get_args(kind) if not isinstance(option, BeforeValidator)]
    return found


def lanes(filler: Filler) -> list[Tree]:
    """Return a lane of every role, the customer's being the one that everything names."""
    named = {role: filler.names("lane") + ("" if role == "customer" else f"-{role}") for role in LaneRole}
    return [filler.part(Lane, f"lane.{role}", shown=True, id=name, role=str(role), kind="step") for role, name in named.items()]


def settings(filler: Filler, **given: Any) -> Tree:
    """Return `atlas.yml`: what it lists says public once, and nothing once."""
    tree = filler.part(AtlasFile, "file", shown=True, lanes=lanes(filler), schema_version=2, language="en", **given)
    for key in ("teams", "roles", "contact_roles", "channels", "severity_levels"):
        tree[key] = [opened(one) for one in tree[key]]
    return tree


def opened(tree: Tree) -> Tree:
    """Let a thing of its own say public where it said nothing, and nothing where it said internal, which comes to the same."""
    return {key: value for key, value in tree.items() if key != "audience"} | ({} if "audience" in tree else {"audience": "public"})


def journey(filler: Filler, path: str, *, shown: bool, face: Tree | None, **given: Any) -> Tree:
    """Return a map with everything in it."""
    says = {"audience": "public"} if shown else {}
    return filler.part(Map, path, shown=shown, **({"public": face} | says | given))


def face(filler: Filler, path: str, slug: str, *, shown: bool = True) -> Tree:
    """Return a public face."""
    return filler.part(PublicFace, path, shown=shown, slug=slug)
