"""Variants: a map that extends others is built from their trees and its alterations, before the model sees it."""

from dataclasses import dataclass, field

from journeybook.findings import Finding, Level, Place, nearest
from journeybook.load.source import Listing, Mapping, Node, Scalar, plain
from journeybook.validate.alter import alter, identifiers, texts

OWN = frozenset(
    "id name status audience public review changes sign_offs participants summary actions extends alterations continues future_of".split()
)
"""Keys that a variant never takes from its bases."""


@dataclass
class Overlay:
    """All map trees by id; `merged` gives the whole tree of one, and gathers what is wrong on the way."""

    trees: dict[str, Mapping]
    findings: list[Finding] = field(default_factory=list)

    def merged(self, identifier: str) -> Mapping | None:
        """Return the tree of a map with everything it takes from its bases, or None where that cannot be said."""
        tree = self.trees[identifier]
        if tree.get("extends") is None:
            self._refuse_lonely(tree)
            return tree
        lineage = self._lineage(identifier, ())
        if lineage is None:
            return None
        if tree.get("stages") is not None:
            hint = "a variant says what differs under `alterations:`, for example `- add: {...}` with `into:`"
            self._say(_place(tree, "stages"), "a map that extends another cannot list stages", hint)
        bases = [self.trees[name] for name in lineage if self.trees[name].get("extends") is None]
        variants = [name for name in lineage if self.trees[name].get("extends") is not None]
        whole = _joined(bases)
        self._refuse_conflicts(identifier, variants)
        for name in variants:
            whole = self._with(whole, self.trees[name], own=name == identifier)
        return whole

    def _lineage(self, identifier: str, below: tuple[str, ...]) -> list[str] | None:
        """Return the ancestors of a map, each once, bases before variants, the map last."""
        tree = self.trees[identifier]
        if identifier in below:
            chain = " -> ".join((*below[below.index(identifier) :], identifier))
            self._say(_place(tree, "extends"), f"maps extend each other in a circle: {chain}", "let one of them stand alone")
            return None
        found: list[str] = []
        for base in texts(tree.get("extends")):
            if base.text not in self.trees:
                guess = nearest(base.text, self.trees)
                hint = f"did you mean '{guess}'?" if guess else f"maps: {', '.join(sorted(self.trees))}"
                self._say(base.place, f"there is no map '{base.text}' to extend", hint)
                return None
            above = self._lineage(base.text, (*below, identifier))
            if above is None:
                return None
            found += [name for name in above if name not in found]
        return [*found, identifier]

    def _with(self, whole: Mapping, variant: Mapping, *, own: bool) -> Mapping:
        """Return the tree with a variant's own keys and its alterations."""
        kept = tuple((key, value) for key, value in whole.entries if key.text not in OWN)
        whole = Mapping(kept, variant.place)
        for key, value in variant.entries:
            if own or key.text not in OWN:
                whole = Mapping((*(entry for entry in whole.entries if entry[0].text != key.text), (key, value)), whole.place)
        alterations = variant.get("alterations")
        for alteration in alterations.items if isinstance(alterations, Listing) else ():
            if isinstance(alteration, Mapping):
                done = alter(whole, alteration)
                whole = done.tree
                if done.fault:
                    self._say(done.place, done.fault, done.hint)
        return whole

    def _refuse_conflicts(self, identifier: str, variants: list[str]) -> None:
        """Two parents that alter the same thing differently leave the choice to the child, which must make it."""
        own = {key for key, _ in _touched(self.trees[identifier])}
        seen: dict[tuple[str, str], tuple[str, object]] = {}
        for name in variants[:-1]:
            above = set(self._lineage(name, ()) or ())
            for (target, verb), value in _touched(self.trees[name]).items():
                before = next((found for (other, _), found in seen.items() if other == target), None)
                if before and before[0] not in above and before[1] != (verb, value) and (target, verb) not in own and target not in _names(own):
                    message = f"the bases '{before[0]}' and '{name}' alter '{target}' differently"
                    self._say(_place(self.trees[identifier], "extends"), message, f"alter '{target}' here as well, to say which holds")
                seen[target, verb] = (name, (verb, value))

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


def _names(touched: set[tuple[str, str]]) -> set[str]:
    return {target for target, _ in touched}


def _touched(tree: Mapping) -> dict[tuple[str, str], object]:
    """Return what the alterations of a tree do to existing things, by id and verb or field."""
    found: dict[tuple[str, str], object] = {}
    alterations = tree.get("alterations")
    for alteration in alterations.items if isinstance(alterations, Listing) else ():
        if not isinstance(alteration, Mapping):
            continue
        for verb in ("remove", "replace", "change", "move"):
            target = alteration.get(verb)
            if isinstance(target, Scalar):
                rest = {key.text: plain(value) for key, value in alteration.entries if key.text not in ("why", verb)}
                found[target.text, verb] = rest
    return found


def _joined(bases: list[Mapping]) -> Mapping:
    """Join base trees: the first one's keys, with the stages, and the steps of stages of the same id, of all."""
    whole = bases[0]
    for other in bases[1:]:
        whole = Mapping((*whole.entries, *((key, value) for key, value in other.entries if whole.key(key.text) is None)), whole.place)
        mine, theirs = whole.get("stages"), other.get("stages")
        if isinstance(mine, Listing) and isinstance(theirs, Listing):
            whole = whole.replaced("stages", _joined_lists(mine, theirs))
    return whole


def _joined_lists(mine: Listing, theirs: Listing) -> Listing:
    items: list[Node] = list(mine.items)
    at = {identifier: position for position, item in enumerate(items) for identifier in identifiers(item)}
    for item in theirs.items:
        here = next((at[identifier] for identifier in identifiers(item) if identifier in at), None)
        if here is None:
            items.append(item)
        else:
            items[here] = _joined_items(items[here], item)
    return Listing(tuple(items), mine.place)


def _joined_items(mine: Node, theirs: Node) -> Node:
    if not isinstance(mine, Mapping) or not isinstance(theirs, Mapping):
        return mine
    for key, value in theirs.entries:
        old = mine.get(key.text)
        if old is None:
            mine = Mapping((*mine.entries, (key, value)), mine.place)
        elif isinstance(old, Listing) and isinstance(value, Listing):
            mine = mine.replaced(key.text, _joined_lists(old, value))
    return mine
