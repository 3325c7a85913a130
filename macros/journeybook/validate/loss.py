"""What could not be read, and which findings wait for it: those that name something of it, or whose check would have looked at it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from journeybook.findings import Finding, Place
from journeybook.load.source import Node, ScalarNode, SequenceNode
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.map import Map
from journeybook.model.organisation import AtlasFile
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.model.walk import Spot
from journeybook.validate.problem import PartFinding, Reach

VARIANT_KEYS = frozenset({"extends", "alterations"})
"""Fields without which a map is not what it takes from its bases."""
SPEAKING_FOR_ALL = VARIANT_KEYS | frozenset(
    [
        *("audience", "status", "state", "public", "segments", "applies", "not_for", "coverage"),
        *("as_of", "review", "calendar", "default_anchor", "contact"),
    ]
)
"""Fields that speak for everything in the part around."""
STAND_IN = "unread"
"""What the texts begin with that stand in for those that are needed and could not be read."""
_WORD = re.compile(r"[\w-]+")
_JOINT = re.compile("[,;]")
_QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True)
class Around:
    """A part around something, as far as it is known before it is shaped."""

    place: Place
    model: type[Part]
    identifier: str = ""
    field: str = ""
    """The field in which the thing stands."""

    @property
    def key(self) -> "PartKey":
        """What tells the part from others."""
        return self.place, self.model


@dataclass(frozen=True)
class Loss:
    """One thing that could not be read: a field, an entry of a list, or a whole file."""

    place: Place
    texts: frozenset[str]
    """Every key and text in it, and the id that each would be: what it may define."""
    words: frozenset[str]
    """Every word of them: what it may name."""
    model: type[Part] | None = None
    """Its class, if it is a part."""
    around: tuple[Around, ...] = ()
    """The parts around it, outermost first."""
    key: str = ""
    """The field that it most likely is."""
    is_unbuilt: bool = False
    """Whether it is a variant that could not be built, about which findings have said why."""
    all_ids_of: frozenset[str] = frozenset()
    """The kinds of which it may define any id, since nobody knows what stands in it."""

    @property
    def near(self) -> tuple[Around, ...]:
        """The parts whose own fields lack it: those from around it to the first that has an id of its own, unless it would have one."""
        if self.model and self.model.KIND:
            return ()
        depth = next((depth for depth, part in enumerate(reversed(self.around), start=1) if part.model.KIND), len(self.around))
        return self.around[-depth:] if self.around else ()

    @property
    def owners(self) -> frozenset[str]:
        """The ids of the parts right around it."""
        return frozenset(part.identifier for part in (*self.near, *self.around[-1:]) if part.identifier)

    @property
    def nameless_kinds(self) -> frozenset[str]:
        """The kinds of which an id is lost that nobody can know."""
        if self.model and self.model.KIND and not self.words:
            return self.all_ids_of | {self.model.KIND}
        return self.all_ids_of | ({self.around[-1].model.KIND} if self.key == "id" and not self.words and self.around else set())


PartKey = tuple[Place, type[Part]]
"""The place and the class of a part: two parts may begin at one place."""
Key = TypeVar("Key")
Waiting = tuple[Finding, Loss]
"""A finding, and what has to be read before it can be told."""


@dataclass(frozen=True)
class Lost:
    """Everything that could not be read."""

    losses: tuple[Loss, ...] = ()

    def may_define(self, kinds: tuple[str, ...], reference: str) -> bool:
        """Whether an id that is not known may stand in something that could not be read."""
        return self._definer({reference, *reference.split("/")}, kinds) is not None

    def hold_back(self, atlas: Atlas, findings: Iterable[PartFinding]) -> "HeldBack":
        """Return the findings about parts that can be told, and those that wait."""
        if not self.losses:
            return HeldBack(tuple(findings))
        spots = {id(spot.part): spot for spot in atlas.spots}
        causes = [(row, self._cause(row, spots.get(id(row.part)))) for row in findings]
        return HeldBack(tuple(row for row, loss in causes if not loss), tuple((row.finding, loss) for row, loss in causes if loss))

    def hold_back_placed(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Waiting, ...]]:
        """Return the findings about files that can be told, and those that wait."""
        causes = [(finding, self._cause_of_placed(finding)) for finding in findings]
        return tuple(finding for finding, loss in causes if not loss), tuple((finding, loss) for finding, loss in causes if loss)

    def _cause(self, row: PartFinding, spot: Spot | None) -> Loss | None:
        """Return the first thing lost that could cure a finding."""
        if f"{STAND_IN}-" in row.finding.message:
            return next((loss for loss in self.losses if loss.place.file == row.finding.place.file), self.losses[0])
        names = _names(row.finding)
        mentioned = self._definer(names, row.kinds) if row.kinds else self._user(row, names)
        return mentioned or (self._within_reach(row, spot) if spot and row.reach is not Reach.NAMED else None)

    def _definer(self, names: set[str], kinds: tuple[str, ...]) -> Loss | None:
        return _any(self._by_text, names) or _any(self._by_kind, kinds)

    def _user(self, row: PartFinding, names: set[str]) -> Loss | None:
        looks_for_users = row.reach is not Reach.NAMED and (not row.fields or "id" in row.fields)
        if self._unknown_settings:
            return self._unknown_settings
        about = {name for key in ("id", "use") if looks_for_users and (name := row.part.get(key, str))}
        return _any(self._by_word, {*names, *about, row.finding.rule}) or _any(self._by_owner, names - about)

    def _within_reach(self, row: PartFinding, spot: Spot) -> Loss | None:
        """Return what is lost where the check that made a finding has looked."""
        parents = [_key(part) for part in spot.parents if not isinstance(part, Atlas)]
        itself = _key(spot.part)
        speaking = _any(self._speaking, [*parents, itself]) or self._of_settings
        if speaking or row.fields:
            return speaking or _any(self._by_field, [(itself, name) for name in ("", "blank", *row.fields)])
        root = [*parents, itself][0]
        wider = {
            Reach.WHOLE: self._by_root.get(root),
            Reach.ALIKE: self._by_folder.get(root[1]),
            Reach.ATLAS: self.losses[0],
        }
        return self._by_near.get(itself) or wider.get(row.reach)

    def _cause_of_placed(self, finding: Finding) -> Loss | None:
        names = _names(finding)
        holds = (loss for loss in self.losses if not loss.is_unbuilt and (names & loss.words or _is_placed(loss, finding)))
        return next(holds, None) or ((self._by_kind.get(Map.KIND) or self._nameless_step) if names else None)

    @cached_property
    def _by_text(self) -> dict[str, Loss]:
        return _first((text, loss) for loss in self.losses for text in loss.texts)

    @cached_property
    def _by_word(self) -> dict[str, Loss]:
        return _first((word, loss) for loss in self.losses for word in loss.words)

    @cached_property
    def _by_owner(self) -> dict[str, Loss]:
        return _first((name, loss) for loss in self.losses for name in loss.owners)

    @cached_property
    def _by_kind(self) -> dict[str, Loss]:
        return _first((kind, loss) for loss in self.losses for kind in loss.nameless_kinds)

    @cached_property
    def _by_near(self) -> dict[PartKey, Loss]:
        return _first((part.key, loss) for loss in self.losses for part in loss.near)

    @cached_property
    def _by_field(self) -> dict[tuple[PartKey, str], Loss]:
        return _first(((part.key, part.field), loss) for loss in self.losses for part in loss.around)

    @cached_property
    def _by_root(self) -> dict[PartKey, Loss]:
        return _first((loss.around[0].key, loss) for loss in self.losses if loss.around)

    @cached_property
    def _by_folder(self) -> dict[type[Part] | None, Loss]:
        return _first((loss.around[0].model if loss.around else loss.model, loss) for loss in self.losses)

    @cached_property
    def _speaking(self) -> dict[PartKey, Loss]:
        return _first((part.key, loss) for loss in self.losses if loss.key in SPEAKING_FOR_ALL for part in loss.near)

    @cached_property
    def _nameless_step(self) -> Loss | None:
        """The loss of a step or stage that was written as a text: nobody knows the id by which variants name it."""
        steps = (loss for loss in self.losses if loss.around and loss.around[0].model is Map and loss.model in (Step, Stage))
        return next(steps, None)

    @cached_property
    def _unknown_settings(self) -> Loss | None:
        """The loss of an `atlas.yml` of which no word is known: it may hold exemptions from any rule of practice."""
        wholes = [loss for loss in self.losses if loss.model is AtlasFile and not loss.around]
        return next(iter(wholes), None) if not any(loss.words for loss in wholes) else None

    @cached_property
    def _of_settings(self) -> Loss | None:
        """What is lost of the settings of the atlas that speak for all of it."""
        speaking = (loss for loss in self.losses if loss.key in SPEAKING_FOR_ALL and loss.around)
        return next((loss for loss in speaking if loss.around[-1].model is AtlasFile), None)


@dataclass(frozen=True)
class HeldBack:
    """The findings that can be told, and those that wait."""

    told: tuple[PartFinding, ...]
    waiting: tuple[Waiting, ...] = ()


def loss_of(node: Node, model: type[Part] | None, *, is_unbuilt: bool = False) -> Loss:
    """Return the loss of a whole node with nothing around it."""
    texts = frozenset(texts_in(node))
    return Loss(node.place, texts, words_of(*texts), model, is_unbuilt=is_unbuilt)


def texts_in(node: Node) -> Iterator[str]:
    """Yield every key and text in a node, the id that each would be, and what stands between its commas."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, ScalarNode) and not inner.text.strip():
            continue
        if isinstance(inner, ScalarNode):
            yield from (inner.text, "-".join(_WORD.findall(inner.text)).casefold(), *(piece.strip() for piece in _JOINT.split(inner.text)))
        elif isinstance(inner, SequenceNode):
            waiting += inner.items
        else:
            waiting += (child for entry in inner.entries for child in entry)


