"""Variants: a map that extends others is built from their trees and its alterations, before the model sees it."""

from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field

from journeybook.findings import Finding, Level, Place, nearest
from journeybook.load.source import Listing, Mapping
from journeybook.model.enumerations import LaneKind
from journeybook.model.map import Map
from journeybook.validate.alteration import alter
from journeybook.validate.conflicts import disputed, same, target
from journeybook.validate.merge import joined
from journeybook.validate.node_paths import identifiers, texts
from journeybook.validate.reading import Tree
from journeybook.validate.short_forms import expand

OWN = frozenset(
    [
        "id",
        "name",
        "status",
        "audience",
        "public",
        "review",
        "changes",
        "sign_offs",
        "participants",
        "summary",
        "actions",
        "extends",
        "alterations",
        "continues",
        "future_of",
    ]
)
"""Keys that a variant never takes from its bases."""
MOST_SHOWN = 12
Trees = tuple[tuple[Tree, bool], ...]
"""Every tree, and whether it is whole; one that is not is only there to be counted as unread."""


def with_variants(trees: tuple[Tree, ...], lanes: Table[str, LaneKind]) -> tuple[Trees, tuple[Finding, ...]]:
    """Return the trees with whole variants, and what is wrong with their alterations."""
    maps = {identifier: tree for tree, model in reversed(trees) if model is Map for identifier in identifiers(tree)}
    overlay = Overlay(maps)
    built: list[tuple[Tree, bool]] = []
    for tree, model in trees:
        name = next(iter(identifiers(tree)), "")
        if model is not Map or maps.get(name) is not tree:
            built.append(((tree, model), True))
            continue
        merged = overlay.merged(name)
        again = expand(merged, model, lanes) if merged else None
        built.append(((again, model), True) if isinstance(again, Mapping) else ((tree, model), False))
    return tuple(built), tuple(overlay.findings)


@dataclass
class Overlay:
    """All map trees by id; `merged` gives the whole tree of one, and gathers what is wrong on the way."""

    trees: dict[str, Mapping]
    findings: list[Finding] = field(default_factory=list)

    def merged(self, identifier: str) -> Mapping | None:
        """Return the tree of a map with everything it takes from its bases, or None where that cannot be said."""
        tree = self.trees[identifier]
        if not texts(tree.get("extends")):
            self._refuse_lonely(tree)
            return tree
        lineage = self._lineage(identifier, ())
        if lineage is None:
            return None
        if tree.get("stages") is not None:
            hint = "a variant says what differs under `alterations:`, for example `- add: {...}` with `into:`"
            self._say(_place(tree, "stages"), "a map that extends another cannot list stages", hint)
        variants = [name for name in lineage if texts(self.trees[name].get("extends"))]
        whole = joined([self.trees[name] for name in lineage if name not in variants])
        left_out = self._left_out(identifier, variants[:-1])
        done: list[Mapping] = []
        for name in variants:
            own = name == identifier
            whole = self._with_keys(whole, self.trees[name], own=own)
            for alteration in _alterations(self.trees[name]):
                if own or not ((name, target(alteration)) in left_out or any(same(alteration, before) for before in done)):
                    whole = self._altered(whole, alteration)
                    done.append(alteration)
        return whole

    def _lineage(self, identifier: str, below: tuple[str, ...]) -> list[str] | None:
        """Return the ancestors of a map, each once, bases before variants, the map last."""
        tree = self.trees[identifier]
        if identifier in below:
            self._refuse_circle(below[below.index(identifier) :])
            return None
        found: list[str] = []
        for base in texts(tree.get("extends")):
            if base.text not in self.trees:
                guess = nearest(base.text, self.trees)
                known = ", ".join(sorted(self.trees)[:MOST_SHOWN])
                self._say(base.place, f"there is no map '{base.text}' to extend", f"did you mean '{guess}'?" if guess else f"maps: {known}")
                return None
            above = self._lineage(base.text, (*below, identifier))
            if above is None:
                return None
            found += [name for name in above if name not in found]
        return [*found, identifier]

    def _with_keys(self, whole: Mapping, variant: Mapping, *, own: bool) -> Mapping:
        """Return the tree with a variant's keys; what each map says for itself alone is the last map's."""
        new = {key.text: (key, value) for key, value in variant.entries if own or key.text not in OWN}
        kept = (entry for entry in whole.entries if entry[0].text not in OWN and entry[0].text not in new)
        return Mapping((*kept, *new.values()), variant.place)

    def _altered(self, whole: Mapping, alteration: Mapping) -> Mapping:
        altered = alter(whole, alteration)
        if altered.fault:
            self._say(altered.place, altered.fault, altered.hint)
        return altered.tree

    def _left_out(self, identifier: str, variants: list[str]) -> frozenset[tuple[str, str]]:
        """Return what is not done, as map and target: what bases alter differently is left to whoever extends them all."""
        line = [*variants, identifier]
        above = {name: frozenset(self._lineage(name, ()) or ()) - {name} for name in line}
        touched = {name: {target(alteration) for alteration in _alterations(self.trees[name])} for name in line}
        left_out: set[tuple[str, str]] = set()
        for thing, (first, second) in disputed({name: _alterations(self.trees[name]) for name in variants}, above).items():
            settlers = [name for name in line if thing in touched[name] and {first, second} <= above[name]]
            if not settlers:
                message = f"the bases '{first}' and '{second}' alter '{thing}' differently"
                hint = f"alter '{thing}' here as well, to say which holds"
                self._say(_place(self.trees[identifier], "extends"), message, hint)
            left_out |= {(name, thing) for name in line if name not in settlers and not above[name] & set(settlers)}
        return frozenset(left_out)

    def _refuse_circle(self, circle: tuple[str, ...]) -> None:
        """Tell a circle once, wherever it was entered."""
        start = circle.index(min(circle))
        chain = " -> ".join((*circle[start:], *circle[: start + 1]))
        place = _place(self.trees[circle[start]], "extends")
        if len(circle) > 1:
            self._say(place, f"maps extend each other in a circle: {chain}", "let one of them stand alone")
        else:
            self._say(place, "a map cannot extend itself", "name another map")

    def _refuse_lonely(self, tree: Mapping) -> None:
        if tree.get("alterations") is not None:
            self._say(_place(tree, "alterations"), "alterations need a base", "name it: `extends: base-map-id`")

    def _say(self, place: Place, message: str, hint: str) -> None:
        finding = Finding(place, Level.ERROR, "OVERLAY", message, hint)
        if finding not in self.findings:
            self.findings.append(finding)


def _place(tree: Mapping, key: str) -> Place:
    found = tree.key(key)
    return found.place if found else tree.place


def _alterations(tree: Mapping) -> tuple[Mapping, ...]:
    written = tree.get("alterations")
    return tuple(_mappings(written)) if isinstance(written, Listing) else ()


def _mappings(written: Listing) -> Iterator[Mapping]:
    return (item for item in written.items if isinstance(item, Mapping))
