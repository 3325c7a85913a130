"""Ways out: the steps that only those do who leave the way of a map, or who go back on it.

A node of the flow leads nowhere if it ends, or if it has links and none of them goes forward to a node that leads on. A step is on a
way out if it leads nowhere, and comes only after one of several outcomes of a step that does lead on, or after another step on a way
out. The last step on the way is where the map wants to be: it leads on, also where it `ends`. Where every outcome leads nowhere, none of
them is told apart from the others.
"""

from collections import Counter, defaultdict

from journeybook.model.flow import FlowNode, Junction, Leads, Station, ends_here, is_on_the_way, links, stations
from journeybook.model.map import Map


def ways_out(journey: Map) -> frozenset[int]:
    """Return the object identities of the steps that stand on a way out."""
    before = defaultdict[str, list[Leads]](list)
    for link in links(journey):
        if link.target:
            before[link.target.key].append(link)
    ordered = _in_order(journey)
    lost = leading_nowhere(journey)
    out: set[str] = set()
    for node in ordered:
        arrivals = before[node.key]
        if node.key in lost and arrivals and all(_leaves(link, lost, out) for link in arrivals):
            out.add(node.key)
    return frozenset(id(node.step) for node in ordered if isinstance(node, Station) and node.key in out)


def leading_nowhere(journey: Map) -> frozenset[str]:
    """Return the keys of nodes from which no way goes on; links go forward or back, so that one pass from the end is enough."""
    places = _places(journey)
    after, goal = defaultdict[str, list[Leads]](list), _goal(journey)
    for link in links(journey):
        after[link.source.key].append(link)
    lost: set[str] = set()
    for node in reversed(_in_order(journey)):
        onwards = [link for link in after[node.key] if link.target is None or _goes_forward(link, link.target, places)]
        leads_on = node.key in goal or any(link.target is None or link.target.key not in lost for link in onwards)
        if (isinstance(node, Station) and ends_here(node.step) and node.key not in goal) or (after[node.key] and not leads_on):
            lost.add(node.key)
    return frozenset(lost)


def _goal(journey: Map) -> frozenset[str]:
    """Return the key of the last step on the way where its stage leads to it: behind one of several outcomes it may be one of several ends.

    An outcome counts as none where all others of its step leave the way, such as for a side stage.
    """
    line = [station for station in stations(journey) if is_on_the_way(station.stage) and not station.step.floats]
    if not line:
        return frozenset()
    before, staying = defaultdict[str, list[FlowNode]](list), Counter(link.source.key for link in links(journey) if _stays(link))
    for link in links(journey):
        is_certain = not link.outcome or (_stays(link) and staying[link.source.key] == 1)
        if link.target and is_certain and link.source.stage is line[-1].stage:
            before[link.target.key].append(link.source)
    reached, waiting = {line[-1].key}, [line[-1].key]
    while waiting:
        for node in before[waiting.pop()]:
            if node.key not in reached:
                reached.add(node.key)
                waiting.append(node.key)
    first = next(station for station in line if station.stage is line[-1].stage)
    return frozenset({line[-1].key} if first.key in reached else ())


def _stays(link: Leads) -> bool:
    """Whether an outcome stays on the way of the map."""
    return bool(link.outcome) and link.target is not None and is_on_the_way(link.target.stage)


def _in_order(journey: Map) -> list[FlowNode]:
    """Return every node of a map in file order."""
    places = _places(journey)
    nodes: dict[str, FlowNode] = {station.key: station for station in stations(journey)}
    for link in links(journey):
        nodes.update({node.key: node for node in (link.source, link.target) if node})
    return sorted(nodes.values(), key=lambda node: _place(node, places))


def _places(journey: Map) -> dict[str, float]:
    return {station.key: float(place) for place, station in enumerate(stations(journey))}


def _goes_forward(link: Leads, target: FlowNode, places: dict[str, float]) -> bool:
    return _place(target, places) > _place(link.source, places) and is_on_the_way(target.stage)


def _leaves(link: Leads, lost: frozenset[str], out: set[str]) -> bool:
    """Whether a link is an outcome that leaves the way, or comes from a way out."""
    return link.source.key in out or (bool(link.outcome) and link.source.key not in lost)


def _place(node: FlowNode, places: dict[str, float]) -> float:
    """Return where a node stands in file order: a group's entrance before it, its exit behind it, and before the next one's entrance."""
    if isinstance(node, Junction):
        members = [places[station.key] for station in node.group.members]
        return max(members) + 0.25 if node.is_exit else min(members) - 0.25
    return places[node.key]
