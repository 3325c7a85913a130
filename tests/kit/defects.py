"""What no swimlane may show, measured on the finished picture: each defect has a name in words and lists the places where it is."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from math import hypot

from case import Case, core, distance, gap, name_of, title
from drawn import Drawn, Polyline, read_drawn
from strokes import inside, lengths_inside, overlapping, sized

from journeybook.draw.diagram import Diagram, DiagramLinkKind, Flow, StepKind
from journeybook.draw.geometry import Box, Point
from journeybook.draw.text import single_line
from journeybook.render.svg import swimlane_svg

_TOUCH = 0.5  # boxes that share less only touch
_SLACK = 1.0
_SHRINK = 2.0
_NEAR = 12.0  # how far a link keeps from a step to which it does not belong
_LINE_END = 1.5  # how far from the outline of its step an arrow may begin or end


def defects(diagram: Diagram, drawn: Drawn, flow: Flow) -> dict[str, list[str]]:
    """Return the places of every defect by its name; an empty answer is a sound picture."""
    case = Case(diagram, drawn, flow)
    defects_by_name = {name: list(check(case)) for name, check in DEFECTS.items()}
    return {name: where for name, where in defects_by_name.items() if where}


def spoiled(diagrams: Iterable[Diagram], flow: Flow) -> dict[str, dict[str, list[str]]]:
    """Return the defects of diagrams by their ids, without those that have none."""
    found = {diagram.id: defects(diagram, read_drawn(swimlane_svg(diagram, flow=flow)), flow) for diagram in diagrams}
    return {identity: places for identity, places in found.items() if places}


def _missing(case: Case) -> Iterator[str]:
    diagram, drawn = case.diagram, case.drawn
    asked = Counter(single_line(part.id) for parts in (diagram.lanes, diagram.stages, diagram.floats, diagram.steps) for part in parts)
    asked.update(f"{single_line(link.source)}>{single_line(link.target)}" for link in diagram.links)
    seen = Counter([shape.id for shape in case.shapes] + [title(link) for link in drawn.links if link.route])
    yield from sorted((asked - seen).elements())
    yield from (f"{what} too much" for what in sorted((seen - asked).elements()))


def _words_lost(case: Case) -> Iterator[str]:
    asked = Counter(f"{single_line(link.source)}>{single_line(link.target)}" for link in case.diagram.links if single_line(link.label))
    yield from sorted((asked - Counter(map(title, case.labelled))).elements())
    shapes_by_kind = [
        ({lane.id: lane.name for lane in case.diagram.lanes}, case.drawn.lanes),
        ({stage.id: stage.name for stage in case.diagram.stages}, case.drawn.stages),
        ({bar.id: bar.label for bar in case.diagram.floats}, case.drawn.floats),
        ({step.id: step.label for step in case.diagram.steps}, case.drawn.steps),
    ]
    for names, shapes in shapes_by_kind:
        spoken = {shape.id for shape in shapes if shape.words}
        yield from (single_line(identity) for identity, name in names.items() if single_line(name) and single_line(identity) not in spoken)


def _steps_overlap(case: Case) -> Iterator[str]:
    pairs = overlapping(case.boxes, case.boxes, _TOUCH)
    yield from (f"{case.drawn.steps[a].id} and {case.drawn.steps[b].id}" for a, b in pairs if a < b)


def _through_a_step(case: Case) -> Iterator[str]:
    cores = [core(*pair) for pair in zip(case.boxes, case.kinds, strict=True)]
    crossed = {pair for pair, length in lengths_inside(case.strokes, cores).items() if length > _SLACK}
    crossed |= {pair for pair, length in _in_diamonds(case).items() if length > _SLACK}
    yield from (name_of(case, *pair) for pair in sorted(crossed) if case.foreign(*pair))


def _in_diamonds(case: Case) -> dict[tuple[int, int], float]:
    """Return how far links run inside the true outlines of diamonds, by the numbers of link and step."""
    lengths: dict[tuple[int, int], float] = {}
    diamonds = [number for number, kind in enumerate(case.kinds) if kind is StepKind.DECISION]
    pieces, at, _ = inside(case.strokes, [case.boxes[number] for number in diamonds])
    for piece, diamond in zip(pieces.tolist(), at.tolist(), strict=True):
        pair = (int(case.strokes.line[piece]), diamonds[diamond])
        start, end = Point(*case.strokes.starts[piece].tolist()), Point(*case.strokes.ends[piece].tolist())
        lengths[pair] = lengths.get(pair, 0) + _inside_diamond(start, end, case.boxes[pair[1]])
    return lengths


def _inside_diamond(start: Point, end: Point, box: Box) -> float:
    """Return the length of a piece inside a diamond of a box's size, 2 points from its sides: of a turned square, in its own measure."""
    across, down = box.width / 2, box.height / 2
    wide = _SHRINK * hypot(across, down) / (across * down)
    first, last = (
        ((p.x - box.centre.x) / across + (p.y - box.centre.y) / down, (p.x - box.centre.x) / across - (p.y - box.centre.y) / down)
        for p in (start, end)
    )
    enters, leaves = 0.0, 1.0
    for here, there in zip(first, last, strict=True):
        if abs(there - here) < 1e-9:  # along this side
            if abs(here) > 1 - wide:
                return 0
            continue
        low, high = sorted((side - here) / (there - here) for side in (wide - 1, 1 - wide))
        enters, leaves = max(enters, low), min(leaves, high)
    return max(0, leaves - enters) * hypot(end.x - start.x, end.y - start.y)


