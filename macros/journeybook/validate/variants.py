"""Builds variants: the node tree of a map that extends others, from their trees and its alterations.

A map has a lineage, like a class with several bases: its ancestors depth first, each once, ancestors before descendants, itself last. The
maps of the lineage that extend nothing are merged first. Then each variant, in the order of the lineage, lays its keys over the tree and
applies its alterations; one that an earlier variant has made is not made again, so that a diamond is no trouble. Where two bases, neither
an ancestor of the other, alter the same item differently, neither alteration is applied, and a map that extends both has to alter it too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from journeybook.findings import Finding, FindingRule, Level, Place, nearest, shortened
from journeybook.load.nodes import values_in
from journeybook.load.source import MappingNode, SequenceNode
from journeybook.model.alteration import OWN_KEYS
from journeybook.model.enumerations import LaneKind
from journeybook.model.map import Map
from journeybook.validate.alteration import apply_alteration
from journeybook.validate.alteration_shape import key_faults
from journeybook.validate.conflicts import alteration_target, conflicting_alterations, effect_of
from journeybook.validate.merge import merge_bases
from journeybook.validate.node_paths import identifiers, scalar_items
from journeybook.validate.reading import Tree
from journeybook.validate.sizes import MOST_VALUES, atlas_size_finding, map_size_findings

MOST_BASES = 20
"""Maps from which a map takes."""
MOST_ALTERATIONS = 300
"""Alterations by which a map is made, those of its bases among them."""
OVERLAY = FindingRule(
    "OVERLAY",
    Level.ERROR,
    f"""A variant alters what its bases have, and settles what two of them alter differently.

Each alteration does one of `add`, `remove`, `replace`, `change`, `move`, `keep` and `unsure`, and names by its id what exists. A map takes
from at most {MOST_BASES} maps, and is made by at most {MOST_ALTERATIONS} alterations, those of its bases among them.

Good:
    stages: [{{id: set-up, name: Set-up, exit: All are in, steps: [{{id: clean, customer: Cleans the list}}, {{customer: Invites all}}]}}]
    # maps/second.yml
    {{id: second, name: Second, extends: first, alterations: [{{remove: clean}}]}}

Bad:
    stages: [{{id: set-up, name: Set-up, exit: All are in, steps: [{{id: clean, customer: Cleans the list}}, {{customer: Invites all}}]}}]
    # maps/second.yml
    {{id: second, name: Second, extends: first, alterations: [{{remove: cleaning}}]}}
