"""Ways out: the steps that only those do who leave the way of a map, or who go back on it.

A node of the flow leads nowhere if it ends, or if it has links and none of them goes forward to a node that leads on. A step is on a
way out if it leads nowhere, and comes only after one of several outcomes of a step that does lead on, or after another step on a way
out. Where every outcome leads nowhere, none of them is told apart from the others.
"""

from collections import defaultdict

from journeybook.model.flow import FlowNode, Junction, Leads, Station, ends_here, is_on_the_way, links, stations
from journeybook.model.map import Map


def ways_out(journey: Map) -> frozenset[int]:
    """Return the object identities of the steps that stand on a way out."""
    places = {station.key: float(place) for place, station in enumerate(stations(journey))}
    after, before = defaultdict[str, list[Leads]](list), defaultdict[str, list[Leads]](list)
    nodes: dict[str, FlowNode] = {station.key: station for station in stations(journey)}
    for link in links(journey):
        after[link.source.key].append(link)
        for node in (link.source, *((link.target,) if link.target else ())):
            nodes[node.key] = node
        if link.target:
            before[link.target.key].append(link)
    ordered = sorted(nodes.values(), key=lambda node: _place(node, places))
    lost = _leading_nowhere(ordered, after, places)
    out: set[str] = set()
    for node in ordered:
        arrivals = before[node.key]
        if node.key in lost and arrivals and all(_leaves(link, lost, out) for link in arrivals):
            out.add(node.key)
    return frozenset(id(node.step) for node in ordered if isinstance(node, Station) and node.key in out)


def _leading_nowhere(ordered: list[FlowNode], after: dict[str, list[Leads]], places: dict[str, float]) -> set[str]:
    """Return the keys of nodes from which no way goes on; links go forward or back, so that one pass from the end is enough."""
    lost: set[str] = set()
    for node in reversed(ordered):
        onwards = [link for link in after[node.key] if link.target is None or _goes_forward(link, link.target, places)]
        leads_on = any(link.target is None or link.target.key not in lost for link in onwards)
        if (isinstance(node, Station) and ends_here(node.step)) or (after[node.key] and not leads_on):
            lost.add(node.key)
    return lost


def _goes_forward(link: Leads, target: FlowNode, places: dict[str, float]) -> bool:
    return _place(target, places) > _place(link.source, places) and is_on_the_way(target.stage)


def _leaves(link: Leads, lost: set[str], out: set[str]) -> bool:
    """Whether a link is an outcome that leaves the way, or comes from a way out."""
    return link.source.key in out or (bool(link.outcome) and link.source.key not in lost)


def _place(node: FlowNode, places: dict[str, float]) -> float:
    """Return where a node stands in file order; a junction stands before or after its group."""
    if isinstance(node, Junction):
        members = [places[station.key] for station in node.group.members]
        return max(members) + 0.5 if node.is_exit else min(members) - 0.5
    return places[node.key]
