"""Reduces a tree to what has the right shape: leaves out the smallest things that have not, and says what it has left out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journeybook.findings import Place
from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode
from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.validate.loss import STAND_IN, Around, Loss, loss_of, texts_in, words_of
from journeybook.validate.node_paths import identifiers
from journeybook.validate.proposals import guess
from journeybook.validate.shape import validated

_MOST_ROUNDS = 10
"""What stands in for a text may be wrong as well, and a list that lost its last entry; more rounds than this find nothing new."""
_MOST_FAULTS = 100
"""A thing with more errors of shape than this is left out as a whole: little of it could be checked, and each costs a walk through it."""
NUMBER = "1"
"""What stands in for a number."""
_GONE = ScalarNode("", Place(""))
"""Marks what is left out until a round is over, so that the positions of errors stay right."""


@dataclass(frozen=True)
class Reduced:
    """The part that is left of a tree, if one is, and what it lost."""

    part: Part | None
    losses: tuple[Loss, ...]


def reduced_part(tree: MappingNode, model: type[Part], base_address: str) -> Reduced:
    """Return the part of a tree in which something has the wrong shape, without the smallest things that have."""
    losses: list[Loss] = []
    node: Node = tree
    for _ in range(_MOST_ROUNDS):
        if not isinstance(node, MappingNode):
            break
        try:
            return Reduced(validated(node, model, base_address), _known(losses))
        except ValidationError as error:
            if error.error_count() > _MOST_FAULTS:
                break
            node = _without(node, model, error.errors(include_url=False), losses)
    return Reduced(None, (loss_of(tree, model),))


def _known(losses: list[Loss]) -> tuple[Loss, ...]:
    """Return losses without those of missing fields that stand there under a wrong key."""
    misspelt = {(loss.around[-1].place, loss.key) for loss in losses if loss.words and loss.around}
    return tuple(loss for loss in losses if loss.words or (loss.around[-1].place, loss.key) not in misspelt)


def _without(tree: MappingNode, model: type[Part], details: Iterable[ErrorDetails], losses: list[Loss]) -> Node:
    node: Node = tree
    for detail in details:
        node = _Cut(detail["type"] == "missing", losses).cut(node, model, detail["loc"])
    return _purged(node)


@dataclass
class _Cut:
    """Takes one wrong thing out of a tree, and notes what is lost with it."""

    is_missing: bool
    losses: list[Loss]
    around: list[Around] = field(default_factory=list)

    def cut(self, node: Node, model: type[Part] | None, path: tuple[int | str, ...]) -> Node:
        """Return a node without the wrong thing at a path; _GONE where the node itself is."""
        if node is _GONE or not path or isinstance(node, ScalarNode):
            return _GONE
        if isinstance(node, SequenceNode):
            return self._from_list(node, model, path)
        return self._from_mapping(node, model, path) if model else _GONE

    def _from_list(self, node: SequenceNode, model: type[Part] | None, path: tuple[int | str, ...]) -> Node:
        position = path[0]
        if not isinstance(position, int) or position >= len(node.items):
            return _GONE
        old = node.items[position]
        new = self.cut(old, model, path[1:])
        if new is _GONE and old is not _GONE:
            self._note(old, model)
        return SequenceNode((*node.items[:position], new, *node.items[position + 1 :]), node.place)

    def _from_mapping(self, node: MappingNode, model: type[Part], path: tuple[int | str, ...]) -> Node:
        key = str(path[0])
        field_of_key = part_fields(model).get(key)
        old = node.get(key)
        self.around.append(Around(node.place, model, next(iter(identifiers(node)), ""), _meant(key, model)))
        if old is None:
            stand_in = _stand_in(field_of_key, node.place) if self.is_missing and len(path) == 1 else None
            if stand_in:
                self.losses.append(Loss(node.place, frozenset(), frozenset(), None, tuple(self.around), key))
            else:
                self.around.pop()
            return node.replaced(key, stand_in) if stand_in else _GONE
        new = self.cut(old, field_of_key.part if field_of_key else None, path[1:])
        if new is _GONE and old is not _GONE:
            if field_of_key and field_of_key.required:
                stand_in = None if _is_stand_in(old) else _stand_in(field_of_key, old.place)
                if stand_in is None:
                    self.around.pop()
                    return _GONE
                new = stand_in
            name = node.key(key) or node
            self._note(old, field_of_key.part if field_of_key else None, _meant(key, model), name)
        return node.replaced(key, new)

    def _note(self, node: Node, model: type[Part] | None, key: str = "", name: ScalarNode | MappingNode | None = None) -> None:
        if not _is_stand_in(node):
            texts = frozenset((*texts_in(node), *(texts_in(name) if isinstance(name, ScalarNode) and name.text != key else ())))
            is_nameless = isinstance(node, ScalarNode)  # nobody knows the id it would have
            kinds = frozenset({model.KIND}) if model and model.KIND and is_nameless else frozenset[str]()
            place = (name or node).place
            self.losses.append(Loss(place, texts, words_of(*texts), model, tuple(self.around), key, all_ids_of=kinds))


def _meant(key: str, model: type[Part]) -> str:
    """Return the field that a key most likely is."""
    return key if key in part_fields(model) else guess(key, part_fields(model)) or ""


def _stand_in(wanted: PartField | None, place: Place) -> Node | None:
    """Return what can stand for a needed text or number; None for an id of something else, a word of a list and a part with keys."""
    if wanted is None or wanted.names or wanted.many:
        return None
    if wanted.part:
        inner = _stand_in(part_fields(wanted.part).get(wanted.part.SHORT), place)
        return MappingNode(((ScalarNode(wanted.part.SHORT, place), inner),), place) if inner else None
    text = {str: f"{STAND_IN}-{place.line}-{place.column}", int: NUMBER}.get(wanted.value_type)
    return ScalarNode(text, place, quoted=True) if text else None


def _is_stand_in(node: Node) -> bool:
    is_number = isinstance(node, ScalarNode) and node.quoted and node.text == NUMBER
    return is_number or any(text.startswith(f"{STAND_IN}-") for text in texts_in(node))


def _purged(node: Node) -> Node:
    """Return a node without what is marked as gone."""
    if isinstance(node, ScalarNode):
        return node
    if isinstance(node, SequenceNode):
        return SequenceNode(tuple(_purged(item) for item in node.items if item is not _GONE), node.place)
    return MappingNode(tuple((key, _purged(value)) for key, value in node.entries if value is not _GONE), node.place)