""",
)
BuiltTrees = tuple[tuple[Tree, bool], ...]
"""Every tree, and whether it is whole; one that is not is only there to be counted as unread."""


def build_variants(trees: tuple[Tree, ...], lanes: Mapping[str, LaneKind]) -> tuple[BuiltTrees, tuple[Finding, ...]]:
    """Return the trees with variants built, and the findings about their alterations; no tree where they are too much together."""
    maps = {_name(tree): tree for tree, model in reversed(trees) if model is Map}
    overlay = VariantBuilder(maps, lanes)
    built: list[tuple[Tree, bool]] = []
    values = 0
    for tree, model in trees:
        name = _name(tree)
        is_map = model is Map and maps.get(name) is tree
        whole = _built_map(overlay, name) if is_map else tree
        built.append(((tree, model), False) if whole is None else ((whole, model), True))
        values += values_in(whole or tree)
        if values > MOST_VALUES:
            return (), (*overlay.findings, atlas_size_finding(tree.place))
    return tuple(built), tuple(overlay.findings)


def _name(tree: MappingNode) -> str:
    """Return the id of a map; where it has none that can be read, its place, so that it is built all the same."""
    return next(iter(identifiers(tree)), str(tree.place))


def _built_map(overlay: "VariantBuilder", name: str) -> MappingNode | None:
    """Return the tree of a map with what it takes from its bases, or None where it has none or is too large."""
    whole = overlay.build(name)
    if whole is None:
        return None
    too_large = tuple(map_size_findings(whole, name))
    overlay.findings.update(dict.fromkeys(too_large))
    return None if too_large else whole


@dataclass
class VariantBuilder:
    """The trees of all maps by id, from which it builds variants, collecting findings."""

    trees: dict[str, MappingNode]
    lanes: Mapping[str, LaneKind]
    findings: dict[Finding, None] = field(default_factory=dict)
    """Every finding once, in the order in which they were met."""
    _lineages: dict[str, list[str]] = field(default_factory=dict)

    def build(self, identifier: str) -> MappingNode | None:
        """Return the tree of a map with what it takes from its bases, or None where it extends no map, or itself."""
        tree = self.trees[identifier]
        if not scalar_items(tree.get("extends")):
            self._refuse_lonely(tree)
            return tree
        lineage = self._lineage(identifier, ())
        if lineage is None or self._is_too_deep(identifier, lineage):
            return None
        if tree.get("stages") is not None:
            hint = "a variant says what differs under `alterations:`, for example `- add: {...}` with `into:`"
            self._say(_place(tree, "stages"), "a map that extends another cannot list stages", hint)
        variants = [name for name in lineage if scalar_items(self.trees[name].get("extends"))]
        whole = merge_bases([self.trees[name] for name in lineage if name not in variants])
        left_out = self._left_out(identifier, variants[:-1])
        done: set[str] = set()
        for name in variants:
            is_last = name == identifier
            whole = self._with_keys(whole, self.trees[name], is_own=is_last)
            before = frozenset(done)
            for alteration in _alterations(self.trees[name]):
                effect = effect_of(alteration)
                if is_last or not ((name, alteration_target(alteration)) in left_out or effect in before):
                    whole = self._altered(whole, alteration)
                    done.add(effect)
        return whole

    def _lineage(self, identifier: str, below: tuple[str, ...]) -> list[str] | None:
        """Return the ancestors of a map, each once, bases before variants, the map last; some more than MOST_BASES are enough."""
        tree = self.trees[identifier]
        if identifier in below:
            self._refuse_circle(below[below.index(identifier) :])
            return None
        if identifier in self._lineages or len(below) > MOST_BASES:
            return self._lineages.get(identifier, [identifier])
        lineage: list[str] = []
        for base in scalar_items(tree.get("extends")):
            if base.text not in self.trees:
                guess = nearest(base.text, self.trees)
                known = shortened(sorted(self.trees))
                self._say(base.place, f"there is no map '{base.text}' to extend", f"did you mean '{guess}'?" if guess else f"maps: {known}")
                return None
            above = self._lineage(base.text, (*below, identifier))
            if above is None:
                return None
            lineage += [name for name in above if name not in lineage]
            if len(below) + len(lineage) > MOST_BASES:
                return [*lineage, identifier]
        self._lineages[identifier] = [*lineage, identifier]
        return self._lineages[identifier]

    def _is_too_deep(self, identifier: str, lineage: list[str]) -> bool:
        """Whether a map takes from more maps, or with more alterations, than are built; adds the finding."""
        bases, alterations = len(lineage) - 1, sum(len(_alterations(self.trees[name])) for name in lineage)
        if bases > MOST_BASES:
            message, hint = f"'{identifier}' takes from more than {MOST_BASES} maps", "let it extend a map that has fewer bases"
        elif alterations > MOST_ALTERATIONS:
            message = (
                f"'{identifier}' is made by {alterations:,} alterations, with those of its bases; at most {MOST_ALTERATIONS} are applied"
            )
            hint = "write a map of its own, which extends none"
        else:
            return False
        self._say(_place(self.trees[identifier], "extends"), message, hint)
        return True

    def _with_keys(self, whole: MappingNode, variant: MappingNode, *, is_own: bool) -> MappingNode:
        """Return the tree with a variant's keys; OWN_KEYS are taken from the last map only."""
        new = {key.text: (key, value) for key, value in variant.entries if is_own or key.text not in OWN_KEYS}
        kept = (entry for entry in whole.entries if entry[0].text not in OWN_KEYS and entry[0].text not in new)
        return MappingNode((*kept, *new.values()), variant.place)

    def _altered(self, whole: MappingNode, alteration: MappingNode) -> MappingNode:
        for fault in key_faults(alteration):
            self._say(fault.place, fault.message, fault.hint)
        altered = apply_alteration(whole, alteration, self.lanes)
        if isinstance(altered, MappingNode):
            return altered
        self._say(altered.place, altered.message, altered.hint)
        return whole

    def _left_out(self, identifier: str, variants: list[str]) -> frozenset[tuple[str, str]]:
        """Return the alterations to leave out, as map and target: of a conflict between bases, the map that extends them all decides."""
        line = [*variants, identifier]
        above = {name: frozenset(self._lineage(name, ()) or ()) - {name} for name in line}
        touched = {name: {alteration_target(alteration) for alteration in _alterations(self.trees[name])} for name in line}
        left_out: set[tuple[str, str]] = set()
        for thing, (first, second) in conflicting_alterations({name: _alterations(self.trees[name]) for name in variants}, above).items():
            settlers = [name for name in line if thing in touched[name] and {first, second} <= above[name]]
            if not settlers:
                message = f"the bases '{first}' and '{second}' alter '{thing}' differently"
                hint = f"alter '{thing}' here as well, to say which holds"
                self._say(_place(self.trees[identifier], "extends"), message, hint)
            left_out |= {(name, thing) for name in line if name not in settlers and not above[name] & set(settlers)}
        return frozenset(left_out)

    def _refuse_circle(self, circle: tuple[str, ...]) -> None:
        """Add the finding about a circle, once, wherever it was entered."""
        start = circle.index(min(circle))
        chain = " -> ".join((*circle[start:], *circle[: start + 1]))
        place = _place(self.trees[circle[start]], "extends")
        if len(circle) > 1:
            self._say(place, f"maps extend each other in a circle: {chain}", "let one of them stand alone")
        else:
            self._say(place, "a map cannot extend itself", "name another map")

    def _refuse_lonely(self, tree: MappingNode) -> None:
        if tree.get("alterations") is not None:
            self._say(_place(tree, "alterations"), "alterations need a base", "name it: `extends: base-map-id`")

    def _say(self, place: Place, message: str, hint: str) -> None:
        self.findings[OVERLAY.at(place, message, hint)] = None


def _place(tree: MappingNode, key: str) -> Place:
    name = tree.key(key)
    return name.place if name else tree.place


def _alterations(tree: MappingNode) -> tuple[MappingNode, ...]:
    written = tree.get("alterations")
    return tuple(_mappings(written)) if isinstance(written, SequenceNode) else ()


def _mappings(written: SequenceNode) -> Iterator[MappingNode]:
    return (item for item in written.items if isinstance(item, MappingNode))