def _near_a_step(case: Case) -> Iterator[str]:
    """Find links that come so near a step to which they do not belong that they seem to come from there."""
    around = lengths_inside(case.strokes, [sized(box, _NEAR) for box in case.boxes])
    through = set(_through_a_step(case))
    for link, step in sorted(around):
        if case.foreign(link, step) and gap(case.boxes[step], case.drawn.links[link].route) < _NEAR - _TOUCH:
            yield from {name_of(case, link, step)} - through


def _off_its_step(case: Case) -> Iterator[str]:
    for link in case.drawn.links:
        for end, identity in ((link.route[:1], link.source), (link.route[-1:], link.target)):
            if end and identity in case.steps and (far := distance(end[0], case.steps[identity].outline)) > _LINE_END:
                yield f"{title(link)} at {identity} by {far:.1f}"


def _outside_its_lane(case: Case) -> Iterator[str]:
    bands = {band.id: band.box for band in case.drawn.lanes}
    for step in case.diagram.steps:
        drawn, lane = case.steps.get(single_line(step.id)), single_line(step.lane)
        if drawn is None:
            continue
        if lane not in bands or not sized(bands[lane], _SLACK).holds(drawn.box):
            yield f"{drawn.id} outside {lane}"
        others = [(name, box) for name, box in bands.items() if name != lane]
        hits = overlapping([drawn.box], [box for _, box in others], _TOUCH)
        yield from (f"{drawn.id} in {others[number][0]}" for _, number in hits)


def _lanes_overlap(case: Case) -> Iterator[str]:
    bands = case.drawn.lanes
    pairs = overlapping([band.box for band in bands], [band.box for band in bands], _TOUCH)
    yield from (f"{bands[a].id} and {bands[b].id}" for a, b in pairs if a < b)


def _lanes_ragged(case: Case) -> Iterator[str]:
    spans = [(band.id, *case.along(band.box)) for band in case.drawn.lanes]
    begin, finish = min((start for _, start, _ in spans), default=0), max((end for *_, end in spans), default=0)
    yield from (name for name, start, end in spans if start > begin + 2 or end < finish - 2)


def _lanes_disordered(case: Case) -> Iterator[str]:
    bands = {band.id: band.box.centre for band in case.drawn.lanes}
    across = 1 if case.flow is Flow.HORIZONTAL else 0
    names = [name for lane in case.diagram.lanes if (name := single_line(lane.id)) in bands]
    yield from (f"{first} after {second}" for first, second in pairwise(names) if bands[second][across] < bands[first][across])


def _outside_its_stage(case: Case) -> Iterator[str]:
    headers = {band.id: case.along(band.box) for band in case.drawn.stages}
    for step in case.diagram.steps:
        drawn, stage = case.steps.get(single_line(step.id)), single_line(step.stage)
        if drawn is not None:
            begin, end = case.along(drawn.box)
            if stage not in headers or not headers[stage][0] - _SLACK <= (begin + end) / 2 <= headers[stage][1] + _SLACK:
                yield f"{drawn.id} outside {stage}"


def _stages_interleave(case: Case) -> Iterator[str]:
    spans: dict[str, list[float]] = {}
    for stage in case.diagram.stages:
        steps = [
            case.steps[single_line(step.id)] for step in case.diagram.steps if step.stage == stage.id and single_line(step.id) in case.steps
        ]
        if steps:
            spans[stage.id] = sorted(chain.from_iterable(case.along(step.box) for step in steps))
    yield from (f"{a} and {b}" for a, b in pairwise(spans) if spans[a][-1] > spans[b][0] + _SLACK)


def _beyond_its_range(case: Case) -> Iterator[str]:
    """Find floating bars that do not begin with the first stage of their range and end with the last."""
    headers = {band.id: case.along(band.box) for band in case.drawn.stages}
    for bar, drawn in zip(case.diagram.floats, case.drawn.floats, strict=False):
        start, end = headers[single_line(bar.since)][0], headers[single_line(bar.until)][1]
        if max(abs(case.along(drawn.box)[0] - start), abs(case.along(drawn.box)[1] - end)) > _SLACK:
            yield drawn.id


def _against_the_flow(case: Case) -> Iterator[str]:
    """Find links that run against time without leave: only loops, links to an earlier stage and closed cycles may, and they are dashed."""
    allowed = _may_run_back(case.diagram)
    for link in case.drawn.links:
        ends = [case.steps.get(link.source), case.steps.get(link.target)]
        source, target = (sum(case.along(end.box)) / 2 if end else 0.0 for end in ends)
        if None not in ends and target < source - _SLACK and not ((link.source, link.target) in allowed and link.is_dashed):
            yield title(link)


