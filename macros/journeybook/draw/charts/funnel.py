"""Funnel: how many reach each of some steps, and how many are lost before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.draw.charts.scale import Scale, percent
from journeybook.draw.charts.shapes import (
    EDGE,
    LINE,
    WIDTH,
    ChartBar,
    ChartDrawing,
    ChartShape,
    ChartText,
    ChartTone,
    TextAnchor,
    broad,
    paragraph,
)
from journeybook.draw.geometry import Box, Point

_BAR, _GAP = 16.0, 8.0


@dataclass(frozen=True)
class FunnelStep:
    """A step and how many reached it; None where the count is not shown."""

    label: str
    count: int | None


@dataclass(frozen=True)
class FunnelChart:
    """The steps in their order, what is counted, and the words for a count that is not shown."""

    title: str
    description: str
    unit: str
    steps: tuple[FunnelStep, ...]
    hidden: str

    @property
    def drawing(self) -> ChartDrawing:
        """A bar for each step below its name, with those who are lost behind it."""
        shapes: list[ChartShape] = []
        top = 0.0
        first, most = self.steps[0].count if self.steps else None, max((step.count or 0 for step in self.steps), default=0)
        across = Scale(0, max(most, 1), EDGE, WIDTH - EDGE)
        before = None
        for step in self.steps:
            text = self.hidden if step.count is None else _counted(step.count, first)
            words, top = paragraph(step.label, "label", top, WIDTH - broad(text) - 12)
            shapes += [*words, ChartText(Point(WIDTH - EDGE, top - LINE * 0.2), text, "value", TextAnchor.END)]
            shapes += _bars(step.count, before, across, top + 2)
            before, top = step.count, top + 2 + _BAR + _GAP
        return ChartDrawing(top, tuple(shapes))


def _bars(count: int | None, before: int | None, across: Scale, top: float) -> Iterator[ChartShape]:
    if count is None:
        return
    end = across.at(count)
    yield ChartBar(Box(EDGE, top, end - EDGE, _BAR), ChartTone.PLAIN)
    if before is not None and before > count:
        yield ChartBar(Box(end, top, across.at(before) - end, _BAR), ChartTone.LOST)


def _counted(count: int, first: int | None) -> str:
    return f"{count} · {percent(count / first)}" if first else str(count)
