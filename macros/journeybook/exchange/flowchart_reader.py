"""Reads a Mermaid flowchart whose subgraphs are lanes as a map; one whose subgraphs are anything else is refused.

Where the comments of our own writer say the stages, their steps stand in that order. Otherwise there is one stage, and a step stands behind
those that lead to it, or, in a loop, where it is written.
"""

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath

from journeybook.exchange.imported import Imported, LeftOver, Refused, imported_diagram
from journeybook.exchange.mermaid_flowchart import STAGE
from journeybook.exchange.mermaid_journey import without_front_matter
from journeybook.exchange.mermaid_text import text_of
from journeybook.exchange.naming import Namer, lane_by_name, lane_name
from journeybook.load.nodes import Plain
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import LaneKind

_NODE = re.compile(r"\s*(?P<id>\w+(?:[.-]\w+)*)")
_SHAPE = re.compile(
    r"(?:\[\[|\[\(|\(\[|\({1,3}|\{\{?|\[[/\\]?|>)(?:\s*\"(?P<quoted>[^\"]*)\"\s*|(?P<bare>[^\]\)\}\"]*))[/\\]?[\]\)\}]{1,3}"
)
_CLASS = re.compile(r":::[\w-]+")
_ARROW = re.compile(
    r"\s*<?(?:(?:--|==|-\.)\s+(?P<inline>\"[^\"]*\"|[^\s\"|>=.-][^|>=\"]*?)\s+(?:--+|==+|\.-)[>ox]?|(?:--+|==+|-\.+-|~~~)[>ox]?)"
    r"(?:\s*\|(?P<piped>[^|]*)\|)?"
)
_SUBGRAPH = re.compile(r"subgraph\s+(?:[\w.-]+\s*\[\s*\"?(?P<title>[^\]\"]*)\"?\s*\]|\"(?P<quoted>[^\"]*)\"|(?P<bare>.*))")
_STATEMENT = re.compile(r"(?:\"[^\"]*\"|#\w{1,31};|[^;\"])+")
"""What stands between semicolons that are neither in quotes nor the end of a code."""
_SKIPPED = re.compile(r"(?:flowchart|graph|direction|classDef|class|style|linkStyle|click|accTitle|accDescr)\b|%%")


@dataclass
class _Node:
    """A step: its lane, its words, where it stands, and where it leads: targets with what stands at the arrow."""

    where: str
    what: str
    lane: str | None = None
    leads: list[tuple[str, str]] = field(default_factory=list)


def read_mermaid_flowchart(file: str, text: str, atlas: Atlas) -> Imported:
    """Return the map of a flowchart; raises Refused where it has no subgraphs, or one that is no lane of this atlas."""
    reader = _Reader(file, atlas)
    for number, line in enumerate(without_front_matter(text).split("\n"), start=1):
        reader.take(f"{file}:{number}", line.strip())
    reader.require_lanes()
    name = _title(text) or PurePath(file).stem
    return imported_diagram(file, Namer().id(name), name, reader.stage_data(name), reader.left_over)


def _title(text: str) -> str:
    """Return the title in the settings above a diagram; an empty text where there is none."""
    settings = text[: len(text) - len(without_front_matter(text).lstrip("\n"))]
    titles = [line.partition(":")[2].strip() for line in settings.split("\n") if line.startswith("title:")]
    if not titles:
        return ""
    try:
        return str(json.loads(titles[0]))
    except ValueError:
        return titles[0].strip("'\"")