def words_of(*texts: str) -> frozenset[str]:
    """Return texts with every word in them."""
    return frozenset(word for text in texts for word in (text, *_WORD.findall(text)))


def _names(finding: Finding) -> set[str]:
    """Return what a message quotes, and the pieces of ids in it."""
    quoted = set(_QUOTED.findall(finding.message))
    return quoted | {piece for text in quoted for piece in text.split("/")}


def _is_placed(loss: Loss, finding: Finding) -> bool:
    """Whether a finding about a file is about the part that lost something, its bases or the settings of the atlas."""
    same_file = loss.place.file == finding.place.file
    settings = loss.key in VARIANT_KEYS or any(part.model is AtlasFile for part in loss.around)
    return any(part.place == finding.place for part in loss.near) or (same_file and settings)


def _key(part: Part) -> PartKey:
    return part.origin.place, type(part)


def _first(pairs: Iterable[tuple[Key, Loss]]) -> dict[Key, Loss]:
    """Return the first loss of each key."""
    losses: dict[Key, Loss] = {}
    for key, loss in pairs:
        losses.setdefault(key, loss)
    return losses


def _any(losses: Mapping[Key, Loss], keys: Iterable[Key]) -> Loss | None:
    """Return the loss of any of some keys, the one that stands first in the files."""
    return min((losses[key] for key in keys if key in losses), key=lambda loss: loss.place, default=None)
