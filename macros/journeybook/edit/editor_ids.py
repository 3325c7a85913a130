"""The ids of one atlas as an editor offers them: by kind, each with the name of what it stands for."""

from dataclasses import dataclass, field
from typing import Any

from journeybook.validate import Checked

REFERENCE: dict[str, Any] = {"$ref": "#/definitions/reference"}


@dataclass
class EditorIds:
    """Every id by kind, with its name; which kinds stand inside a map or playbook; and whether all files could be read."""

    names: dict[str, dict[str, str]] = field(default_factory=dict)
    local: set[str] = field(default_factory=set)
    is_whole: bool = True

    def schema(self, kinds: tuple[str, ...]) -> dict[str, Any]:
        """Return what may name something of these kinds.

        A local id that is being typed cannot be known yet, and may name its map: such a reference is helped with, and left to the check.
        """
        names = {identifier: name for kind in kinds for identifier, name in self.names.get(kind, {}).items()}
        ids = sorted(names)
        known: dict[str, Any] = {"type": "string", "enum": ids}
        if any(names.values()):
            known["enumDescriptions"] = [names[identifier] for identifier in ids]
        is_open = not self.is_whole or not self.local.isdisjoint(kinds)
        return {"anyOf": [known, REFERENCE]} if is_open and ids else REFERENCE if is_open else known


def ids_of(checked: Checked) -> EditorIds:
    """Return the ids of an atlas."""
    ids = EditorIds(is_whole=not checked.lost.losses)
    for (kind, scope, identifier), spot in checked.atlas.index.items():
        ids.names.setdefault(kind, {}).setdefault(identifier, spot.part.get("name", str) or "")
        if scope:
            ids.local.add(kind)
    return ids
