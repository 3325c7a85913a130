"""What could not be read, and which findings wait for it: those that name something of it, or whose check would have looked at it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load.source import Node, ScalarNode, SequenceNode
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.organisation import AtlasFile
from journeybook.model.walk import Spot
from journeybook.validate.problem import PartFinding, Reach

HELD_BACK = FindingRule(
    "HELD-BACK",
    Level.INFORMATION,
    """Nothing has to wait until a file can be read.

What has the wrong shape is left out while the rest is checked. A finding that names something of what is left out, such as an id that
stands there, might be none: it is counted here, and told once the file is mended.

Good:
    status: draft
    owner: helpers
    # atlas.yml
    teams: [{id: csm, name: Customer success}, {id: helpers, name: Helpers}]

Bad:
    status: draft
    owner: helpers
    # atlas.yml
    teams: [{id: csm, name: Customer success}, {idd: helpers, name: Helpers}]
""",
)
SPEAKING_FOR_ALL = frozenset(
    [
        *("audience", "status", "state", "public", "segments", "applies", "not_for", "coverage"),
        *("as_of", "review", "calendar", "default_anchor", "contact"),
    ]
)
"""Fields that speak for everything in the part around."""
VARIANT_KEYS = frozenset({"extends", "alterations"})
"""Fields without which a map is not what it takes from its bases."""
STAND_IN = "unread"
"""What the texts begin with that stand in for those that are needed and could not be read."""
_WORD = re.compile(r"[\w-]+")
_QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True)
class Around:
    """A part around something, as far as it is known before it is shaped."""

    place: Place
    model: type[Part]
    identifier: str = ""
    field: str = ""
    """The field in which the thing stands."""


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
    is_unaltered: bool = False
    """Whether it is a variant that could not be built, about which findings have said why."""

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
        if self.model and self.model.KIND and not self.around and not self.words:
            return frozenset({self.model.KIND})
        return frozenset({self.around[-1].model.KIND} if self.key == "id" and not self.words and self.around else ())


Waiting = tuple[Finding, Loss]
"""A finding, and what has to be read before it can be told."""


@dataclass(frozen=True)
class Lost:
    """Everything that could not be read, and the kinds of which not all ids are known."""

    losses: tuple[Loss, ...] = ()
    kinds: frozenset[str] = frozenset()

    def may_define(self, kinds: tuple[str, ...], reference: str) -> bool:
        """Whether an id that is not known may stand in something that could not be read."""
        names = {reference, *reference.split("/")}
        return bool(self.kinds & set(kinds)) or any(names & loss.texts or loss.nameless_kinds & set(kinds) for loss in self.losses)

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
        names = {*_names(row.finding), row.finding.rule}
        looks_for_users = row.reach is not Reach.NAMED and (not row.fields or "id" in row.fields)
        about = {row.part.get("id", str), row.part.get("use", str)} if looks_for_users else set()
        if self.kinds & set(row.kinds) or f"{STAND_IN}-" in row.finding.message:
            return next((loss for loss in self.losses if loss.place.file == row.finding.place.file), self.losses[0])
        for loss in self.losses:
            if row.kinds:
                is_mentioned = bool(names & loss.texts or loss.nameless_kinds & set(row.kinds))
            else:
                is_mentioned = bool((names | about) & loss.words or (names - about) & loss.owners)
            if is_mentioned or (spot and _is_within_reach(loss, row, spot)):
                return loss
        return None

    def _cause_of_placed(self, finding: Finding) -> Loss | None:
        names = _names(finding)
        return next((loss for loss in self.losses if not loss.is_unaltered and (names & loss.words or _is_placed(loss, finding))), None)


@dataclass(frozen=True)
class HeldBack:
    """The findings that can be told, and those that wait."""

    told: tuple[PartFinding, ...]
    waiting: tuple[Waiting, ...] = ()


def loss_of(node: Node, model: type[Part] | None, *, is_unaltered: bool = False) -> Loss:
    """Return the loss of a whole node with nothing around it."""
    texts = frozenset(texts_in(node))
    return Loss(node.place, texts, words_of(*texts), model, is_unaltered=is_unaltered)


def texts_in(node: Node) -> Iterator[str]:
    """Yield every key and text in a node, and the id that each would be."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, ScalarNode):
            yield from (inner.text, "-".join(_WORD.findall(inner.text)).casefold())
        elif isinstance(inner, SequenceNode):
            waiting += inner.items
        else:
            waiting += (child for entry in inner.entries for child in entry)


def words_of(*texts: str) -> frozenset[str]:
    """Return texts with every word in them."""
    return frozenset(word for text in texts for word in (text, *_WORD.findall(text)))


def waiting_findings(waiting: Iterable[Waiting], told: Iterable[Finding]) -> Iterator[Finding]:
    """Yield for each file with something lost how many findings wait for it; what variants inherit counts once, and not if it is told."""
    counted = {(finding.place, finding.rule, finding.message) for finding in told}
    by_file: dict[str, list[Loss]] = {}
    for finding, loss in waiting:
        key = finding.place, finding.rule, finding.message
        if key not in counted:
            by_file.setdefault(loss.place.file, []).append(loss)
        counted.add(key)
    for file, losses in by_file.items():
        count = len(losses)
        many = "1 finding that names something in the file was" if count == 1 else f"{count} findings that name something in the file were"
        place = min(loss.place for loss in losses)
        yield HELD_BACK.at(place, f"{many} held back until it can be read", f"mend {file}, and check again")


def _names(finding: Finding) -> set[str]:
    """Return what a message quotes, and the pieces of ids in it."""
    quoted = set(_QUOTED.findall(finding.message))
    return quoted | {piece for text in quoted for piece in text.split("/")}


def _is_placed(loss: Loss, finding: Finding) -> bool:
    """Whether a finding about a file is about the part that lost something, its bases or the settings of the atlas."""
    same_file = loss.place.file == finding.place.file
    settings = loss.key in VARIANT_KEYS or any(part.model is AtlasFile for part in loss.around)
    return any(part.place == finding.place for part in loss.near) or (same_file and settings)


def _is_within_reach(loss: Loss, row: PartFinding, spot: Spot) -> bool:
    """Whether the check that made a finding has looked where something is lost."""
    if row.reach is Reach.NAMED:
        return False
    parents = [_key(part) for part in spot.parents if not isinstance(part, Atlas)]
    itself, lacking = _key(spot.part), {_key_of(part) for part in loss.near}
    root, around = [*parents, itself][0], {_key_of(part) for part in loss.around}
    speaks = loss.key in SPEAKING_FOR_ALL | VARIANT_KEYS and bool(lacking & {*parents, itself} or loss.around[-1].model is AtlasFile)
    folder = loss.around[0].model if loss.around else loss.model
    looked_at = {Reach.WHOLE: root in around, Reach.ALIKE: root[1] is folder, Reach.ATLAS: True}
    if row.fields:
        return speaks or any(_key_of(part) == itself and part.field in ("", "blank", *row.fields) for part in loss.around)
    return itself in lacking or speaks or looked_at.get(row.reach, False)


def _key_of(part: Around) -> tuple[Place, type[Part]]:
    return part.place, part.model


def _key(part: Part) -> tuple[Place, type[Part]]:
    return part.origin.place, type(part)
