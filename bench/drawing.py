"""How long a swimlane takes to draw, small, medium and large, as a ratio to Graphviz drawing nothing, and its share of a build.

Run it as `python bench/drawing.py`. It prints the median of five rounds in milliseconds, and how often an empty picture would fit into it;
then how long all swimlanes of the sample take, as a share of one build of its internal site.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from build import ROOT, build, sample

from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLink, DiagramStage, DiagramStep, StepKind
from journeybook.model.base import Audience
from journeybook.render.graphviz_program import graphviz
from journeybook.render.svg import swimlane_svg
from journeybook.validate import check
from journeybook.views.base.book import open_book
from journeybook.views.diagrams import stage_swimlane, swimlane

ROUNDS = 5
SIZES = {"small": (4, 3, 8), "medium": (6, 6, 25), "large": (10, 8, 60)}
"""Lanes, stages and steps."""


def main() -> None:
    """Draw each size and print the figures."""
    print(f"graphviz-pure {version('graphviz-pure')}, {ROUNDS} rounds")
    empty = _median(lambda number: graphviz(f'digraph "empty {number}" {{}}'))
    print(f"empty: {empty:.0f} ms")
    for name, size in SIZES.items():
        taken = _median(partial(_draw, size))
        shown = "{} lanes, {} stages, {} steps".format(*size)
        print(f"{name} ({shown}): {taken:.0f} ms, {taken / empty:.1f} times an empty picture")
    drawing, pictures = _sample()
    with tempfile.TemporaryDirectory() as folder:
        building = build(sample(Path(folder)), "mkdocs.internal.yml")
    print(f"sample: {pictures} pictures, {drawing:.1f} s, {drawing / building:.0%} of a build of {building:.1f} s")


def _sample() -> tuple[float, int]:
    """Draw every swimlane of the sample as its pages show it, and return the seconds and the number of pictures."""
    book = open_book(check(ROOT), Audience.INTERNAL)
    start, pictures = time.perf_counter(), 0
    for journey in book.atlas.maps:
        views = [swimlane.view(book, journey.id), *(stage_swimlane.view(book, journey.id, stage.id) for stage in journey.stages)]
        for sheet in (sheet for view in views for sheet in view.sheets):
            swimlane_svg(sheet.diagram, sheet.flow)
            pictures += 1
    return time.perf_counter() - start, pictures


def _draw(size: tuple[int, int, int], number: int) -> str:
    return swimlane_svg(_diagram(number, *size))


def _median(draw: Callable[[int], object]) -> float:
    return statistics.median(_milliseconds(draw, number) for number in range(ROUNDS))


def _milliseconds(draw: Callable[[int], object], number: int) -> float:
    start = time.perf_counter()
    draw(number)
    return 1000 * (time.perf_counter() - start)


def _diagram(number: int, lanes: int, stages: int, steps: int) -> Diagram:
    """Make a swimlane that goes to and fro between its lanes; each number has other words, since equal pictures are drawn once."""
    drawn_steps = tuple(
        DiagramStep(
            f"step-{index}",
            f"lane-{index % lanes}",
            f"stage-{index * stages // steps}",
            StepKind.COMPANY,
            f"Does thing {index} of {number}",
        )
        for index in range(steps)
    )
    on = tuple(DiagramLink(step.id, following.id) for step, following in pairwise(drawn_steps))
    far = tuple(DiagramLink(drawn_steps[index].id, drawn_steps[index + 5].id, "Or else") for index in range(0, steps - 5, 7))
    return Diagram(
        id=f"drawing-{number}",
        title=f"Drawing {number}",
        description="A swimlane for measuring.",
        lanes=tuple(DiagramLane(f"lane-{index}", f"Lane {index}") for index in range(lanes)),
        stages=tuple(DiagramStage(f"stage-{index}", f"Stage {index}") for index in range(stages)),
        steps=drawn_steps,
        links=(*on, *far),
    )


if __name__ == "__main__":
    main()
