"""The column of every step: stages stand one after the other, and inside a stage a step stands after those that lead to it."""

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

from journeybook.draw.diagram import Diagram


@dataclass(frozen=True)
class Columns:
    """The column of each step, the first and last column of each stage, and how many columns there are."""

    of: dict[str, int]
    spans: tuple[tuple[int, int], ...]
    count: int


def assign_columns(diagram: Diagram, back: frozenset[int]) -> Columns:
    """Give every step its column; an empty stage keeps one column of its own."""
    lane_of = _lanes(diagram)
    before = _before(diagram, back)
    of: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    first = 0
    for stage in diagram.stages:
        inside = [step.id for step in diagram.steps if step.stage == stage.id]
        places = _stage(inside, before, lane_of=lane_of)
        of.update({step: first + place for step, place in places.items()})
        last = first + max(places.values(), default=0)
        spans.append((first, last))
        first = last + 1
    return Columns(of, tuple(spans), first)


def _lanes(diagram: Diagram) -> dict[str, int]:
    order = {lane.id: position for position, lane in enumerate(diagram.lanes)}
    return {step.id: order[step.lane] for step in diagram.steps}


def _before(diagram: Diagram, back: frozenset[int]) -> dict[str, list[str]]:
    stage_of = {step.id: step.stage for step in diagram.steps}
    before: dict[str, list[str]] = {step.id: [] for step in diagram.steps}
    for position, link in enumerate(diagram.links):
        if position not in back and stage_of[link.source] == stage_of[link.target]:
            before[link.target].append(link.source)
    return before


def _stage(steps: list[str], before: dict[str, list[str]], *, lane_of: dict[str, int]) -> dict[str, int]:
    """Place the steps of one stage; a handoff to a free lane stays in its column when nothing stands in its way."""
    place: dict[str, int] = {}
    taken: dict[int, set[int]] = defaultdict(set)
    arrows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for step in _in_order(steps, before):
        lane = lane_of[step]
        column = max((place[earlier] for earlier in before[step]), default=-1)
        latest = {earlier for earlier in before[step] if place[earlier] == column}
        span = _span(lane, [lane_of[earlier] for earlier in latest])
        if span and _is_clear(lane, span, taken=taken[column], arrows=arrows[column]):
            arrows[column].append(span)
        else:
            column += 1
            while any(low < lane < high for low, high in arrows[column]):
                column += 1
        place[step] = column
        taken[column].add(lane)
    return place


def _span(lane: int, lanes_before: list[int]) -> tuple[int, int] | None:
    """Return the lanes that an upright arrow would join, if exactly one step leads here and it stands in another lane."""
    if len(lanes_before) != 1 or lanes_before[0] == lane:
        return None
    return min(lane, lanes_before[0]), max(lane, lanes_before[0])


def _is_clear(lane: int, span: tuple[int, int], *, taken: set[int], arrows: list[tuple[int, int]]) -> bool:
    low, high = span
    return (
        lane not in taken
        and not any(low < other < high for other in taken)
        and not any(other_low < high and low < other_high for other_low, other_high in arrows)
    )


def _in_order(steps: list[str], before: dict[str, list[str]]) -> list[str]:
    """Sort steps so that each follows those that lead to it; ties keep the source order."""
    position = {step: index for index, step in enumerate(steps)}
    waiting = {step: len(before[step]) for step in steps}
    after: dict[str, list[str]] = defaultdict(list)
    for step in steps:
        for earlier in before[step]:
            after[earlier].append(step)
    ready = [position[step] for step in steps if not waiting[step]]
    ordered: list[str] = []
    while ready:
        step = steps[heappop(ready)]
        ordered.append(step)
        for later in after[step]:
            waiting[later] -= 1
            if not waiting[later]:
                heappush(ready, position[later])
    return ordered
