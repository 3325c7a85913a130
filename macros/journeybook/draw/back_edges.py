"""Which links lead back in time, and therefore have no say in where a step stands."""

from collections import defaultdict

from journeybook.draw.diagram import Diagram, DiagramLinkKind


def back_links(diagram: Diagram) -> frozenset[int]:
    """Return the positions of links that lead back: declared loops, links to an earlier stage or the same step, and closed cycles."""
    stage_order = {stage.id: position for position, stage in enumerate(diagram.stages)}
    when = {step.id: stage_order[step.stage] for step in diagram.steps}
    back = {
        position
        for position, link in enumerate(diagram.links)
        if link.kind is DiagramLinkKind.LOOP or link.source == link.target or when[link.target] < when[link.source]
    }
    return frozenset(back | _closing(diagram, back))


def _closing(diagram: Diagram, back: set[int]) -> set[int]:
    """Walk depth first in source order and return the forward links that come back to a step on the way."""
    onward: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for position, link in enumerate(diagram.links):
        if position not in back:
            onward[link.source].append((link.target, position))
    closing: set[int] = set()
    finished: dict[str, bool] = {}
    for step in diagram.steps:
        stack = [] if step.id in finished else [(step.id, iter(onward[step.id]))]
        finished.setdefault(step.id, False)
        while stack:
            here, ways = stack[-1]
            target, position = next(ways, ("", -1))
            if position < 0:
                finished[here] = True
                stack.pop()
            elif target not in finished:
                finished[target] = False
                stack.append((target, iter(onward[target])))
            elif not finished[target]:
                closing.add(position)
    return closing