class _Reader:
    """Reads the lines of a flowchart."""

    def __init__(self, file: str, atlas: Atlas) -> None:
        self.file = file
        self.atlas = atlas
        self.nodes: dict[str, _Node] = {}
        self.open: list[str] = []
        self.stages: dict[str, list[str]] = {}
        self.left_over: list[LeftOver] = []
        self.foreign: list[str] = []

    def take(self, where: str, line: str) -> None:
        """Read one line; several statements on one stand between semicolons."""
        if line.startswith(STAGE):
            name, _, steps = line.removeprefix(STAGE).rpartition(":")
            self.stages.setdefault(text_of(name), []).extend(steps.split())
            return
        for statement in _STATEMENT.findall(line):
            self.statement(where, statement.strip())

    def statement(self, where: str, line: str) -> None:
        if subgraph := _SUBGRAPH.fullmatch(line):
            name = text_of(subgraph["title"] or subgraph["quoted"] or subgraph["bare"] or "")
            lane = lane_by_name(self.atlas, name)
            self.foreign += [] if lane else [name]
            self.open.append(lane or "")
        elif line == "end":
            self.open = self.open[:-1]
        elif line and not _SKIPPED.match(line) and not self.chain(where, line):
            self.left_over.append(LeftOver(where, line, "this is neither a step nor an arrow between steps"))

    def chain(self, where: str, line: str) -> bool:
        """Read steps joined by arrows, and say whether that is all that stands in the line."""
        before, label, position = list[str](), "", 0
        while True:
            group, position = self.group(where, line, position)
            if not group:
                return False
            for source in before:
                self.nodes[source].leads += [(target, label) for target in group]
            arrow = _ARROW.match(line, position)
            if not arrow:
                return not line[position:].strip()
            before, label, position = group, text_of((arrow["inline"] or arrow["piped"] or "").strip().strip('"')), arrow.end()

    def group(self, where: str, line: str, position: int) -> tuple[list[str], int]:
        """Return the steps at a position, joined by `&`, and the position behind them."""
        names: list[str] = []
        while node := _NODE.match(line, position):
            position = node.end()
            shape = _SHAPE.match(line, position)
            position = shape.end() if shape else position
            mark = _CLASS.match(line, position)
            position = mark.end() if mark else position
            self.add(where, node["id"], text_of(shape["quoted"] or shape["bare"] or "") if shape else "")
            names.append(node["id"])
            joined = re.compile(r"\s*&").match(line, position)
            if not joined:
                return names, position
            position = joined.end()
        return [], position

    def add(self, where: str, name: str, what: str) -> None:
        node = self.nodes.setdefault(name, _Node(where, ""))
        node.what = what or node.what
        if self.open and node.lane is None:
            node.lane = self.open[-1]

    def require_lanes(self) -> None:
        """Raise Refused where the subgraphs are not the lanes of the atlas."""
        lanes = ", ".join(f'"{lane_name(self.atlas, lane.id)}"' for lane in self.atlas.lanes if lane.kind is LaneKind.STEP)
        if self.foreign:
            names = ", ".join(f"'{name}'" for name in dict.fromkeys(self.foreign))
            raise Refused(f"{self.file}: {names} is no lane. Put the steps into one subgraph for each lane of the atlas: {lanes}")
        if not any(node.lane for node in self.nodes.values()):
            raise Refused(f"{self.file} has no subgraphs, so nobody knows whose a step is. Put the steps into one for each lane: {lanes}")
        for name in [name for name, node in self.nodes.items() if node.lane is None]:
            node = self.nodes.pop(name)
            self.left_over.append(LeftOver(node.where, node.what or name, "it stands in no subgraph, so nobody knows whose step it is"))

    def stage_data(self, name: str) -> list[Plain]:
        """Return the stages as an author writes them."""
        staged = {step for steps in self.stages.values() for step in steps}
        rest = [step for step in self.order() if step not in staged]
        stages = {title: [step for step in steps if step in self.nodes] for title, steps in self.stages.items()}
        if rest:
            stages[name if name not in stages else f"{name} (further)"] = rest
        line = [step for steps in stages.values() for step in steps]
        ids, names = self.ids(line), Namer()
        following = dict(pairwise(line))
        return [
            {"id": names.id(title), "name": title, "steps": [self.step(step, ids, following.get(step)) for step in steps]}
            for title, steps in stages.items()
            if steps
        ]

    def order(self) -> list[str]:
        """Return the steps, each behind those that lead to it; of a loop, the first that is written comes first."""
        ahead = {
            name: {source for source, node in self.nodes.items() if name in dict(node.leads) and source != name} for name in self.nodes
        }
        order: list[str] = []
        waiting = list(self.nodes)
        while waiting:
            free = next((name for name in waiting if ahead[name] <= set(order)), waiting[0])
            order.append(free)
            waiting.remove(free)
        return order

    def ids(self, line: list[str]) -> dict[str, str]:
        """Return an id for each step to which another leads than the one before it, or with words."""
        names = Namer()
        before = {after: step for step, after in pairwise(line)}
        targets = {
            target
            for source in line
            for target, label in self.nodes[source].leads
            if target in self.nodes and (label or before.get(target) != source or len(self.nodes[source].leads) > 1)
        }
        return {step: names.id(self.nodes[step].what or step) for step in line if step in targets}

    def step(self, name: str, ids: dict[str, str], following: str | None) -> Plain:
        node = self.nodes[name]
        step: dict[str, Plain] = {"id": ids[name]} if name in ids else {}
        step |= {"lane": node.lane or "", "what": node.what or name}
        leads = [(target, label) for target, label in dict.fromkeys(node.leads) if target in self.nodes]
        if leads and leads != [(following, "")]:
            step["next"] = [{"to": ids[target], **({"outcome": label} if label else {})} for target, label in leads]
        elif not leads and following:
            step["blank"] = [{"field": "next", "state": "none"}]
        return step
