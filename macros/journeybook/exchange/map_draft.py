"""Builds the plain data of a map: stages in the order in which they are met, steps in their lanes, entries of other lanes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.foreign_cells import ForeignCell, ForeignTable
from journeybook.exchange.import_draft import ImportDraft, Ledger, PlainGroup, authored, unique_id, without_blanks
from journeybook.load.nodes import Plain
from journeybook.model.enumerations import LaneKind
from journeybook.model.field_info import part_fields
from journeybook.model.step import Step

UNSTATED = "unstated"
_REFERENCE = {LaneKind.TOUCHPOINT: "channel", LaneKind.FEELING: "feeling", LaneKind.METRIC: "measure", LaneKind.PLAYBOOK: "playbook"}
_ORDER = ("id", "name", "owner", "phase", "summary", "entry", "exit", "outcome", "deliverables", "thinks", "feels", "questions", "delights")
_ORDER_END = ("technical_limits", "physical_evidence", "pain_points", "opportunities", "rows", "measures", "steps", "milestones")


@dataclass(frozen=True)
class MapHead:
    """What a map says besides its stages, as whoever imports says it."""

    id: str
    name: str
    goal: str
    source: str
    """The file it was made of."""
    owner: str = ""
    """A team or role of the atlas; empty where nobody was named."""
    into: str = ""
    """The map of the atlas that takes in what may join a stage; empty where a map of its own is made."""


@dataclass
class MapDraft:
    """A map in the making."""

    names: AtlasNames
    head: MapHead
    ledger: Ledger
    stages: dict[str, PlainGroup] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def stage(self, name: str) -> PlainGroup:
        """Return the stage of a name, which is made where it is met first."""
        key = " ".join(name.casefold().split())
        if key not in self.stages:
            self.stages[key] = {"id": unique_id(name, self.taken), "name": authored(" ".join(name.split()))}
        return self.stages[key]

    def stage_of(self, cell: ForeignCell) -> PlainGroup | None:
        """Place a cell as the name of a stage, and return the stage."""
        name = self.ledger.text(cell, "name of a stage")
        return self.stage(name) if name else None

    def add_step(self, stage: PlainGroup, lane: str, text: str, more: PlainGroup) -> None:
        """Add a step to a stage, or an entry where the lane holds no steps."""
        if self.names.lane_kind(lane) is not LaneKind.STEP:
            self.add_entry(stage, lane, text)
            return
        words: PlainGroup = {lane: authored(text)} if lane not in part_fields(Step) else {"lane": lane, "what": authored(text)}
        _items(stage, "steps").append(words | more)

    def add_entry(self, stage: PlainGroup, lane: str, text: str) -> None:
        """Add an entry to a lane that holds none of steps: what it names of the atlas, else its words."""
        kind = self.names.lane_kind(lane)
        identifier = self.names.find(text, _REFERENCE[kind]) if kind in _REFERENCE else None
        rows = stage.setdefault("rows", {})
        if isinstance(rows, dict):
            _items(rows, lane).append(identifier or {"text": authored(text)})

    def finish(self, kind: str) -> ImportDraft:
        """Return the draft of the map."""
        return ImportDraft(kind, "maps", map_data(self.head, self.stages.values(), self.ledger.unstated), self.ledger)


def begin_map(table: ForeignTable, names: AtlasNames, head: MapHead) -> MapDraft:
    """Return an empty map for a table."""
    return MapDraft(names, head, Ledger(table))


def map_data(head: MapHead, stages: Iterable[PlainGroup], unstated: list[str]) -> PlainGroup:
    """Return the data of a map; what every map needs and nothing says is `unstated`, and is added to that list in words."""
    ended: list[Plain] = []
    for stage in stages:
        if "exit" not in stage:
            unstated.append(f"stage '{stage['name']}': the fact by which anybody sees that it is over (exit)")
        ended.append(_in_order({"exit": UNSTATED} | stage))
    if not head.owner:
        unstated.append("the map: who answers for it (owner)")
    fields = without_blanks(
        [
            ("id", head.id),
            ("name", authored(head.name)),
            ("goal", authored(head.goal)),
            ("status", "draft"),
            ("owner", head.owner or UNSTATED),
            ("source", authored(head.source)),
        ]
    )
    return fields | {"stages": ended}


def append_value(group: PlainGroup, key: str, value: Plain) -> None:
    """Add a value to the list of a key, which is begun where there is none."""
    _items(group, key).append(value)


def _items(group: PlainGroup, key: str) -> list[Plain]:
    items = group.setdefault(key, [])
    return items if isinstance(items, list) else []


def _in_order(stage: PlainGroup) -> PlainGroup:
    order = (*_ORDER, *_ORDER_END)
    return {key: stage[key] for key in sorted(stage, key=order.index)}
