"""Reads a Mermaid flowchart whose subgraphs are lanes as a map; one whose subgraphs are anything else is refused.

Where the comments of our own writer say the stages, their steps stand in that order. Otherwise there is one stage, and a step stands behind
those that lead to it, or, in a loop, where it is written.
"""

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.foreign_cells import ForeignCell, UnreadableFile
from journeybook.exchange.import_draft import PlainGroup, authored, unique_id
from journeybook.exchange.imported import ImportedDiagram, diagram_line
from journeybook.exchange.mermaid_flowchart import STAGE
from journeybook.exchange.mermaid_journey import without_front_matter
from journeybook.exchange.mermaid_text import text_of
from journeybook.exchange.naming import lane_name
from journeybook.load.nodes import Plain
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
    """A step: the line it stands in, its words, its lane, and where it leads: targets with what stands at the arrow."""

    line: int
    what: str
    lane: str | None = None
    leads: list[tuple[str, str]] = field(default_factory=list)


def read_mermaid_flowchart(text: str, names: AtlasNames, name: str) -> ImportedDiagram:
    """Return the stages of a flowchart, which has this name where it has no title.

    Raises UnreadableFile where it has no subgraphs, or one that is no lane of this atlas.
    """
    reader = _Reader(names)
    for number, line in enumerate(without_front_matter(text).split("\n"), start=1):
        reader.take(number, line.strip())
    reader.require_lanes()
    title = _title(text) or name
    stages = reader.stage_data(title)
    return ImportedDiagram("a Mermaid flowchart", title, stages, reader.placed, reader.left_over)


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

    def __init__(self, names: AtlasNames) -> None:
        self.names = names
        self.nodes: dict[str, _Node] = {}
        self.open: list[str] = []
        self.stages: dict[str, list[str]] = {}
        self.placed: dict[ForeignCell, str] = {}
        self.left_over: dict[ForeignCell, str] = {}
        self.foreign: list[str] = []

    def take(self, number: int, line: str) -> None:
        """Read one line; several statements on one stand between semicolons."""
        if line.startswith(STAGE):
            name, _, steps = line.removeprefix(STAGE).rpartition(":")
            self.stages.setdefault(text_of(name), []).extend(steps.split())
            return
        for statement in _STATEMENT.findall(line):
            self.statement(number, statement.strip())

    def statement(self, number: int, line: str) -> None:
        if subgraph := _SUBGRAPH.fullmatch(line):
            name = text_of(subgraph["title"] or subgraph["quoted"] or subgraph["bare"] or "")
            lane = self.names.find(name, "lane")
            is_lane = lane is not None and self.names.lane_kind(lane) is LaneKind.STEP
            self.foreign += [] if is_lane else [name]
            self.open.append(lane or "")
        elif line == "end":
            self.open = self.open[:-1]
        elif line and not _SKIPPED.match(line) and not self.chain(number, line):
            self.left_over[diagram_line(number, line)] = "this is neither a step nor an arrow between steps"

    def chain(self, number: int, line: str) -> bool:
        """Read steps joined by arrows, and say whether that is all that stands in the line."""
        before, label, position = list[str](), "", 0
        while True:
            group, position = self.group(number, line, position)
            if not group:
                return False
            for source in before:
                self.nodes[source].leads += [(target, label) for target in group]
            arrow = _ARROW.match(line, position)
            if not arrow:
                return not line[position:].strip()
            before, label, position = group, text_of((arrow["inline"] or arrow["piped"] or "").strip().strip('"')), arrow.end()

    def group(self, number: int, line: str, position: int) -> tuple[list[str], int]:
        """Return the steps at a position, joined by `&`, and the position behind them."""
        names: list[str] = []
        while node := _NODE.match(line, position):
            position = node.end()
            shape = _SHAPE.match(line, position)
            position = shape.end() if shape else position
            mark = _CLASS.match(line, position)
            position = mark.end() if mark else position
            self.add(number, node["id"], text_of(shape["quoted"] or shape["bare"] or "") if shape else "")
            names.append(node["id"])
            joined = re.compile(r"\s*&").match(line, position)
            if not joined:
                return names, position
            position = joined.end()
        return [], position

    def add(self, number: int, name: str, what: str) -> None:
        node = self.nodes.setdefault(name, _Node(number, ""))
        node.what = what or node.what
        if self.open and node.lane is None:
            node.lane = self.open[-1]

    def require_lanes(self) -> None:
        """Raise UnreadableFile where the subgraphs are not the lanes of the atlas."""
        lanes = ", ".join(f'"{lane_name(self.names.atlas, lane.id)}"' for lane in self.names.step_lanes)
        if self.foreign:
            names = ", ".join(f"'{name}'" for name in dict.fromkeys(self.foreign))
            raise UnreadableFile(f"{names} is no lane. Put the steps into one subgraph for each lane of the atlas: {lanes}")
        if not any(node.lane for node in self.nodes.values()):
            raise UnreadableFile(f"It has no subgraphs, so nobody knows whose a step is. Put the steps into one for each lane: {lanes}")
        for name in [name for name, node in self.nodes.items() if node.lane is None]:
            self.left_over[self.source(name)] = "it stands in no subgraph, so nobody knows whose step it is"
            del self.nodes[name]

    def stage_data(self, name: str) -> list[PlainGroup]:
        """Return the stages as an author writes them, and place their steps; what the comments put into none stands in one of this name."""
        staged = {step for steps in self.stages.values() for step in steps}
        rest = [step for step in self.order() if step not in staged]
        stages = {title: [step for step in steps if step in self.nodes] for title, steps in self.stages.items()}
        if rest:
            stages[name if name not in stages else f"{name} (further)"] = rest
        line = [step for steps in stages.values() for step in steps]
        ids, taken = self.ids(line), set[str]()
        following = dict(pairwise(line))
        stage_data: list[PlainGroup] = []
        for title, steps in ((title, steps) for title, steps in stages.items() if steps):
            plain: list[Plain] = [self.step(step, ids, following.get(step)) for step in steps]
            stage_data.append({"id": unique_id(title, taken), "name": authored(title), "steps": plain})
            self.placed |= {self.source(step): f"stage '{title}', lane '{self.nodes[step].lane}'" for step in steps}
        return stage_data

    def source(self, name: str) -> ForeignCell:
        """Return where a step stands in the file."""
        return diagram_line(self.nodes[name].line, self.nodes[name].what or name)

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
        taken: set[str] = set()
        before = {after: step for step, after in pairwise(line)}
        targets = {
            target
            for source in line
            for target, label in self.nodes[source].leads
            if target in self.nodes and (label or before.get(target) != source or len(self.nodes[source].leads) > 1)
        }
        return {step: unique_id(self.nodes[step].what or step, taken) for step in line if step in targets}

    def step(self, name: str, ids: dict[str, str], following: str | None) -> Plain:
        node = self.nodes[name]
        step: dict[str, Plain] = {"id": ids[name]} if name in ids else {}
        step |= {"lane": node.lane or "", "what": authored(node.what or name)}
        leads = [(target, label) for target, label in dict.fromkeys(node.leads) if target in self.nodes]
        if leads and leads != [(following, "")]:
            step["next"] = [{"to": ids[target], **({"outcome": authored(label)} if label else {})} for target, label in leads]
        elif not leads and following:
            step["blank"] = [{"field": "next", "state": authored("none")}]
        return step
