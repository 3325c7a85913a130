"""A whole atlas with something in every field, made from the model's anatomy: for tests that must reach every field there is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Annotated, Any, get_args, get_origin

from pydantic import BeforeValidator

from journeybook.model.anatomy import Anatomy, anatomy
from journeybook.model.base import Audience, Part
from journeybook.model.condition import Condition
from journeybook.model.item import Item
from journeybook.model.map import Map, PublicFace
from journeybook.model.organisation import AtlasFile, Lane
from journeybook.model.scalars import Colour, FileName, Identifier, Web
from journeybook.model.timing import Duration, Timing
from journeybook.model.words import LaneRole

Tree = dict[str, Any]
SKIPPED = {("Map", "extends"), ("Map", "alterations"), ("Event", "use"), ("Play", "use"), ("Step", "visible_to_customer")}
"""Fields that say where the rest comes from, or that decide who sees the rest."""


@dataclass
class Filler:
    """Fills every field of a class; what stands in it may depend on whether the field is public where it stands."""

    text: Callable[[str, bool], str]
    """The text for a place (class, field and position) that is public or not."""
    ceilings: dict[str, str]
    """The checked-in ceiling of every field, by `Class.field`."""
    names: Callable[[str], str] = lambda kind: f"the-{kind}"
    """The id of the one thing of a kind that everything names."""
    number: int = 3
    """The number that stands in internal fields; public ones hold 3."""
    extra: int = 1
    """How many internal items stand beside every public one."""
    first: bool = False
    """Whether the internal ones stand first."""
    sparse: bool = False
    """Whether internal fields that may be left out are left out."""
    fixed: Tree = field(default_factory=dict)
    """What stands in some fields whatever the rest says, by `Class.field` or `*.field`."""
    taken: set[str] = field(default_factory=set)

    def part(self, model: type[Part], path: str, *, shown: bool, **given: Any) -> Tree:
        """Return a part with every field filled."""
        name = model.__name__
        tree: Tree = {}
        for key, about in anatomy(model).items():
            stands = [self.fixed[place] for place in (f"{name}.{key}", f"*.{key}") if place in self.fixed]
            if key in given or stands:
                tree[key] = given[key] if key in given else stands[0]
            elif (name, key) not in SKIPPED and not (key in ("audience", "state") and issubclass(model, Item)):
                seen = shown and self.ceilings[f"{name}.{key}"] == "public"
                left_out = self.sparse and not seen and not about.required and key != "id"
                tree[key] = None if left_out else self.value(model, about, f"{path}.{name}.{key}", shown=seen)
        return {key: value for key, value in tree.items() if value is not None}

    def value(self, model: type[Part], about: Anatomy, path: str, *, shown: bool) -> Any:
        if about.part and about.many:
            return list(self.parts(about.part, path, shown=shown))
        if about.part:
            return self.part(about.part, path, shown=shown)
        if about.names and about.many:
            return [self.names(kind) for kind in about.names]
        if about.many:
            return [self.single(model, about, f"{path}.{place}", shown=shown) for place in (1, 2)]
        return self.single(model, about, path, shown=shown)

    def parts(self, model: type[Part], path: str, *, shown: bool) -> Iterator[Tree]:
        """Yield a part in the audience of its surroundings, and internal ones beside it."""
        if not issubclass(model, Item):
            yield self.part(model, path, shown=shown)
            return
        says: Tree = {"audience": "public"} if shown and model.STARTS is Audience.INTERNAL else {}
        open_ = self.part(model, path, shown=shown, **says)
        beside = [self.part(model, f"{path}~{place}", shown=False, audience="internal") for place in range(self.extra if shown else 0)]
        yield from (*beside, open_) if self.first else (open_, *beside)

    def identifier(self, model: type[Part], path: str) -> str:
        """Return the id that everything names, to the first that asks; then one of its own."""
        wanted = self.names(model.KIND or model.__name__.lower())
        name = wanted if wanted not in self.taken and "~" not in path else f"{wanted}-{sha256(path.encode()).hexdigest()[:8]}"
        self.taken.add(name)
        return name

    def single(self, model: type[Part], about: Anatomy, path: str, *, shown: bool) -> Any:
        number = 3 if shown else self.number
        kind, readers = about.value_type, _readers(model.model_fields[about.name])
        if about.name == "id":
            return self.identifier(model, path)
        if about.names:
            return self.names(about.names[len(path) % len(about.names)])
        by_type: dict[Any, Any] = {
            bool: number % 2 == 1,
            int: number,
            Decimal: str(number),
            date: date(2026, 1, number % 28 + 1).isoformat(),
            Timing: f"{number} days after {self.names('anchor')}",
            Duration: f"{number} days",
            Condition: f"{self.names('measure')} >= {number}",
        }
        if isinstance(kind, type) and issubclass(kind, Enum):
            members = list(kind)
            return str(members[0 if shown else number % len(members)].value)
        by_reader = {Web: f"https://example.org/{number}", Colour: "#123456", FileName: "staff-list.csv", Identifier: f"word-{number}"}
        for alias, value in by_reader.items():
            if _reader(alias) in readers:
                return value
        return by_type[kind] if kind in by_type else self.text(path, shown)


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
    tree = filler.part(AtlasFile, "file", shown=True, lanes=lanes(filler), schema_version=1, language="en", **given)
    for key in ("teams", "roles", "contact_roles", "channels", "use_cases"):
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