def _may_run_back(diagram: Diagram) -> set[tuple[str, str]]:
    order = {stage.id: number for number, stage in enumerate(diagram.stages)}
    stage = {step.id: order[step.stage] for step in diagram.steps}
    after: dict[str, set[str]] = {}
    for link in diagram.links:
        after.setdefault(link.source, set()).add(link.target)
    reach = {step.id: _reached(step.id, after) for step in diagram.steps}
    return {
        (single_line(link.source), single_line(link.target))
        for link in diagram.links
        if link.kind is DiagramLinkKind.LOOP or stage[link.target] < stage[link.source] or link.source in reach[link.target]
    }


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    reached, todo = {start}, [start]
    while todo:
        new = after.get(todo.pop(), set()) - reached
        reached |= new
        todo += new
    return reached


def _words_on_a_step(case: Case) -> Iterator[str]:
    hits = overlapping([link.label for link in case.labelled], case.boxes, _SLACK)
    yield from (f"{title(case.labelled[link])} on {case.drawn.steps[step].id}" for link, step in hits)


def _words_on_words(case: Case) -> Iterator[str]:
    labels = [(title(link), link.label) for link in case.labelled]
    hits = overlapping([box for _, box in labels], [box for _, box in labels], _SLACK)
    yield from (f"{labels[a][0]} on {labels[b][0]}" for a, b in hits if a < b)


def _on_a_heading(case: Case) -> Iterator[str]:
    names, boxes = [name for name, _ in case.headings], [box for _, box in case.headings]
    through = lengths_inside(case.strokes, [sized(box, -_SHRINK) for box in boxes])
    yield from (f"{title(case.drawn.links[link])} in {names[at]}" for (link, at), far in sorted(through.items()) if far > _SLACK)
    labels = [(f"words of {title(link)}", link.label) for link in case.labelled] + [(step.id, step.box) for step in case.drawn.steps]
    yield from (f"{labels[label][0]} on {names[at]}" for label, at in overlapping([box for _, box in labels], boxes, _SLACK))
    lanes = len(boxes) - len(case.drawn.stages) - len(case.drawn.floats)
    yield from (f"{names[a]} on {names[lanes + b]}" for a, b in overlapping(boxes, boxes[lanes:], _SLACK) if a < lanes + b)


def _words_too_wide(case: Case) -> Iterator[str]:
    """Find words beyond the box of a heading, or beyond the true outline of a step."""
    for band in (*case.drawn.lanes, *case.drawn.stages, *case.drawn.floats):
        if not all(sized(band.box, _SLACK).holds(line) for line in band.words):
            yield band.id
    for step in case.drawn.steps:
        corners = [corner for line in step.words for corner in _letters(line)]
        if any(beyond(corner, step.outline) > _SLACK for corner in corners):
            yield step.id


def _letters(line: Box) -> Polyline:
    """Return the corners of what letters fill of a line of text: from the top of capitals to the base line."""
    top, base = line.y + 0.06 * line.height, line.y + 0.78 * line.height
    return tuple(Point(x, y) for x in (line.x, line.right) for y in (top, base))


def beyond(point: Point, outline: Polyline) -> float:
    """Return how far a point is beyond the nearest side of an outline without dents; less than nothing inside."""
    sides = [(a, b) for a, b in pairwise(outline) if a != b]
    area = sum(a.x * b.y - b.x * a.y for a, b in sides)
    away = [((b.y - a.y) * (point.x - a.x) - (b.x - a.x) * (point.y - a.y)) / hypot(b.x - a.x, b.y - a.y) for a, b in sides]
    return max(away) if area > 0 else -min(away)


def _outside_the_picture(case: Case) -> Iterator[str]:
    drawn, frame = case.drawn, sized(case.drawn.frame, 0.01)
    yield from (shape.id for shape in case.shapes if not frame.holds(shape.box))
    for link in drawn.links:
        if not all(frame.holds(Box(*point, 0, 0)) for point in link.route):
            yield title(link)
        if not all(frame.holds(line) for line in link.words):
            yield f"words of {title(link)}"


DEFECTS: dict[str, Callable[[Case], Iterator[str]]] = {
    "missing": _missing,
    "words lost": _words_lost,
    "steps overlap": _steps_overlap,
    "link through a step": _through_a_step,
    "link near a step": _near_a_step,
    "link off its step": _off_its_step,
    "step outside its lane": _outside_its_lane,
    "lanes overlap": _lanes_overlap,
    "lane of another length": _lanes_ragged,
    "lanes out of order": _lanes_disordered,
    "step outside its stage": _outside_its_stage,
    "stages interleave": _stages_interleave,
    "bar beyond its range": _beyond_its_range,
    "link against the flow": _against_the_flow,
    "words on a step": _words_on_a_step,
    "words on words": _words_on_words,
    "something on a heading": _on_a_heading,
    "words wider than their shape": _words_too_wide,
    "outside the picture": _outside_the_picture,
}
"""Every hard metric by its name."""
