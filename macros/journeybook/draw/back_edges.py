"""Links that lead back in time and therefore have no say in where a step stands.

Layered placement needs an acyclic graph: the links set aside here are a feedback arc set. Besides those that lead
back by their kind or by their stages it holds the back edges of a depth-first search in source order, as in Gansner,
Koutsofios, North and Vo, "A technique for drawing directed graphs" (1993), section 2.1. The set is not the smallest;
it takes O(steps + links).
"""

from collections import defaultdict

from journeybook.draw.diagram import Diagram, DiagramLinkKind, StepKind


def back_links(diagram: Diagram) -> frozenset[int]:
    """Return the indices of links that lead back: declared loops, links to an earlier stage or the same step, and closed cycles.

    None ends at a connector, which stands at the edge of the picture to which the link leads.
    """
    connectors = {step.id for step in diagram.steps if step.kind is StepKind.CONNECTOR}
    stage_order = {stage.id: index for index, stage in enumerate(diagram.stages)}
    rank = {step.id: stage_order[step.stage] for step in diagram.steps}
    origin = {step.id: step.origin for step in diagram.steps}
    back = {
        index
        for index, link in enumerate(diagram.links)
        if link.kind is not DiagramLinkKind.TOGETHER
        and connectors.isdisjoint((link.source, link.target))
        and (link.kind is DiagramLinkKind.LOOP or origin[link.source] == origin[link.target] or rank[link.target] < rank[link.source])
    }
    return frozenset(back | _cycle_closing(diagram, back))


def _cycle_closing(diagram: Diagram, back: set[int]) -> set[int]:
    """Return the forward links that lead to a step on the stack of a depth-first search in source order; copies count as their step."""
    origin = {step.id: step.origin for step in diagram.steps}
    outgoing: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for index, link in enumerate(diagram.links):
        if index not in back and link.kind is not DiagramLinkKind.TOGETHER:
            outgoing[origin[link.source]].append((origin[link.target], index))
    closing: set[int] = set()
    is_finished: dict[str, bool] = {}
    for step in diagram.steps:
        stack = [] if step.id in is_finished else [(step.id, iter(outgoing[step.id]))]
        is_finished.setdefault(step.id, False)
        while stack:
            current, links = stack[-1]
            target, index = next(links, ("", -1))
            if index < 0:
                is_finished[current] = True
                stack.pop()
            elif target not in is_finished:
                is_finished[target] = False
                stack.append((target, iter(outgoing[target])))
            elif not is_finished[target]:
                closing.add(index)
    return closing
