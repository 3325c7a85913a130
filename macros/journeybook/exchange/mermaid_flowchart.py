"""A map as a Mermaid flowchart whose subgraphs are lanes: stages stand in comments, which say their steps in order."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from journeybook.exchange.mermaid_text import mermaid_text
from journeybook.exchange.naming import lane_name, title
from journeybook.exchange.omissions import FieldsByClass, omissions
from journeybook.model.atlas import Atlas
from journeybook.model.flow import Junction, Leads, Station, links, stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage, SubStage
from journeybook.model.step import Next, Step

STAGE = "%% stage "
"""How the comment of a stage begins: its name and its steps follow."""
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""What ends a line in YAML, and in JSON does not."""
_KEPT: FieldsByClass = {
    Map: ("name", "stages"),
    Stage: ("name", "steps", "sub_stages"),
    SubStage: ("steps",),
    Step: ("lane", "what", "next"),
    Next: ("to", "outcome"),
}


def mermaid_flowchart(journey: Map, atlas: Atlas) -> str:
    """Return a map as a Mermaid flowchart."""
    line = stations(journey)
    nodes = {station.key: f"s{number}" for number, station in enumerate(line, start=1)}
    return "\n".join([*_head(journey, nodes), *_lanes(journey, atlas, nodes), *_arrows(journey, nodes)]) + "\n"


def flowchart_omissions(journey: Map) -> Counter[str]:
    """Return what the flowchart of a map has no place for, links into other maps among it."""
    outside = sum(1 for link in links(journey) if link.target is None)
    return omissions(journey, _KEPT) + Counter({"links to other maps": outside})


def _head(journey: Map, nodes: dict[str, str]) -> Iterator[str]:
    # The title stands in YAML, which reads JSON, and in which Mermaid's codes are none.
    quoted = _LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", json.dumps(title(journey), ensure_ascii=False))
    yield from ("---", f"title: {quoted}", "---", "flowchart LR")
    for stage in journey.stages:
        steps = [nodes[station.key] for station in stations(journey) if station.stage is stage]
        yield f"    {STAGE}{mermaid_text(title(stage))}: {' '.join(steps)}".rstrip()


def _lanes(journey: Map, atlas: Atlas, nodes: dict[str, str]) -> Iterator[str]:
    """Yield a subgraph for each lane with steps, in the order of the atlas."""
    steps: dict[str, list[Station]] = defaultdict(list)
    for station in stations(journey):
        steps[station.step.lane].append(station)
    for number, lane in enumerate((lane for lane in atlas.lanes if lane.id in steps), start=1):
        yield f'    subgraph lane{number}["{mermaid_text(lane_name(atlas, lane.id))}"]'
        yield from (f'        {nodes[station.key]}["{mermaid_text(station.step.what)}"]' for station in steps[lane.id])
        yield "    end"


def _arrows(journey: Map, nodes: dict[str, str]) -> Iterator[str]:
    """Yield an arrow for each link between two steps; where a choice is entered or left as a whole, for each of its steps."""
    ways = links(journey)
    behind = defaultdict(list)
    for way in ways:
        behind[way.source.key].append(way)
    for way in ways:
        if isinstance(way.source, Junction):
            continue
        for target in dict.fromkeys(_ends(way, behind)):
            outcome = f'|"{mermaid_text(way.outcome)}"|' if way.outcome else ""
            yield f"    {nodes[way.source.key]} -->{outcome} {nodes[target]}"


def _ends(way: Leads, behind: dict[str, list[Leads]]) -> Iterator[str]:
    """Yield the keys of the steps to which a link leads, through junctions."""
    if isinstance(way.target, Station):
        yield way.target.key
    elif way.target is not None:
        yield from (key for further in behind[way.target.key] for key in _ends(further, behind))
